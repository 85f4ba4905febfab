#!/usr/bin/python3
"""nearly.py - compares two answers in JSON: fractions may differ in their last digits, nothing else.

    python3 tests/nearly.py ONE OTHER

A logarithm is as exact as the C library makes it on a kind of processor.  So a number with a
fraction or an exponent, in one answer at least, may differ by 1e-12 of its size; whole numbers,
names, texts and all that stands between them are compared byte by byte.  Says the first
difference on a line and ends with 1.
"""
import re
import sys

TOLERANCE = 1e-12
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[^"\d-]+|.', re.DOTALL)
NUMBER = re.compile(rb"-?\d")


def nearly(one, other):
    if one == other:
        return True
    if not (NUMBER.match(one) and NUMBER.match(other)):
        return False
    if not re.search(rb"[.eE]", one + other):
        return False
    a, b = float(one), float(other)
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def main(paths):
    answers = []
    for path in paths:
        with open(path, "rb") as file:
            answers.append(TOKEN.findall(file.read()))
    one, other = answers
    for i, (a, b) in enumerate(zip(one, other)):
        if not nearly(a, b):
            before = b"".join(one[max(0, i - 12):i]).decode(errors="replace")
            print(f"{before!r}: {a.decode(errors='replace')} here, {b.decode(errors='replace')} there")
            return 1
    if len(one) != len(other):
        print("one answer is longer than the other")
        return 1
    return 0


sys.exit(main(sys.argv[1:3]))
