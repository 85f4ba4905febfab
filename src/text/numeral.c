/* numeral.c - numbers as headings write them. */
#include "text/numeral.h"

#include <glib.h>
#include <string.h>

#include "text/fold.h"
#include "text/numeral-table.h"

#define WORD 64 /* no spelled numeral has as many bytes */

/* ---- one word ------------------------------------------------------------------------- */

/* The bytes of letters, marks and digits that the text begins with. */
static size_t
word_size (const char *text, size_t size)
{
    size_t at = 0;

    while (at < size && at < WORD) {
        gunichar c = g_utf8_get_char (text + at);

        if (c < 128 ? !g_ascii_isalnum ((char) c)
                    : !g_unichar_isalnum (c) && !g_unichar_ismark (c))
            break;
        at += (size_t) (g_utf8_next_char (text + at) - text) - at;
    }
    return at;
}

static const CopiaNumeralWord *
look_up (const char *word)
{
    size_t low = 0, high = copia_numeral_words_size;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp (word, copia_numeral_words[middle].word);

        if (order == 0)
            return &copia_numeral_words[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* A word of the table, as it stands or with an ending; 0: none. */
static uint32_t
value_of (const char *word, bool *ordinal)
{
    const CopiaNumeralWord *entry = look_up (word);
    char stem[WORD * 4 + 2];
    size_t n = strlen (word);

    if (n >= sizeof stem - 1)
        return 0;
    memcpy (stem, word, n);
    for (int letters = 0; letters <= 3 && n > 0 && !entry; letters++) {
        stem[n] = '*';
        stem[n + 1] = 0;
        entry = look_up (stem);
        n = (size_t) (g_utf8_prev_char (word + n) - word);
    }
    *ordinal = entry && entry->ordinal;
    return entry ? entry->value : 0;
}

static bool
makes_tens (uint32_t tens, uint32_t unit)
{
    return tens >= 20 && tens < 100 && tens % 10 == 0 && unit > 0 && unit < 10;
}

/* Whether the word holds the root of a number of tens that others are joined to.  Cheap, and
 * few words do; the search below is not. */
static bool
may_be_joined (const char *word)
{
    static const char *const roots[] = { "zig", "ssig",  "tig", "vent", "trent",
                                         "ant", "tjugo", "tio", "vein" };

    for (size_t i = 0; i < G_N_ELEMENTS (roots); i++)
        if (strstr (word, roots[i]))
            return true;
    return false;
}

/* ventitré, tjugoett: tens and unit; einundzwanzig, eenentwintig: unit, `and`, tens. */
static uint32_t
value_of_joined (const char *word, bool *ordinal)
{
    static const char *const joints[] = { "und", "en" };
    size_t n = may_be_joined (word) ? strlen (word) : 0;

    for (size_t cut = 2; cut + 2 < n; cut++) {
        char head[WORD * 4];
        uint32_t first, second;

        if (n >= sizeof head || ((unsigned char) word[cut] & 0xC0) == 0x80)
            continue;
        memcpy (head, word, cut);
        head[cut] = 0;
        first = value_of (head, ordinal);
        if (!first)
            continue;
        second = value_of (word + cut, ordinal);
        if (makes_tens (first, second))
            return first + second;
        for (size_t i = 0; i < G_N_ELEMENTS (joints); i++)
            if (g_str_has_prefix (word + cut, joints[i])) {
                second = value_of (word + cut + strlen (joints[i]), ordinal);
                if (makes_tens (second, first))
                    return first + second;
            }
    }
    return 0;
}

/* ---- Arabic and Roman ----------------------------------------------------------------- */

static CopiaNumeral
read_arabic (const char *text, size_t size, size_t word)
{
    static const char *const endings[] = { "",  "st",  "nd", "rd", "th", "er",  "re",
                                           "e", "eme", "de", "o",  "a",  "ere", "ste" };
    CopiaNumeral none = { COPIA_NUMERAL_NONE, 0, 0, false };
    CopiaNumeral numeral = { COPIA_NUMERAL_ARABIC, 0, word, false };
    g_autoptr (GString) ending = g_string_new (NULL);
    size_t n = 0;

    while (n < word && g_ascii_isdigit (text[n]))
        numeral.value = numeral.value * 10 + (uint32_t) (text[n++] - '0');
    numeral.ordinal = n < word;
    if (n > 4 ||
        (word + 1 < size && text[word] == '.' && g_ascii_isdigit (text[word + 1])))
        return none;
    copia_fold_marks (text + n, word - n, ending);
    for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
        if (strcmp (ending->str, endings[i]) == 0)
            return numeral;
    return strcmp (ending->str, "º") == 0 || strcmp (ending->str, "ª") == 0 ? numeral
                                                                            : none;
}

/* How often `letter` stands at *at, which moves behind. */
static uint32_t
count_letter (const char *text, size_t *at, char letter)
{
    uint32_t n = 0;

    while (text[*at] == letter)
        ++*at, n++;
    return n;
}

/* One decimal place: `ones` up to four times, alone or behind `fives`, or before `fives` or
 * `tens`.  9 or less; 10: not so. */
static uint32_t
read_place (const char *text, size_t *at, char ones, char fives, char tens)
{
    uint32_t five, n;

    if (text[*at] == ones && (text[*at + 1] == tens || text[*at + 1] == fives)) {
        *at += 2;
        return text[*at - 1] == tens ? 9 : 4;
    }
    five = text[*at] == fives;
    *at += five;
    n = count_letter (text, at, ones);
    return n > 4 ? 10 : five * 5 + n;
}

static CopiaNumeral
read_roman (const char *text, size_t size)
{
    CopiaNumeral none = { COPIA_NUMERAL_NONE, 0, 0, false };
    char upper[17] = { 0 };
    uint32_t thousands, hundreds, tens, ones;
    size_t at = 0;

    if (size > 16)
        return none;
    for (size_t i = 0; i < size; i++) {
        if (g_ascii_isupper (text[i]) != g_ascii_isupper (text[0]))
            return none;
        upper[i] = g_ascii_toupper (text[i]);
    }
    thousands = count_letter (upper, &at, 'M');
    hundreds = read_place (upper, &at, 'C', 'D', 'M');
    tens = read_place (upper, &at, 'X', 'L', 'C');
    ones = read_place (upper, &at, 'I', 'V', 'X');
    if (at != size || at == 0 || thousands > 3 || hundreds > 9 || tens > 9 || ones > 9)
        return none;
    return (CopiaNumeral){ COPIA_NUMERAL_ROMAN,
                           thousands * 1000 + hundreds * 100 + tens * 10 + ones, size,
                           false };
}

/* ---- spelled -------------------------------------------------------------------------- */

static uint32_t
read_word (const char *text, size_t size, GString *folded, bool *ordinal)
{
    uint32_t value;

    g_string_truncate (folded, 0);
    copia_fold_marks (text, size, folded);
    value = value_of (folded->str, ordinal);
    return value ? value : value_of_joined (folded->str, ordinal);
}

/* Whether `value` and a next word `more` are one number: what it is then, else 0. */
static uint32_t
join (uint32_t value, uint32_t more, char separator)
{
    if (value == 4 && more == 20)
        return 80; /* quatre-vingt */
    if (value < 10 && more == 100)
        return value * 100;
    if (value >= 100 && more < 100)
        return value + more;
    if (makes_tens (value, more))
        return value + more;
    if ((value == 60 || value == 80) && more >= 10 && more < 20)
        return value + more; /* soixante-dix, quatre-vingt-treize */
    if (value == 10 && more < 10 && separator == '-')
        return value + more; /* dix-sept */
    return 0;
}

static bool
is_connector (const char *text, size_t size)
{
    static const char *const words[] = { "and", "et",  "y", "e", "und",
                                         "en",  "och", "i", "и" };

    for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
        if (strlen (words[i]) == size &&
            g_ascii_strncasecmp (words[i], text, size) == 0)
            return true;
    return false;
}

static CopiaNumeral
read_spelled (const char *text, size_t size)
{
    g_autoptr (GString) folded = g_string_new (NULL);
    CopiaNumeral numeral = { COPIA_NUMERAL_SPELLED, 0, word_size (text, size), false };

    numeral.value = read_word (text, numeral.size, folded, &numeral.ordinal);
    if (numeral.value == 0)
        return (CopiaNumeral){ COPIA_NUMERAL_NONE, 0, 0, false };
    for (;;) {
        size_t at = numeral.size;
        char separator = at < size ? text[at] : 0;
        uint32_t value;
        bool ordinal = false;
        size_t n;

        if (separator != ' ' && separator != '-')
            return numeral;
        n = word_size (text + at + 1, size - at - 1);
        if (n && is_connector (text + at + 1, n) && at + 1 + n < size) {
            at += 1 + n;
            if (text[at] != ' ' && text[at] != '-')
                return numeral;
            n = word_size (text + at + 1, size - at - 1);
        }
        value = n ? read_word (text + at + 1, n, folded, &ordinal) : 0;
        value = value ? join (numeral.value, value, separator) : 0;
        if (value == 0)
            return numeral;
        numeral.value = value;
        numeral.size = at + 1 + n;
        numeral.ordinal = ordinal;
    }
}

CopiaNumeral
copia_numeral_read (const char *text, size_t size)
{
    size_t word = word_size (text, size);
    CopiaNumeral numeral = { COPIA_NUMERAL_NONE, 0, 0, false };

    if (word == 0 || word == WORD)
        return numeral;
    if (g_ascii_isdigit (text[0]))
        return read_arabic (text, size, word);
    if ((unsigned char) text[0] < 0x80)
        numeral = read_roman (text, word);
    if (numeral.kind == COPIA_NUMERAL_NONE || numeral.value > 100) {
        CopiaNumeral spelled = read_spelled (text, size); /* CHAPITRE DIX is not 509 */

        return spelled.kind ? spelled : numeral;
    }
    return numeral;
}
