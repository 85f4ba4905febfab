#!/bin/sh
# demo.sh - indexes the reader beside it, or the book BOOK names, and looks into it (make demo).
#
# Shows each command as one would type it, then what it says.
set -eu
B=${B:-build}
copia=$B/copia
index=$B/demo.copia
book=${BOOK:-corpus/reader}
[ -e "$book" ] || {
    echo "demo: there is no '$book'; BOOK names a book or a folder of texts" >&2
    exit 2
}

# On a terminal, copia writes for people by itself; elsewhere one has to ask.
format= bold= plain=
if [ ! -t 1 ]; then
    format=' --format text'
elif [ -z "${NO_COLOR:-}" ]; then
    bold=$(printf '\033[1;36m') plain=$(printf '\033[0m')
fi
quoted () {
    case $1 in
    *[!A-Za-z0-9_./-]*) printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")" ;;
    *) printf %s "$1" ;;
    esac
}
# show COMMAND.. : the command, in shell's words, and its answer.
show () {
    printf '\n%s$ %s%s\n' "$bold" "$1" "$plain"
    eval "$1"
}

shelf=$(quoted "$book")
show "$copia index -o $index $shelf"
if [ -n "${BOOK:-}" ]; then
    word=$("$copia" words "$index" --stop en --limit 1 --format tsv --quiet | sed -n 2p | cut -f 2)
    word=$(quoted "${word:-the}")
else
    word=gate
fi
for unit in part chapter none; do
    "$copia" outline "$book" --format tsv --quiet | cut -f 1 | grep -qx $unit && break
done
[ $unit = none ] && by='--slices 10' || by="--by $unit"
show "$copia outline $shelf$format"
show "$copia kwic $index $word --sort R1 --limit 12$format"
show "$copia collocates $index $word --stop en --limit 10$format"
show "$copia freq $index $word $by$format"

next () {
    printf '  %-*s  %s\n' "$wide" "$1" "$2"
}
patterns="$copia kwic $index 'the * of' --sort R1"
wide=${#patterns}
printf '\nWhat next:\n'
next "$patterns" 'patterns and phrases'
next "$copia help start" 'the first steps'
next "$copia help" 'commands and handbook'
next 'BOOK=path/to/book.txt make demo' 'a book of yours'
next 'sudo make install' 'then it is just: copia'
