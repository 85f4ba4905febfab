#!/bin/sh
# robust.sh - every measure answers input that is missing, wrong or enormous.
#
# Asks B/copia (build by default).
exec /usr/bin/python3 tests/check/robust.py "${B:-build}"
