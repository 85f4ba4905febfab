#!/bin/sh
# recount.sh - what is counted by an attribute is what a scan of the exported text counts.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/recount.py "${B:-build}"
