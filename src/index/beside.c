/* beside.c - one look at each token. */
#include "index/beside.h"

#include <string.h>

#define LOOK COPIA_BESIDE_LOOK
#define FEW (LOOK / 2) /* tokens that are looked at for ... */
#define FEW_WORDS 2    /* so many words */

bool
copia_beside_begin (CopiaBeside *self, const CopiaTokens *tokens, uint32_t left,
                    uint32_t right, CopiaCounter *counter)
{
    if (!copia_tokens_lie_together (tokens))
        return false;
    self->walk = copia_walk_begin (tokens);
    self->counter = counter;
    self->left = left;
    self->right = right;
    return true;
}

void
copia_beside_end (CopiaBeside *self)
{
    copia_walk_end (&self->walk);
}

static inline uint32_t
is_word (const uint8_t *kinds, uint32_t id)
{
    uint32_t bits;

    memcpy (&bits, kinds + id / 32 * sizeof bits, sizeof bits);
    return bits >> (id % 32) & 1;
}

/* The words among n tokens, as take_some() has them, where one of the ids cannot be. */
__attribute__ ((noinline, cold)) static uint32_t
take_and_blame (const CopiaWalk *walk, const uint8_t *at, int32_t step, int n,
                uint32_t *to)
{
    uint32_t words = 0;

    for (int i = 0; i < n; i++) {
        memcpy (to + words, at + i * step, sizeof *to);
        to[words] &= walk->mask;
        if (to[words] >= walk->types)
            to[words] = copia_walk_blame (walk);
        words += is_word (walk->kinds, to[words]);
    }
    return words;
}

/* The words among n tokens, the nearest first, and how many they are: a mark is written over by what
 * comes next, so nothing is guessed.  The compiler writes them out. */
G_ALWAYS_INLINE static inline uint32_t
take_some (const CopiaWalk *walk, const uint8_t *at, int32_t step, uint32_t mask, int n,
           uint32_t *to)
{
    const uint8_t *kinds = walk->kinds;
    uint32_t types = walk->types, words = 0;

#pragma GCC unroll 16
    for (int i = 0; i < n; i++) {
        uint32_t id;

        memcpy (&id, at + i * step, sizeof id);
        id &= mask;
        if (G_UNLIKELY (id >= types))
            return take_and_blame (walk, at, step, n, to);
        to[words] = id;
        words += is_word (kinds, id);
    }
    return words;
}

G_ALWAYS_INLINE static inline uint32_t
take_going (const CopiaWalk *walk, const uint8_t *at, bool up, int n, uint32_t *to)
{
    int32_t width = (int32_t) walk->width;

    if (width == 3)
        return take_some (walk, at, up ? 3 : -3, 0xFFFFFF, n, to);
    return take_some (walk, at, up ? width : -width, walk->mask, n, to);
}

static inline void
move_to (CopiaWalk *walk, uint64_t cpos)
{
    if (G_UNLIKELY (cpos - walk->first >= walk->n))
        copia_walk_move (walk, cpos);
}

/* Tokens of the stretch from cpos on, going away. */
static inline uint64_t
stretch_from (const CopiaWalk *walk, uint64_t cpos, bool up)
{
    return up ? walk->first + walk->n - cpos : cpos + 1 - walk->first;
}

static inline const uint8_t *
address (const CopiaWalk *walk, uint64_t cpos)
{
    return walk->ids + (cpos - walk->first) * walk->width;
}

/* What lies behind the tokens looked at is fetched where they hold too few words, if it is not in
 * the same line of memory: which is so is not guessed either. */
G_ALWAYS_INLINE static inline void
look (CopiaBeside *self, uint64_t cpos, bool up, uint32_t nth, CopiaBesideSide *side)
{
    CopiaWalk *walk = &self->walk;
    uint32_t n = nth <= FEW_WORDS ? FEW : LOOK;
    const uint8_t *at;

    side->n = side->words = 0;
    if (G_UNLIKELY (nth == 0 || cpos >= walk->tokens->size))
        return;
    move_to (walk, cpos);
    if (G_UNLIKELY (stretch_from (walk, cpos, up) < n))
        return;
    at = address (walk, cpos);
    side->n = n;
    side->words = n == FEW ? take_going (walk, at, up, FEW, side->ids)
                           : take_going (walk, at, up, LOOK, side->ids);
    __builtin_prefetch (at + (side->words < nth) * (up ? 112 : -108));
}

void
copia_beside_look (CopiaBeside *self, uint64_t start, uint64_t end,
                   CopiaBesidePlace *place)
{
    if (G_UNLIKELY (self->walk.unpacked)) {
        place->left.n = place->left.words = 0;
        place->right.n = place->right.words = 0;
        return;
    }
    look (self, start - 1, false, self->left, &place->left);
    look (self, end, true, self->right, &place->right);
}

/* Counts what stands at LOOK places, up to the last word that is left to be found. */
static inline uint32_t
count_block (CopiaBeside *self, const uint8_t *at, bool up, uint32_t left)
{
    uint32_t *to = copia_counter_room (self->counter);
    uint32_t words = up ? take_going (&self->walk, at, true, LOOK, to)
                        : take_going (&self->walk, at, false, LOOK, to);

    words = MIN (words, left);
    self->counter->n += words;
    return left - words;
}

static uint32_t
count_one (CopiaBeside *self, const uint8_t *at, uint32_t left)
{
    const CopiaWalk *walk = &self->walk;
    uint32_t *to = copia_counter_room (self->counter);
    uint32_t word = take_some (walk, at, (int32_t) walk->width, walk->mask, 1, to);

    self->counter->n += word;
    return left - word;
}

/* From cpos on, which counts too, until no words are left to be found, or no room.  How many tokens
 * that were, or up to LOOK more where no words are left. */
static uint64_t
walk_on (CopiaBeside *self, uint64_t cpos, bool up, uint64_t room, uint32_t *left)
{
    CopiaWalk *walk = &self->walk;
    uint64_t n = 0;

    while (*left > 0 && n < room) {
        uint64_t from = up ? cpos + n : cpos - n;

        move_to (walk, from);
        if (G_LIKELY (MIN (room - n, stretch_from (walk, from, up)) >= LOOK)) {
            *left = count_block (self, address (walk, from), up, *left);
            n += LOOK;
        } else {
            *left = count_one (self, address (walk, from), *left);
            n++;
        }
    }
    return n;
}

/* The first n of the words that were seen. */
static inline void
count_seen (CopiaBeside *self, const CopiaBesideSide *side, uint32_t n)
{
    uint32_t *to = copia_counter_room (self->counter);

    if (G_LIKELY (n <= LOOK / 2))
        memcpy (to, side->ids, sizeof side->ids / 2);
    else
        memcpy (to, side->ids, sizeof side->ids);
    self->counter->n += n;
}

/* They hold the words that are wanted, and none of them lies outside of the room. */
static inline bool
is_enough (const CopiaBesideSide *side, uint32_t nth, uint64_t room)
{
    return side->words >= nth && side->n <= room && side->n > 0;
}

/* Where they do not: counts what is there, and goes on as walk_on() does. */
static uint64_t
count_side (CopiaBeside *self, const CopiaBesideSide *side, uint64_t cpos, bool up,
            uint64_t room, uint32_t *left)
{
    uint64_t n = 0;

    if (side->n <= room && side->words < *left) {
        count_seen (self, side, side->words);
        *left -= side->words;
        n = side->n;
    }
    return n + walk_on (self, up ? cpos + n : cpos - n, up, room - n, left);
}

/* Counts the words right of the gap's start.  No token behind the last of them comes before what is
 * returned, or none is behind it. */
static uint64_t
count_right (CopiaBeside *self, const CopiaBesideGap *gap)
{
    uint64_t start = gap->right_start;
    uint64_t room = gap->right_end > start ? gap->right_end - start : 0;
    uint32_t left = self->right;

    if (G_LIKELY (is_enough (gap->right, left, room))) {
        count_seen (self, gap->right, left);
        return start + gap->right->n;
    }
    return start + count_side (self, gap->right, start, true, room, &left);
}

/* One past the last word that was counted on the right, which is before `most` or there. */
static uint64_t
find_end (CopiaBeside *self, uint64_t start, uint64_t most)
{
    uint32_t left = self->right;

    for (; left > 0 && start < most; start++)
        left -= copia_walk_is_word (&self->walk, start);
    return start;
}

void
copia_beside_between (CopiaBeside *self, const CopiaBesideGap *gap)
{
    uint64_t done = count_right (self, gap), end = gap->left_end;
    uint64_t start = MAX (gap->left_start, done), room = end > start ? end - start : 0;
    uint32_t left = self->left;

    if (G_LIKELY (is_enough (gap->left, left, room))) {
        count_seen (self, gap->left, left);
        return;
    }
    end -= count_side (self, gap->left, end - 1, false, room, &left);
    if (left == 0)
        return;
    start = MAX (gap->left_start, find_end (self, gap->right_start, done));
    if (start < end)
        walk_on (self, end - 1, false, end - start, &left);
}
