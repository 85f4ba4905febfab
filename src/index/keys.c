/* keys.c - radix by eight bytes, then by the next eight, then each run of what is still equal. */
#include "index/keys.h"

#include "base/strings.h"

#include <string.h>

#define HELD 16 /* bytes of a string */
#define FEW 200 /* for so many a radix does not pay */
#define DEEP 64 /* bytes; what is equal up to there is compared as a whole */

typedef struct {
    uint64_t head; /* the bytes that decide at the moment, the first one highest */
    union {
        uint64_t next; /* those behind them */
        uint64_t at;   /* in a run: where the string begins in the arena */
    };
    uint32_t size; /* of it */
    uint32_t number;
} Key;

typedef struct {
    CopiaKeyOf key_of;
    const void *data;
    GString *arena; /* the strings of a run, end to end */
    Key *other;     /* room for as many keys */
    uint32_t *order;
    uint8_t *fresh;
    uint32_t placed;
} Sorting;

/* The bytes from `depth` on; behind the end zeros. */
static uint64_t
head_of (const char *bytes, size_t size, size_t depth)
{
    size_t from = MIN (depth, size);
    uint64_t head = 0;

    memcpy (&head, bytes + from, MIN (size - from, 8));
    return GUINT64_FROM_BE (head);
}

/* ---- by heads ------------------------------------------------------------------------- */

/* From the lowest byte up, but those that are the same in all. */
static void
sort_heads (const Sorting *self, Key *keys, uint32_t n)
{
    Key *from = keys, *to = self->other;
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

static uint32_t
end_of_run (const Key *keys, uint32_t from, uint32_t n)
{
    uint32_t end = from + 1;

    while (end < n && keys[end].head == keys[from].head)
        end++;
    return end;
}

/* ---- a run whose strings are in the arena --------------------------------------------- */

static CopiaString
string_of (const Sorting *self, const Key *key)
{
    return (CopiaString){ self->arena->str + key->at, key->size };
}

static int
compare_strings (const void *a, const void *b, void *data)
{
    const Key *x = a, *y = b;

    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return copia_string_compare (string_of (data, x), string_of (data, y));
}

/* They are equal up to `depth`, and their heads are what follows. */
static void
sort_strings (Sorting *self, Key *keys, uint32_t n, uint32_t depth)
{
    uint32_t end;

    if (n < FEW || depth >= DEEP) {
        g_qsort_with_data (keys, (gint) n, sizeof *keys, compare_strings, self);
        return;
    }
    sort_heads (self, keys, n);
    for (uint32_t from = 0; from < n; from = end) {
        end = end_of_run (keys, from, n);
        if (end == from + 1)
            continue;
        for (uint32_t i = from; i < end; i++)
            keys[i].head =
                head_of (self->arena->str + keys[i].at, keys[i].size, depth + 8);
        sort_strings (self, keys + from, end - from, depth + 8);
    }
}

static void
make_strings (Sorting *self, Key *keys, uint32_t n)
{
    g_string_truncate (self->arena, 0);
    for (uint32_t i = 0; i < n; i++) {
        keys[i].at = self->arena->len;
        self->key_of (self->data, keys[i].number, self->arena);
        keys[i].size = (uint32_t) (self->arena->len - keys[i].at);
    }
    for (uint32_t i = 0; i < n; i++)
        keys[i].head = head_of (self->arena->str + keys[i].at, keys[i].size, HELD);
}

/* ---- the places ----------------------------------------------------------------------- */

static void
place (Sorting *self, uint32_t number, bool fresh)
{
    if (self->fresh && fresh)
        self->fresh[self->placed / 8] |= (uint8_t) (1u << (self->placed % 8));
    self->order[self->placed++] = number;
}

/* A high bit for each byte that is zero. */
static uint64_t
zeros_of (uint64_t bytes)
{
    const uint64_t low = UINT64_C (0x7F7F7F7F7F7F7F7F);

    return ~(((bytes & low) + low) | bytes | low);
}

/* They differ within the first sixteen bytes: is no NUL before that? */
static bool
is_other (const uint64_t *before, const uint64_t *bytes)
{
    unsigned i = before[0] == bytes[0];
    int same = __builtin_clzll (before[i] ^ bytes[i]) / 8;

    if (i == 1 && zeros_of (bytes[0]) != 0)
        return false;
    return same == 0 || zeros_of (bytes[i]) >> (64 - 8 * same) == 0;
}

static bool
is_other_string (const Sorting *self, const Key *before, const Key *key)
{
    CopiaString a = string_of (self, before), b = string_of (self, key);
    size_t size = strnlen (a.bytes, a.size);

    return size != strnlen (b.bytes, b.size) || memcmp (a.bytes, b.bytes, size) != 0;
}

/* All of them begin with these sixteen bytes. */
static void
place_run (Sorting *self, Key *keys, uint32_t n, bool fresh)
{
    if (n > 1) {
        make_strings (self, keys, n);
        sort_strings (self, keys, n, HELD);
    }
    place (self, keys[0].number, fresh);
    for (uint32_t i = 1; i < n; i++)
        place (self, keys[i].number, is_other_string (self, &keys[i - 1], &keys[i]));
}

static int
compare_next (const void *a, const void *b)
{
    const Key *x = a, *y = b;

    return x->next < y->next ? -1 : x->next > y->next;
}

/* All begin with the same eight bytes; `before` is what the place before begins with. */
static void
place_alike (Sorting *self, Key *keys, uint32_t n, uint64_t *before)
{
    uint64_t bytes[2] = { keys[0].head };
    uint32_t end;

    if (n > 1)
        qsort (keys, n, sizeof *keys, compare_next);
    for (uint32_t from = 0; from < n; from = end) {
        bytes[1] = keys[from].next;
        for (end = from + 1; end < n && keys[end].next == bytes[1];)
            end++;
        place_run (self, keys + from, end - from,
                   self->placed == 0 || is_other (before, bytes));
        memcpy (before, bytes, sizeof bytes);
    }
}

static Key *
make_keys (Sorting *self, uint32_t n)
{
    Key *keys = g_new (Key, n);

    for (uint32_t i = 0; i < n; i++) {
        g_string_truncate (self->arena, 0);
        self->key_of (self->data, i, self->arena);
        keys[i] = (Key){ .head = head_of (self->arena->str, self->arena->len, 0),
                         .next = head_of (self->arena->str, self->arena->len, 8),
                         .number = i };
    }
    return keys;
}

void
copia_keys_order (uint32_t n, CopiaKeyOf key_of, const void *data, uint32_t *order,
                  uint8_t *fresh)
{
    g_autoptr (GString) arena = g_string_new (NULL);
    g_autofree Key *other = g_new (Key, n);
    Sorting self = { .key_of = key_of,
                     .data = data,
                     .arena = arena,
                     .other = other,
                     .order = order,
                     .fresh = fresh };
    g_autofree Key *keys = make_keys (&self, n);
    uint64_t before[2] = { 0 };
    uint32_t end;

    if (n > 0)
        sort_heads (&self, keys, n);
    for (uint32_t from = 0; from < n; from = end) {
        end = end_of_run (keys, from, n);
        place_alike (&self, keys + from, end - from, before);
    }
}
