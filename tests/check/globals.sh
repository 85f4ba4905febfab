#!/bin/sh
# globals.sh - the library holds no variable that can be written: two questions may run at once.
#
# Reads the object files of the build folder B.  Constants with pointers in them lie in
# .data.rel.ro, which is read-only once the program runs.  One exception: GLib keeps the number of
# an error domain in a variable, set once under its own lock.
here=$(dirname "$0")
build=${B:-build}
objects=$(find "$build" -name '*.o' 2>/dev/null)
if [ -z "$objects" ]; then
    echo "not ok - globals: no object files in $build"
    exit 1
fi
if nm -A $objects | grep -q -m 1 __asan_; then
    echo "ok - globals # SKIP sanitizers add variables of their own"
    exit
fi
objdump -t $objects | awk '
/file format/ { object = $1; sub (/:$/, "", object); next }
{
    section = ""
    for (i = 2; i < NF; i++)
        if ($i ~ /^\.|^\*COM\*$/) {
            section = $i
            break
        }
    kind = $(i - 1)
    name = $NF
    if (section !~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ || section ~ /^\.data\.rel\.ro/)
        next
    if (kind ~ /d$/ || name == section)
        next
    if (object ~ /\/base\/error\.o$/ && name ~ /^q\./)
        next
    print object ": " name " can be written (" section ")"
}' | sh "$here/verdict" globals 'no object file holds a writable variable'
