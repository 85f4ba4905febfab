"""pager.py - long help comes a screen at a time to a terminal, and whole to everything else.

Asks BUILD/copia, on a terminal made for it, with pagers that say that they were there.
"""
import os
import pty
import subprocess
import sys

COPIA = os.path.abspath(os.path.join(sys.argv[1], "copia"))
PAGED = "sh -c 'echo PAGED; cat'"
LINE = b"List the words, how often"


def on_terminal(arguments, pager, stdin=None, term="xterm"):
    """What a terminal shows, and the exit status; `stdin`: instead of the terminal."""
    main, side = pty.openpty()
    environment = dict(os.environ, TERM=term)
    environment.pop("PAGER", None)
    if pager is not None:
        environment["PAGER"] = pager
    child = subprocess.Popen([COPIA] + arguments, stdin=side if stdin is None else stdin,
                             stdout=side, stderr=side, env=environment)
    os.close(side)
    shown = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    return shown, child.wait()


def in_pipe(arguments):
    """What a pipe gets."""
    answer = subprocess.run([COPIA] + arguments, stdin=subprocess.DEVNULL, capture_output=True,
                            env=dict(os.environ, PAGER=PAGED), check=True)
    return answer.stdout


CASES = 0


def claim(name, holds):
    """One line of TAP."""
    global CASES
    CASES += 1
    print(("ok" if holds else "not ok"), "- pager:", name)


def goes_through(name, arguments, paged, **how):
    """The text is there, once, through the pager or not, and the status is 0."""
    shown, status = on_terminal(arguments, how.pop("pager", PAGED), **how)
    words = LINE if arguments else b"read a book"
    claim(name, shown.count(words) == 1 and (b"PAGED" in shown) == paged and status == 0)


goes_through("help of a command", ["help", "words"], True)
goes_through("--help", ["words", "--help"], True)
goes_through("the overview", [], True)
goes_through("input that is no terminal", ["help", "words"], False, stdin=subprocess.DEVNULL)
goes_through("a terminal that can nothing", ["help", "words"], False, term="dumb")
for none in ["", "cat", "copia-no-such-pager", "'"]:
    goes_through("PAGER=" + none, ["help", "words"], False, pager=none)
claim("a pipe", b"PAGED" not in in_pipe(["help", "words"]) and LINE in in_pipe(["help", "words"]))
error, failed = on_terminal(["help", "wrods"], PAGED)
claim("what went wrong is said, without a pager, and the status kept",
      b"no topic" in error and b"PAGED" not in error and failed == 2)
left, _ = on_terminal(["help", "cql"], "head -n 1")
claim("a reader who leaves early hears nothing more", left.count(b"\n") == 1)
print(f"1..{CASES}")
