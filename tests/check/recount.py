"""recount.py - counts by attributes against a scan of what `export --format vrt` gives; says TAP.

    python3 tests/check/recount.py BUILD [SEED]

Corpora are made at random, and one is the bundled reader with the stems of its words.  The scan
knows nothing of copia but the text it exports.
"""
import csv
import html
import io
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter

COPIA = os.path.abspath(os.path.join(sys.argv[1], "copia"))
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20
READER = os.path.abspath("corpus/reader")
numbers = 0


def copia(*arguments):
    done = subprocess.run([COPIA, *arguments], capture_output=True, text=True, timeout=60)
    return done.stdout, done.stderr, done.returncode


def rows(*arguments):
    """The answer as a list of dictionaries; nothing found is no row."""
    said, why, status = copia(*arguments, "--format", "tsv")
    if status == 2:
        raise AssertionError(f"{arguments}: {why}")
    return list(csv.DictReader(io.StringIO(said), delimiter="\t", quoting=csv.QUOTE_NONE))


def made(dice):
    """Words whose part of speech depends on the place, and whose lemma often does."""
    lines = []
    for text in range(dice.randint(2, 4)):
        lines.append(f'<text id="t{text}">')
        for chapter in range(dice.randint(1, 4)):
            lines.append(f'<chapter n="{chapter + 1}">')
            for sentence in range(dice.randint(2, 25)):
                lines.append("<s>")
                for token in range(dice.randint(1, 14)):
                    word = dice.choice(["the", "The", "old", "gate", "gates", "saw", "river", "&amp;", ",", "."]
                                       + [f"w{dice.randint(0, 60)}"])
                    lemma = dice.choice(["saw", "see"]) if word == "saw" else word.lower().rstrip("s")
                    lines.append(f'{word}\t{dice.choice(["NN", "nn", "VB", "DT", ""])}\t{lemma}')
                lines.append("</s>")
            lines.append("</chapter>")
        lines.append("</text>")
    return "\n".join(lines) + "\n"


class Scan:
    """The exported text: tokens in order, and the regions each stands in, by their number."""

    def __init__(self, index, columns):
        self.tokens, self.inside, opened, seen = [], [], {}, Counter()
        for line in copia("export", "--format", "vrt", index)[0].splitlines():
            tag = re.fullmatch(r"<(/?)(\w+)( [^>]*)?>", line)
            if tag and tag[1]:
                del opened[tag[2]]
            elif tag:
                seen[tag[2]] += 1
                opened[tag[2]] = (seen[tag[2]], dict(re.findall(r'(\w+)="([^"]*)"', tag[3] or "")))
            elif line != "<g/>":
                cells = [html.unescape(cell) for cell in line.split("\t")]
                self.tokens.append(dict(zip(columns, cells + [""] * len(columns))))
                self.inside.append(dict(opened))

    def is_word(self, at):
        return any(c.isalnum() for c in self.tokens[at]["word"])

    def value(self, at, attribute):
        value = self.tokens[at][attribute]
        return value.casefold() if attribute == "word" else value

    def words(self, attribute, marks=False, where=lambda inside: True):
        return Counter(self.value(at, attribute) for at in range(len(self.tokens))
                       if (marks or self.is_word(at)) and where(self.inside[at]))

    def collocates(self, is_node, attribute, left, right, border):
        """Each word in a window counts once, those of hits not; windows end at a border."""
        order = [at for at in range(len(self.tokens)) if self.is_word(at)]
        place = {at: i for i, at in enumerate(order)}
        nodes = [at for at in order if is_node(at)]
        within = set()
        for node in nodes:
            for i in range(max(0, place[node] - left), min(len(order), place[node] + right + 1)):
                if self.inside[order[i]][border][0] == self.inside[node][border][0]:
                    within.add(order[i])
        return Counter(self.value(at, attribute) for at in within - set(nodes)), len(nodes)


def compare(kind, expected, found):
    expected = {value: n for value, n in expected.items() if n}
    if expected != found:
        differ = {value: (expected.get(value), found.get(value))
                  for value in {*expected, *found} if expected.get(value) != found.get(value)}
        raise AssertionError(f"{kind}: {len(differ)} differ, such as {sorted(differ.items())[:4]}")


def check_words(index, scan, attribute):
    ask = ["words", index, "--attribute", attribute, "--limit", "100000"]
    for marks in False, True:
        found = rows(*ask, *(["--punctuation"] if marks else []))
        compare("words", scan.words(attribute, marks), {row["word"]: int(row["count"]) for row in found})
    for n in "1", "2":
        where = lambda inside: inside.get("chapter", (0, {}))[1].get("n") == n
        if any(map(where, scan.inside)):
            found = rows(*ask, "--where", f"chapter.n={n}")
            compare("words --where", scan.words(attribute, where=where),
                    {row["word"]: int(row["count"]) for row in found})


def check_collocates(index, scan, attribute, node, is_node, dice):
    freq = scan.words(attribute)
    for border in "text", "s":
        left, right = dice.randint(0, 6), dice.randint(1, 6)
        found = rows("collocates", index, node, "--attribute", attribute, "--min", "1", "--all",
                     "--limit", "100000", "--window", f"{left},{right}", "--within", border)
        expected, nodes = scan.collocates(is_node, attribute, left, right, border)
        if nodes == 0:
            assert not found, "collocates of nothing"
        compare(f"collocates {left},{right} {border}", expected,
                {row["collocate"]: int(row["observed"]) for row in found})
        for row in found:
            assert int(row["freq"]) == freq[row["collocate"]], f"freq of {row}"


def check_keywords(index, scan, attribute):
    first = lambda inside: inside["text"][0] == 1
    target, reference = scan.words(attribute, where=first), scan.words(attribute,
                                                                       where=lambda inside: not first(inside))
    about = scan.inside[0]["text"][1]
    found = rows("keywords", index, "--target", "text=" + about.get("id", os.path.basename(about.get("file", ""))),
                 "--attribute", attribute, "--all", "--min", "1", "--limit", "100000")
    assert found, "no keywords"
    for row in found:
        value = row["word"]
        assert (int(row["target"]), int(row["reference"])) == (target[value], reference[value]), f"{row}"


def check_export(index, scan, columns, dice):
    """What export --where writes has, indexed again, what the index has under --where."""
    condition = dice.choice(["chapter.n=1", "chapter.n>1", "s<3", "s!=2", "s<9 & chapter.n<3"])
    if not any(inside.get("chapter", (0, {}))[1].get("n") == "2" for inside in scan.inside):
        condition = "chapter.n=1"
    where = ("--where", condition)
    said, why, status = copia("export", index, *where, "-o", "cut.vrt")
    assert status == 0, why
    said, why, status = copia("index", "--attributes", ",".join(columns), "-o", "cut.copia", "cut.vrt")
    assert status == 0, why
    for ask in (["words", "--punctuation"], ["ngrams", "--size", "2,3", "--min", "1"],
                ["collocates", "the", "--min", "1", "--all"], ["freq", "the", '"the" []{0,2} "w.*"', "_NN"],
                ["tabulate", '[word=".*e"] []', "--columns", "match,match.word"]):
        if columns[1] == "stem":
            ask = [one for one in ask if one != "_NN"]
        there = rows(ask[0], index, *ask[1:], *where, "--limit", "100000")
        here = rows(ask[0], "cut.copia", *ask[1:], "--limit", "100000")
        for row in there + here:  # a text that is cut becomes several, and so do its chapters
            for column in "range", "dp", "units":
                row.pop(column, None)
        assert here == there, f"{ask} where {condition}: {here[:3]} for {there[:3]}"


def check(name, index, columns, dice):
    global numbers
    scan = Scan(index, columns)
    word = dice.choice([scan.value(at, "word") for at in range(len(scan.tokens)) if scan.is_word(at)])
    tests = []
    tests += [("what is exported under --where", check_export, (index, scan, columns, dice))] * 3
    for attribute in columns[1:]:
        some = dice.choice([value for value in scan.words(attribute) if value])
        tests += [
            (f"words by {attribute}", check_words, (index, scan, attribute)),
            (f"keywords by {attribute}", check_keywords, (index, scan, attribute)),
            (f"collocates of {word} by {attribute}", check_collocates,
             (index, scan, attribute, word, lambda at: scan.value(at, "word") == word, dice)),
            (f"collocates of {attribute} {some} by {attribute}", check_collocates,
             (index, scan, attribute, f'[{attribute}="{re.escape(some)}" & word=".*[A-Za-z0-9].*"]',
              lambda at, attribute=attribute, some=some: scan.value(at, attribute) == some, dice)),
        ]
    for what, test, arguments in tests:
        numbers += 1
        try:
            test(*arguments)
            print(f"ok {numbers} - {name}: {what}")
        except (AssertionError, KeyError) as error:
            print(f"not ok {numbers} - {name}: {what}\n# seed {SEED}: {error!r}")


def main():
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for i in range(6):
            with open("made.vrt", "w", encoding="utf-8") as out:
                out.write(made(dice))
            status = copia("index", "-o", "made.copia", "made.vrt")
            assert status[2] == 0, status
            check(f"corpus {i + 1}", "made.copia", ["word", "pos", "lemma"], dice)
        status = copia("index", "--stem", "-o", "reader.copia", READER)
        assert status[2] == 0, status
        check("the reader", "reader.copia", ["word", "stem"], dice)
        os.chdir("/")
    print(f"1..{numbers}")


main()
