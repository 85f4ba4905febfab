#!/bin/sh
# harness.sh - the checks and runners themselves can fail: each is shown something that is wrong.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
stage=$(mktemp -d) || exit 1
trap 'rm -rf "$stage"' EXIT
cd "$stage" || exit 1
status=0
unset B

# claim TEXT COMMAND.. : the command succeeds.
claim () {
    text=$1
    shift
    if "$@" >said 2>&1; then
        echo "ok - harness: $text"
    else
        echo "not ok - harness: $text"
        sed 's/^/# /' said
        status=1
    fi
}
# finds PATTERN CHECK : the check fails and says so.
finds () {
    sh "$tests/check/$2.sh" >found 2>&1 && { echo "$2.sh passed"; return 1; }
    grep -q "^not ok - $2" found && grep -q -e "$1" found || { cat found; return 1; }
}
passes () {
    sh "$tests/check/$1.sh"
}

# A tree that is in order, then one thing wrong at a time.
mkdir -p src/low src/high tests
printf '# floors\nhigh\nlow other\n' >src/FLOORS
printf '.PHONY: all\nall:\n' >Makefile
cp "$tests/../.clang-format" .
echo 'int low;' >src/low/a.h
printf '#include "low/a.h"\n' | tee src/high/b.h >src/high/b.c
printf 'Run `make all`, read `src/low/a.h` or [this](src/FLOORS).\n' >README.md
claim 'a tree in order passes' eval 'passes floors && passes docs && passes words && passes sizes'

echo '#include "high/b.h"' >src/low/a.c
claim 'floors: upward is found' finds 'src/low/a.c:1: low may not include high/b.h' floors
mkdir src/other && echo '#include "other/c.h"' >src/low/a.c
claim 'floors: a neighbour is found' finds 'low may not include other/c.h' floors
rm src/low/a.c
mkdir src/attic && echo >src/attic/x.h
claim 'floors: a room on no floor is found' finds 'attic is on no floor' floors
rm -r src/attic
echo '#include "low/d.h"' >src/low/a.h && echo '#include "low/a.h"' >src/low/d.h
claim 'floors: a circle of headers is found' finds 'includes itself' floors
rm src/low/d.h && echo 'int low;' >src/low/a.h

echo 'See `src/low/gone.h`.' >>README.md
claim 'docs: a path that is gone is found' finds 'README.md:2: src/low/gone.h is gone' docs
echo 'Run `make haste`.' >README.md
claim 'docs: a target that is none is found' finds 'make haste is no target' docs
echo >README.md

{ echo 'void'; echo 'f (void)'; echo '{'; seq -f '    g (%g);' 101; echo '}'; } >src/low/a.c
claim 'sizes: a long function is found' finds 'src/low/a.c:3:f: 101 lines' sizes
seq -f 'int a%g;' 501 >src/low/a.c
claim 'sizes: a long file is found' finds 'src/low/a.c: 501 lines' sizes

echo 'static const char *where = "/ho''me/me/x";' >src/low/a.c
claim 'words: a path of one machine is found' finds 'src/low/a.c:1' words

if command -v clang-format >/dev/null && clang-format --version | grep -q 'version 14'; then
    echo 'int   a  ;' >src/low/a.c
    claim 'format: a line laid out otherwise is found' finds 'src/low/a.c:1:4' format
fi

mkdir build
printf 'static int n; int *f (void); int *f (void) { return &n; }\n' >src/low/a.c
cc -c -o build/a.o src/low/a.c
claim 'globals: a writable variable is found' finds 'n can be written' globals
printf 'int f (void); extern int (*const t[]) (void); int (*const t[]) (void) = { f };\n' >src/low/a.c
cc -fPIE -c -o build/a.o src/low/a.c
claim 'globals: a constant table of functions is none' passes globals

# Texts are compiled in as they are.
printf '# A "title" ??/\n\n\ttab \\ \\n %%d ??= ü\n' >page.md
sh "$tests/../src/base/page.sh" table page.md >src/low/a.c
cat >>src/low/a.c <<'END'
#include <stdio.h>
int
main (void)
{
    fputs (table[0].text, stdout);
    return table[0].title[2] != '"' || table[1].name;
}
END
claim 'page: a text is compiled in as it is' eval \
    'cc -std=c17 -Wall -Wextra -Werror -I"$tests/../src" -o page src/low/a.c && ./page | cmp - page.md && ./page'

# The replay of examples, with a program that is none.
cat >build/copia <<'END'
#!/bin/sh
exec 3>&1
case $1 in
table) printf 'query\twords\na  \t1\n\nb\t2\n' ;;
count) seq "$2" ;;
look) if [ -t 1 ]; then echo "terminal $(stty size <&3) ${NO_COLOR-color}"; else echo pipe; fi ;;
red) printf '\033[31mred\n' ;;
fail) echo 'copia: no' >&2; exit 2 ;;
esac
END
chmod +x build/copia
cat >right.md <<'END'
Text.

    $ copia table
    query	words
    a  	1

    b	2

```
$ copia count 9
1
...
5
...
$ copia fail
! copia: no
? 2
$ copia table |
> head -n 1
query	words
```

    $ copia look
    terminal 40 88 1

<!-- terminal 60 color -->

    $ copia look
    terminal 40 60 color
    $ copia red
    ␛[31mred

<!-- pipe -->

    $ copia look
    pipe
END
cat >wrong.md <<'END'
Each of these is wrong.

    $ copia table
    query	words

    $ copia count 3
    1
    ...
    4

text

    $ copia fail

text

    $ copia fail
    ! copia: no

text

    $ copia count 1
    1
    ...
    1

    after
END
replay () {
    B=$stage/build "$tests/golden/run" "$@"
}
claim 'golden: examples that hold pass' replay right.md
replay wrong.md >said
claim 'golden: each example that does not hold fails' test "$(grep -c '^not ok' said)" = 4
cp right.md kept.md
cp wrong.md accepted.md
replay --accept kept.md accepted.md >/dev/null
claim 'golden: what holds stays as it is' cmp right.md kept.md
claim 'golden: what is accepted holds' replay accepted.md
claim 'golden: text between examples stays' test "$(grep -c text accepted.md)" = 3
printf '<!-- needs no/book.txt -->\n\n    $ copia fail\n' >needy.md
replay needy.md >skipped
claim 'golden: what is not there is skipped, and said so' grep -q '# SKIP there is no no/book.txt' skipped

# Counting: what is missing from the output of a test is a failure.
cat >count.py <<'END'
import importlib.machinery, importlib.util, sys
loader = importlib.machinery.SourceFileLoader("run", sys.argv[1])
run = importlib.util.module_from_spec(importlib.util.spec_from_loader("run", loader))
sys.argv[1:] = []
loader.exec_module(run)
def figures(output, status=0, by_status=False):
    one = run.Verdict("x").hear(output, status, by_status)
    return one.passed, one.failed, len(one.skipped)
assert figures("ok 1 /a\nok 2 /b # SKIP no corpus\n1..2\n") == (1, 0, 1)
assert figures("1..3\nok 1 /a\nnot ok 2 /b\n") == (1, 2, 0)
assert figures("1..3\nok 1 /a\n", -6) == (1, 2, 0)
assert figures("1..1\nok 1 /a\n", 1) == (1, 1, 0)
assert figures("") == (0, 1, 0)
assert figures("words\n") == (0, 1, 0)
assert figures("words\n", 0, True) == (1, 0, 0)
assert figures("words\n", 1, True) == (0, 1, 0)
assert figures("1..0 # SKIP nothing to do\n") == (0, 0, 1)
assert figures("ok - doc:1 $ grep \\#\n") == (1, 0, 0)
END
claim 'run: what a test leaves out has failed' /usr/bin/python3 -B count.py "$tests/run"
claim 'run: a run of nothing has failed' eval '! "$tests/run" nosuch'
exit $status
