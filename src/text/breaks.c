/* breaks.c - word and sentence boundaries exactly as UAX #29 draws them.
 *
 * A boundary needs no text before it: every rule that looks back stays within the segment,
 * so both scans start with a blank memory.
 */
#include "text/breaks.h"

#include <stdbool.h>

#include "text/unicode.h"

#define BIT(value) (1u << (value))
#define IN(value, set) ((BIT (value) & (set)) != 0)

enum {
    WORD_NEWLINE = BIT (COPIA_WB_CR) | BIT (COPIA_WB_LF) | BIT (COPIA_WB_NEWLINE),
    WORD_IGNORED =
        BIT (COPIA_WB_EXTEND) | BIT (COPIA_WB_FORMAT) | BIT (COPIA_WB_ZWJ), /* WB4 */
    WORD_LETTER = BIT (COPIA_WB_ALETTER) | BIT (COPIA_WB_HEBREW_LETTER), /* AHLetter */
    WORD_MID_QUOTE =
        BIT (COPIA_WB_MIDNUMLET) | BIT (COPIA_WB_SINGLE_QUOTE), /* MidNumLetQ */
    WORD_MID_LETTER = BIT (COPIA_WB_MIDLETTER) | WORD_MID_QUOTE,
    WORD_MID_NUMBER = BIT (COPIA_WB_MIDNUM) | WORD_MID_QUOTE,
    WORD_NUMBER = BIT (COPIA_WB_NUMERIC),
    WORD_EXTENDABLE =
        WORD_LETTER | WORD_NUMBER | BIT (COPIA_WB_KATAKANA), /* WB13a, WB13b */

    SENTENCE_PARAGRAPH = BIT (COPIA_SB_SEP) | BIT (COPIA_SB_CR) | BIT (COPIA_SB_LF),
    SENTENCE_IGNORED = BIT (COPIA_SB_EXTEND) | BIT (COPIA_SB_FORMAT), /* SB5 */
    SENTENCE_TERM = BIT (COPIA_SB_ATERM) | BIT (COPIA_SB_STERM),      /* SATerm */
    SENTENCE_CASED = BIT (COPIA_SB_UPPER) | BIT (COPIA_SB_LOWER),
    SENTENCE_LETTER = BIT (COPIA_SB_OLETTER) | SENTENCE_CASED,
};

/* The Word_Break of the next character that WB4 does not pass over; Other at the end. */
static unsigned
word_ahead (const char *text, size_t size, size_t at)
{
    while (at < size) {
        unsigned property =
            copia_unicode_get (copia_unicode_next (text, &at))->word_break;

        if (!IN (property, WORD_IGNORED))
            return property;
    }
    return COPIA_WB_OTHER;
}

/* No break between `left` and `right`: WB5-WB13b; `before` and `after` surround them. */
static bool
word_joins (unsigned before, unsigned left, unsigned right, unsigned after)
{
    if (IN (left, WORD_LETTER | WORD_NUMBER) && IN (right, WORD_LETTER | WORD_NUMBER))
        return true; /* WB5, WB8, WB9, WB10 */
    if (IN (left, WORD_LETTER) && IN (right, WORD_MID_LETTER) &&
        IN (after, WORD_LETTER))
        return true; /* WB6 */
    if (IN (before, WORD_LETTER) && IN (left, WORD_MID_LETTER) &&
        IN (right, WORD_LETTER))
        return true; /* WB7 */
    if (left == COPIA_WB_HEBREW_LETTER && right == COPIA_WB_SINGLE_QUOTE)
        return true; /* WB7a */
    if (left == COPIA_WB_HEBREW_LETTER && right == COPIA_WB_DOUBLE_QUOTE)
        return after == COPIA_WB_HEBREW_LETTER; /* WB7b */
    if (before == COPIA_WB_HEBREW_LETTER && left == COPIA_WB_DOUBLE_QUOTE)
        return right == COPIA_WB_HEBREW_LETTER; /* WB7c */
    if (IN (before, WORD_NUMBER) && IN (left, WORD_MID_NUMBER) &&
        IN (right, WORD_NUMBER))
        return true; /* WB11 */
    if (IN (left, WORD_NUMBER) && IN (right, WORD_MID_NUMBER) &&
        IN (after, WORD_NUMBER))
        return true; /* WB12 */
    if (left == COPIA_WB_KATAKANA && right == COPIA_WB_KATAKANA)
        return true; /* WB13 */
    if (right == COPIA_WB_EXTENDNUMLET)
        return left == COPIA_WB_EXTENDNUMLET || IN (left, WORD_EXTENDABLE); /* WB13a */
    return left == COPIA_WB_EXTENDNUMLET && IN (right, WORD_EXTENDABLE);    /* WB13b */
}

size_t
copia_word_break_next (const char *text, size_t size, size_t at)
{
    size_t end = at;
    unsigned before = COPIA_WB_OTHER;
    unsigned left = copia_unicode_get (copia_unicode_next (text, &end))->word_break;
    unsigned last = left; /* as `left`, with what WB4 passes over */
    bool paired = false;  /* the regional indicator `left` ends a pair */

    while (end < size) {
        size_t next = end;
        const CopiaCharacter *character =
            copia_unicode_get (copia_unicode_next (text, &next));
        unsigned right = character->word_break;

        if (IN (last, WORD_NEWLINE) || IN (right, WORD_NEWLINE)) {
            if (last == COPIA_WB_CR && right == COPIA_WB_LF)
                return next; /* WB3 */
            return end;      /* WB3a, WB3b */
        }
        if (IN (right, WORD_IGNORED)) { /* WB4 */
            last = right;
            end = next;
            continue;
        }
        bool indicators = left == COPIA_WB_REGIONAL_INDICATOR &&
                          right == COPIA_WB_REGIONAL_INDICATOR &&
                          !paired; /* WB15, WB16 */
        bool picture =
            last == COPIA_WB_ZWJ &&
            (character->flags & COPIA_CHARACTER_PICTOGRAPHIC) != 0; /* WB3c */
        bool spaces =
            last == COPIA_WB_WSEGSPACE && right == COPIA_WB_WSEGSPACE; /* WB3d */

        if (!indicators && !picture && !spaces &&
            !word_joins (before, left, right, word_ahead (text, size, next)))
            return end; /* WB999 */
        paired = indicators;
        before = left;
        left = last = right;
        end = next;
    }
    return size;
}

/* SB8: going on from `at`, a lower-case letter comes before any other letter, the end of
 * the paragraph or another term. */
static bool
lower_ahead (const char *text, size_t size, size_t at)
{
    while (at < size) {
        unsigned property =
            copia_unicode_get (copia_unicode_next (text, &at))->sentence_break;

        if (IN (property, SENTENCE_LETTER | SENTENCE_PARAGRAPH | SENTENCE_TERM))
            return property == COPIA_SB_LOWER;
    }
    return false;
}

/* What the scan remembers of the text before a possible boundary. */
typedef struct {
    unsigned before; /* Sentence_Break of the character before the term or at hand */
    unsigned term;   /* ATerm or STerm whose Close* Sp* we are in, else Other */
    unsigned last;   /* the character at hand: term, Close, Sp or any other */
} Memory;

/* No break before `right`, which lies at `at`: SB6-SB11. */
static bool
sentence_joins (const Memory *memory, unsigned right, const char *text, size_t size,
                size_t at)
{
    bool spaced = memory->last == COPIA_SB_SP;

    if (memory->term == COPIA_SB_OTHER)
        return true; /* SB998 */
    if (memory->last == COPIA_SB_ATERM && right == COPIA_SB_NUMERIC)
        return true; /* SB6 */
    if (memory->last == COPIA_SB_ATERM && right == COPIA_SB_UPPER &&
        IN (memory->before, SENTENCE_CASED))
        return true; /* SB7 */
    if (right == COPIA_SB_SCONTINUE || IN (right, SENTENCE_TERM))
        return true; /* SB8a */
    if (right == COPIA_SB_SP || IN (right, SENTENCE_PARAGRAPH))
        return true; /* SB9, SB10 */
    if (right == COPIA_SB_CLOSE && !spaced)
        return true; /* SB9 */
    return memory->term == COPIA_SB_ATERM &&
           lower_ahead (text, size, at); /* SB8, SB11 */
}

static void
remember (Memory *memory, unsigned right)
{
    bool within = right == COPIA_SB_SP ||
                  (right == COPIA_SB_CLOSE && memory->last != COPIA_SB_SP);

    memory->before = memory->last;
    if (IN (right, SENTENCE_TERM))
        memory->term = right;
    else if (!within)
        memory->term = COPIA_SB_OTHER;
    memory->last = right;
}

size_t
copia_sentence_break_next (const char *text, size_t size, size_t at)
{
    Memory memory = { COPIA_SB_OTHER, COPIA_SB_OTHER, COPIA_SB_OTHER };
    size_t end = at;

    while (end < size) {
        size_t next = end;
        unsigned right =
            copia_unicode_get (copia_unicode_next (text, &next))->sentence_break;

        if (IN (memory.last, SENTENCE_PARAGRAPH)) {
            if (memory.last == COPIA_SB_CR && right == COPIA_SB_LF)
                return next; /* SB3 */
            return end;      /* SB4 */
        }
        if (end == at || !IN (right, SENTENCE_IGNORED)) { /* SB5 */
            if (!sentence_joins (&memory, right, text, size, end))
                return end;
            remember (&memory, right);
        }
        end = next;
    }
    return size;
}
