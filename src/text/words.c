/* words.c - the tokenizer `words`: UAX #29 as tailored in tokenizer.h.
 *
 * ASCII goes by a table of bytes; a byte above 0x7F sends the same few functions to the
 * Unicode tables for that character only.
 */
#include <string.h>

#include "base/error.h"
#include "text/tokenizer-private.h"
#include "text/unicode.h"

enum { /* what a byte is; those that continue a run come first */
       LETTER,
       DIGIT,
       SPACE,
       APOSTROPHE,
       HYPHEN,
       NUMBER, /* joins digits */
       OTHER,
       HIGH, /* part of a character above U+007F */
};

/* clang-format off */
static const uint8_t classes[256] = {
#define ROW(a, b, c, d, e, f, g, h) a, b, c, d, e, f, g, h
#define EIGHT(a) ROW (a, a, a, a, a, a, a, a)
    EIGHT (SPACE), EIGHT (SPACE), EIGHT (SPACE), EIGHT (SPACE),
    ROW (SPACE, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, APOSTROPHE),  /* sp ! " # $ % & ' */
    ROW (OTHER, OTHER, OTHER, OTHER, NUMBER, HYPHEN, NUMBER, NUMBER),   /* ( ) * + , - . / */
    EIGHT (DIGIT),
    ROW (DIGIT, DIGIT, NUMBER, OTHER, OTHER, OTHER, OTHER, OTHER),      /* 8 9 : ; < = > ? */
    ROW (OTHER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER),
    EIGHT (LETTER), EIGHT (LETTER),
    ROW (LETTER, LETTER, LETTER, OTHER, OTHER, OTHER, OTHER, OTHER),    /* x y z [ \ ] ^ _ */
    ROW (OTHER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER),
    EIGHT (LETTER), EIGHT (LETTER),
    ROW (LETTER, LETTER, LETTER, OTHER, OTHER, OTHER, OTHER, SPACE),    /* x y z { | } ~ del */
#define SIXTY_FOUR(a) EIGHT (a), EIGHT (a), EIGHT (a), EIGHT (a), \
                      EIGHT (a), EIGHT (a), EIGHT (a), EIGHT (a)
    SIXTY_FOUR (HIGH), SIXTY_FOUR (HIGH),
#undef ROW
#undef EIGHT
#undef SIXTY_FOUR
};
/* clang-format on */

typedef struct {
    const char *text;
    size_t size;
    bool split_hyphens;
} Scan;

static inline unsigned
class_at (const Scan *scan, size_t at)
{
    return classes[(unsigned char) scan->text[at]];
}

static inline bool
in_run (unsigned class)
{
    return class <= DIGIT;
}

/* A mark, joiner, variation selector or format character: stays with what it follows. */
static bool
extends (const CopiaCharacter *character)
{
    return character->class != COPIA_CLASS_SPACE &&
           (character->word_break == COPIA_WB_EXTEND ||
            character->word_break == COPIA_WB_ZWJ ||
            character->word_break == COPIA_WB_FORMAT);
}

/* A letter or digit that UAX #29 joins with its like. */
static bool
is_ordinary (const CopiaCharacter *character)
{
    if (character->class == COPIA_CLASS_DIGIT)
        return true;
    return character->class == COPIA_CLASS_LETTER &&
           (character->word_break == COPIA_WB_ALETTER ||
            character->word_break == COPIA_WB_HEBREW_LETTER);
}

/* The character at `at`, which moves behind it. */
static const CopiaCharacter *
take (const Scan *scan, size_t *at)
{
    return copia_unicode_get (copia_unicode_next (scan->text, at));
}

static size_t
skip_extenders (const Scan *scan, size_t at)
{
    while (at < scan->size && class_at (scan, at) == HIGH) {
        size_t next = at;

        if (!extends (take (scan, &next)))
            break;
        at = next;
    }
    return at;
}

#define EACH(byte) (UINT64_C (0x0101010101010101) * (byte))

/* The highest bit of each of eight bytes that is no ASCII letter or digit.  Without its own highest
 * bit a byte cannot carry into the next one. */
static inline uint64_t
no_run (uint64_t bytes)
{
    const uint64_t low = bytes & EACH (0x7F), lower = low | EACH (0x20);
    const uint64_t letters = (lower + EACH (0x80 - 'a')) & ~(lower + EACH (0x7F - 'z'));
    const uint64_t digits = (low + EACH (0x80 - '0')) & ~(low + EACH (0x7F - '9'));

    return (~(letters | digits) | bytes) & EACH (0x80);
}

/* The end of the ASCII letters and digits from `at` on: eight bytes a step, for most words end
 * within them and a loop over bytes is left where nothing foretells it. */
static inline size_t
ascii_end (const Scan *scan, size_t at)
{
    for (; at + 8 <= scan->size; at += 8) {
        uint64_t bytes, ends;

        memcpy (&bytes, scan->text + at, sizeof bytes);
        ends = no_run (GUINT64_FROM_LE (bytes));
        if (ends)
            return at + (size_t) __builtin_ctzll (ends) / 8;
    }
    while (at < scan->size && in_run (class_at (scan, at)))
        at++;
    return at;
}

/* The end of the run of ordinary letters, digits and their extenders that `at` lies in. */
static size_t
run_end (const Scan *scan, size_t at)
{
    for (;;) {
        at = ascii_end (scan, at);
        if (at == scan->size || class_at (scan, at) != HIGH)
            return at;

        size_t next = at;
        const CopiaCharacter *character = take (scan, &next);
        if (!is_ordinary (character) && !extends (character))
            return at;
        at = next;
    }
}

/* The last character before `at` that is no extender. */
static uint32_t
base_before (const Scan *scan, size_t at)
{
    uint32_t code;

    do
        code = copia_unicode_previous (scan->text, &at);
    while (at > 0 && code >= 0x80 && extends (copia_unicode_get (code)));
    return code;
}

static bool
is_decimal (uint32_t code)
{
    return (copia_unicode_get (code)->flags & COPIA_CHARACTER_DECIMAL) != 0;
}

static bool
is_hebrew (uint32_t code)
{
    return copia_unicode_get (code)->word_break == COPIA_WB_HEBREW_LETTER;
}

/* `joiner` makes one word of a run that ends in `left` and one that begins with `right`. */
static bool
joins (const Scan *scan, uint32_t left, uint32_t joiner, uint32_t right)
{
    switch (joiner) {
    case '\'':
    case 0x2019:
        return is_ordinary (copia_unicode_get (right));
    case '-':
    case 0x2010:
    case 0x2011:
        return !scan->split_hyphens && is_ordinary (copia_unicode_get (right));
    case '.':
    case ',':
    case ':':
    case '/':
    case 0x2044:
    case 0x066B:
    case 0x066C:
        return is_decimal (left) && is_decimal (right);
    case 0x00B7:
        return (left | 0x20) == 'l' && (right | 0x20) == 'l';
    case '"':
    case 0x05F4:
        return is_hebrew (left) && is_hebrew (right);
    default:
        return false;
    }
}

/* Behind the joiner at `end`, if it joins the run before it to another; else 0. */
static size_t
joined (const Scan *scan, size_t end)
{
    size_t at = end;

    if (end == scan->size || class_at (scan, end) == SPACE)
        return 0;
    uint32_t joiner = copia_unicode_next (scan->text, &at);
    at = skip_extenders (scan, at);
    if (at == scan->size || class_at (scan, at) == SPACE)
        return 0;

    size_t right = at;
    uint32_t code = copia_unicode_next (scan->text, &right);
    return joins (scan, base_before (scan, end), joiner, code) ? at : 0;
}

/* [start, end) is one letter and its extenders. */
static bool
is_single_letter (const Scan *scan, size_t start, size_t end)
{
    return start < end && take (scan, &start)->class == COPIA_CLASS_LETTER &&
           skip_extenders (scan, start) == end;
}

/* Rule 2: the end of the abbreviation that begins with the run [start, end), else `end`. */
static size_t
abbreviation_end (const Scan *scan, size_t start, size_t end)
{
    const size_t run = end;
    unsigned pairs = 0;

    while (end < scan->size && scan->text[end] == '.' &&
           is_single_letter (scan, start, end)) {
        pairs++;
        start = skip_extenders (scan, end + 1);
        end = run_end (scan, start);
    }
    if (pairs < 2)
        return run;
    return is_single_letter (scan, start, end) ? end : start;
}

/* The end of the word whose first run [start, end) is known, or begins at `start`. */
static size_t
word_end (const Scan *scan, size_t start, size_t end)
{
    for (;;) {
        if (end < scan->size && scan->text[end] == '.')
            end = abbreviation_end (scan, start, end);
        start = joined (scan, end);
        if (start == 0)
            break;
        end = run_end (scan, start);
    }
    if (end < scan->size && scan->text[end] == '\'' &&
        is_hebrew (base_before (scan, end)))
        end = skip_extenders (scan, end + 1); /* WB7a */
    return end;
}

/* A run of one character, each with its extenders. */
static size_t
repeated_end (const Scan *scan, size_t at)
{
    const uint32_t first = copia_unicode_next (scan->text, &at);

    for (;;) {
        at = skip_extenders (scan, at);
        size_t next = at;
        if (at == scan->size || copia_unicode_next (scan->text, &next) != first)
            return at;
        at = next;
    }
}

/* An emoji, with those that ZWJ joins to it; two regional indicators are a flag. */
static size_t
emoji_end (const Scan *scan, size_t at)
{
    bool indicator = take (scan, &at)->word_break == COPIA_WB_REGIONAL_INDICATOR;

    for (;;) {
        size_t end = skip_extenders (scan, at), last = end, next = end;

        if (end == scan->size || class_at (scan, end) != HIGH)
            return end;
        const CopiaCharacter *character = take (scan, &next);
        if (indicator && character->word_break == COPIA_WB_REGIONAL_INDICATOR)
            return skip_extenders (scan, next);
        if (indicator || end == at ||
            (character->flags & COPIA_CHARACTER_PICTOGRAPHIC) == 0 ||
            character->class != COPIA_CLASS_OTHER ||
            copia_unicode_previous (scan->text, &last) != 0x200D)
            return end;
        at = next;
    }
}

/* A letter that does not join with others but, if Katakana, with its like. */
static size_t
unjoined_end (const Scan *scan, size_t at)
{
    bool katakana = take (scan, &at)->word_break == COPIA_WB_KATAKANA;

    for (;;) {
        at = skip_extenders (scan, at);
        size_t next = at;
        if (!katakana || at == scan->size ||
            take (scan, &next)->word_break != COPIA_WB_KATAKANA)
            return at;
        at = next;
    }
}

/* The token at `start`, whose first byte is HIGH; empty where white space lies. */
static size_t
high_end (const Scan *scan, size_t start, CopiaTokenKind *kind)
{
    size_t first = skip_extenders (scan, start), next = first;
    const CopiaCharacter *character = first < scan->size ? take (scan, &next) : NULL;

    *kind = COPIA_TOKEN_PUNCTUATION;
    if (!character || character->class == COPIA_CLASS_SPACE)
        return first;
    if (is_ordinary (character)) {
        *kind = COPIA_TOKEN_WORD;
        return word_end (scan, first, run_end (scan, first));
    }
    if (character->class == COPIA_CLASS_LETTER) {
        *kind = COPIA_TOKEN_WORD;
        return unjoined_end (scan, first);
    }
    if (first > start)
        return first; /* extenders with nothing to extend */
    if ((character->flags & COPIA_CHARACTER_PICTOGRAPHIC) != 0 ||
        character->word_break == COPIA_WB_REGIONAL_INDICATOR)
        return emoji_end (scan, first);
    return repeated_end (scan, first);
}

static void
put_high (const Scan *scan, CopiaTokenSink *sink, size_t *at)
{
    CopiaTokenKind kind;
    size_t end = high_end (scan, *at, &kind);

    if (end > *at)
        copia_token_sink_put (sink, *at, end, kind);
    else
        copia_unicode_next (scan->text, &end);
    *at = end;
}

bool
copia_words_new (const char *options, void **state, GError **error)
{
    if (options && strcmp (options, "split-hyphens") != 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "the tokenizer 'words' has no option '%s'; it has 'split-hyphens'",
                     options);
        return false;
    }
    *state = GINT_TO_POINTER (options != NULL);
    return true;
}

bool
copia_words_run (const void *state, const char *text, size_t size, GArray *tokens,
                 GError **error G_GNUC_UNUSED)
{
    const Scan scan = { text, size, .split_hyphens = state != NULL };
    CopiaTokenSink sink = { .tokens = tokens };
    size_t at = 0;

    while (at < size) {
        size_t start = at;

        switch (class_at (&scan, at)) {
        case SPACE:
            at++;
            break;
        case LETTER:
        case DIGIT:
            at = run_end (&scan, at);
            if (at < size && class_at (&scan, at) != SPACE)
                at = word_end (&scan, start, at);
            copia_token_sink_put (&sink, start, at, COPIA_TOKEN_WORD);
            break;
        case HIGH:
            put_high (&scan, &sink, &at);
            break;
        default:
            at = repeated_end (&scan, at);
            copia_token_sink_put (&sink, start, at, COPIA_TOKEN_PUNCTUATION);
        }
    }
    copia_token_sink_flush (&sink);
    return true;
}
