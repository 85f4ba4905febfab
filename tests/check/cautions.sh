#!/bin/sh
# cautions.sh - tables that say less than they seem to say so, and sound ones say nothing.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/cautions.py "${B:-build}"
