#!/bin/sh
# words.sh - the tree names no folder and no package server of the machine it was written on.
here=$(dirname "$0")
paths='(^|[^A-Za-z0-9_.$}*-])/(home|root|work|mnt|media|srv|Users|tmp)/[A-Za-z0-9_]'
servers='(^|[^A-Za-z0-9_.-])(deb|ftp|apt|npm|pypi|crates|registry|registries|repos?|mirrors?|artifacts?|proxy|packages|pkgs?|files|static)\.[a-z0-9-]+\.[a-z]{2,}'
sh "$here/files" '*' | grep -v '^corpus/.*\.txt$' | xargs -r -d '\n' grep -nIHE "$paths|$servers" |
    grep -v '^tests/check/words\.sh:' | cut -c 1-160 |
    sh "$here/verdict" words 'no path or server of one machine is named'
