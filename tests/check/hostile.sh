#!/bin/sh
# hostile.sh - files made to do harm are refused with one line, or read, within a bound of memory.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/hostile.py "${B:-build}"
