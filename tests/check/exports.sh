#!/bin/sh
# exports.sh - spreadsheets, databases and pictures are read back by other programs.
#
# Asks B/copia (build by default).  What this copia cannot write is skipped.
exec /usr/bin/python3 tests/check/exports.py "${B:-build}"
