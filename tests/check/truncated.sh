#!/bin/sh
# truncated.sh - an index that is cut short while it lies open ends an answer with one clear line.
#
# Asks B/copia (build by default) in a session, which keeps the index open between its answers.
copia=$PWD/${B:-build}/copia
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
i=0
while [ $i -lt 20000 ]; do
    i=$((i + 1))
    echo "Word$i and the house of w$((i % 977)) by the river."
done > "$work/text.txt"

fail() {
    echo "truncated: $1"
    cat "$work"/out "$work"/err 2> /dev/null
    exit 1
}

# cut SIZE QUESTION: asks once, cuts, and asks again.
cut() {
    "$copia" index --quiet "$work/text.txt" -o "$work/i.copia" || fail "no index was made"
    rm -f "$work/questions" "$work/out"
    mkfifo "$work/questions"
    "$copia" shell "$work/i.copia" < "$work/questions" > "$work/out" 2> "$work/err" &
    exec 3> "$work/questions"
    echo "freq house" >&3
    waits=0
    while ! grep -qs house "$work/out" && [ $waits -lt 300 ]; do
        waits=$((waits + 1))
        sleep 0.1
    done
    grep -q house "$work/out" || fail "no answer before the cut"
    truncate -s "$1" "$work/i.copia"
    echo "$2" >&3
    exec 3>&-
    wait $!
    status=$?
    [ $status -eq 2 ] || fail "cut to $1, '$2' ended with $status, not 2"
    grep -q "^copia: $work/i.copia: .*cut short" "$work/err" ||
        fail "cut to $1, '$2' was not told of it"
    echo "ok - an index cut to $1 bytes while it lies open ends '$2' with one line"
}

cut 8192 "kwic river"
cut 0 "words"
cut 100000 "collocates house"
