/* merge-gaps.c - what stands between tokens, with one list of gaps for all parts.
 *
 * One index numbers its gaps as it meets them, and lets the commonest change places with the
 * first.  A part did the same; so the order in which it met them is found again from the
 * places where they stand.
 */
#include "index/merge-private.h"

#include "index/gap-guess.h"
#include "index/types.h"

/* The tokens of a part with a gap that is neither "" nor " ", in order. */
typedef struct {
    const CopiaGaps *gaps;
    uint64_t tokens;
    uint64_t next;   /* cpos to look at */
    uint64_t listed; /* the next of the list */
    uint64_t cpos;   /* found, and its gap in the part: */
    uint32_t gap;
} Walk;

static Walk
walk_of (const CopiaIndex *index)
{
    return (Walk){ .gaps = copia_index_gaps (index),
                   .tokens = copia_index_tokens (index)->size };
}

/* The number of the listed gap of the token found. */
static void
take_listed (Walk *self)
{
    const CopiaGaps *gaps = self->gaps;

    self->gap = (uint32_t) copia_ints_get (&gaps->value, self->listed);
    if (copia_ints_get (&gaps->cpos, self->listed) != self->cpos ||
        self->listed >= gaps->cpos.count || self->gap >= gaps->strings.count) {
        copia_container_blame (gaps->codes);
        self->gap = 0;
    }
    self->listed++;
}

static bool
walk_next (Walk *self)
{
    while (self->next < self->tokens) {
        uint64_t byte = self->next / 4;
        unsigned codes;

        if (self->gaps->class) {
            codes = copia_gaps_code (self->gaps, self->next);
        } else {
            copia_section_touch (self->gaps->codes, byte, 1);
            codes = self->gaps->codes->bytes[byte] >> (2 * (self->next % 4));
            if ((codes & 0xAA) == 0) {
                self->next = (byte + 1) * 4;
                continue;
            }
        }
        self->cpos = self->next++;
        if ((codes & 3) == COPIA_GAP_LISTED)
            take_listed (self);
        else
            self->gap = 0;
        if ((codes & 3) >= COPIA_GAP_COMMON)
            return self->cpos < self->tokens;
    }
    return false;
}

typedef struct {
    const CopiaMerge *merge;
    CopiaTypes *gaps;      /* in the order of their first meeting */
    GArray *count;         /* uint64_t of each */
    uint32_t **number;     /* of each part and gap in it: number in `gaps`, plus one */
    uint32_t common;       /* the commonest of them */
    uint64_t listed, last; /* how many stand in the list, and the last cpos there */
} Gaps;

static uint32_t
number_gap (Gaps *self, const Walk *walk, uint32_t *number)
{
    const uint64_t zero = 0;

    if (*number == 0) {
        CopiaString gap = copia_strings_get (&walk->gaps->strings, walk->gap);

        *number = copia_types_add (self->gaps, gap.bytes, gap.size) + 1;
        if (*number > self->count->len)
            g_array_append_val (self->count, zero);
    }
    return *number - 1;
}

static void
number_gaps (Gaps *self)
{
    uint64_t most = 0;

    for (uint32_t part = 0; part < self->merge->n; part++) {
        Walk walk = walk_of (self->merge->parts[part]);

        self->number[part] = g_new0 (uint32_t, walk.gaps->strings.count + 1);
        while (walk_next (&walk)) {
            uint32_t number = number_gap (self, &walk, &self->number[part][walk.gap]);

            g_array_index (self->count, uint64_t, number)++;
        }
    }
    for (guint i = 0; i < self->count->len; i++) {
        uint64_t count = g_array_index (self->count, uint64_t, i);

        self->listed += count;
        if (count > most) {
            most = count;
            self->common = i;
        }
    }
    self->listed -= most;
}

typedef struct {
    CopiaContainerWriter *out;
    CopiaGapGuess *guess; /* NULL: the codes are written as they are */
    uint8_t block[4096];
    uint32_t filled; /* tokens in the block */
} Codes;

typedef void (*TakeCode) (Codes *self, uint32_t before, uint32_t id, unsigned code);

static void
count_code (Codes *self, uint32_t before, uint32_t id, unsigned code)
{
    copia_gap_guess_count (self->guess, before, id, code);
}

static void
pair_code (Codes *self, uint32_t before, uint32_t id, unsigned code)
{
    copia_gap_guess_pair (self->guess, before, id, code);
}

static void
put_code (Codes *self, uint32_t before, uint32_t id, unsigned code)
{
    if (self->guess)
        code = copia_gap_guess_rest (self->guess, before, id, code);
    self->block[self->filled / 4] |= (uint8_t) (code << (2 * (self->filled % 4)));
    if (++self->filled < 4 * sizeof self->block)
        return;
    copia_container_put (self->out, self->block, sizeof self->block);
    memset (self->block, 0, sizeof self->block);
    self->filled = 0;
}

/* Two bits a token; where a part's are 2 or 3 they may change. */
static void
each_code (Gaps *self, TakeCode take, Codes *codes)
{
    uint32_t before = COPIA_GAP_NO_TYPE, id = 0;

    for (uint32_t part = 0; part < self->merge->n; part++) {
        const CopiaTokens *tokens = copia_index_tokens (self->merge->parts[part]);
        Walk walk = walk_of (self->merge->parts[part]);
        bool more = walk_next (&walk);

        for (uint64_t cpos = 0; cpos < walk.tokens; cpos++, before = id) {
            unsigned code = copia_gaps_code (walk.gaps, cpos);

            if (more && cpos == walk.cpos) {
                bool common = self->number[part][walk.gap] == self->common + 1;

                code = common ? COPIA_GAP_COMMON : COPIA_GAP_LISTED;
                if (!common)
                    self->last = self->merge->offset[part] + cpos;
                more = walk_next (&walk);
            }
            if (codes->guess)
                id = self->merge->words->id[part][copia_tokens_get (tokens, cpos)];
            take (codes, before, id, code);
        }
    }
}

static void
write_codes (Gaps *self, CopiaContainerWriter *out)
{
    uint64_t tokens = self->merge->offset[self->merge->n];
    bool guessing = self->merge->compact && tokens >= COPIA_GAP_LEAST;
    g_autoptr (CopiaGapGuess) guess = guessing ? copia_gap_guess_new () : NULL;
    Codes codes = { .out = out, .guess = guess };

    if (guess) {
        each_code (self, count_code, &codes);
        copia_gap_guess_classify (guess);
        each_code (self, pair_code, &codes);
        copia_gap_guess_settle (guess);
        copia_gap_guess_write (guess, out);
    }
    copia_container_begin (out, guess ? "gap.rest" : "gap.codes", 0);
    each_code (self, put_code, &codes);
    copia_container_put (out, codes.block, (codes.filled + 3) / 4);
    copia_container_end (out, tokens);
}

/* The place of a gap in the list, in which the commonest has changed places with the first. */
static uint32_t
place_of (const Gaps *self, uint32_t number)
{
    return number == self->common ? 0 : number == 0 ? self->common : number;
}

static CopiaString
gap_at (const void *data, uint64_t i)
{
    const Gaps *self = data;

    return copia_types_get (self->gaps, place_of (self, (uint32_t) i));
}

static void
write_list (const Gaps *self, CopiaContainerWriter *out, bool values)
{
    uint64_t most = values && self->count->len > 0 ? self->count->len - 1 : self->last;
    CopiaIntsWriter list;

    if (values && self->listed == 0)
        most = 0;
    copia_ints_begin (&list, out, values ? "gap.value" : "gap.cpos",
                      copia_ints_width (most));
    for (uint32_t part = 0; part < self->merge->n; part++)
        for (Walk walk = walk_of (self->merge->parts[part]); walk_next (&walk);) {
            uint32_t number = self->number[part][walk.gap] - 1;

            if (number != self->common)
                copia_ints_put (&list, values ? place_of (self, number)
                                              : self->merge->offset[part] + walk.cpos);
        }
    copia_ints_end (&list);
}

void
copia_merge_gaps (const CopiaMerge *merge, CopiaContainerWriter *out)
{
    Gaps self = { .merge = merge,
                  .gaps = copia_types_new (0),
                  .count = g_array_new (FALSE, FALSE, sizeof (uint64_t)),
                  .number = g_new0 (uint32_t *, merge->n) };

    number_gaps (&self);
    write_codes (&self, out);
    write_list (&self, out, false);
    write_list (&self, out, true);
    copia_strings_write (out, "gap", self.count->len, gap_at, &self);
    for (uint32_t part = 0; part < merge->n; part++)
        g_free (self.number[part]);
    g_free (self.number);
    g_array_unref (self.count);
    copia_types_free (self.gaps);
}
