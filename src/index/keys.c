/* keys.c - radix by eight bytes, then each run of what is still equal by the next eight. */
#include "index/keys.h"

#include "base/strings.h"

#include <string.h>

#define FEW 200 /* for so many a radix does not pay */
#define DEEP 64 /* bytes; what is equal up to there is compared as a whole */

void
copia_keys_begin (CopiaKeys *self, uint32_t n)
{
    self->arena = g_string_sized_new ((gsize) n * 24);
    self->keys = g_array_sized_new (FALSE, FALSE, sizeof (CopiaKey), n);
}

/* The bytes from `depth` on; behind the end zeros. */
static uint64_t
head_of (const CopiaKeys *self, const CopiaKey *key, uint32_t depth)
{
    uint32_t from = MIN (depth, key->size);
    uint64_t head = 0;

    memcpy (&head, self->arena->str + key->at + from, MIN (key->size - from, 8));
    return GUINT64_FROM_BE (head);
}

void
copia_keys_end_one (CopiaKeys *self, uint64_t at, uint32_t number)
{
    CopiaKey key = { 0, at, (uint32_t) (self->arena->len - at), number };

    key.head = head_of (self, &key, 0);
    g_array_append_val (self->keys, key);
}

/* ---- few ------------------------------------------------------------------------------ */

static int
compare (const void *a, const void *b, void *data)
{
    const CopiaKey *x = a, *y = b;
    const char *bytes = ((const CopiaKeys *) data)->arena->str;

    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return copia_string_compare ((CopiaString){ bytes + x->at, x->size },
                                 (CopiaString){ bytes + y->at, y->size });
}

/* ---- many ----------------------------------------------------------------------------- */

typedef struct {
    CopiaKeys *whole;
    CopiaKey *other; /* room for as many keys */
} Sorting;

/* From the lowest byte up, but those that are the same in all. */
static void
sort_heads (const Sorting *self, CopiaKey *keys, uint32_t n)
{
    CopiaKey *from = keys, *to = self->other;
    uint32_t counts[8][256] = { { 0 } };

    for (uint32_t i = 0; i < n; i++)
        for (unsigned byte = 0; byte < 8; byte++)
            counts[byte][keys[i].head >> 8 * byte & 255]++;
    for (unsigned byte = 0; byte < 8; byte++) {
        uint32_t *starts = counts[byte], sum = 0;

        if (starts[keys[0].head >> 8 * byte & 255] == n)
            continue;
        for (unsigned i = 0; i < 256; i++) {
            uint32_t count = starts[i];

            starts[i] = sum;
            sum += count;
        }
        for (uint32_t i = 0; i < n; i++)
            to[starts[from[i].head >> 8 * byte & 255]++] = from[i];
        to = from;
        from = from == keys ? self->other : keys;
    }
    if (from != keys)
        memcpy (keys, from, n * sizeof *keys);
}

/* They are equal up to `depth`, and their heads are what follows. */
static void
sort (const Sorting *self, CopiaKey *keys, uint32_t n, uint32_t depth)
{
    uint32_t end;

    if (n < FEW || depth >= DEEP) {
        g_qsort_with_data (keys, (gint) n, sizeof *keys, compare, self->whole);
        return;
    }
    sort_heads (self, keys, n);
    for (uint32_t from = 0; from < n; from = end) {
        for (end = from + 1; end < n && keys[end].head == keys[from].head; end++)
            ;
        if (end == from + 1)
            continue;
        for (uint32_t i = from; i < end; i++)
            keys[i].head = head_of (self->whole, &keys[i], depth + 8);
        sort (self, keys + from, end - from, depth + 8);
    }
}

void
copia_keys_sort (CopiaKeys *self)
{
    g_autofree CopiaKey *other = g_new (CopiaKey, self->keys->len);
    const Sorting sorting = { self, other };

    sort (&sorting, (CopiaKey *) (void *) self->keys->data, self->keys->len, 0);
}

void
copia_keys_clear (CopiaKeys *self)
{
    g_string_free (self->arena, TRUE);
    g_array_unref (self->keys);
}
