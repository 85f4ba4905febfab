/* shape.c - what a line looks like, taken alone. */
#include "text/shape.h"

#include <string.h>

#include "text/fold.h"

#define LONGEST 300 /* bytes; no heading is longer */

static bool
is_letter (gunichar c)
{
    return c < 128 ? g_ascii_isalnum ((char) c)
                   : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The end of the word at `at`: letters, marks, digits; `§` is one. */
static size_t
word_end (const char *text, size_t size, size_t at)
{
    if (at + 1 < size && memcmp (text + at, "§", 2) == 0)
        return at + 2;
    while (at < size && is_letter (g_utf8_get_char (text + at)))
        at = (size_t) (g_utf8_next_char (text + at) - text);
    return at;
}

static size_t
skip_spaces (const char *text, size_t size, size_t at)
{
    while (at < size && text[at] == ' ')
        at++;
    return at;
}

static void
fold_into (GString *folded, const char *text, size_t size)
{
    g_string_truncate (folded, 0);
    copia_fold_marks (text, size, folded);
}

static CopiaWord
find_word (GString *folded, const char *text, size_t size)
{
    size_t low = 0, high = copia_heading_words_size;

    if (size == 0 || size > 40)
        return COPIA_WORD_NONE;
    fold_into (folded, text, size);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp (folded->str, copia_heading_words[middle].word);

        if (order == 0)
            return copia_heading_words[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return COPIA_WORD_NONE;
}

static CopiaName
find_name (GString *folded, const char *text, size_t size)
{
    size_t low = 0, high = copia_heading_names_size;

    while (size > 0 && strchr (".: ", text[size - 1]))
        size--;
    if (size == 0 || size > 60)
        return COPIA_NAME_NONE;
    fold_into (folded, text, size);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp (folded->str, copia_heading_names[middle].name);

        if (order == 0)
            return copia_heading_names[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return COPIA_NAME_NONE;
}

/* Whether a name begins so. */
static bool
begins_name (GString *folded, const char *text, size_t size)
{
    fold_into (folded, text, size);
    for (size_t i = 0; i < copia_heading_names_size; i++)
        if (strncmp (copia_heading_names[i].name, folded->str, folded->len) == 0)
            return true;
    return false;
}

static bool
is_one_of (GString *folded, const char *text, size_t size, const char *const *words)
{
    fold_into (folded, text, size);
    for (; *words; words++)
        if (strcmp (folded->str, *words) == 0)
            return true;
    return false;
}

static bool
begins_upper (const char *text, size_t size)
{
    gunichar c = size ? g_utf8_get_char (text) : 0;

    return g_unichar_isupper (c) || g_unichar_istitle (c) || g_unichar_isdigit (c) ||
           (g_unichar_isalpha (c) && !g_unichar_islower (c)); /* scripts without case */
}

/* ---- Part I, Chapter the First, Erstes Buch ------------------------------------------- */

static const char *const articles[] = { "the", "der", "die", "das", "le",  "la", "el",
                                        "il",  "o",   "a",   "den", "det", "de", NULL };
static const char *const lasts[] = { "last",      "letzter", "letztes",  "letzte",
                                     "dernier",   "ultimo",  "derniere", "laatste",
                                     "последняя", NULL };
static const char *const numbers[] = { "no", "nr", "number", "num", "n", NULL };
static const char *const genitives[] = { "of",  "de", "du",  "des",   "der",
                                         "von", "d",  "del", "della", "dei",
                                         "da",  "do", "van", NULL };

/* Behind a word of `words` and the blanks after it, if one stands at `at`. */
static size_t
skip_word (GString *folded, const char *text, size_t size, size_t at,
           const char *const *words)
{
    size_t end = word_end (text, size, at);

    if (end == at || end == size || !is_one_of (folded, text + at, end - at, words))
        return at;
    if (text[end] == '.')
        end++;
    return end < size && text[end] == ' ' ? skip_spaces (text, size, end) : at;
}

typedef struct {
    CopiaWord word;
    CopiaNumeral numeral;
    size_t end; /* 0: there is no label */
    bool numeral_first;
} Label;

static Label
read_word_numeral (GString *folded, const char *text, size_t size, size_t at)
{
    Label label = { 0 };
    size_t end = word_end (text, size, at);
    size_t next;

    label.word = find_word (folded, text + at, end - at);
    if (!label.word)
        return label;
    if (end < size && text[end] == '.')
        end++;
    next = skip_spaces (text, size, end);
    if (next == size ||
        (next == end && text[end - 1] != '.' && label.word != COPIA_WORD_SECTION))
        return label;
    next = skip_word (folded, text, size, next, articles);
    next = skip_word (folded, text, size, next, numbers);
    label.numeral = copia_numeral_read (text + next, size - next);
    if (label.numeral.kind) {
        label.end = next + label.numeral.size;
    } else {
        end = word_end (text, size, next);
        if (end > next && is_one_of (folded, text + next, end - next, lasts))
            label.end = end;
    }
    return label;
}

static Label
read_numeral_word (GString *folded, const char *text, size_t size, size_t at)
{
    Label label = { .numeral_first = true };
    size_t end = word_end (text, size, at);
    bool stop;

    if (end > at && is_one_of (folded, text + at, end - at, lasts))
        label.numeral = (CopiaNumeral){ COPIA_NUMERAL_NONE, 0, end - at, true };
    else
        label.numeral = copia_numeral_read (text + at, size - at);
    if (label.numeral.size == 0)
        return label;
    at += label.numeral.size;
    stop = at < size && text[at] == '.';
    at += stop;
    if ((!label.numeral.ordinal && !stop) || at == size || text[at] != ' ')
        return label;
    at = skip_spaces (text, size, at);
    end = word_end (text, size, at);
    label.word = find_word (folded, text + at, end - at);
    if (label.word && begins_upper (text + at, end - at))
        label.end = end;
    return label;
}

static Label
read_label (GString *folded, const char *text, size_t size, size_t at)
{
    Label label = read_word_numeral (folded, text, size, at);

    if (label.end)
        return label;
    return read_numeral_word (folded, text, size,
                              skip_word (folded, text, size, at, articles));
}

/* Behind `. `, `: `, ` -- `, `) ` and the like; *strong says that there was more than a blank. */
static size_t
skip_separator (const char *text, size_t size, size_t at, bool *strong)
{
    *strong = false;
    while (at < size) {
        gunichar c = g_utf8_get_char (text + at);

        if (c != ' ' && !(c < 128 && strchr (".:;,)]-|", (int) c)) &&
            g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION)
            break;
        *strong |= c != ' ';
        at = (size_t) (g_utf8_next_char (text + at) - text);
    }
    return at;
}

/* What may follow a label without more than a blank between: `Part I The Beginning`, `First
 * Book of Moses`; not `Part one of the story is`, `First Night Watch`. */
static bool
may_follow (GString *folded, const char *text, size_t size, size_t at,
            const Label *label)
{
    size_t end = word_end (text, size, at);

    if (label->numeral_first)
        return is_one_of (folded, text + at, end - at, genitives);
    return begins_upper (text + at, size - at) ||
           !g_unichar_isalpha (g_utf8_get_char (text + at));
}

/* `ACT I. SCENE I`, `Erster Akt. Zweite Szene`; in `Chapter 5: The Second Letter` a title
 * stands behind the label. */
static bool
is_second (const Label *label, const Label *second)
{
    bool play = label->word == COPIA_WORD_ACT && second->word == COPIA_WORD_SCENE;

    return second->end && second->word != label->word &&
           (play || label->numeral_first || !second->numeral_first);
}

static bool
read_labelled (GString *folded, const char *text, size_t size, CopiaShape *shape)
{
    Label label = read_label (folded, text, size, 0);
    Label second;
    size_t rest;
    bool strong;

    if (!label.end)
        return false;
    rest = skip_separator (text, size, label.end, &strong);
    if (rest == label.end && rest < size)
        return false; /* Part I's .. */
    second = rest < size ? read_label (folded, text, size, rest) : (Label){ 0 };
    if (rest < size && !second.end && !strong &&
        !may_follow (folded, text, size, rest, &label))
        return false;
    *shape = (CopiaShape){ .kind = COPIA_SHAPE_WORD,
                           .word = label.word,
                           .numeral = label.numeral.kind,
                           .number = label.numeral.value,
                           .bare = rest == size,
                           .strong = strong && begins_upper (text + rest, size - rest),
                           .second = is_second (&label, &second) ? (uint32_t) rest : 0,
                           .label = (uint32_t) label.end };
    return true;
}

/* ---- IV. and IV. The Title ------------------------------------------------------------ */

static bool
read_numbered (const char *text, size_t size, CopiaShape *shape)
{
    CopiaNumeral numeral = copia_numeral_read (text, size);
    CopiaShape found;
    size_t rest;
    bool strong;

    if (!numeral.kind || numeral.value == 0 || numeral.value > 399)
        return false;
    if (numeral.kind == COPIA_NUMERAL_ROMAN && numeral.size == 1 && numeral.value >= 50)
        return false; /* L. TROTSKY */
    rest = skip_separator (text, size, numeral.size, &strong);
    if (rest == numeral.size && rest < size)
        return false;
    found = (CopiaShape){ .kind = COPIA_SHAPE_NUMERAL,
                          .numeral = numeral.kind,
                          .number = numeral.value,
                          .label = (uint32_t) numeral.size };
    if (rest == size) {
        *shape = found;
        return true;
    }
    if (!begins_upper (text + rest, size - rest) || size - rest > 120 ||
        g_ascii_islower (text[0]) || copia_shape_is_prose (text + rest, size - rest))
        return false;
    if (!strong && (numeral.kind == COPIA_NUMERAL_SPELLED ||
                    !copia_shape_is_capitals (text + rest, size - rest)))
        return false;
    found.kind = COPIA_SHAPE_NUMBERED;
    *shape = found;
    return true;
}

/* ---- INTRODUCTION, EXTRACTS (Supplied by ..), Preface to the Second Edition ------------ */

static bool
is_continued (GString *folded, const char *text, size_t size, size_t at)
{
    static const char *const words[] = { "to",   "by",  "zur",  "zum", "zu", "a",
                                         "au",   "aux", "alla", "al",  "de", "of",
                                         "till", "do",  "von",  NULL };
    size_t end = word_end (text, size, at);

    return size - at < 60 && is_one_of (folded, text + at, end - at, words) &&
           !copia_shape_is_prose (text, size);
}

/* `Appendix A`, `ANHANG 2. Title` */
static bool
is_lettered (const char *text, size_t size, size_t at)
{
    size_t end = word_end (text, size, at);
    CopiaNumeral numeral = copia_numeral_read (text + at, size - at);

    if (end == at + 1 && g_ascii_isupper (text[at]))
        return end == size || strchr (".: -", text[end]);
    return numeral.kind &&
           (at + numeral.size == size || strchr (".: -", text[at + numeral.size]));
}

static bool
read_name (GString *folded, const char *text, size_t size, CopiaShape *shape)
{
    CopiaName name = find_name (folded, text, size);
    CopiaNumeral numeral;
    size_t end, next;

    if (name == COPIA_NAME_CONTENTS)
        shape->kind = COPIA_SHAPE_CONTENTS;
    else if (name == COPIA_NAME_NAME)
        shape->kind = COPIA_SHAPE_NAME;
    if (name)
        return true; /* NEVER: it has no shape */
    numeral = copia_numeral_read (text, size);
    if (numeral.ordinal && numeral.size + 1 < size && text[numeral.size] == ' ')
        return read_name (folded, text + numeral.size + 1, size - numeral.size - 1,
                          shape);
    end = word_end (text, size, 0);
    if (end == size || find_name (folded, text, end) != COPIA_NAME_NAME)
        return false;
    next = skip_spaces (text, size, end);
    if ((strchr (".:", text[end]) && size - end < 60 &&
         !copia_shape_is_prose (text, size)) ||
        (text[next] == '(' && strchr (".)", text[size - 1])) ||
        is_continued (folded, text, size, next) || is_lettered (text, size, next))
        shape->kind = COPIA_SHAPE_NAME;
    return shape->kind != COPIA_SHAPE_NONE;
}

/* ---- THE JULY DAYS. ------------------------------------------------------------------- */

/* `L. TROTSKY`: initials and a name, which is how people sign. */
static bool
is_signature (const char *text, size_t size)
{
    size_t at = 0;

    while (at + 1 < size && g_ascii_isupper (text[at]) && text[at + 1] == '.')
        at = skip_spaces (text, size, at + 2);
    return at > 0 && at < size && !memchr (text + at, ' ', size - at);
}

static bool
is_title_in_capitals (const char *text, size_t size)
{
    size_t letters = 0, all = 0, words = 1;
    const char *last;

    if (size < 2 || size > 120 || !copia_shape_is_capitals (text, size) ||
        !begins_upper (text, size) || is_signature (text, size))
        return false;
    last = g_utf8_prev_char (text + size);
    if (!is_letter (g_utf8_get_char (last)) && !strchr (".?)", *last))
        return false;
    for (const char *p = text; p < text + size; p = g_utf8_next_char (p), all++) {
        letters += g_unichar_isalpha (g_utf8_get_char (p));
        words += *p == ' ';
    }
    return letters * 10 >= all * 6 && words <= 16;
}

/* ---- public --------------------------------------------------------------------------- */

static bool
may_open (const char *text, size_t size)
{
    return begins_upper (text, size) || strncmp (text, "§", 2) == 0;
}

/* `* * * Chapter 1 * * *`, `== II ==`: without the ornaments. */
static void
strip_ornaments (const char **text, size_t *size)
{
    while (*size && strchr ("*=~_#+ ", (*text)[*size - 1]))
        --*size;
    while (*size && strchr ("*=~_#+ ", **text))
        ++*text, --*size;
}

CopiaOpening
copia_shape_opening (const char *word, size_t size)
{
    g_autoptr (GString) folded = g_string_sized_new (64);

    if (find_word (folded, word, size) || find_name (folded, word, size) ||
        is_one_of (folded, word, size, lasts) || copia_numeral_read (word, size).kind)
        return COPIA_OPENING_MAY;
    return begins_name (folded, word, size) || is_one_of (folded, word, size, articles)
               ? COPIA_OPENING_SECOND
               : COPIA_OPENING_NONE;
}

bool
copia_shape_may_open (const char *words, size_t size)
{
    g_autoptr (GString) folded = g_string_sized_new (64);
    const size_t next = skip_word (folded, words, size, 0, articles);

    return begins_name (folded, words, size) ||
           (next > 0 && (is_one_of (folded, words + next, size - next, lasts) ||
                         copia_numeral_read (words + next, size - next).kind));
}

bool
copia_shape_begin (const char **text, size_t *size)
{
    strip_ornaments (text, size);
    return *size > 0 && *size <= LONGEST &&
           (may_open (*text, *size) || *size <= 8); /* ii. */
}

CopiaShape
copia_shape_read (const char *text, size_t size)
{
    g_autoptr (GString) folded = NULL;
    CopiaShape shape = { .kind = COPIA_SHAPE_NONE };
    const char *start = text;
    bool opens;

    if (!copia_shape_begin (&text, &size))
        return shape;
    opens = may_open (text, size);
    folded = g_string_sized_new (64);
    if (opens && read_labelled (folded, text, size, &shape)) {
        shape.label += (uint32_t) (text - start);
        shape.second += shape.second ? (uint32_t) (text - start) : 0;
        return shape;
    }
    if (read_numbered (text, size, &shape)) {
        shape.label += (uint32_t) (text - start);
        return shape;
    }
    if (opens && read_name (folded, text, size, &shape))
        return shape;
    if (is_title_in_capitals (text, size))
        shape.kind = COPIA_SHAPE_CAPITALS;
    return shape;
}
