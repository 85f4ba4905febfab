#!/bin/sh
# chroot.sh - proves the two commands on a bare Debian 12: nothing but make, then `make demo` and
# `make check` (make drill).
#
# Needs root, git and debootstrap.  Takes the mirror and the settings that this machine's apt uses.
# What is committed is tried, in a temporary folder that is removed in the end.
set -eu
suite=bookworm

fail () {
    echo "drill: $*" >&2
    exit 2
}

[ "$(id -u)" -eq 0 ] || fail "making a chroot needs root"
for tool in debootstrap git unshare; do
    command -v $tool >/dev/null || fail "$tool is missing"
done
# Mounts of its own: they are gone when this ends, however it ends.
[ -n "${COPIA_DRILL:-}" ] || COPIA_DRILL=1 exec unshare --mount sh "$0"

cd "$(dirname "$0")/.."
targets () {
    apt-get indextargets --format "$1" 'Created-By: Packages' | grep "$suite" | sort -u
}
mirror=$(targets '$(REPO_URI) $(RELEASE)' | sed -n "s/ $suite\$//p" | head -n 1)
[ -n "$mirror" ] || fail "apt has no source for $suite"

root=$(mktemp -d)
chmod 755 "$root"
cleanup () {
    umount "$root/dev/pts" "$root/proc" 2>/dev/null || :
    rm -rf --one-file-system "$root"
}
trap cleanup EXIT
trap 'exit 2' INT TERM

echo "drill: a bare $suite"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || {
    tail -n 5 "$root.log" >&2
    fail "debootstrap failed; all it said is in $root.log"
}
rm "$root.log"
targets 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' >"$root/etc/apt/sources.list"
apt-config dump | grep -E '^Acquire::(http|https|Retries|Check-|ForceIPv)' \
    >"$root/etc/apt/apt.conf.d/99host" || :
mount -t proc proc "$root/proc"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
git clone -q --no-hardlinks . "$root/copia"

# within COMMAND : in the chroot, as on a machine nobody has set up.
within () {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=xterm \
        chroot "$root" sh -c "cd /copia && $1" </dev/null
}
# refuses TARGET : without root or sudo, says what to install and does nothing.
refuses () {
    within "su nobody -s /bin/sh -c 'make $1'" >"$root/said" 2>&1 && fail "make $1 worked without gcc"
    grep -q 'apt-get install .*gcc' "$root/said" || {
        cat "$root/said" >&2
        fail "make $1 does not say what to install"
    }
}
within 'apt-get -qq update && apt-get -qq install --no-install-recommends make >/dev/null 2>&1' ||
    fail "make could not be installed"
within 'command -v cc || command -v pkg-config || command -v python3' && fail "this is not bare"

echo "drill: nobody is told what to install"
refuses all
refuses demo

for target in demo check; do
    echo "drill: make $target"
    start=$(date +%s)
    if within "make $target" >"$root/said" 2>&1; then status=0; else status=$?; fi
    cat "$root/said"
    [ $status -eq 0 ] || fail "make $target ended with status $status"
    echo "drill: make $target took $(($(date +%s) - start)) s"
done
tail -n 1 "$root/said" | grep -qE '^[0-9]+ passed, 0 failed(, [0-9]+ skipped)?$' ||
    fail "make check does not end in its figures"
within 'git status --porcelain' | grep . && fail "make leaves files in the tree"
echo "drill: both commands work on a bare $suite"
