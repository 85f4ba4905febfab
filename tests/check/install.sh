#!/bin/sh
# install.sh - what is installed is in its places and works there, and uninstalling leaves no file.
#
# Installs B/copia as it was built.
build=${B:-build}
stage=$(mktemp -d) || exit 1
trap 'rm -rf "$stage"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL
place () {
    make -s -o all -o "$build/copia" B="$build" DESTDIR="$stage" PREFIX=/usr "$1" >"$stage/said" 2>&1 ||
        sed "s/^/make $1: /" "$stage/said"
    rm -f "$stage/said"
}
{
    place install
    for file in bin/copia share/man/man1/copia.1 share/bash-completion/completions/copia \
        share/zsh/site-functions/_copia share/fish/vendor_completions.d/copia.fish \
        share/doc/copia/README.md share/doc/copia/handbook/start.md; do
        [ -s "$stage/usr/$file" ] || echo "usr/$file is not there"
    done
    "$stage/usr/bin/copia" help start | grep -q copia || echo 'what is installed does not answer'
    place uninstall
    find "$stage" -type f -printf '%P is left\n'
} | sh tests/check/verdict install 'files come to their places and are taken away again'
