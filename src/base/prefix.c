/* prefix.c - Huffman's codes (1952), canonical and cut to a length.
 *
 * Lengths come from Moffat and Katajainen (1995, In-Place Calculation of Minimum-Redundancy
 * Codes); those too long are cut, and the shortest codes that can are lengthened for them.
 */
#include "base/prefix.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t count;
    uint8_t symbol;
} Weighed;

static int
by_count (const void *a, const void *b)
{
    const Weighed *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return x->symbol < y->symbol ? -1 : x->symbol > y->symbol;
}

/* Rising weights become parents, then depths, in place. */
static void
weights_to_depths (uint64_t *a, int n)
{
    int root = 0, leaf = 2, available = 1, used = 0, depth = 0, next;

    a[0] += a[1];
    for (next = 1; next < n - 1; next++) {
        if (leaf >= n || a[root] < a[leaf]) {
            a[next] = a[root];
            a[root++] = (uint64_t) next;
        } else {
            a[next] = a[leaf++];
        }
        if (leaf >= n || (root < next && a[root] < a[leaf])) {
            a[next] += a[root];
            a[root++] = (uint64_t) next;
        } else {
            a[next] += a[leaf++];
        }
    }
    a[n - 2] = 0;
    for (next = n - 3; next >= 0; next--)
        a[next] = a[a[next]] + 1;
    for (root = n - 2, next = n - 1; available > 0; available = 2 * used, used = 0) {
        for (; root >= 0 && a[root] == (uint64_t) depth; root--)
            used++;
        for (; available > used; available--)
            a[next--] = (uint64_t) depth;
        depth++;
    }
}

/* Depths fall along the list.  Kraft's sum, in units of the longest code, must become `full`. */
static void
cut_depths (uint64_t *depths, int n, unsigned bits)
{
    const uint32_t full = 1u << bits;
    uint32_t sum = 0;

    for (int i = 0; i < n; i++) {
        if (depths[i] > bits)
            depths[i] = bits;
        sum += full >> depths[i];
    }
    for (int i = 0; sum > full; i = (i + 1) % n)
        if (depths[i] < bits) {
            sum -= full >> (depths[i] + 1);
            depths[i]++;
        }
    for (int i = n - 1; i >= 0; i--)
        while (depths[i] > 1 && sum + (full >> depths[i]) <= full) {
            sum += full >> depths[i];
            depths[i]--;
        }
}

static uint16_t
reversed (uint32_t code, unsigned length)
{
    uint32_t to = 0;

    for (unsigned i = 0; i < length; i++)
        to |= (code >> i & 1) << (length - 1 - i);
    return (uint16_t) to;
}

/* The codes of the lengths, shorter ones first, those of a length by symbol.  False when they
 * do not fill the tree. */
static bool
give_codes (const uint8_t *lengths, uint16_t *codes, unsigned bits)
{
    uint32_t next[16] = { 0 }, count[16] = { 0 }, code = 0;

    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        if (lengths[symbol] > bits)
            return false;
        count[lengths[symbol]]++;
    }
    for (unsigned length = 1; length <= bits; length++) {
        next[length] = code;
        code += count[length];
        if (code > 1u << length)
            return false;
        code <<= 1;
    }
    if (code != 2u << bits)
        return false;
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
        if (lengths[symbol] > 0)
            codes[symbol] = reversed (next[lengths[symbol]]++, lengths[symbol]);
    return true;
}

void
copia_prefix_make (CopiaPrefix *self, const uint32_t counts[COPIA_PREFIX_SYMBOLS],
                   unsigned bits)
{
    Weighed weighed[COPIA_PREFIX_SYMBOLS + 1];
    uint64_t depths[COPIA_PREFIX_SYMBOLS + 1];
    int n = 0;

    memset (self, 0, sizeof *self);
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
        if (counts[symbol] > 0)
            weighed[n++] = (Weighed){ counts[symbol], (uint8_t) symbol };
    for (unsigned symbol = 0; n < 2; symbol++) /* a tree has two leaves */
        if (counts[symbol] == 0)
            weighed[n++] = (Weighed){ 0, (uint8_t) symbol };
    qsort (weighed, (size_t) n, sizeof *weighed, by_count);
    for (int i = 0; i < n; i++)
        depths[i] = weighed[i].count;
    if (n > 2) {
        weights_to_depths (depths, n);
        cut_depths (depths, n, bits);
    } else {
        depths[0] = depths[1] = 1;
    }
    for (int i = 0; i < n; i++)
        self->length[weighed[i].symbol] = (uint8_t) depths[i];
    (void) give_codes (self->length, self->code, bits);
}

bool
copia_prefix_table (uint16_t *entries, const uint8_t lengths[COPIA_PREFIX_SYMBOLS],
                    const uint8_t *rests, unsigned bits)
{
    uint16_t codes[COPIA_PREFIX_SYMBOLS];

    if (!give_codes (lengths, codes, bits))
        return false;
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        unsigned length = lengths[symbol];
        unsigned all = length + (rests ? rests[symbol] : 0);

        for (uint32_t at = codes[symbol]; length > 0 && at < 1u << bits;
             at += 1u << length)
            entries[at] = (uint16_t) (symbol | all << 8);
    }
    return true;
}

void
copia_prefix_put (const CopiaPrefix *self, GByteArray *to)
{
    unsigned n = COPIA_PREFIX_SYMBOLS;
    guint8 byte;

    while (self->length[n - 1] == 0)
        n--;
    byte = (guint8) (n - 1);
    g_byte_array_append (to, &byte, 1);
    for (unsigned i = 0; i < n; i += 2) {
        byte = self->length[i];
        if (i + 1 < n)
            byte |= (guint8) (self->length[i + 1] << 4);
        g_byte_array_append (to, &byte, 1);
    }
}

bool
copia_prefix_take (const uint8_t **at, const uint8_t *end,
                   uint8_t lengths[COPIA_PREFIX_SYMBOLS])
{
    const uint8_t *from = *at;
    unsigned n;

    memset (lengths, 0, COPIA_PREFIX_SYMBOLS);
    if (from >= end)
        return false;
    n = *from++ + 1u;
    if ((size_t) (end - from) < (n + 1) / 2)
        return false;
    for (unsigned i = 0; i < n; i++)
        lengths[i] = from[i / 2] >> (4 * (i % 2)) & 0xF;
    *at = from + (n + 1) / 2;
    return true;
}
