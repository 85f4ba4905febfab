#!/bin/sh
# docs.sh - every path and every `make` target that a document names exists.
#
# Looked at: links, and words in back quotes that begin with a folder of the top level or, in
# src/README.md, with a room.  `*` and <name> stand for any name.  build/ is what make builds,
# unless a source of the room is meant.
here=$(dirname "$0")
targets=$(sed -n 's/^\([a-z][a-z0-9-]*\):.*/\1/p' Makefile | tr '\n' ' ')
rooms=$(sed '/^#/d' src/FLOORS | tr '\n ' '||' | sed 's/|*$//')

exists () {
    for path in $(echo "$1" | sed 's/<[a-z]*>/*/g'); do
        [ -e "$path" ] && return 0
    done
    return 1
}

sh "$here/files" '*.md' | while read -r document; do
    folder=$(dirname "$document")
    # Words in back quotes, one a line with its line number; then links.
    grep -noE '`[^` ]+`' "$document" | tr -d '`' | while IFS=: read -r line word; do
        word=${word%%[,;:]}
        case $word in
        build/*[!ch]) ;;
        src/* | corpus/* | stoplists/* | tests/* | .ci/*)
            exists "$word" || exists "$folder/$word" || echo "$document:$line: $word is gone" ;;
        *)  echo "$word" | grep -qE "^($rooms)/" || continue
            exists "src/$word" || exists "$folder/$word" || echo "$document:$line: src/$word is gone" ;;
        esac
    done
    grep -noE '\]\([^)#: ]+[)#]' "$document" | tr -d '])(#' | while IFS=: read -r line word; do
        exists "$folder/$word" || echo "$document:$line: $word is gone"
    done
    grep -noE '(`|^    (\$ )?)([A-Z]+=[^ ]+ )?make [a-z][a-z0-9-]*' "$document" |
        sed -E 's/:.*make /:/' | while IFS=: read -r line word; do
        case " $targets " in
        *" $word "*) ;;
        *) echo "$document:$line: make $word is no target of the Makefile" ;;
        esac
    done
done | sh "$here/verdict" docs 'paths and targets named in documents exist'
