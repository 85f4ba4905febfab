/* near-spread.c - steps of all windows at once, as additions. */
#include "study/near-spread.h"

#include <glib.h>

#define USUAL 5 /* words, a width that has a loop of its own */

/* What lies up to `width` words to the right of the seeds.
 *
 * A step of all seeds at once is an addition: where a seed's bit, moved by one, is added to the
 * bits of what is no word, it runs through them as a carry and comes to rest on the next word.
 * The bits that changed lie in the window.  Stops count as words, but no window goes on from
 * there; at first nodes do as well, for two in one run of punctuation have the same window
 * behind the second.
 *
 * A step goes on in the next number from a seed at the end, or from a run that is not over: its
 * last bit was set and is not.  It is never both, nor do two come to rest on one bit, for what a
 * run goes through is no seed. */
G_ALWAYS_INLINE static inline uint64_t
step (uint64_t *seeds, uint64_t open, uint64_t rests, uint64_t *carry)
{
    uint64_t sum = 2 * *seeds + *carry + open;

    *carry = (*seeds | (open & ~sum)) >> 63;
    *seeds = sum & rests;
    return sum ^ open;
}

/* The usual width stands step by step, so that nothing of it needs to lie in memory. */
G_ALWAYS_INLINE static inline uint64_t
spread (uint64_t seeds, uint64_t words, uint64_t stops, uint32_t width, uint64_t *carry)
{
    uint64_t rests = words & ~stops, runs = ~(words | stops), covers = 0;

    if (width > 0)
        covers = step (&seeds, runs & ~seeds, rests, &carry[0]);
    if (width == USUAL) {
        covers |= step (&seeds, runs, rests, &carry[1]);
        covers |= step (&seeds, runs, rests, &carry[2]);
        covers |= step (&seeds, runs, rests, &carry[3]);
        covers |= step (&seeds, runs, rests, &carry[4]);
    } else {
        for (uint32_t i = 1; i < width; i++)
            covers |= step (&seeds, runs, rests, &carry[i]);
    }
    return covers & ~stops;
}

/* The last token becomes the first. */
static inline uint64_t
turned (uint64_t bits)
{
    bits = (bits >> 1 & 0x5555555555555555) | (bits & 0x5555555555555555) << 1;
    bits = (bits >> 2 & 0x3333333333333333) | (bits & 0x3333333333333333) << 2;
    bits = (bits >> 4 & 0x0F0F0F0F0F0F0F0F) | (bits & 0x0F0F0F0F0F0F0F0F) << 4;
    return GUINT64_SWAP_LE_BE (bits);
}

static void
spread_right (const uint64_t *seeds, const uint64_t *words, const uint64_t *stops,
              size_t n, uint32_t width, uint64_t *covers)
{
    g_autofree uint64_t *carry = g_new0 (uint64_t, width + 1);
    uint64_t usual[USUAL] = { 0 };

    if (width == USUAL)
        for (size_t i = 0; i < n; i++)
            covers[i] = spread (seeds[i], words[i], stops[i], USUAL, usual);
    else
        for (size_t i = 0; i < n; i++)
            covers[i] = spread (seeds[i], words[i], stops[i], width, carry);
}

/* What stops a window on its way to the left is the token before a border. */
static inline uint64_t
stops_to_the_left (const uint64_t *stops, size_t n, size_t i)
{
    uint64_t bits = stops[i] >> 1 | (i + 1 < n ? stops[i + 1] << 63 : 0);

    return G_UNLIKELY (bits) ? turned (bits) : 0;
}

static void
spread_left (const uint64_t *seeds, const uint64_t *words, const uint64_t *stops,
             size_t n, uint32_t width, uint64_t *covers)
{
    g_autofree uint64_t *carry = g_new0 (uint64_t, width + 1);
    uint64_t usual[USUAL] = { 0 };

    for (size_t i = n; i-- > 0;) {
        uint64_t seed = turned (seeds[i]), word = turned (words[i]);
        uint64_t stop = stops_to_the_left (stops, n, i);

        covers[i] |= turned (width == USUAL ? spread (seed, word, stop, USUAL, usual)
                                            : spread (seed, word, stop, width, carry));
    }
}

void
copia_near_spread (const uint64_t *seeds, const uint64_t *words, const uint64_t *stops,
                   size_t n, uint32_t left, uint32_t right, uint64_t *covers)
{
    spread_right (seeds, words, stops, n, right, covers);
    spread_left (seeds, words, stops, n, left, covers);
}
