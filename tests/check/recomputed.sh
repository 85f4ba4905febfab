#!/bin/sh
# recomputed.sh - random counts, up to a million million, scored as fifty digits score them.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/recomputed.py "${B:-build}"
