#!/bin/sh
# completion.sh - bash, zsh and fish complete every command and option that the help knows.
#
# Zsh and fish read their script where they are, and are asked what they complete.
copia=${B:-build}/copia
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# What `copia help COMMAND` lists: "COMMAND --option" a line.
"$copia" help --completion fish | sed -n 's/.*__copia_has_none -f -a \([a-z]*\).*/\1/p' |
    sort >"$work/told"
"$copia" help --man | sed -n 's/^\.SS "copia \([a-z]*\).*/\1/p' | sort >"$work/commands"
while read -r command; do
    "$copia" help "$command" | sed -nE "s/^  (    |-., )(--[a-z0-9-]+).*/$command \2/p"
    for everywhere in color width quiet help version; do
        echo "$command --$everywhere"
    done
done <"$work/commands" | sort -u >"$work/options"

bash_options () {
    bash -c '. "$1"; COMP_WORDS=(copia "$2" --) COMP_CWORD=2; _copia; printf "%s\n" "${COMPREPLY[@]}"' \
        - "$work/bash" "$1"
}

# What is handed to _arguments, which works on a terminal alone: [excluded]name[=+][summary]..
zsh_options () {
    zsh -fc 'compdef () { : }
        _arguments () { print -lr -- "$@" }
        . "$1"; words=(copia "$2" --) CURRENT=3; _copia' - "$work/zsh" "$1" |
        sed -nE 's/^(\*|\([^)]*\))?(--[a-z0-9-]+).*/\2/p'
}

fish_options () {
    fish --no-config -c 'source $argv[1]; complete -C "copia $argv[2] --"' "$work/fish" "$1" | cut -f 1
}

# Complaints of one shell.
judge () {
    "$copia" help --completion "$1" >"$work/$1" || echo "there is no script for $1"
    "$1" -n "$work/$1" 2>&1
    while read -r command; do
        "$1_options" "$command" 2>&1 | sed "s/^/$command /"
    done <"$work/commands" | sort -u | comm -3 "$work/options" -
}

[ "$(wc -l <"$work/options")" -gt 100 ] || echo 'not ok - completion: help lists too few options'
cmp "$work/told" "$work/commands" || echo 'not ok - completion: fish is told of other commands'
for shell in bash zsh fish; do
    if command -v $shell >/dev/null; then
        judge $shell | sh tests/check/verdict "completion-$shell" 'every command and option, no other'
    else
        echo "ok - completion-$shell # SKIP $shell is not installed"
    fi
done
