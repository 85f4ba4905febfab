"""robust.py - every measure is asked with input that is missing, wrong or enormous.

    /usr/bin/python3 tests/check/robust.py BUILD

`score --batch` must answer each line with one: a finite number, `inf` or `-inf` where the measure
says so, a list or text of such, or `error: why`.
"""
import json
import os
import re
import subprocess
import sys

COPIA = os.path.join(sys.argv[1], "copia")
ODD = [
    "-1", "0", "-0.0", "0.5", "1", "1e12", "1e300", "1e-300", "-1e300", "1e999", "9007199254740993",
    "\"NaN\"", "\"Infinity\"", "\"inf\"", "\"\"", "\"x\"", "null", "true", "[]", "{}", "[0]",
    "[1,\"a\"]", "[[]]", "[[1,2],[3]]", "[-1,0,1e300]", "{\"1\":-5}", "{\"x\":1}",
]
GOOD = re.compile(r"^(error: .+|-?inf|-?\d.*|\[.*\]|\{.*\}|true|false|[a-z][a-z_ ]*)$")
NEVER = re.compile(r"\bnan\b", re.I)


def measures():
    """Names, and an example of each from its own help."""
    said = subprocess.run([COPIA, "help", "measures"], capture_output=True, text=True,
                          env={**os.environ, "COLUMNS": "400"}, check=True).stdout
    names = re.findall(r"^  (\S+)  ", said, re.M)
    examples = {}
    for name in names:
        page = subprocess.run([COPIA, "help", name], capture_output=True, text=True,
                              env={**os.environ, "COLUMNS": "4000"}, check=False).stdout
        found = re.search(r"An example: \S+ (\{.*?\})\n  \S", page, re.S)
        if found:
            examples[name] = " ".join(found.group(1).split())
    return names, examples


def spoiled(text):
    """Lines of input made from a good one."""
    given = json.loads(text)
    yield text
    for key in given:
        rest = {k: v for k, v in given.items() if k != key}
        yield json.dumps(rest)
        for odd in ODD:
            pairs = [json.dumps(k) + ":" + (odd if k == key else json.dumps(v))
                     for k, v in given.items()]
            yield "{" + ",".join(pairs) + "}"
        yield json.dumps(given)[:-1] + ",%s:%s}" % (json.dumps(key), json.dumps(given[key]))
    yield json.dumps({**given, "no such key": 1})
    for odd in ("0", "1e12", "1e300", "-1", "\"NaN\""):
        yield "{" + ",".join(json.dumps(k) + ":" + odd for k in given) + "}"
    yield text[:-1]
    yield text + "x"


def shapes(name):
    yield name
    yield name + "\t"
    yield name + "\tnull"
    yield name + "\t[]"
    yield name + "\t{}"
    yield name + "\t" + "[" * 5000
    yield name + "\t" + "{\"a\":" * 5000
    yield name + "\t{\"f\":" + "9" * 5000 + "}"
    yield name + "\t{\"" + "k" * 100000 + "\":1}"


def main():
    names, examples = measures()
    lines, of = [], []
    for name in names:
        for text in spoiled(examples[name]) if name in examples else ():
            lines.append(name + "\t" + text)
            of.append(name)
        for text in shapes(name):
            lines.append(text)
            of.append(name)
    for text in ("", "\t", "no such measure\t{}", "x" * 1000000, "\x01\x02\t{}", "mi\t\ufeff{}"):
        lines.append(text)
        of.append("(none)")
    done = subprocess.run([COPIA, "score", "--batch"], input="\n".join(lines) + "\n",
                          capture_output=True, text=True, check=False, timeout=500)
    said = done.stdout.split("\n")[:-1]
    bad = {}
    for line, name, answer in zip(lines, of, said):
        if not GOOD.match(answer) or NEVER.search(answer.split("error:")[0]):
            bad.setdefault(name, []).append((line, answer))
    groups = sorted(set(of))
    print("1..%d" % (len(groups) + 2))
    print("%s 1 - %d lines, %d answers" % ("ok" if len(said) == len(lines) else "not ok",
                                           len(lines), len(said)))
    print("%s 2 - it ends with 0, 1 or 2: %d" % ("ok" if done.returncode in (0, 1, 2) else "not ok",
                                                done.returncode))
    for i, name in enumerate(groups):
        print("%s %d - %s, %d lines" % ("not ok" if name in bad else "ok", i + 3, name,
                                        of.count(name)))
        for line, answer in bad.get(name, [])[:3]:
            print("# %s: %s" % (line[:200], answer[:200]))
    print("# without an example: %s" % " ".join(n for n in names if n not in examples))
    return 1 if bad or len(said) != len(lines) else 0


sys.exit(main())
