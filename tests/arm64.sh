#!/bin/sh
# arm64.sh - proves on a PC that copia is right on arm64 (make arm64).
#
#   B=build sh tests/arm64.sh [SUITE..]      all but the checks by default, or a single test
#
# The libraries are unpacked from Debian's packages, the program is cross-compiled, and its tests
# run here while an emulator runs it.  Then B/copia and its twin must write the same index, byte
# for byte, and give the same answers: fractions in JSON up to their last digits (nearly.py), all
# else byte for byte.  What was built is kept in B-arm64.  The tests take half an hour and longer,
# most of it those of damage.
set -eu
suite=bookworm
machine=aarch64-linux-gnu
packages=libc6-dev,libglib2.0-dev,libpcre2-dev,zlib1g-dev,libxml2-dev,libarchive-dev
packages=$packages,libxlsxwriter-dev,libsqlite3-dev,libedit-dev,libdeflate-dev,libstemmer-dev

fail () {
    echo "arm64: $*" >&2
    exit 2
}

cd "$(dirname "$0")/.."
here=$(realpath "${B:-build}")
there=$here-arm64
root=$there/root
formats=/proc/sys/fs/binfmt_misc

[ -x "$here/copia" ] || fail "there is no $here/copia to compare with; run make"
for tool in mmdebstrap $machine-gcc qemu-aarch64-static update-binfmts python3; do
    command -v $tool >/dev/null ||
        fail "$tool is missing: apt-get install mmdebstrap gcc-$machine qemu-user-static binfmt-support python3"
done
[ -e $formats/register ] || mount -t binfmt_misc binfmt_misc $formats ||
    fail "$formats cannot be mounted; that needs root"
[ -e $formats/qemu-aarch64 ] || update-binfmts --enable qemu-aarch64 ||
    fail "programs for arm64 cannot be made known to the kernel; that needs root"

if [ ! -e "$root/usr/include/zlib.h" ]; then
    echo "arm64: the libraries of $suite"
    rm -rf "$root"
    mkdir -p "$there"
    mmdebstrap --quiet --variant=extract --architectures=arm64 --include=$packages \
        $suite "$root" || fail "the libraries could not be unpacked"
fi

[ $# -gt 0 ] || set -- unit golden oracle damage
targets=all
for one; do
    case $one in
    */*) targets="$targets $there/tests/$one" ;;
    golden) ;;
    *) targets="$targets tests" ;;
    esac
done

# What is built here must not be asked for there.
unset MAKEFLAGS MFLAGS MAKELEVEL SAN
export PKG_CONFIG_SYSROOT_DIR="$root"
export PKG_CONFIG_LIBDIR="$root/usr/lib/$machine/pkgconfig:$root/usr/share/pkgconfig"
export QEMU_LD_PREFIX="$root"
# shellcheck disable=SC2086
make -j"$(nproc)" B="$there" CC="${CCACHE:-} $machine-gcc --sysroot=$root" AR=$machine-ar \
    CFLAGS='-O2 -g -Werror' $targets

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' INT TERM
questions=0

same () {
    cmp -s "$1" "$2" || ! diff "$1" "$2" | head -n 6
}

same_but_last_digits () {
    cmp -s "$1" "$2" || python3 tests/nearly.py "$1" "$2"
}

# alike ARGUMENTS.. : both programs say the same, and end with the same status.  In JSON fractions
# are written with all their digits, and the C library is no closer than the last of them.
alike () {
    for twin in here there; do
        eval "program=\$$twin/copia"
        said=0
        "$program" "$@" >"$work/$twin" 2>&1 || said=$?
        echo "status $said" >>"$work/$twin"
        [ $said -ne 2 ] || fail "copia $* ended with status 2: $(head -n 1 "$work/$twin")"
    done
    case " $* " in
    *' --format json '*) compare=same_but_last_digits ;;
    *) compare=same ;;
    esac
    $compare "$work/here" "$work/there" >&2 || fail "arm64 answers otherwise: copia $*"
    questions=$((questions + 1))
}

book=${COPIA_SHARED:-../shared}/corpus/russian-revolution.txt
for text in corpus/reader "$book"; do
    [ -e "$text" ] || continue
    for how in '' --compact; do
        # shellcheck disable=SC2086
        for twin in here there; do
            eval "program=\$$twin/copia"
            "$program" index --quiet $how -o "$work/$twin.copia" "$text"
        done
        cmp "$work/here.copia" "$work/there.copia" || fail "arm64 writes another index of $text"
    done
    index=$work/here.copia
    alike info "$index" --sizes --format json
    alike outline "$index" --format json
    alike kwic "$index" the --sort R1,L1 --all --format json
    alike kwic "$index" --cql '[word="the"] []{0,3} [word="of"]' --format json
    alike freq "$index" the 'of the' --by chapter --format json
    alike words "$index" --by chapter --format json
    alike collocates "$index" the --format json
    alike keywords "$index" --target part=1 --format json
    alike ngrams "$index" --size 3 --by part --format json
    alike dispersion "$index" the we --format json
    alike diversity "$index" --by chapter --format json
    alike distance "$index" --by chapter --format json
    alike trend "$index" --slices 10 --format json
    alike growth "$index" --beyond 3 --format json
    alike distance "$index" --by chapter --show map --format svg
    alike collocates "$index" the --format svg
    alike collocates "$index" the --format text
    alike keywords "$index" --target part=1 --format text
    alike diversity "$index" --by chapter --format text
    alike export "$index"
done
# The page of a measure works out an example.
"$here/copia" help measures | sed -n 's/^  \([^ ]\{1,\}\)  .*/\1/p' | sort -u >"$work/measures"
[ -s "$work/measures" ] || fail "no measures are listed"
while read -r measure; do
    alike help "$measure" </dev/null
done <"$work/measures"
echo "arm64: the same indexes, and the same answers to $questions questions"
B=$there tests/run "$@"
