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
import shutil
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
# Words that only annotated text can have, for no tokenizer gives them.
WORDS = [
    *HOSTILE, "a\x1b[2Jb", "\x1b]0;title\x07", "c\u2066d\u2069", "e\u200ff", "g\x7fh", "i\x85j",
    "k\u2028l", "\x01m", "n\ro", "]]>", "<!--", "--", "\ufeffp", "=cmd()", "{\"q\":1}", "\\u0041",
    "r,s;t", "%s%n", "\u0301u", "\U0001f468\u200d\U0001f469", "javascript:v", "&lt;w&amp;", "''",
]
TITLE = "A title\nof two\tlines \x1b[31m\u202e <script>\"x\"</script> & =1"
# What acts on a terminal or is no character: controls, marks of direction, separators.
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")
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
        self.tags, self.rows, self.attributes, self.ended = [], [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attributes]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.ended = self.ended or tag == "table"

    def handle_data(self, data):
        if self.rows and self.rows[-1] and not self.ended:
            self.rows[-1][-1] += data


def a_page_holds_the_rows_and_runs_nothing(*asked):
    page = Page(copia(*asked, "--format", "html")[0].decode())
    table = Page(copia(*asked, "--format", "fragment")[0].decode())
    assert len(page.rows) == len(answer(*asked)["rows"]) + 1
    assert page.rows == table.rows
    assert "script" not in page.tags and "a" not in page.tags and "iframe" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on") or name in ("href", "src")]


def safe(text):
    """What is left of a cell when all that acts is taken out: to be the same everywhere."""
    kept = re.sub("[\\s\ufffd\u2028\u2029]|" + ACTS.pattern, "", text)
    return kept.lstrip("'")


def the_same_cells(rows, expected):
    """Text cells are those of JSON but for what would act; so many rows, so many cells."""
    assert len(rows) == len(expected), (len(rows), len(expected))
    for row, wanted in zip(rows, expected):
        assert len(row) == len(wanted), (row, wanted)
        for cell, value in zip(row, wanted.values()):
            if isinstance(value, str):
                assert safe(cell) == safe(value), (cell, value)


def lines_of_cells_hold_the_rows(kind, *asked):
    text = copia(*asked, "--format", kind)[0].decode()
    assert not ACTS.search(text.replace("\r", "") if kind == "csv" else text)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert not [cell for row in rows[1:] for cell in row if re.match("[=+@\t\r\n]|-[^0-9]", cell)]
    else:
        rows = [line.split("\t") for line in text.split("\n")[:-1]]
    the_same_cells(rows[1:], answer(*asked)["rows"])


def lines_of_json_hold_the_rows(*asked):
    raw = copia(*asked, "--format", "jsonl")[0].decode()
    assert not ACTS.search(raw) and "</script" not in raw
    assert [json.loads(line) for line in raw.split("\n")[:-1]] == answer(*asked)["rows"]


def a_terminal_is_shown_nothing_that_acts(*asked):
    for more in (), ("--width", "60"):
        text = copia(*asked, "--format", "text", *more)[0].decode()
        assert text and not ACTS.search(text)
    page = copia(*asked, "--format", "text", "--color", "always")[0].decode()
    assert not ACTS.search(re.sub("\x1b\\[[0-9;]*m", "", page))


def a_page_of_any_words_holds_them(*asked):
    for kind in "html", "fragment":
        raw = copia(*asked, "--format", kind)[0].decode()
        assert not ACTS.search(raw)
        page = Page(raw)
        assert not {"script", "a", "iframe", "img", "object", "link"} & set(page.tags)
        # a number's cell may hold a bar; texts must be those of JSON
        expected = answer(*asked)["rows"]
        assert len(page.rows) == len(expected) + 1
        for row, wanted in zip(page.rows[1:], expected):
            cells_of = {safe(cell) for cell in row}
            for value in wanted.values():
                assert not isinstance(value, str) or safe(value) in cells_of, (value, row)


def a_picture_of_any_words_is_svg(*asked):
    raw = copia(*asked, "--format", "svg")[0].decode()
    assert not ACTS.search(raw)
    root = tree.fromstring(raw)
    names = {element.tag.replace(SVG, "") for element in root.iter()}
    assert not names & {"script", "a", "image", "foreignObject", "use"}, names
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def a_spreadsheet_of_any_words_holds_them(*asked):
    if missing("xlsx"):
        return missing("xlsx")
    book = zipfile.ZipFile(io.BytesIO(copia(*asked, "--format", "xlsx")[0]))
    rows, expected = cells(book, 1)[1:], answer(*asked)["rows"]
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected):
        there = {safe(cell) for cell in row if isinstance(cell, str)}
        for value in wanted.values():
            assert not isinstance(value, str) or not safe(value) or safe(value) in there, (value, row)


def libreoffice_reads_what_was_written(*asked):
    """Texts as texts, whatever they begin with; a formula would show what it makes."""
    if missing("xlsx"):
        return missing("xlsx")
    if not shutil.which("soffice"):
        return "LibreOffice is not installed"
    copia(*asked, "-o", "office.xlsx")
    # tab, double quotes, UTF-8, from line 1, numbers in full, the first sheet
    options = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,false,false,false,1"
    subprocess.run(["soffice", "--headless", "--convert-to", options, "office.xlsx"], check=True,
                   capture_output=True, timeout=120, env={**os.environ, "HOME": os.getcwd()})
    with open("office-answer.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    for row, wanted in zip(rows, answer(*asked)["rows"], strict=True):
        for cell, value in zip(row, wanted.values(), strict=True):
            if isinstance(value, str):
                assert safe(cell) == safe(value), (cell, value)
            elif value is not None:
                assert math.isclose(float(cell), value, rel_tol=1e-14), (cell, value)


def a_database_of_any_words_holds_them(*asked):
    if missing("sqlite"):
        return missing("sqlite")
    with open("words.sqlite", "wb") as file:
        file.write(copia(*asked, "--format", "sqlite")[0])
    rows = sqlite3.connect("words.sqlite").execute("SELECT * FROM answer").fetchall()
    the_same_cells(rows, answer(*asked)["rows"])


def annotated_text_is_read_back(*_):
    """Exported, read again and exported again, it is the same bytes."""
    first = copia("export", "words.copia", "--format", "vrt")[0]
    with open("again.vrt", "wb") as file:
        file.write(first)
    assert copia("index", "--quiet", "--attributes", "word,pos,lemma", "-o", "again.copia",
                 "again.vrt")[2] == 0
    assert copia("export", "again.copia", "--format", "vrt")[0] == first


def treebank_is_read_back(path):
    """Sentences of ten columns, words numbered from 1; read again and exported again the same."""
    first = copia("export", path, "--format", "conllu")[0]
    with open("again.conllu", "wb") as file:
        file.write(first)
    sentences = first.decode().split("\n\n")
    assert sentences.pop() == "" and sentences
    for sentence in sentences:
        rows = [line.split("\t") for line in sentence.split("\n") if not line.startswith("#")]
        assert {len(row) for row in rows} == {10}, rows
        assert [row[0] for row in rows] == [str(n + 1) for n in range(len(rows))]
        for row in rows:
            assert all(row) and "\r" not in "".join(row), row
            assert not [c for i, c in enumerate(row) if " " in c and i not in (1, 2, 9)], row
        # the text is that of the tokens
        text = re.search("^# text = (.*)$", sentence, re.M)[1]
        made = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows)
        assert made.rstrip(" ") == text.rstrip(" "), (made, text)
    assert copia("index", "--quiet", "-o", "again.copia", "again.conllu")[2] == 0
    assert copia("export", "again.copia", "--format", "conllu")[0] == first


def make_words():
    def escape(word):
        return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    with open("words.vrt", "w", newline="") as file:
        lines = "".join(f"{escape(word)}\tX\t{escape(word)}\n" for word in WORDS)
        file.write("<text>\n" + f"<s>\n{lines}</s>\n" * 3 + "</text>\n")
    with open("table.csv", "w", newline="") as file:
        csv.writer(file).writerows([["file", "title", "=cmd()"], ["words.vrt", TITLE, "=cmd()"]])
    _, said, status = copia("index", "-o", "words.copia", "--metadata", "table.csv", "words.vrt")
    assert status == 0, said


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
        make_words()
        for asked in (("words", "words.copia"), ("words", "words.copia", "--attribute", "lemma"),
                      ("kwic", "words.copia", "--cql", "[]", "--refs", "text.title,text.cmd"),
                      ("freq", "words.copia", "--cql", "[]", '[word="=cmd.*"]', "--by", "text"),
                      ("ngrams", "words.copia", "-n", "2"), ("info", "words.copia"),
                      ("freq", "words.copia", "--cql", "[]", "--group", "match.word"),
                      ("collocates", "words.copia", "--cql", '"--"', "--min", "1")):
            name = " ".join(asked[:1] + asked[2:])
            for kind in "tsv", "csv":
                claim(f"{kind} of any words: {name}", lines_of_cells_hold_the_rows, kind, *asked)
            claim(f"jsonl of any words: {name}", lines_of_json_hold_the_rows, *asked)
            claim(f"text of any words: {name}", a_terminal_is_shown_nothing_that_acts, *asked)
            claim(f"html of any words: {name}", a_page_of_any_words_holds_them, *asked)
            claim(f"xlsx of any words: {name}", a_spreadsheet_of_any_words_holds_them, *asked)
            claim(f"sqlite of any words: {name}", a_database_of_any_words_holds_them, *asked)
        claim("an office reads any words", libreoffice_reads_what_was_written, "words", "words.copia")
        for asked in (("words", "words.copia"), ("ngrams", "words.copia", "-n", "2", "--min", "1"),
                      ("collocates", "words.copia", "--cql", '"--"', "--min", "1"),
                      ("freq", "words.copia", "--cql", "[]", '[word="=cmd.*"]', "--by", "text")):
            claim(f"svg of any words: {asked[0]}", a_picture_of_any_words_is_svg, *asked)
        claim("annotated text of any words", annotated_text_is_read_back)
        for path in "words.copia", "hostile.copia", "island.copia":
            claim(f"a treebank of {path}", treebank_is_read_back, path)
        claim("png", a_picture_becomes, "png", b"\x89PNG")
        claim("pdf", a_picture_becomes, "pdf", b"%PDF")
        claim("a missing program", a_format_that_is_not_there_names_its_package)
        os.chdir("/")
    print(f"1..{numbers}")


main()
