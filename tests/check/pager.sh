#!/bin/sh
# pager.sh - long help on a terminal, and elsewhere.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/pager.py "${B:-build}"
