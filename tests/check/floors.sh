#!/bin/sh
# floors.sh - a file includes its own room and rooms on lower floors (src/FLOORS); headers do not
# include each other in a circle; every room is on a floor.
#
# src/handbook holds no code and is no room.
here=$(dirname "$0")
{
    sh "$here/files" 'src/*.[ch]' | awk -F/ '{ print "room", $2, $0 }'
    sh "$here/files" 'src/*.[ch]' |
        xargs -r grep -nHE '^[ \t]*#[ \t]*include[ \t]*"' |
        sed -E 's/^([^:]*):([0-9]*):[^"]*"([^"]*)".*/include \1 \2 \3/'
} | awk '
FILENAME == "src/FLOORS" {
    if ($1 !~ /^#/)
        for (i = 1; i <= NF; i++)
            floor[$i] = FNR
    next
}
$1 == "room" && NF == 3 && !($2 in floor) && !($2 in told) {
    told[$2]
    print $3 ": the room " $2 " is on no floor of src/FLOORS"
}
$1 == "include" {
    split ($2, from, "/")
    split ($4, to, "/")
    where = $2 ":" $3 ": "
    if (index ($4, "/") == 0)
        print where "\"" $4 "\": name the room as well"
    else if (!(to[1] in floor))
        print where "\"" $4 "\" is in no room of src/FLOORS"
    else if (to[1] != from[2] && floor[to[1]] <= floor[from[2]])
        print where from[2] " may not include " $4 ": it is not on a lower floor"
    if ($2 ~ /\.h$/)
        uses[substr ($2, 5)] = uses[substr ($2, 5)] " " $4
}
# Depth first; a header met again while it is still open closes a circle.
function visit(file, path,    i, n, next_files) {
    if (state[file] == "open")
        print "src/" file ": includes itself:" path " " file
    if (state[file])
        return
    state[file] = "open"
    n = split (uses[file], next_files, " ")
    for (i = 1; i <= n; i++)
        visit(next_files[i], path " " file)
    state[file] = "done"
}
END {
    for (file in uses)
        visit(file, "")
}' src/FLOORS - | sort | sh "$here/verdict" floors 'rooms include only what is below them'
