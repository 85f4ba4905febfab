#!/bin/sh
# bench.sh - the benchmark runs: every command in it once, on the bundled reader; no time is judged.
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
if BOOK=corpus/reader B=$build tests/bench/run 1 >"${TMPDIR:-/tmp}/bench.$$" 2>&1; then
    echo "ok - bench: it runs and every command in it answers"
    status=0
else
    echo "not ok - bench: it runs and every command in it answers"
    sed 's/^/# /' "${TMPDIR:-/tmp}/bench.$$"
    status=1
fi
rm -f "${TMPDIR:-/tmp}/bench.$$"
exit $status
