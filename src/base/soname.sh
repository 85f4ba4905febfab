#!/bin/sh
# soname.sh PACKAGE - the flag that names a package's library as the loader knows it, for
# base/library.h: -DCOPIA_SONAME_LIBARCHIVE='"libarchive.so.13"'.  CC is asked where the library is.
# A library that pkg-config does not know is called by its own name: libstemmer.
name=$(pkg-config --libs-only-l "$1" 2>/dev/null | sed 's/^ *-l\([^ ]*\).*/\1/')
name=${name:-${1#lib}}
file=$(${CC:-cc} -print-file-name="lib$name.so")
soname=$(objdump -p "$file" | sed -n 's/^ *SONAME *//p')
[ -n "$soname" ] || { echo "soname.sh: $file has no name" >&2; exit 1; }
printf "%s\n" "-DCOPIA_SONAME_$(echo "$1" | tr a-z A-Z | tr -c 'A-Z0-9\n' _)='\"$soname\"'"
