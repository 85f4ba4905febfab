/* fold.c - words made comparable: their form, their form without marks, their place.
 *
 * Three speeds: ASCII byte by byte; words of characters that normalisation leaves alone
 * (almost all there are) by our tables; the rest through GLib's normalisation.
 */
#include "text/fold.h"

#include <string.h>

#include "text/unicode.h"

typedef void (*FoldPiece) (const char *word, size_t size, GString *out);

static bool
is_ascii (const char *word, size_t size)
{
    unsigned char all = 0;

    for (size_t i = 0; i < size; i++)
        all |= (unsigned char) word[i];
    return all < 0x80;
}

static void
append_ascii (GString *out, const char *word, size_t size)
{
    const size_t start = out->len;

    g_string_set_size (out, start + size);
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char) word[i];
        out->str[start + i] = (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
}

/* The plain mark for a typographic one, 0 for what is left out, else the code itself. */
static uint32_t
plain_mark (uint32_t code, const char *word, size_t size)
{
    switch (code) {
    case 0x00AD:
        return 0;
    case 0x02BC:
    case 0x2019:
        return '\'';
    case 0x2018:
        return copia_unicode_is_word (word, size) ? '\'' : code;
    case 0x2010:
    case 0x2011:
        return '-';
    default:
        return code;
    }
}

static void
append_plain_marks (GString *out, const char *word, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t code = plain_mark (copia_unicode_next (word, &at), word, size);

        if (code != 0)
            g_string_append_unichar (out, code);
    }
}

static void
append_casefold (GString *out, const char *word, size_t size)
{
    uint32_t folded[3];

    for (size_t at = 0; at < size;) {
        size_t n = copia_unicode_casefold (copia_unicode_next (word, &at), folded);

        for (size_t i = 0; i < n; i++)
            g_string_append_unichar (out, folded[i]);
    }
}

static void
append_normal (GString *out, const char *word, size_t size, GNormalizeMode mode)
{
    g_autofree char *normal = g_utf8_normalize (word, (gssize) size, mode);

    g_string_append (out, normal);
}

/* Every character has all of `flags`. */
static bool
all_have (const char *word, size_t size, unsigned flags)
{
    for (size_t at = 0; at < size;) {
        if ((copia_unicode_get (copia_unicode_next (word, &at))->flags & flags) !=
            flags)
            return false;
    }
    return true;
}

/* Marks are made plain before, for U+00AD would keep others apart, and after, for folding
 * makes U+02BC of U+0149 and a letter of U+0345. */
static void
fold_hard (const char *word, size_t size, GString *out)
{
    g_autoptr (GString) marked = g_string_new (NULL);
    g_autoptr (GString) apart = g_string_new (NULL);
    g_autoptr (GString) folded = g_string_new (NULL);

    append_plain_marks (marked, word, size);
    append_normal (apart, marked->str, marked->len, G_NORMALIZE_NFD);
    append_casefold (folded, apart->str, apart->len);
    g_string_truncate (marked, 0);
    append_plain_marks (marked, folded->str, folded->len);
    append_normal (out, marked->str, marked->len, G_NORMALIZE_NFC);
}

static void
fold_piece (const char *word, size_t size, GString *out)
{
    uint32_t folded[3];

    if (!all_have (word, size, COPIA_CHARACTER_PLAIN)) {
        fold_hard (word, size, out);
        return;
    }
    for (size_t at = 0; at < size;) {
        uint32_t code = plain_mark (copia_unicode_next (word, &at), word, size);

        if (code == 0)
            continue;
        size_t n = copia_unicode_casefold (code, folded);
        for (size_t i = 0; i < n; i++)
            g_string_append_unichar (out, folded[i] == 0x02BC ? '\'' : folded[i]);
    }
}

static void
fold_marks_piece (const char *word, size_t size, GString *out)
{
    g_autoptr (GString) form = g_string_new (NULL);
    g_autoptr (GString) apart = g_string_new (NULL);
    g_autoptr (GString) bare = g_string_new (NULL);

    fold_piece (word, size, form);
    if (all_have (form->str, form->len,
                  COPIA_CHARACTER_PLAIN | COPIA_CHARACTER_WHOLE)) {
        g_string_append_len (out, form->str, (gssize) form->len);
        return;
    }
    append_normal (apart, form->str, form->len, G_NORMALIZE_NFD);
    for (size_t at = 0; at < apart->len;) {
        uint32_t code = copia_unicode_next (apart->str, &at);

        if ((copia_unicode_get (code)->flags & COPIA_CHARACTER_DIACRITIC) == 0)
            g_string_append_unichar (bare, code);
    }
    append_normal (out, bare->str, bare->len, G_NORMALIZE_NFC);
}

/* Small letters whose folding nobody writes for them. */
static bool
is_kept (uint32_t code)
{
    return code == 0x00DF || code == 0x03C2 ||
           code == 0x0587 ||                   /* ss, s, Armenian ew */
           (code >= 0x1F80 && code <= 0x1FF7); /* with iota subscript */
}

/* SpecialCasing.txt, Final_Sigma: the letter at [from, at) ends a word that it does not begin. */
static bool
is_last (const char *word, size_t size, size_t from, size_t at)
{
    if (!copia_unicode_is_word (word, from))
        return false;
    while (at < size) {
        uint32_t code = copia_unicode_next (word, &at);
        CopiaClass class = copia_unicode_get (code)->class;

        if (class != COPIA_CLASS_MARK && code != '\'')
            return class != COPIA_CLASS_LETTER;
    }
    return true;
}

static void
append_written (GString *out, const char *word, size_t size)
{
    uint32_t folded[3];

    for (size_t at = 0; at < size;) {
        size_t from = at;
        uint32_t code = copia_unicode_next (word, &at);
        uint32_t small = g_unichar_tolower (code);
        size_t n = copia_unicode_casefold (code, folded);

        if (code == 0x03A3 && is_last (word, size, from, at))
            small = 0x03C2;
        if (is_kept (small))
            folded[0] = small;
        for (size_t i = 0; i < (is_kept (small) ? 1 : n); i++)
            g_string_append_unichar (out, folded[i]);
    }
}

static void
write_piece (const char *word, size_t size, GString *out)
{
    g_autoptr (GString) marked = g_string_new (NULL);
    g_autoptr (GString) whole = g_string_new (NULL);
    g_autoptr (GString) written = g_string_new (NULL);

    append_plain_marks (marked, word, size);
    append_normal (whole, marked->str, marked->len, G_NORMALIZE_NFC);
    append_written (written, whole->str, whole->len);
    g_string_truncate (marked, 0);
    append_plain_marks (marked, written->str, written->len);
    append_normal (out, marked->str, marked->len, G_NORMALIZE_NFC);
}

/* A word that is not all ASCII, piece by piece between NULs, which GLib stops at. */
static void
fold_pieces (const char *word, size_t size, GString *out, FoldPiece fold)
{
    for (size_t start = 0, end; start <= size; start = end + 1) {
        const char *nul = start < size ? memchr (word + start, 0, size - start) : NULL;

        end = nul ? (size_t) (nul - word) : size;
        if (g_utf8_validate_len (word + start, end - start, NULL))
            fold (word + start, end - start, out);
        else
            g_string_append_len (out, word + start, (gssize) (end - start));
        if (end < size)
            g_string_append_c (out, '\0');
    }
}

void
copia_fold (const char *word, size_t size, GString *out)
{
    if (is_ascii (word, size))
        append_ascii (out, word, size);
    else
        fold_pieces (word, size, out, fold_piece);
}

void
copia_fold_marks (const char *word, size_t size, GString *out)
{
    if (is_ascii (word, size))
        append_ascii (out, word, size);
    else
        fold_pieces (word, size, out, fold_marks_piece);
}

void
copia_fold_written (const char *word, size_t size, GString *out)
{
    if (is_ascii (word, size))
        append_ascii (out, word, size);
    else
        fold_pieces (word, size, out, write_piece);
}

/* The last letter of what is_kept() folds to: s, with a mark perhaps, sigma, yiwn, iota. */
bool
copia_fold_may_differ (const char *form, size_t size)
{
    for (size_t i = 1; i < size; i++) {
        unsigned char a = (unsigned char) form[i - 1], b = (unsigned char) form[i];

        if ((a == 's' && (b == 's' || b >= 0x80)) || (a == 0xCF && b == 0x83) ||
            (a == 0xD6 && b == 0x82) || (a == 0xCE && b == 0xB9))
            return true;
    }
    return false;
}
