/* sentence-stop.c - whether a stop ends its sentence: rules 5 and 8 of sentences.h. */
#include "text/sentence-stop.h"

#include <string.h>

#include "text/fold.h"
#include "text/unicode.h"

enum {
    MAX_CHAIN =
        6, /* letters with stops between that are looked up as one: `i. d. R.` */
    LONG_WORD = 4, /* letters or digits of what is no abbreviation before a number */
};

/* The word before a stop. */
typedef struct {
    size_t token;
    size_t start, end; /* bytes, without the stop */
    unsigned letters;  /* and digits, counted to LONG_WORD + 1 */
    bool digits;       /* it begins with a digit */
    bool upper, lower; /* it has such letters */
    bool stops;        /* `a.m` */
    bool roman;        /* all of I V X L C D M */
} Word;

enum { NEVER = 1, NUMBER = 2, MAY = 4, RARELY = 8 }; /* kinds of abbreviations */

static const CopiaCharacter *
take (const CopiaSentenceScan *scan, size_t *at)
{
    return copia_unicode_get (copia_unicode_next (scan->text, at));
}

static unsigned
letter_property (const CopiaCharacter *character)
{
    if (character->class == COPIA_CLASS_DIGIT)
        return COPIA_SB_NUMERIC;
    if (character->class != COPIA_CLASS_LETTER)
        return COPIA_SB_OTHER;
    if (character->sentence_break == COPIA_SB_UPPER ||
        character->sentence_break == COPIA_SB_LOWER)
        return character->sentence_break;
    return COPIA_SB_OLETTER;
}

bool
copia_sentence_adjoins (const CopiaSentenceScan *scan, size_t token)
{
    return token > 0 && scan->tokens[token - 1].end == scan->tokens[token].start;
}

unsigned
copia_sentence_first_letter (const CopiaSentenceScan *scan, size_t token)
{
    const size_t end = scan->tokens[token].end;
    unsigned property = COPIA_SB_OTHER;

    if (scan->tokens[token].kind == COPIA_TOKEN_WORD)
        for (size_t at = scan->tokens[token].start; at < end && !property;)
            property = letter_property (take (scan, &at));
    return property;
}

bool
copia_sentence_lower_ahead (const CopiaSentenceScan *scan, size_t token)
{
    for (; token < scan->n; token++) {
        for (size_t at = scan->tokens[token].start; at < scan->tokens[token].end;) {
            const CopiaCharacter *character = take (scan, &at);
            unsigned property = letter_property (character);

            if (property == COPIA_SB_LOWER)
                return true;
            if (property == COPIA_SB_UPPER || property == COPIA_SB_OLETTER ||
                character->sentence_break == COPIA_SB_ATERM ||
                character->sentence_break == COPIA_SB_STERM)
                return false;
        }
    }
    return false;
}

static void
see_character (Word *word, uint32_t code, bool first)
{
    const CopiaCharacter *character = copia_unicode_get (code);
    unsigned property = letter_property (character);

    word->letters += property != COPIA_SB_OTHER && word->letters <= LONG_WORD;
    word->digits |= first && property == COPIA_SB_NUMERIC;
    word->upper |= property == COPIA_SB_UPPER;
    word->lower |= property == COPIA_SB_LOWER;
    word->stops |= code == '.';
    word->roman &= code < 0x80 && code && strchr ("IVXLCDM", (int) code);
}

/* What the bytes from word->start to word->end are. */
static void
describe (const CopiaSentenceScan *scan, Word *word)
{
    word->roman = true;
    for (size_t at = word->start; at < word->end;) {
        bool first = at == word->start;

        see_character (word, copia_unicode_next (scan->text, &at), first);
    }
}

/* Cuts what is no letter or digit from both ends of the word: the stop, and in tokens cut
 * at white space whatever else stands there. */
static void
trim (const CopiaSentenceScan *scan, Word *word)
{
    while (word->start < word->end) {
        size_t at = word->start;

        if (letter_property (take (scan, &at)) != COPIA_SB_OTHER)
            break;
        word->start = at;
    }
    while (word->end > word->start) {
        size_t at = word->end;
        const CopiaCharacter *last =
            copia_unicode_get (copia_unicode_previous (scan->text, &at));

        if (letter_property (last) != COPIA_SB_OTHER || last->class == COPIA_CLASS_MARK)
            break;
        word->end = at;
    }
}

/* `L'art` is `art`: an abbreviation may follow an elision. */
static void
skip_elision (const CopiaSentenceScan *scan, Word *word)
{
    Word rest = *word;

    for (size_t at = word->start; at < word->end;) {
        uint32_t code = copia_unicode_next (scan->text, &at);

        if (code == '\'' || code == 0x2019)
            rest = (Word){ .token = word->token, .start = at, .end = word->end };
    }
    if (rest.start > word->start) {
        describe (scan, &rest);
        if (rest.letters >= 2)
            *word = rest;
    }
}

/* The word that `stop` ends, in the same token or the one before; false: there is none. */
static bool
find_word (const CopiaSentenceScan *scan, size_t stop, Word *word)
{
    *word = (Word){ .token = stop };
    if (scan->tokens[stop].kind == COPIA_TOKEN_PUNCTUATION) {
        if (stop == 0 || !copia_sentence_adjoins (scan, stop) ||
            scan->tokens[stop - 1].kind == COPIA_TOKEN_PUNCTUATION)
            return false;
        word->token = stop - 1;
    }
    word->start = scan->tokens[word->token].start;
    word->end = scan->tokens[word->token].end;
    trim (scan, word);
    describe (scan, word);
    skip_elision (scan, word);
    return word->letters > 0;
}

bool
copia_sentence_ends_word (const CopiaSentenceScan *scan, size_t token)
{
    Word word;

    return find_word (scan, token, &word) && word.lower && !word.upper &&
           !word.digits && word.letters >= 2;
}

/* The token is one letter with a stop behind it, in the same token or the next. */
static bool
is_initial (const CopiaSentenceScan *scan, size_t token)
{
    const CopiaToken *at = &scan->tokens[token];
    Word word = { .token = token, .start = at->start, .end = at->end };

    describe (scan, &word);
    if (word.letters != 1 || word.digits)
        return false;
    return word.stops ||
           (token + 1 < scan->n && copia_sentence_adjoins (scan, token + 1) &&
            scan->text[at[1].start] == '.');
}

static bool
is_single_letter (const Word *word)
{
    return word->letters == 1 && !word->digits;
}

/* The token of the initial before the one at `token`, in this sentence; else `token`. */
static size_t
initial_before (const CopiaSentenceScan *scan, size_t token)
{
    size_t before = token;

    if (token > scan->start && scan->tokens[token - 1].kind == COPIA_TOKEN_WORD)
        before = token - 1; /* holds its stop, as `spaces` has it */
    else if (token > scan->start + 1)
        before = token - 2;
    return before < token && is_initial (scan, before) ? before : token;
}

/* The key to look a word up by: its text, and for a single letter the initials before it,
 * so that `z. B` and `z.B` are one.  True if there are such. */
static bool
append_key (const CopiaSentenceScan *scan, const Word *word, GString *key)
{
    size_t chain[MAX_CHAIN];
    unsigned n = 0;

    for (size_t token = word->token; n < MAX_CHAIN && is_single_letter (word); n++) {
        chain[n] = initial_before (scan, token);
        if (chain[n] == token)
            break;
        token = chain[n];
    }
    for (unsigned i = n; i-- > 0;) {
        size_t start = scan->tokens[chain[i]].start, end = start;

        copia_unicode_next (scan->text, &end);
        g_string_append_len (key, scan->text + start, (gssize) (end - start));
        g_string_append_c (key, '.');
    }
    g_string_append_len (key, scan->text + word->start,
                         (gssize) (word->end - word->start));
    return n > 0;
}

static unsigned
kinds_as_written (const CopiaSentenceRules *rules, const GString *key)
{
    bool own = rules->own && g_hash_table_contains (rules->own, key->str);
    bool never = own || copia_sentence_rules_list (rules->never, key->str, key->len);
    bool number = copia_sentence_rules_list (rules->number, key->str, key->len);
    bool may = copia_sentence_rules_list (rules->may, key->str, key->len);
    bool rarely = copia_sentence_rules_list (rules->rarely, key->str, key->len);

    return NEVER * never | NUMBER * number | MAY * may | RARELY * rarely;
}

/* Also in lower case, which matches entries in lower case, but for initials; and `DR` as
 * `Dr`. */
static unsigned
kinds_of (const CopiaSentenceScan *scan, const Word *word)
{
    g_autoptr (GString) key = g_string_new (NULL);
    bool chain = append_key (scan, word, key);
    unsigned kinds = kinds_as_written (scan->rules, key);

    if (word->upper && !is_single_letter (word)) {
        g_autoptr (GString) form = g_string_new (NULL);
        copia_fold (key->str, key->len, form);
        kinds |= kinds_as_written (scan->rules, form);
    }
    if (word->upper && !word->lower) {
        g_autoptr (GString) title = g_string_new (NULL);
        size_t second = 0;
        copia_unicode_next (key->str, &second);
        g_string_append_len (title, key->str, (gssize) second);
        copia_fold (key->str + second, key->len - second, title);
        kinds |= kinds_as_written (scan->rules, title);
    }
    bool acronym = chain || (word->stops && !word->digits) ||
                   (is_single_letter (word) && word->upper);
    return acronym ? kinds | RARELY : kinds;
}

/* The first letters of the token, up to an apostrophe or hyphen, as a word. */
static Word
next_word (const CopiaSentenceScan *scan, size_t token)
{
    Word word = { .token = token, .start = scan->tokens[token].start };
    size_t at = word.start;

    while (at < scan->tokens[token].end) {
        const CopiaCharacter *character = take (scan, &at);

        if (character->class == COPIA_CLASS_LETTER ||
            character->class == COPIA_CLASS_MARK)
            word.end = at;
        else if (word.end > 0)
            break;
        else
            word.start = at;
    }
    word.end = MAX (word.end, word.start);
    describe (scan, &word);
    return word;
}

static bool
is_starter (const CopiaSentenceScan *scan, const CopiaSentenceNext *next)
{
    Word word = next_word (scan, next->token);
    g_autoptr (GString) form = g_string_new (NULL);

    if (next->property != COPIA_SB_UPPER || is_initial (scan, next->token))
        return false;
    copia_fold (scan->text + word.start, word.end - word.start, form);
    return copia_sentence_rules_list (scan->rules->starters, form->str, form->len);
}

/* A number, letter or Roman numeral that heads the sentence: `1.`, `A.`, `IV.` */
static bool
is_label (const CopiaSentenceScan *scan, const Word *word)
{
    for (size_t token = scan->start; token < word->token; token++) {
        if (scan->tokens[token].kind == COPIA_TOKEN_WORD)
            return false;
    }
    return is_single_letter (word) || word->roman ||
           (word->digits && word->letters <= 3);
}

/* Rule 8, against SB7: `ended.The` between spaces looks like an end that lacks its own. */
static bool
lacks_space (const CopiaSentenceScan *scan, size_t stop, const CopiaSentenceNext *next)
{
    Word word = next_word (scan, next->token);
    bool loose =
        next->token + 1 == scan->n || !copia_sentence_adjoins (scan, next->token + 1);
    bool apart = scan->tokens[stop].kind == COPIA_TOKEN_PUNCTUATION;

    /* a stop that is a token of its own and ends a word has that before it */
    return loose && copia_sentence_ends_word (scan, stop) &&
           !copia_sentence_adjoins (scan, stop - apart) && word.upper &&
           (word.lower || word.letters == 1);
}

/* The word is followed by its stop and a number. */
static bool
ends_before_number (const CopiaSentenceScan *scan, const Word *word,
                    const CopiaSentenceNext *next)
{
    if (word->letters >= LONG_WORD)
        return true;
    return !copia_sentence_lower_ahead (scan, next->token);
}

bool
copia_sentence_stop_ends (const CopiaSentenceScan *scan, size_t stop, bool closed,
                          const CopiaSentenceNext *next)
{
    const bool number = next->property == COPIA_SB_NUMERIC;
    Word word;

    if (next->adjoins && (number || !lacks_space (scan, stop, next)))
        return false; /* SB6, SB7 */
    if (!find_word (scan, stop, &word))
        return !number || !copia_sentence_lower_ahead (scan, next->token);
    if (is_label (scan, &word))
        return false;
    if (is_single_letter (&word) && is_initial (scan, next->token))
        return false;

    const unsigned kinds = kinds_of (scan, &word);
    if (kinds & NEVER)
        return false;
    if ((kinds & NUMBER) && (number || next_word (scan, next->token).roman))
        return false;
    if (kinds & MAY)
        return !number && !closed;
    if (kinds & RARELY)
        return !closed && is_starter (scan, next);
    if (scan->rules->ordinals && (word.roman || (word.digits && word.letters <= 3)))
        return is_starter (scan, next);
    return !number || ends_before_number (scan, &word, next);
}
