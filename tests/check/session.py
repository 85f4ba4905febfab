"""session.py - sessions of `copia shell` on a terminal of this program's own; says TAP.

    python3 tests/check/session.py BUILD
"""
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time

BUILD = os.path.abspath(sys.argv[1])
COPIA = os.path.join(BUILD, "copia")
PATIENCE = 60  # seconds
PROMPT = "copia> "
UP, TAB, CTRL_C, CTRL_D = "\x1b[A", "\t", "\x03", "\x04"
with open(os.path.join(BUILD, "flags"), encoding="utf-8") as flags:
    EDITS = "COPIA_WITH_LIBEDIT" in flags.read()
numbers = 0


sessions = []


class Session:
    """A program on a terminal; what it says is heard up to a text that is awaited."""

    def __init__(self, folder, *arguments, columns=60):
        self.master, slave = pty.openpty()
        self.resize(columns)
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8",
                       "XDG_DATA_HOME": os.path.join(folder, "data"), "HOME": folder}
        environment["ASAN_OPTIONS"] = "detect_leaks=0"  # libedit has some of its own
        environment.pop("COLUMNS", None)
        self.process = subprocess.Popen([COPIA, *arguments], cwd=folder, env=environment,
                                        stdin=slave, stdout=slave, stderr=slave,
                                        start_new_session=True,
                                        preexec_fn=self.control)
        self.said = ""
        sessions.append(self.process)

    @staticmethod
    def control():
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def resize(self, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    def hear(self, text):
        """What is said up to `text`."""
        end = time.monotonic() + PATIENCE
        heard = self.said
        while text not in heard:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            piece = b""
            try:
                piece = os.read(self.master, 65536) if ready else b""
            except OSError:
                pass
            if not piece:
                raise AssertionError(f"no {text!r} in {heard!r}")
            heard += piece.decode("utf-8", "replace")
        at = heard.index(text) + len(text)
        self.said = heard[at:]
        return plain(heard[:at])

    def type(self, text):
        """Once the editor listens: what is typed before is another matter."""
        end = time.monotonic() + PATIENCE
        while EDITS and termios.tcgetattr(self.slave)[3] & termios.ICANON:
            assert time.monotonic() < end, "the line cannot be edited"
            time.sleep(0.002)
        os.write(self.master, text.encode())

    def ask(self, line):
        """The answer to a line: what stands between it and the next prompt."""
        self.type(line + "\n")
        self.hear("\n")
        return self.hear(PROMPT)[: -len(PROMPT)]

    def end(self):
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError("it does not end") from None
        after = termios.tcgetattr(self.slave)
        os.close(self.slave)
        os.close(self.master)
        return status, after[:4] == self.before[:4]


def plain(text):
    """Without what moves the cursor."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")


def widest(text):
    return max(len(line) for line in text.split("\n"))


def shares_what_was_unpacked(folder):
    """Answers are those of the usual index, whichever of them came first."""
    with open(os.path.join(folder, "long.txt"), "w", encoding="utf-8") as out:
        for number in range(4000):
            out.write(f"The {number % 97} ships of {number % 89} went by the gate, and {number} "
                      "men saw the sea from there. ")
    said = []
    for more in [], ["--compact"]:
        subprocess.run([COPIA, "index", *more, "-o", "long.copia", "long.txt"], cwd=folder,
                       check=True, capture_output=True)
        session = Session(folder, "shell", "long.copia")
        session.hear(PROMPT)
        lines = ["the --sort R1 --limit 5", "collocates gate", "A = of", "words --limit 5",
                 "collocates gate", "the --sort R1 --limit 5", "collocates gate"]
        said.append([re.sub("index [0-9a-f]{16}", "", session.ask(line)) for line in lines])
        session.type("quit\n")
        assert session.end()[0] == 0
    for usual, compact in zip(*said):
        assert usual == compact and usual, (usual, compact)
    assert said[0][0] == said[0][5] and said[0][1] == said[0][4] == said[0][6]


def begin(folder, *arguments, **options):
    session = Session(folder, *arguments, "shell", "gate.copia", **options)
    session.greeting = session.hear(PROMPT)
    return session


def greets_and_ends(folder):
    session = begin(folder)
    assert "gate.copia: " in session.greeting and "'help' says" in session.greeting
    session.type("quit\n")
    status, as_before = session.end()
    assert status == 0 and as_before, (status, as_before)


def ends_with_the_input(folder):
    session = begin(folder)
    session.type(CTRL_D)
    status, as_before = session.end()
    assert status == 0 and as_before, (status, as_before)


def follows_the_window(folder):
    session = begin(folder, columns=60)
    for columns in (60, 110, 72, 60):
        session.resize(columns)
        answer = session.ask("gate --limit 3")
        assert columns - 20 < widest(answer) <= columns, (columns, answer)
    session.type("quit\n")
    session.end()


def keeps_a_width_that_was_given(folder):
    session = begin(folder, "--width", "70", columns=60)
    first = session.ask("gate --limit 3")
    session.resize(120)
    assert session.ask("gate --limit 3") == first and 60 < widest(first) <= 70, first
    session.type("quit\n")
    session.end()


def drops_a_line_at_ctrl_c(folder):
    session = begin(folder)
    session.type("size gate" + CTRL_C)
    session.hear(PROMPT)
    answer = session.ask("freq gate")
    assert "gate" in answer and "size" not in answer, answer
    session.type("quit\n")
    assert session.end()[0] == 0


def says_how_many_hits_it_keeps(folder):
    session = begin(folder)
    assert "A: 2 hits" in session.ask("A = gate")
    assert "gate" in session.ask("A --limit 1")
    session.type("quit\n")
    session.end()


def goes_on_after_an_error(folder):
    session = begin(folder)
    assert "^" in session.ask('[word="gate"')
    assert "gate" in session.ask("freq gate")
    session.type("quit\n")
    assert session.end()[0] == 0


def calls_lines_back(folder):
    session = begin(folder)
    first = session.ask("freq gate sea")
    session.type(UP + "\n")
    session.hear("\n")
    again = session.hear(PROMPT)[: -len(PROMPT)]
    assert first.strip() and first in again, (first, again)
    session.type("quit\n")
    session.end()
    session = begin(folder)  # another session remembers
    session.type(UP + UP + "\n")
    session.hear("\n")
    assert first in session.hear(PROMPT)
    session.type("quit\n")
    session.end()


def completes_words(folder):
    session = begin(folder)
    answer = session.ask("coll" + TAB + "gate --wind" + TAB + "3,3 --min 1")
    assert "window L3 R3" in answer, answer
    session.type("quit\n")
    session.end()


CASES = [
    (greets_and_ends, False),
    (ends_with_the_input, False),
    (follows_the_window, False),
    (keeps_a_width_that_was_given, False),
    (drops_a_line_at_ctrl_c, False),
    (says_how_many_hits_it_keeps, False),
    (goes_on_after_an_error, False),
    (shares_what_was_unpacked, False),
    (calls_lines_back, True),
    (completes_words, True),
]


def test(case, edits, folder):
    global numbers
    numbers += 1
    name = f"{numbers} - {case.__name__.replace('_', ' ')}"
    if edits and not EDITS:
        print(f"ok {name} # SKIP built without libedit")
        return True
    try:
        case(folder)
    except AssertionError as error:
        print(f"not ok {name}")
        print("\n".join(f"# {line}" for line in str(error).splitlines()))
        return False
    finally:
        while sessions:
            sessions.pop().kill()
    print(f"ok {name}")
    return True


def main():
    print(f"1..{len(CASES)}")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, "gate.txt")
        with open(text, "w", encoding="utf-8") as out:
            out.write("We came to the gate before the sea was grey, and there were many of us "
                      "who had never seen it. " * 2 + "The sea was there.\n")
        subprocess.run([COPIA, "index", "-o", "gate.copia", "gate.txt"], cwd=folder,
                       check=True, capture_output=True)
        for case, edits in CASES:
            good = test(case, edits, folder) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
