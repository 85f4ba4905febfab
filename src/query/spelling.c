/* spelling.c - edit distance over the lexicon (Damerau 1964; restricted, in three rows). */
#include "query/spelling.h"

#define LONGEST 64 /* characters; longer words have no neighbours */

typedef struct {
    uint32_t form;
    unsigned distance;
    uint64_t freq;
} Neighbour;

/* Returns the number of characters; LONGEST + 1 when there are more or they are not UTF-8. */
static unsigned
decode (CopiaString string, gunichar *characters)
{
    const char *end = string.bytes + string.size;
    unsigned n = 0;

    for (const char *p = string.bytes; p < end; n++) {
        gunichar c = g_utf8_get_char_validated (p, end - p);

        if (n == LONGEST || (gint32) c < 0)
            return LONGEST + 1;
        characters[n] = c;
        p = g_utf8_next_char (p);
    }
    return n;
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
    gunichar word[LONGEST], other[LONGEST];
    unsigned n = decode (form, word), allowed = n < 5 ? 1 : 2;

    for (uint32_t i = 0; n > 0 && n <= LONGEST && i < lexicon->forms; i++) {
        CopiaString string = copia_lexicon_form (lexicon, i);
        Neighbour near = { i, 0, 0 };
        unsigned m;

        if (string.size > (n + allowed) * 4 || string.size + allowed < n)
            continue;
        m = decode (string, other);
        if (m > LONGEST || m > n + allowed || m + allowed < n)
            continue;
        near.distance = distance (word, n, other, m, allowed);
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
