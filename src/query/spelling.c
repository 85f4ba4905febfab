/* spelling.c - edit distance over the lexicon (Damerau 1964; restricted, in three rows). */
#include "query/spelling.h"

#define LONGEST 64 /* characters; longer words have no neighbours */

typedef struct {
    uint32_t form;
    unsigned distance;
    uint64_t freq;
} Neighbour;

typedef struct {
    unsigned n; /* characters; LONGEST + 1 when there are more or they are not UTF-8 */
    uint64_t set; /* a bit for each, which others may share */
    gunichar characters[LONGEST];
} Word;

static void
decode (Word *self, CopiaString string)
{
    const char *end = string.bytes + string.size;

    self->n = 0;
    self->set = 0;
    for (const char *p = string.bytes; p < end;) {
        gunichar c = (unsigned char) *p;

        if (G_UNLIKELY (c >= 0x80))
            c = g_utf8_get_char_validated (p, end - p);
        if (self->n == LONGEST || (gint32) c < 0) {
            self->n = LONGEST + 1;
            return;
        }
        self->characters[self->n++] = c;
        self->set |= (uint64_t) 1 << (c % 64);
        p = g_utf8_next_char (p);
    }
}

static bool
are_at_most (uint64_t bits, unsigned n)
{
    for (; bits && n > 0; n--)
        bits &= bits - 1;
    return bits == 0;
}

/* A change brings one character and takes one away: most words are told apart by that. */
static bool
may_be_near (const Word *a, const Word *b, unsigned changes)
{
    return b->n <= LONGEST && b->n <= a->n + changes && b->n + changes >= a->n &&
           are_at_most (a->set & ~b->set, changes) &&
           are_at_most (b->set & ~a->set, changes);
}

static unsigned
least (unsigned a, unsigned b, unsigned c)
{
    unsigned two = a < b ? a : b;

    return two < c ? two : c;
}

/* The distance, or anything above `most` as soon as it is above. */
static unsigned
distance (const gunichar *a, unsigned n, const gunichar *b, unsigned m, unsigned most)
{
    unsigned rows[3][LONGEST + 1];

    for (unsigned k = 0; k <= m; k++)
        rows[0][k] = k;
    for (unsigned i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *up = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        unsigned best = row[0] = i;

        for (unsigned k = 1; k <= m; k++) {
            row[k] =
                least (up[k] + 1, row[k - 1] + 1, up[k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                row[k] = MIN (row[k], before[k - 2] + 1);
            best = MIN (best, row[k]);
        }
        if (best > most)
            return best;
    }
    return rows[n % 3][m];
}

static int
compare (const void *a, const void *b)
{
    const Neighbour *x = a, *y = b;

    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    if (x->freq != y->freq)
        return x->freq > y->freq ? -1 : 1;
    return x->form < y->form ? -1 : 1;
}

GArray *
copia_spelling_near (const CopiaIndex *index, CopiaString form, guint most)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Neighbour));
    GArray *nearest = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    Word word, other;
    unsigned allowed;

    decode (&word, form);
    allowed = word.n < 5 ? 1 : 2;
    if (word.n == 0 || word.n > LONGEST)
        return nearest;
    copia_lexicon_touch_forms (lexicon, 0, lexicon->forms);
    for (uint32_t i = 0; i < lexicon->forms; i++) {
        CopiaString string = copia_lexicon_raw_form (lexicon, i);
        Neighbour near = { i, 0, 0 };

        if (string.size > (word.n + allowed) * 4 || string.size + allowed < word.n)
            continue;
        decode (&other, string);
        if (!may_be_near (&word, &other, allowed))
            continue;
        near.distance =
            distance (word.characters, word.n, other.characters, other.n, allowed);
        if (near.distance > allowed)
            continue;
        near.freq = copia_lexicon_form_freq (lexicon, i);
        g_array_append_val (found, near);
    }
    g_array_sort (found, compare);
    for (guint i = 0; i < found->len && i < most; i++)
        g_array_append_val (nearest, g_array_index (found, Neighbour, i).form);
    return nearest;
}
