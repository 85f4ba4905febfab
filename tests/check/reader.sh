#!/bin/sh
# reader.sh - the bundled reader has its measure, and its gold list finds every passage.
# Run from the top of the project; another corpus folder may be given: tests/check/reader.sh DIR.
LC_ALL=C
export LC_ALL
corpus=${1:-corpus}

for file in "$corpus/figures.tsv" "$corpus"/reader/[1-4]-*.md; do
    if ! [ -r "$file" ]; then
        echo "reader: $file cannot be read"
        exit 1
    fi
done

exec awk -v corpus="$corpus" '
function wrong(what) {
    print "reader: " what
    failed = 1
    exit 1
}
function row() { return corpus "/figures.tsv:" FNR ": " $1 " \"" $3 "\"" }
function phrase(text, n) { n = split(text, unused, " "); return n >= 3 && n <= 6 }
# A chapter ends where the next one or the list begins.
function end_chapter() {
    if (chapters && (inside < 250 || inside > 900))
        wrong(title ": " inside " words, want 250 to 900")
    inside = 0
}
BEGIN {
    FS = "\t"
    kinds = split("anaphora epistrophe symploce anadiplosis gradatio epanalepsis epizeuxis " \
        "diacope polysyndeton asyndeton isocolon tricolon antimetabole antithesis " \
        "rhetorical-question hypophora concession attribution direct-address", kind, " ")
    for (i = 1; i <= kinds; i++)
        known[kind[i]] = 1
}
FILENAME ~ /\.md$/ {
    if (FNR == 1) {
        parts++
        name = substr(FILENAME, length(corpus) + 2)
        rank[name] = parts
        if ($0 !~ /^# Part (One|Two|Three|Four): ./)
            wrong(FILENAME ": the first line is not \"# Part N: Title\"")
    } else if (/^## /) {
        end_chapter()
        chapters++
        title = substr($0, 4)
        if (index(title, chapters ". ") != 1)
            wrong(FILENAME ":" FNR ": chapter \"" title "\" should be number " chapters)
    }
    n = split($0, field, " ")
    for (i = 1; i <= n; i++) {
        book[name] = book[name] " " field[i]
        if (field[i] ~ /[A-Za-z0-9]/) {
            words++
            inside += !/^#/
        }
    }
    next
}
/^#/ { next }
!header {
    end_chapter()
    header = 1
    if ($0 != "figure\tfile\tfirst\tlast\tnote")
        wrong(corpus "/figures.tsv:" FNR ": not the header figure, file, first, last, note")
    next
}
{
    if (NF != 5 || $5 == "")
        wrong(row() ": " NF " columns, want 5, none empty")
    if (!($1 in known))
        wrong(row() ": no figure is called so")
    if (!($2 in book))
        wrong(row() ": no file " $2)
    if (!phrase($3) || !phrase($4))
        wrong(row() ": first and last are three to six words each")
    if ($2 != file) {
        if (rank[$2] <= rank[file])
            wrong(row() ": " $2 " is out of order")
        file = $2
        start = 0
    }
    at = index(book[file], $3)
    if (!at)
        wrong(row() ": not found in " file)
    rest = substr(book[file], at + length($3))
    if (index(rest, $3))
        wrong(row() ": occurs more than once in " file)
    if (at <= start)
        wrong(row() ": does not come after the row before it")
    if (!(to = index(rest, $4)))
        wrong(row() ": \"" $4 "\" does not follow in " file)
    if (to > 1000)
        wrong(row() ": the passage runs to more than a thousand characters")
    start = at
    count[$1]++
    rows++
}
END {
    if (failed)
        exit 1
    for (i = 1; i <= kinds; i++)
        if (count[kind[i]] < 5)
            wrong(kind[i] " has " count[kind[i]] + 0 " rows, want 5 or more")
    if (rows < 140)
        wrong(rows + 0 " figures, want 140 or more")
    if (parts != 4)
        wrong(parts + 0 " parts, want 4")
    if (chapters < 26 || chapters > 30)
        wrong(chapters + 0 " chapters, want 26 to 30")
    if (words < 13500)
        wrong(words + 0 " words, want 13500 or more")
    print "reader: " parts " parts, " chapters " chapters, " words " words; " rows \
        " figures of " kinds " kinds, each found in its place"
}' "$corpus"/reader/[1-4]-*.md "$corpus/figures.tsv"
