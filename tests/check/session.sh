#!/bin/sh
# session.sh - somebody at a terminal asks copia one question after the other.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/session.py "${B:-build}"
