#!/bin/sh
# bench.sh - the benchmarks run: every command in them once, on the bundled reader; no time is judged.
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
status=0
cat corpus/reader/*.md >"$scratch/reader.md"

# runs NAME COMMAND...: the claim, and what it takes
runs() {
    claim=$1
    shift
    if env B="$build" BOOK=corpus/reader "$@" >"$scratch/said" 2>&1; then
        echo "ok - bench: $claim"
    else
        echo "not ok - bench: $claim"
        sed 's/^/# /' "$scratch/said"
        status=1
    fi
}

runs 'it runs and every command in it answers' tests/bench/run 1
runs 'a corpus is built and asked' CORPUS="$scratch/reader.md" tests/bench/corpus 1
runs 'growth is told' CORPUS="$scratch/reader.md" tests/bench/corpus growth 1
exit $status
