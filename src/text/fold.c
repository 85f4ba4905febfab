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
