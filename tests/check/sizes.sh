#!/bin/sh
# sizes.sh - no C file above 500 lines, no function above 100; names those above the habit.
#
# The habit is 300 lines a source, 120 a header, 60 a function; what passes it is a note, not a
# failure.  Generated tables (*-table.[ch]) do not count.
here=$(dirname "$0")
files=$(sh "$here/files" 'src/*.[ch]' 'tests/*.[ch]' | grep -v -e '-table\.[ch]$')
measured=$(awk '
function end_of_file() {
    if (file != "")
        print "file", file, lines
}
FNR == 1 { end_of_file(); file = FILENAME; start = 0 }
{ lines = FNR }
/^[a-z_].*\(/ { name = $0 }
/^{/ { start = FNR }
/^}/ && start {
    sub (/ *\(.*/, "", name)
    print "function", file ":" start ":" name, FNR - start - 1
    start = 0
}
END { end_of_file() }' $files /dev/null)
echo "$measured" | awk '
$1 == "file" && ($2 ~ /\.h$/ ? $3 > 120 : $2 ~ /^src/ && $3 > 300) && $3 <= 500 ||
$1 == "function" && $3 > 60 && $3 <= 100 { print "# above the habit: " $2 ", " $3 " lines" }'
echo "$measured" | awk '
$1 == "file" && $3 > 500 || $1 == "function" && $3 > 100 { print $2 ": " $3 " lines" }' |
    sh "$here/verdict" sizes 'files have 500 lines and functions 100 at most'
