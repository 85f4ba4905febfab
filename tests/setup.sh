#!/bin/sh
# setup.sh - looks for what copia's build and checks need; says what is missing or installs it.
#
#   sh tests/setup.sh build|check [install]
#
# Nothing missing: silent, exit 0.  Otherwise `install` asks apt for just that (with sudo when
# not root); without it, or where apt cannot, one message names the packages and the exit is 2.
set -u

# How to look, what to look for, and the Debian package that brings it.
build='
command cc                          gcc
header  stdio.h                     libc6-dev
command pkg-config                  pkg-config
module  glib-2.0                    libglib2.0-dev
module  libpcre2-8                  libpcre2-dev
module  zlib                        zlib1g-dev
module  libxml-2.0                  libxml2-dev
module  libarchive                  libarchive-dev
'
# What copia does without where it is not; installed where installing was asked for.
extra='
module  xlsxwriter                  libxlsxwriter-dev
module  sqlite3                     libsqlite3-dev
module  libedit                     libedit-dev
module  libdeflate                  libdeflate-dev
header  libstemmer.h                libstemmer-dev
'
check='
command gcc                         gcc
command clang                       clang
runtime clang                       libclang-rt-14-dev
command clang-format                clang-format
command objdump                     binutils
command git                         git
command pdftotext                   poppler-utils
file    /usr/bin/python3            python3
command rsvg-convert                librsvg2-bin
file    /usr/share/unicode/auxiliary/WordBreakTest.txt  unicode-data
'

found () {
    case $1 in
    command) command -v "$2" ;;
    header)  echo "#include <$2>" | cc -E - ;;
    module)  pkg-config --exists "$2" ;;
    runtime) echo 'int main (void) { return 0; }' | "$2" -fsanitize=address -x c -o /dev/null - ;;
    file)    test -e "$2" ;;
    esac >/dev/null 2>&1
}

missing () {
    echo "$needs" | while read -r how what package; do
        [ -z "$how" ] || found "$how" "$what" || echo "$package"
    done | sort -u | tr '\n' ' '
}

by_hand () {
    echo "setup: $1; missing: $packages" >&2
    echo "setup: install them yourself, on Debian with: apt-get install $packages" >&2
    exit 2
}

case ${1:-} in
build) needs=$build ;;
check) needs=$build$check ;;
*)     echo "usage: sh tests/setup.sh build|check [install]" >&2; exit 2 ;;
esac
[ "${2:-}" != install ] || needs=$needs$extra
packages=$(missing)
[ -n "$packages" ] || exit 0

[ "${2:-}" = install ] || by_hand "'make demo' and 'make check' install what they need, this target does not"
command -v apt-get >/dev/null || by_hand "there is no apt-get here"
root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || by_hand "installing needs root or sudo"
    root=sudo
fi

echo "setup: installing $packages" >&2
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
apt () {
    $root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" \
        </dev/null >>"$log" 2>&1
}
# A stale list is no reason to give up: what counts is whether the install works.
apt update || echo "setup: apt-get update failed; trying with the lists there are" >&2
# shellcheck disable=SC2086
if ! apt install --no-install-recommends $packages; then
    tail -n 15 "$log" >&2
    by_hand "apt-get could not install them"
fi
packages=$(missing)
[ -z "$packages" ] || by_hand "apt-get installed them, but they are still not found"
