#!/usr/bin/python3
"""generate.py - writes src/text/unicode-table.c from the files of the Unicode standard.

The files are those of the Unicode Character Database as Debian's package unicode-data lays
them out (UAX #44).  The same files give the same bytes.
"""

import argparse
import os
import re
import sys

LIMIT = 0x110000
PAGE = 128

WORD = """Other CR LF Newline Extend ZWJ Format Regional_Indicator Katakana Hebrew_Letter
    ALetter Single_Quote Double_Quote MidNumLet MidLetter MidNum Numeric ExtendNumLet
    WSegSpace""".split()
SENTENCE = """Other CR LF Sep Extend Format Sp Lower Upper OLetter Numeric ATerm SContinue
    STerm Close""".split()
LETTERS = {"ALetter", "Hebrew_Letter", "Katakana"}
CLASSES = "OTHER SPACE LETTER MARK DIGIT".split()
PICTOGRAPHIC, DECIMAL, OPENS, CLOSES, DIACRITIC, PLAIN, WHOLE = (1 << bit for bit in range(7))

# White space beside White_Space and Cc: separators and marks of direction (tokenizer.h).
UNSEEN = {0x200B, 0xFEFF, 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# Combining classes of accents, points and tone marks; vowel signs, viramas and kana voicing
# have others (fold.h).
DIACRITICS = {1, 7, *range(10, 37), 107, 122, *range(200, 241)}


def lines(folder, name):
    """The fields of each line that is not a comment."""
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        for line in file:
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if fields[0]:
                yield fields


def codes(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def values(folder, name, default):
    """Code point -> value, for a file of `range ; value` lines."""
    table = [default] * LIMIT
    for fields in lines(folder, name):
        for code in codes(fields[0]):
            table[code] = fields[1]
    return table


def members(folder, name, *wanted):
    """Code points whose line goes on with these fields."""
    return {code for fields in lines(folder, name) if tuple(fields[1:]) == wanted
            for code in codes(fields[0])}


def compositions(folder):
    """Code points with a canonical decomposition; the Hangul syllables are not listed."""
    listed = {int(fields[0], 16) for fields in lines(folder, "UnicodeData.txt")
              if fields[5] and not fields[5].startswith("<")}
    return listed.union(range(0xAC00, 0xD7A4))


def casefoldings(folder):
    return {int(fields[0], 16): tuple(int(code, 16) for code in fields[2].split())
            for fields in lines(folder, "CaseFolding.txt") if fields[1] in "CF"}


def classify(category, extend, letter, space):
    if space:
        return "SPACE"
    if category[0] == "M" or extend:
        return "MARK"
    if category in ("Nd", "No"):
        return "DIGIT"
    return "LETTER" if category[0] == "L" or letter else "OTHER"


def flags(code, category, pictographic, combining, plain, whole, folded):
    return (PICTOGRAPHIC * pictographic
            | DECIMAL * (category == "Nd")
            | OPENS * (category in ("Ps", "Pi") or code in (0xA1, 0xBF))
            | CLOSES * (category in ("Pe", "Pf"))
            | DIACRITIC * (category == "Mn" and combining in DIACRITICS)
            | PLAIN * all(part in plain for part in (code, *folded))
            | WHOLE * whole)


def records(folder):
    """Code point -> (word break, sentence break, class, flags, fold), and the foldings.

    `fold` is what to add to a code point to fold its case; foldings to more than one code
    point are listed apart, and stand as 1 - LIMIT - their place in that list."""
    word = values(folder, "auxiliary/WordBreakProperty.txt", "Other")
    sentence = values(folder, "auxiliary/SentenceBreakProperty.txt", "Other")
    category = values(folder, "extracted/DerivedGeneralCategory.txt", "Cn")
    combining = values(folder, "extracted/DerivedCombiningClass.txt", "0")
    pictographic = members(folder, "emoji/emoji-data.txt", "Extended_Pictographic")
    letters = members(folder, "DerivedCoreProperties.txt", "Alphabetic").union(
        code for code in range(LIMIT) if word[code] in LETTERS)
    white = members(folder, "PropList.txt", "White_Space") | UNSEEN
    unsure = (members(folder, "DerivedNormalizationProps.txt", "NFC_QC", "N")
              | members(folder, "DerivedNormalizationProps.txt", "NFC_QC", "M"))
    plain = {code for code in range(LIMIT) if combining[code] == "0"} - unsure
    composed = compositions(folder)
    fold = casefoldings(folder)
    long = sorted(code for code in fold if len(fold[code]) > 1)

    table = []
    for code in range(LIMIT):
        folded = fold.get(code, (code,))
        table.append((
            WORD.index(word[code]),
            SENTENCE.index(sentence[code]),
            CLASSES.index(classify(category[code], word[code] == "Extend", code in letters,
                                   code in white or category[code] == "Cc")),
            flags(code, category[code], code in pictographic, int(combining[code]), plain,
                  code not in composed, folded),
            folded[0] - code if len(folded) == 1 else 1 - LIMIT - long.index(code)))
    return table, [fold[code] for code in long]


def stages(table):
    """The records, and the two stages that lead to them."""
    kinds, pages, entries, seen = {}, [], [], {}
    for start in range(0, LIMIT, PAGE):
        page = tuple(kinds.setdefault(record, len(kinds))
                     for record in table[start:start + PAGE])
        if page not in seen:
            seen[page] = len(seen)
            entries.extend(page)
        pages.append(seen[page])
    return list(kinds), pages, entries


def array(kind, name, items, columns=16):
    rows = [", ".join(map(str, items[at:at + columns])) for at in range(0, len(items), columns)]
    return f"const {kind} {name}[] = {{\n    " + ",\n    ".join(rows) + ",\n};\n"


def version(folder):
    with open(os.path.join(folder, "auxiliary/WordBreakProperty.txt"), encoding="utf-8") as file:
        return re.match(r"# WordBreakProperty-([0-9.]+)\.txt", file.readline())[1]


def write(folder, out):
    table, foldings = records(folder)
    kinds, pages, entries = stages(table)
    if len(kinds) > 65536 or len(pages) > 65536:
        sys.exit("generate.py: the tables have outgrown their types")
    rows = ["{ %s }" % ", ".join(map(str, kind)) for kind in kinds]
    padded = ["{ %s }" % ", ".join(hex(code) for code in folded) for folded in foldings]
    out.write(
        "/* unicode-table.c - generated by tests/unicode/generate.py; do not edit. */\n"
        "/* clang-format off */\n"
        '#include "text/unicode.h"\n\n'
        f'const char copia_unicode_version[] = "{version(folder)}";\n\n'
        + array("CopiaCharacter", "copia_unicode_records", rows, 4) + "\n"
        + array("uint16_t", "copia_unicode_pages", pages) + "\n"
        + array("uint16_t", "copia_unicode_entries", entries) + "\n"
        + array("uint32_t", "copia_unicode_foldings", padded, 4).replace("[]", "[][3]"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="/usr/share/unicode", help="folder of the UCD files")
    parser.add_argument("--output", help="file to write (default: standard output)")
    options = parser.parse_args()
    if options.output:
        with open(options.output, "w", encoding="utf-8") as out:
            write(options.data, out)
    else:
        write(options.data, sys.stdout)


main()
