"""hostile.py - makes files that are meant to do harm and has copia read them; says TAP.

    python3 tests/check/hostile.py BUILD

Each is refused with one line that says why, and no index is made; or its text is read and nothing
else.  Nothing but the index and the file itself may be there afterwards.  The most memory that
was used is said, and bounded.
"""
import bz2
import gzip
import io
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile

COPIA = os.path.abspath(os.path.join(sys.argv[1], "copia"))
SANITIZED = "san" in sys.argv[1]
MEMORY = 100  # MB
WORD = '<?xml version="1.0"?>%s<w:document xmlns:w="w"><w:body>%s</w:body></w:document>'
TEI = '<?xml version="1.0"?>%s<TEI><text><body><p>%s</p></body></text></TEI>'
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(12)) + "]>"
THEFT = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
numbers = 0


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name),
                             content, method)
    return out.getvalue()


def tarred(*members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, content in members:
            info = tarfile.TarInfo(name)
            info.type, info.size = kind, len(content) if kind == tarfile.REGTYPE else 0
            if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
                info.linkname = content.decode()
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def linked(name, target):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info, target


def zeros(size, pack):
    """That many zeros, packed in pieces."""
    out = io.BytesIO()
    with pack(out) as packed:
        for _ in range(size >> 20):
            packed.write(b"a" * (1 << 20))
    return out.getvalue()


def locked():
    """A ZIP that says its member is encrypted."""
    raw = bytearray(zipped(("a.txt", b"secret words of a text"), method=zipfile.ZIP_STORED))
    raw[6] |= 1
    raw[raw.find(b"PK\1\2") + 8] |= 1
    return bytes(raw)


def locked_pdf():
    """A PDF whose dictionary of encryption asks for a password that nobody has."""
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n3 0 obj<</Filter/Standard/V 1/R 2/P -4"
            b"/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>endobj\n"
            b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n%%EOF\n")


def copia(*arguments, stdin=subprocess.DEVNULL):
    """What it says, how it ends, and the most memory it used, in MB."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([COPIA, *arguments], stdout=said, stderr=said,
                                 stdin=stdin)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return said.read().decode(), child.returncode, usage.ru_maxrss / 1024


def write(file, content):
    """In a process of its own: what it took would count as the child's that is measured."""
    child = os.fork()
    if child == 0:
        with open(file, "wb") as out:
            out.write(content())
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def claim(name, file, content, refused=None, text=None, memory=MEMORY):
    """`refused`: what the line says; `text`: what the index gives back."""
    global numbers
    numbers += 1
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write(file, content)
        said, status, most = copia("index", "-o", "x.copia", file)
        faults = []
        if refused is not None:
            if status != 2 or said.count("\n") != 1 or refused not in said:
                faults.append(f"not refused with one line that says '{refused}'")
        elif status != 0:
            faults.append("not read")
        elif text is not None:
            exported = copia("export", "x.copia")[0]
            if exported.strip() != text:
                faults.append(f"gives back {exported[:200]!r}")
        left = sorted(os.listdir("."))
        if left != sorted([file] + (["x.copia"] if refused is None else [])):
            faults.append(f"leaves {left}")
        if most > memory and not SANITIZED:
            faults.append(f"uses more than {memory} MB")
        os.chdir("/")
    print(f"{'not ' if faults else ''}ok {numbers} - {name}")
    print(f"# {most:.0f} MB, {said.strip()[:160]!r}" + "".join(f"\n# {fault}" for fault in faults))


def zips_within_zips():
    inner = zipped(("a.txt", b"a" * (1 << 20)))
    for _ in range(5):
        inner = zipped(*((f"{i}.zip", inner) for i in range(16)))
    return inner


def bombs():
    claim("a zip bomb", "x.zip",
          lambda: zipped(("a.txt", b"a" * (80 << 20))), "more than 250 times")
    claim("a gzip bomb", "x.txt.gz",
          lambda: zeros(80 << 20, lambda out: gzip.GzipFile(fileobj=out, mode="wb")),
          "more than 250 times")
    claim("a bzip2 bomb", "x.txt.bz2", lambda: zeros(80 << 20, lambda out: bz2.BZ2File(out, "wb")),
          "more than 250 times")
    claim("an xz bomb", "x.txt.xz", lambda: zeros(80 << 20, lambda out: lzma.LZMAFile(out, "wb", preset=1)),
          "more than 250 times")
    claim("a bomb in a book", "x.epub",
          lambda: zipped(("mimetype", b"application/epub+zip"), ("a.xhtml", b"a" * (80 << 20))),
          "more than 250 times")
    claim("a bomb that is packed twice", "x.txt.gz.gz",
          lambda: gzip.compress(zeros(80 << 20, lambda out: gzip.GzipFile(fileobj=out, mode="wb"))),
          "more than 250 times")
    claim("a tar bomb", "x.tgz", lambda: gzip.compress(
        tarred(*((f"{i}.txt", tarfile.REGTYPE, b"a" * (20 << 20)) for i in range(4)))),
          "more than 250 times")
    claim("zips within zips", "x.zip", zips_within_zips, "archive within an archive")
    claim("a hundred thousand members", "x.zip",
          lambda: zipped(*((f"{i}.txt", b"a") for i in range(100001)), method=zipfile.ZIP_STORED),
          "more than 100000 files")


def names():
    for name in "../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt":
        claim(f"the name {name} in a zip", "x.zip", lambda: zipped((name, b"Words.")), "leads out")
    claim("the name ../x.txt in a tar", "x.tar",
          lambda: tarred(("../x.txt", tarfile.REGTYPE, b"Words.")), "leads out")
    claim("a link in a zip", "x.zip", lambda: zipped(("a.txt", b"Words."), linked("b.txt", b"/etc/passwd")),
          text="Words.")
    claim("links and devices in a tar", "x.tar", lambda: tarred(
        ("a.txt", tarfile.REGTYPE, b"Words."), ("b.txt", tarfile.SYMTYPE, b"/etc/passwd"),
        ("c.txt", tarfile.LNKTYPE, b"a.txt"), ("d.txt", tarfile.CHRTYPE, b""),
        ("e.txt", tarfile.FIFOTYPE, b"")), text="Words.")


def entities():
    for name, file, made in (("TEI", "x.xml", lambda d, t: (TEI % (d, t)).encode()),
                             ("DOCX", "x.docx", lambda d, t: zipped(
                                 ("[Content_Types].xml", TYPES),
                                 ("word/document.xml", WORD % (d, f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>"))))):
        claim(f"a billion laughs in {name}", file, lambda: made(LAUGHS, "&m;"), "entit")
        claim(f"an entity that is a file in {name}", file, lambda: made(THEFT, "&a;"),
              "another file")
    claim("a DTD elsewhere", "x.xml",
          lambda: (TEI % ("<!DOCTYPE TEI SYSTEM 'http://127.0.0.1:9/x.dtd'>", "Words.")).encode(), text="Words.")


def damage():
    claim("a zip with a password", "x.zip", locked, "password")
    claim("a PDF with a password", "x.pdf", locked_pdf, "damaged or locked")
    claim("a zip that is cut", "x.zip", lambda: zipped(
        ("a.txt", b"Words of a text that is cut off."), method=zipfile.ZIP_STORED)[:50], "damaged")
    claim("a DOCX without its document", "x.docx", lambda: zipped(("[Content_Types].xml", TYPES)), "document")
    claim("an ODT without its content", "x.odt",
          lambda: zipped(("mimetype", b"application/vnd.oasis.opendocument.text")), "content.xml")
    claim("an EPUB without its package", "x.epub", lambda: zipped(("mimetype", b"application/epub+zip")),
          "package")
    claim("a DOCX that is text", "x.docx", lambda: b"Words and words.", text="Words and words.")


def depth():
    claim("a page of 200,000 elements within each other", "x.html",
          lambda: b"<div>" * 200000 + b"Words.", text="Words.")
    claim("a page of 200,000 tags that never end", "x.html", lambda: b"Words. " + b"<a " * 200000)
    claim("a page of a million references", "x.html", lambda: b"Words &amp" * 1000000)
    claim("TEI of 200,000 elements within each other", "x.xml",
          lambda: b"<TEI><text>" + b"<div>" * 200000, "line")
    claim("TEI of 100,000 attributes in a tag", "x.xml",
          lambda: b"<TEI><text><p" + b"".join(b' a%d="x"' % i for i in range(100000)) + b">word</p>",
          "more than 1000 attributes")
    claim("200,000 quotations within each other", "x.md", lambda: b"> " * 200000 + b"Words.")
    claim("200,000 brackets", "x.md", lambda: b"[" * 200000 + b"Words." + b"](" * 200000)
    claim("200,000 templates", "x.wiki", lambda: b"Words. " + b"{{" * 200000)
    claim("a line of 64 MB", "x.txt", lambda: b"Words and words, " * (1 << 22), memory=400)
    claim("a word of 64 MB", "x.txt", lambda: b"Words and\n" + b"a" * (1 << 26), "without a blank from offset 10")
    claim("a word of 64 MB, packed", "x.txt.gz", lambda: gzip.compress(b"ab" * (1 << 24) + os.urandom(1 << 20).hex().encode()),
          "without a blank")
    claim("a word of 64 MB in a page", "x.html", lambda: b"<html><p>" + b"a" * (1 << 26), "without a blank",
          memory=300)
    claim("a line of 64 MB that is a token", "x.vrt", lambda: b"<text>\n" + b"a\t" * (1 << 25), "x.vrt:2: a line")
    claim("a line of 64 MB in a treebank", "x.conllu", lambda: b"1\t" + b"a" * (1 << 26), "x.conllu:1: a line")


def poured():
    """A line of 2 GB from a pipe: what is no text is not held until it ends."""
    global numbers
    numbers += 1
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        source = subprocess.Popen("head -c 2147483648 /dev/zero | tr '\\0' a", shell=True,
                                  stdout=subprocess.PIPE)
        said, status, most = copia("index", "-o", "x.copia", "-", stdin=source.stdout)
        source.stdout.close()
        source.wait()
        good = (status == 2 and said.count("\n") == 1 and "MiB without a blank from offset 0 " in said
                and os.listdir(folder) == [] and (SANITIZED or most < 400))
        print(f"{'ok' if good else 'not ok'} {numbers} - a line of 2 GB from a pipe, {most:.0f} MB")
        if not good:
            print(f"# {said.strip()[:300]}, status {status}, left {os.listdir(folder)}")
        os.chdir("/")


def main():
    for part in bombs, names, entities, damage, depth, poured:
        part()
    print(f"1..{numbers}")


main()
