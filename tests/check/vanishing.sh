#!/bin/sh
# vanishing.sh - what is read changes or goes away meanwhile: one clear line, and nothing half-written.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/vanishing.py "${B:-build}"
