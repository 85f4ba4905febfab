"""cautions.py - each warning is provoked in each command in which it can arise.

Beside each question stands what must be said of its answer; whatever else is said is a failure,
so that a sound table stays without any.  The book is made here, the same each time.
"""
import os
import random
import re
import subprocess
import sys
import tempfile

COPIA = os.path.join(sys.argv[1], "copia")

WARNINGS = {
    "few": r"expected fewer than \d+ times|fewer hits than",
    "clump": r"hits stand (in one unit|outside)|mostly in one unit",
    "small": r"of so few|in so few|fewer than \d+ words|too small to fit|shorter than \d+",
    "rare": r"puts rare words first",
    "unattracted": r"observed no more often than expected(?!$|\.)",
}
# what a list says that left such words out, which is no warning
SAID = r"left out: \d+ words? observed no more often than expected"


def words_of(rand, size):
    """Text of a language with many rare words."""
    return ["w%d" % int(1 / (1 - rand.random()) ** 0.9) for _ in range(size)]


def put(text, rand, phrase, times):
    for _ in range(times):
        at = rand.randrange(len(text))
        text[at:at] = phrase.split()


def chapter_of(rand, number, size):
    text = words_of(rand, size)
    put(text, rand, "steady friend", 12)
    put(text, rand, "steady w1 w1 w2", 12)
    put(text, rand, "early" if number <= 6 else "late", 20)
    put(text, rand, "lump crowd", 40 if number in (3, 9) else 1)
    put(text, rand, "steady once%d" % number, 1)
    put(text, rand, "steady twice%d" % (number // 2), 1)
    if number in (3, 9):
        put(text, rand, "knot%d" % number, 25)
    text = " ".join(text)
    return re.sub(r"((?:\S+ ){14}\S+) ", r"\1. ", text)


def book(path, chapters, size, headings):
    rand = random.Random(7)
    with open(path, "w") as out:
        for number in range(1, chapters + 1):
            if headings and number in (1, 7):
                out.write("PART %s\n\n" % ("I" if number == 1 else "II"))
            if headings:
                out.write("CHAPTER %d\n\n" % number)
            out.write("%s.\n\n" % chapter_of(rand, number, size))


LARGE = [
    # collocates
    ("collocates BOOK steady --measure g2 --min 5", ""),
    ("collocates BOOK steady --measure z --min 5", "few"),
    ("collocates BOOK lump --measure g2 --min 5", ""),
    ("collocates BOOK lump --measure g2 --min 5 --where part=1", "clump"),
    ("collocates BOOK steady --measure mi --min 1 --limit 20", "rare"),
    ("collocates BOOK steady --measure mi --min 5 --limit 3", ""),
    ("collocates BOOK steady --measure logdice --min 5", ""),
    ("collocates BOOK steady --measure logdice --min 5 --all --limit 1000", "unattracted"),
    # freq
    ("freq BOOK steady w1 early", ""),
    ("freq BOOK knot3", "clump"),
    ("freq BOOK steady knot3 w1 --by chapter", "clump"),
    ("freq BOOK steady --by chapter", ""),
    ("freq BOOK knot3 --slices 12", "clump"),
    ("freq BOOK steady --slices 12", ""),
    ("freq BOOK knot3 --by part", ""),
    ("freq BOOK lump --by chapter", ""),
    ("freq BOOK lump --where part=1", "clump"),
    ("freq BOOK lump --where part=1 --by chapter --noise 19", "clump"),
    ("freq BOOK '\"lump\" \"crowd\"' --where part=1", "clump"),
    ("freq BOOK '\"knot3|w999999\"'", "clump"),
    # compare
    ("compare BOOK steady --left part=1 --right part=2 --min 100 --measure g2", ""),
    ("compare BOOK steady --left part=1 --right part=2 --min 5 --measure g2", "few"),
    ("compare BOOK lump --left part=1 --right chapter=8|10|11|12 --min 1000", "clump"),
    ("compare BOOK lump --left chapter=8|10|11|12 --right part=1 --min 1000", "clump"),
    ("compare BOOK steady --left part=1 --right part=2 --min 60 --measure logdice",
     "unattracted"),
    # keywords
    ("keywords BOOK --target part=1 --min 100", ""),
    ("keywords BOOK --target part=1 --min 20", "clump"),
    ("keywords BOOK --target part=2 --negative --min 50", ""),
    ("keywords BOOK --target part=2 --negative --min 20", "clump"),
    ("keywords BOOK --target part=1 --min 20 --by-units", "clump"),
    ("keywords BOOK --target chapter=5 --min 3 --all", "few"),
    ("keywords BOOK --target part=1 --min 1 --all --sort lr", "few rare clump"),
    # dispersion
    ("dispersion BOOK steady", ""),
    ("dispersion BOOK knot3", "clump"),
    ("dispersion BOOK twice1", "few"),
    # the rest
    ("distance BOOK", ""),
    ("distance BOOK --by s --where chapter=1", "small"),
    ("distance BOOK --show map", ""),
    ("diversity BOOK", ""),
    ("growth BOOK", ""),
    ("trend BOOK steady", ""),
    ("trend BOOK twice1", "few"),
    ("trend BOOK steady knot3", "clump"),
    ("trend BOOK --min 200", ""),
    ("trend BOOK --min 12", "clump"),
    ("words BOOK --limit 20", ""),
    ("words BOOK --match knot*", "clump"),
    ("words BOOK --limit 500 --where chapter<7", "clump"),
    ("words BOOK --match knot* --by part", ""),
    ("ngrams BOOK --limit 20", ""),
    ("ngrams BOOK --node lump --size 2 --where part=1", "clump"),
    ("ngrams BOOK --size 2,3 --limit 500 --min 12 --where part=1", "clump"),
    ("ngrams BOOK --node lump --size 2 --by part", ""),
]
SMALL = [
    ("collocates BOOK steady --measure g2 --min 5", "small"),
    ("compare BOOK steady --left chapter=1 --right chapter=2 --min 12 --measure g2", "small"),
    ("keywords BOOK --target chapter=1 --min 10 --all", "small few"),
    ("dispersion BOOK steady", "small"),
    ("distance BOOK", "small"),
    ("distance BOOK --show map", "small"),
    ("diversity BOOK --by chapter --window 1000", "small"),
]


PLAIN = [  # no chapters: the units are slices
    ("freq BOOK knot3", "clump"),
    ("freq BOOK '\"knot3|w999999\"'", "clump"),
    ("freq BOOK '\"knot3\" []'", "clump"),
    ("freq BOOK steady w1", ""),
    ("words BOOK --match knot*", "clump"),
]


def answer(index, question):
    words = question.replace("BOOK", index)
    words = re.findall(r"'[^']*'|\S+", words)
    words = [word.strip("'") for word in words]
    done = subprocess.run([COPIA, *words, "--format", "text"], capture_output=True, text=True,
                          env={**os.environ, "COLUMNS": "400"}, check=False)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def judge(number, index, question, wanted):
    status, said = answer(index, question)
    said = re.sub(SAID, "", said)
    found = {name for name, words in WARNINGS.items() if re.search(words, said)}
    good = status in (0, 1) and found == set(wanted.split())
    print("%s %d - %s: %s" % ("ok" if good else "not ok", number, question, wanted or "sound"))
    if not good:
        print("# status %d, said %s: %s" % (status, sorted(found) or "nothing", said[-900:]))
    return good


def main():
    good, number = True, 0
    print("1..%d" % (len(LARGE) + len(SMALL) + len(PLAIN)))
    with tempfile.TemporaryDirectory() as folder:
        for name, questions, chapters, size in (("large", LARGE, 12, 2500),
                                                ("small", SMALL, 3, 180),
                                                ("plain", PLAIN, 12, 2500)):
            path = os.path.join(folder, name + ".txt")
            index = os.path.join(folder, name + ".copia")
            book(path, chapters, size, name != "plain")
            subprocess.run([COPIA, "index", "-o", index, path], check=True, capture_output=True)
            for question, wanted in questions:
                number += 1
                good = judge(number, index, question, wanted) and good
    return 0 if good else 1


sys.exit(main())
