"""exports.py - what copia exports, read back by what does not know copia; says TAP.

    python3 tests/check/exports.py BUILD
"""
import csv
import html.parser
import io
import json
import math
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

COPIA = os.path.abspath(os.path.join(sys.argv[1], "copia"))
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "http://example.org/", "_x0041_",
    "<script>alert(1)</script>", "\"quoted\"", "'); DROP TABLE answer;--", "\u202eabc", "\x1b[31m",
    "漢字", "שלום", "x" * 3000,
]
numbers = 0


def copia(*arguments):
    done = subprocess.run([COPIA, *arguments], capture_output=True, timeout=60)
    return done.stdout, done.stderr.decode(), done.returncode


def claim(name, test, *arguments):
    """Runs a test and says how it went; a test may return why it was skipped."""
    global numbers
    numbers += 1
    try:
        why = test(*arguments)
        print(f"ok {numbers} - {name}" + (f" # SKIP {why}" if why else ""))
    except Exception as error:
        print(f"not ok {numbers} - {name}\n# {type(error).__name__}: {error}".replace("\n", "\n# ", 1))


def missing(kind):
    said = subprocess.run([COPIA, "--version"], capture_output=True, text=True).stdout
    found = re.search(rf"^not {kind}: (.*)$", said, re.M)
    return found and found.group(1)


def cells(book, number):
    """The texts and numbers of a sheet, row by row; formulas are an error."""
    strings = []
    if "xl/sharedStrings.xml" in book.namelist():
        for one in tree.fromstring(book.read("xl/sharedStrings.xml")):
            strings.append("".join(t.text or "" for t in one.iter(SHEET + "t")))
    rows = []
    for row in tree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(SHEET + "row"):
        rows.append([])
        for cell in row:
            assert cell.find(SHEET + "f") is None, "a formula"
            kind, value = cell.get("t"), cell.find(SHEET + "v")
            if kind == "inlineStr":
                text = "".join(t.text or "" for t in cell.iter(SHEET + "t"))
                rows[-1].append(re.sub("_x005F_", "_", text))
            elif kind == "s":
                rows[-1].append(strings[int(value.text)])
            elif value is not None:
                rows[-1].append(float(value.text))
    return rows


def answer(*arguments):
    """The rows of an answer as JSON gives them."""
    return json.loads(copia(*arguments, "--format", "json")[0])


def a_spreadsheet_holds_the_rows_and_where_they_are_from(*asked):
    if missing("xlsx"):
        return missing("xlsx")
    expected = answer(*asked)
    book = zipfile.ZipFile(io.BytesIO(copia(*asked, "--format", "xlsx")[0]))
    assert book.testzip() is None
    rows = cells(book, 1)
    assert rows[0] == [column["name"] for column in expected["columns"]], rows[0]
    # a sheet keeps 16 digits
    for row, wanted in zip(rows[1:], expected["rows"], strict=True):
        values = [v for v in wanted.values() if v is not None and v != ""]
        for one, other in zip([v for v in row if v != ""], values, strict=True):
            same = one == other if isinstance(other, str) else math.isclose(one, other, rel_tol=1e-15)
            assert same, (one, other)
    beside = cells(book, 2)
    assert ["provenance", expected["provenance"]] in beside, beside
    for note in expected["notes"]:
        assert ["note", note] in beside, note
    names = tree.fromstring(book.read("xl/workbook.xml")).iter(SHEET + "sheet")
    assert [sheet.get("name") for sheet in names] == ["answer", "provenance"]
    assert not [name for name in book.namelist() if "hyperlink" in name.lower()]


def a_database_holds_the_rows_and_where_they_are_from(*asked):
    if missing("sqlite"):
        return missing("sqlite")
    expected = answer(*asked)
    with open("answer.sqlite", "wb") as file:
        file.write(copia(*asked, "--format", "sqlite")[0])
    database = sqlite3.connect("answer.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rows = database.execute("SELECT * FROM answer")
    assert [c[0] for c in rows.description] == [c["name"] for c in expected["columns"]]
    assert [list(row) for row in rows] == [list(row.values()) for row in expected["rows"]]
    beside = database.execute("SELECT key, value FROM provenance").fetchall()
    assert ("provenance", expected["provenance"]) in beside
    for note in expected["notes"]:
        assert ("note", note) in beside, note


def the_same_question_gives_the_same_bytes(kind, *asked):
    if missing(kind):
        return missing(kind)
    first, second = (copia(*asked, "--format", kind)[0] for _ in range(2))
    assert first and first == second


def a_picture_is_svg_with_texts(words, *asked):
    root = tree.fromstring(copia(*asked, "--format", "svg")[0])
    texts = ["".join(text.itertext()) for text in root.iter(SVG + "text")]
    assert root.find(SVG + "title").text and root.find(SVG + "desc").text
    for word in words:
        assert any(word in text for text in texts), (word, texts)
    width, height = float(root.get("width")), float(root.get("height"))
    for text in root.iter(SVG + "text"):
        assert 0 <= float(text.get("x")) <= width and 0 <= float(text.get("y")) <= height


def a_picture_becomes(kind, start):
    if missing(kind):
        return missing(kind)
    status = copia("freq", "island.copia", "we", "--by", "chapter", "-o", "picture." + kind)[2]
    assert status == 0
    assert open("picture." + kind, "rb").read().startswith(start)


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.rows, self.attributes = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attributes]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def a_page_holds_the_rows_and_runs_nothing(*asked):
    page = Page(copia(*asked, "--format", "html")[0].decode())
    table = Page(copia(*asked, "--format", "fragment")[0].decode())
    assert len(page.rows) == len(answer(*asked)["rows"]) + 1
    assert page.rows == table.rows or [r[:-1] for r in page.rows] == [r[:-1] for r in table.rows]
    assert "script" not in page.tags and "a" not in page.tags and "iframe" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on") or name in ("href", "src")]


def csv_with_provenance_is_csv_below_the_first_line(*asked):
    lines = copia(*asked, "--format", "csv", "--provenance")[0].decode().splitlines(True)
    assert lines[0].startswith("# copia ") and lines[0] == "# " + answer(*asked)["provenance"] + "\n"
    rows = list(csv.DictReader(lines[1:]))
    assert len(rows) == len(answer(*asked)["rows"])


def a_format_that_is_not_there_names_its_package():
    environment = dict(os.environ, PATH="/nowhere")
    done = subprocess.run([COPIA, "freq", "island.copia", "we", "-o", "absent.png"],
                          capture_output=True, text=True, env=environment)
    assert done.returncode == 2 and "librsvg2-bin" in done.stderr, done.stderr
    assert not os.path.exists("absent.png")


def main():
    island = os.path.abspath("tests/golden/files/island.txt")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("hostile.txt", "w") as file:
            file.write("CHAPTER I. One\n\n" + " \n".join(HOSTILE) + "\n\nCHAPTER II. =2+2 <b>&amp;\n\nEnd.\n")
        assert copia("index", "--quiet", "-o", "island.copia", island)[2] == 0
        assert copia("index", "--quiet", "--tokenizer", "spaces", "-o", "hostile.copia",
                     "hostile.txt")[2] == 0
        hostile = "kwic", "hostile.copia", "[]", "--context", "3"
        island = "freq", "island.copia", "letter", "we", "--by", "chapter"
        for name, asked in ("harmless", island), ("hostile", hostile):
            claim(f"a spreadsheet of {name} rows",
                  a_spreadsheet_holds_the_rows_and_where_they_are_from, *asked)
            claim(f"a database of {name} rows",
                  a_database_holds_the_rows_and_where_they_are_from, *asked)
            claim(f"a page of {name} rows", a_page_holds_the_rows_and_runs_nothing, *asked)
            claim(f"csv of {name} rows", csv_with_provenance_is_csv_below_the_first_line, *asked)
            for kind in "xlsx", "sqlite", "html":
                claim(f"{kind} of {name} rows has the same bytes twice",
                      the_same_question_gives_the_same_bytes, kind, *asked)
        for kind in "svg", "png", "pdf":
            claim(f"{kind} has the same bytes twice",
                  the_same_question_gives_the_same_bytes, kind, *island)
        claim("bars", a_picture_is_svg_with_texts, ["PART ONE", "CHAPTER II"], *island)
        claim("a line", a_picture_is_svg_with_texts, ["slices", "letter"], "freq", "island.copia",
              "letter", "we", "--slices", "4")
        claim("strips", a_picture_is_svg_with_texts, ["4 hits", "PART ONE"], "dispersion",
              "island.copia", "letter", "we")
        claim("a cloud", a_picture_is_svg_with_texts, ["island"], "words", "island.copia")
        claim("a network", a_picture_is_svg_with_texts, ["letter", "empty"], "collocates",
              "island.copia", "letter", "--min", "1")
        claim("bars of n-grams", a_picture_is_svg_with_texts, ["the letter"], "ngrams",
              "island.copia", "-n", "2", "--min", "2")
        claim("a tree", a_picture_is_svg_with_texts, ["1", "2", "distance"], "distance",
              "island.copia", "--by", "chapter", "--show", "tree")
        claim("a map", a_picture_is_svg_with_texts, ["unit", "word", "the"], "distance",
              "island.copia", "--by", "chapter", "--show", "map")
        claim("rhythm", a_picture_is_svg_with_texts, ["sentences"], "diversity", "island.copia")
        claim("bars of a measure", a_picture_is_svg_with_texts, ["CHAPTER II"], "diversity",
              "island.copia", "--by", "chapter", "--measure", "ttr")
        claim("bars of hostile names", a_picture_is_svg_with_texts, ["=2+2 <b>&amp;"], "freq",
              "hostile.copia", "[]", "--by", "chapter")
        claim("png", a_picture_becomes, "png", b"\x89PNG")
        claim("pdf", a_picture_becomes, "pdf", b"%PDF")
        claim("a missing program", a_format_that_is_not_there_names_its_package)
        os.chdir("/")
    print(f"1..{numbers}")


main()
