/* frequency-columns.c - the first lines of a list looked at. */
#include "text/frequency-columns.h"

#include <glib.h>
#include <string.h>

static bool
is_blank (char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static CopiaString
trimmed (const char *bytes, size_t size)
{
    while (size > 0 && is_blank (bytes[0])) {
        bytes++;
        size--;
    }
    while (size > 0 && is_blank (bytes[size - 1]))
        size--;
    if (size > 2 && bytes[0] == '"' && bytes[size - 1] == '"')
        return (CopiaString){ bytes + 1, size - 2 };
    return (CopiaString){ bytes, size };
}

/* A cell in quotes may hold what parts others. */
static size_t
end_of_cell (CopiaString line, size_t at, char parts)
{
    bool quoted = at + 1 < line.size && line.bytes[at] == '"' && parts != ' ';
    const char *close =
        quoted ? memchr (line.bytes + at + 1, '"', line.size - at - 1) : NULL;

    if (close)
        at = (size_t) (close - line.bytes) + 1;
    while (at < line.size &&
           (parts == ' ' ? !is_blank (line.bytes[at]) : line.bytes[at] != parts))
        at++;
    return at;
}

unsigned
copia_frequency_cells (CopiaString line, char parts,
                       CopiaString cells[COPIA_MOST_CELLS])
{
    unsigned n = 0;

    for (size_t at = 0; at <= line.size && n < COPIA_MOST_CELLS;) {
        size_t end;

        while (parts == ' ' && at < line.size && is_blank (line.bytes[at]))
            at++;
        if (parts == ' ' && at == line.size)
            break;
        end = end_of_cell (line, at, parts);
        cells[n++] = trimmed (line.bytes + at, end - at);
        at = end + 1;
    }
    return n;
}

bool
copia_frequency_count (CopiaString cell, uint64_t *count)
{
    size_t digits = 0, i = 0;

    *count = 0;
    for (; i < cell.size && cell.bytes[i] != '.'; i++) {
        bool thousands = cell.bytes[i] == ',' && i > 0 && (cell.size - i) % 4 == 0 &&
                         !memchr (cell.bytes, '.', cell.size);

        if (thousands)
            continue;
        if (!g_ascii_isdigit (cell.bytes[i]) || ++digits > 16)
            return false;
        *count = *count * 10 + (uint64_t) (cell.bytes[i] - '0');
    }
    for (i++; i < cell.size; i++)
        if (cell.bytes[i] != '0')
            return false;
    return digits > 0;
}

static bool
parts_thousands (CopiaString line, size_t at)
{
    return at > 0 && at + 1 < line.size && g_ascii_isdigit (line.bytes[at - 1]) &&
           g_ascii_isdigit (line.bytes[at + 1]);
}

static char
what_parts (CopiaString line)
{
    bool blank = memchr (line.bytes, ' ', line.size) != NULL;

    if (memchr (line.bytes, '\t', line.size))
        return '\t';
    if (memchr (line.bytes, ';', line.size))
        return ';';
    for (size_t i = 0; i < line.size; i++)
        if (line.bytes[i] == ',' && !(blank && parts_thousands (line, i)))
            return ',';
    return ' ';
}

/* That of most lines: in a list that has marks too, `61847 ,` may come first. */
static char
what_parts_most (const CopiaString *lines, unsigned n)
{
    static const char all[] = "\t;, ";
    unsigned votes[sizeof all] = { 0 };
    char best = what_parts (lines[0]);

    for (unsigned i = 0; i < n; i++)
        votes[strchr (all, what_parts (lines[i])) - all]++;
    for (unsigned i = 0; i < sizeof all - 1; i++)
        if (votes[i] > votes[strchr (all, best) - all])
            best = all[i];
    return best;
}

/* A number that is no count is one as well: the line is no heading, but wrong. */
static bool
has_number (CopiaString line, char parts)
{
    CopiaString cells[COPIA_MOST_CELLS];
    unsigned n = copia_frequency_cells (line, parts, cells);

    for (unsigned i = 0; n > 1 && i < n; i++) {
        size_t sign = cells[i].size > 1 && strchr ("-+.", cells[i].bytes[0]) ? 1 : 0;

        if (cells[i].size > sign && g_ascii_isdigit (cells[i].bytes[sign]))
            return true;
    }
    return false;
}

static bool
is_among (CopiaString cell, const char *const *names)
{
    g_autofree char *name = g_ascii_strdown (cell.bytes, (gssize) cell.size);

    return g_strv_contains (names, name);
}

/* What a line of names settles. */
static void
read_names (CopiaString line, CopiaFrequencyColumns *self, bool known[2])
{
    static const char *const words[] = { "word",  "form", "type",   "lemma",
                                         "token", "item", "lempos", NULL };
    static const char *const counts[] = { "count", "freq",     "frequency", "frq",
                                          "f",     "raw_freq", "n",         NULL };
    CopiaString cells[COPIA_MOST_CELLS];
    unsigned n = copia_frequency_cells (line, self->parts, cells);

    for (unsigned i = n; i-- > 0;) {
        if (is_among (cells[i], words)) {
            self->word = i;
            known[0] = true;
        } else if (is_among (cells[i], counts)) {
            self->count = i;
            known[1] = true;
        }
    }
}

/* What the columns of some lines hold. */
typedef struct {
    unsigned lines[COPIA_MOST_CELLS];   /* that have such a cell */
    unsigned numbers[COPIA_MOST_CELLS]; /* in which it is a whole number */
    unsigned ranks[COPIA_MOST_CELLS];   /* in which that is the number of the line */
} Look;

static Look
look_at (const CopiaString *lines, unsigned n, char parts)
{
    Look self = { { 0 }, { 0 }, { 0 } };
    CopiaString cells[COPIA_MOST_CELLS];

    for (unsigned i = 0; i < n; i++) {
        unsigned all = copia_frequency_cells (lines[i], parts, cells);

        for (unsigned k = 0; k < all; k++) {
            uint64_t count;

            self.lines[k]++;
            if (!copia_frequency_count (cells[k], &count))
                continue;
            self.numbers[k]++;
            self.ranks[k] += count == i + 1;
        }
    }
    return self;
}

/* Of words that are numbers there are few. */
static unsigned
words_of (const Look *look, unsigned counts)
{
    unsigned best = COPIA_MOST_CELLS;

    for (unsigned i = 0; i < COPIA_MOST_CELLS && look->lines[i] > 0; i++)
        if (i != counts &&
            (best == COPIA_MOST_CELLS || look->numbers[i] < look->numbers[best]))
            best = i;
    return best;
}

/* Two numbers a line are a word, that is a year, and its count.  Most lines suffice: which of
 * the others is wrong can be told. */
static unsigned
counts_of (const Look *look, unsigned lines)
{
    unsigned ranks = COPIA_MOST_CELLS;

    if (look->numbers[0] == lines && look->numbers[1] == lines && look->lines[2] == 0)
        return 1;
    for (unsigned i = 0; i < COPIA_MOST_CELLS; i++) {
        if (2 * look->numbers[i] <= lines)
            continue;
        if (2 * look->ranks[i] <= lines)
            return i;
        ranks = MIN (ranks, i);
    }
    return ranks;
}

bool
copia_frequency_columns_find (const CopiaString *lines, unsigned n,
                              CopiaFrequencyColumns *self, unsigned *first)
{
    bool known[2] = { false, false };
    Look look;

    for (*first = 0; *first < n; ++*first) {
        self->parts = what_parts (lines[*first]);
        if (has_number (lines[*first], self->parts))
            break;
    }
    if (*first == n)
        return false;
    self->parts = what_parts_most (lines + *first, n - *first);
    if (*first > 0)
        read_names (lines[*first - 1], self, known);
    look = look_at (lines + *first, n - *first, self->parts);
    if (!known[1])
        self->count = counts_of (&look, n - *first);
    if (!known[0])
        self->word = words_of (&look, self->count);
    return self->count < COPIA_MOST_CELLS && self->word < COPIA_MOST_CELLS &&
           self->count != self->word;
}
