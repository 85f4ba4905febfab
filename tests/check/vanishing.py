#!/usr/bin/python3
"""vanishing.py - files are cut, deleted, replaced or changed while copia reads them.

    /usr/bin/python3 tests/check/vanishing.py BUILD

Each command runs some times, and at a random moment something happens to a file that it reads.
It ends well, or with status 2, one line, and no file more than before.  Where it ended well, what
it made is whole, unless that is a list of the very file.  Only where a file of the corpus itself
was cut short while it lay open, an append may leave a file of the new texts, as one that is killed.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

COPIA = os.path.abspath(os.path.join(sys.argv[1], "copia"))
SEED = int(os.environ.get("COPIA_SEED", "1"))
ROUNDS = 16
RANDOM = random.Random(SEED)
# The command, what it makes, and what it reads.
CASES = [
    ("index", ["index", "--compact", "-o", "new.copia", "c.txt", "texts"],
     ["c.txt", "texts/7.txt"]),
    ("merge", ["merge", "-o", "new.copia", "a.copia", "b.copia"], ["a.copia", "b.copia"]),
    ("merge --set", ["merge", "--set", "-o", "new.copia", "a.copia", "b.copia"],
     ["a.copia", "b.copia"]),
    ("merge of a set", ["merge", "-o", "new.copia", "set.copia", "b.copia"],
     ["set.copia", "set.1.copia", "set.1.union", "b.copia"]),
    ("append to a file", ["index", "--append", "-o", "a.copia", "c.txt"], ["a.copia", "c.txt"]),
    ("append to a set", ["index", "--append", "-o", "set.copia", "c.txt"],
     ["set.copia", "set.1.copia", "set.2.copia", "set.1.union", "c.txt"]),
]


def ask(folder, *arguments):
    return subprocess.run([COPIA, *arguments], cwd=folder, capture_output=True, text=True,
                          check=False)


def write_text(path, words):
    drawn = random.Random(path)
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(words // 10):
            line = [f"w{int(drawn.paretovariate(0.7)) % 9999}" for _ in range(10)]
            file.write(" ".join(line) + ".\n\n")


def prepare(folder):
    for name, words in (("a", 120000), ("b", 60000), ("c", 60000), ("d", 40000)):
        write_text(os.path.join(folder, name + ".txt"), words)
    os.mkdir(os.path.join(folder, "texts"))
    for i in range(9):
        write_text(os.path.join(folder, "texts", f"{i}.txt"), 3000)
    for command in (["index", "-o", "a.copia", "a.txt"], ["index", "-o", "b.copia", "b.txt"],
                    ["index", "-o", "set.copia", "a.txt"],
                    ["index", "--append", "-o", "set.copia", "d.txt"]):
        done = ask(folder, *command)
        if done.returncode != 0:
            sys.exit(f"vanishing: {command}: {done.stderr}")


def cut(path):
    os.truncate(path, RANDOM.choice([0, RANDOM.randrange(os.path.getsize(path) + 1)]))


def replace(path):
    with open(path + ".other", "w", encoding="utf-8") as file:
        file.write("something else\n" * 1000)
    os.rename(path + ".other", path)


def change(path):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        for _ in range(20 if size else 0):
            file.seek(RANDOM.randrange(size))
            file.write(RANDOM.randbytes(50))


def grow(path):
    with open(path, "ab") as file:
        file.write(b"more than there was\n" * 2000)


def wrong_with(folder, before, arguments, victim, program):
    """What is wrong with how it ended; None: nothing."""
    said = program.communicate(timeout=300)[1].strip()
    more = sorted(set(os.listdir(folder)) - before)
    if program.returncode == 2:
        if not said.startswith("copia: ") or "\n" in said:
            return "no line, or more than one: " + repr(said)
        spared = "cut short while it was read" in said and "--append" in arguments
        return f"left {more}" if more and not spared else None
    if program.returncode != 0:
        return f"status {program.returncode}: {said}"
    if victim.endswith(".txt") or arguments[:2] == ["merge", "-o"]:
        done = ask(folder, "info", "--verify", arguments[arguments.index("-o") + 1])
        return None if done.returncode == 0 else "made, but " + done.stderr.strip()
    return None


def play(pristine, arguments, victim, happens, within):
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.join(scratch, "w")
        shutil.copytree(pristine, folder)
        before = set(os.listdir(folder))
        with subprocess.Popen([COPIA, *arguments], cwd=folder, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True) as program:
            time.sleep(RANDOM.random() * within)
            try:
                happens(os.path.join(folder, victim))
            except FileNotFoundError:
                pass
            return wrong_with(folder, before, arguments, victim, program)


def time_of(pristine, arguments):
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.join(scratch, "w")
        shutil.copytree(pristine, folder)
        begun = time.monotonic()
        done = ask(folder, *arguments)
        return time.monotonic() - begun if done.returncode == 0 else sys.exit(done.stderr)


def main():
    failed = 0
    print(f"1..{len(CASES)}\n# seed {SEED}")
    with tempfile.TemporaryDirectory() as pristine:
        prepare(pristine)
        for number, (name, arguments, victims) in enumerate(CASES, 1):
            within = time_of(pristine, arguments)
            wrong = []
            for _ in range(ROUNDS):
                victim = RANDOM.choice(victims)
                happens = RANDOM.choice([cut, os.unlink, replace, change, grow])
                why = play(pristine, arguments, victim, happens, within)
                if why:
                    wrong.append(f"# {happens.__name__} {victim}: {why}")
            print("not ok" if wrong else "ok", number, "-", name,
                  "while what it reads goes away or changes")
            print("\n".join(wrong + [""]), end="")
            failed += bool(wrong)
    return failed > 0


sys.exit(main())
