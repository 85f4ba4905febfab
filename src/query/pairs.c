/* pairs.c - where each class was met last, stretch by stretch. */
#include "query/pairs.h"

#define STRETCH (1u << 14) /* starts whose tokens are looked at together */
#define READ 1024          /* tokens read at once */

struct CopiaPairs {
    CopiaAlike *alike;
    CopiaPairsReach reach;
    uint64_t tokens;
    uint64_t base, end; /* of the starts in `bits` */
    uint64_t bits[STRETCH / 64];
    uint32_t seconds[STRETCH]; /* of starts that have a bit, from `base` on */
    uint64_t *last; /* class -> the cpos it was met at last, plus one; maybe of another
                     * stretch */
};

CopiaPairs *
copia_pairs_new (CopiaAlike *alike, const CopiaPairsReach *reach, uint64_t tokens)
{
    CopiaPairs *self = g_new0 (CopiaPairs, 1);
    uint32_t classes;

    copia_alike_is_one (alike, &classes);
    self->alike = alike;
    self->reach = *reach;
    self->tokens = tokens;
    self->last = g_new0 (uint64_t, (gsize) classes + 1);
    return self;
}

/* The starts from which the first label can stand at cpos, and the second at `second` or
 * behind it. */
static void
mark (CopiaPairs *self, uint64_t cpos, uint64_t second)
{
    uint64_t first = cpos > self->reach.max ? cpos - self->reach.max : 0;
    uint64_t end = MIN (cpos - self->reach.min + 1, self->end);

    for (uint64_t start = MAX (first, self->base); start < end; start++) {
        uint64_t at = start - self->base, bit = (uint64_t) 1 << (at % 64);

        if (!(self->bits[at / 64] & bit))
            self->seconds[at] = (uint32_t) (second - self->base);
        self->bits[at / 64] |= bit;
    }
}

/* Classes may have been met further on in the stretch before, which overlaps. */
static void
look (CopiaPairs *self, uint64_t first, const uint32_t *classes, uint32_t n,
      uint64_t from)
{
    for (uint32_t i = 0; i < n; i++) {
        uint64_t cpos = first + i, met = self->last[classes[i]];

        self->last[classes[i]] = cpos + 1;
        if (met > from && met <= cpos && cpos - (met - 1) <= self->reach.near)
            mark (self, met - 1, cpos);
    }
}

static void
fill (CopiaPairs *self, uint64_t base)
{
    uint64_t from = base + self->reach.min;
    uint64_t to =
        MIN (base + STRETCH + self->reach.max + self->reach.near, self->tokens);
    uint32_t classes[READ];

    self->base = base;
    self->end = MIN (base + STRETCH, self->tokens);
    memset (self->bits, 0, sizeof (self->bits));
    for (uint64_t at = from; at < to; at += READ) {
        uint32_t n = (uint32_t) MIN (to - at, READ);

        copia_alike_read (self->alike, at, n, classes);
        look (self, at, classes, n, from);
    }
}

bool
copia_pairs_seek (CopiaPairs *self, uint64_t from, uint64_t *start, uint64_t *second)
{
    while (from < self->tokens) {
        if (from < self->base || from >= self->end)
            fill (self, from);
        for (uint64_t at = (from - self->base) / 64; at < STRETCH / 64; at++) {
            uint64_t bits = self->bits[at];

            if (at == (from - self->base) / 64)
                bits &= UINT64_MAX << ((from - self->base) % 64);
            if (bits) {
                *start = self->base + at * 64 + (uint64_t) __builtin_ctzll (bits);
                *second = self->base + self->seconds[*start - self->base];
                return true;
            }
        }
        from = self->end;
    }
    return false;
}

void
copia_pairs_free (CopiaPairs *self)
{
    if (!self)
        return;
    g_free (self->last);
    g_free (self);
}
