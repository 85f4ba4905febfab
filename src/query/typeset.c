/* typeset.c - looking tests up in the lexicon. */
#include "query/typeset.h"

#include "query/ast.h"

CopiaTypeset *
copia_typeset_new (void)
{
    CopiaTypeset *self = g_new0 (CopiaTypeset, 1);

    self->ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->only = COPIA_NONE;
    return self;
}

CopiaTypeset *
copia_typeset_words (const CopiaIndex *index)
{
    CopiaTypeset *self = copia_typeset_new ();

    self->kind = COPIA_TYPESET_WORDS;
    self->freq = copia_index_tokens (index)->words;
    return self;
}

static void
add_types_of (CopiaTypeset *self, const CopiaLexicon *lexicon, uint32_t form,
              bool words_only)
{
    uint32_t lex, end;

    copia_lexicon_types_of (lexicon, form, &lex, &end);
    for (; lex < end; lex++) {
        uint32_t id = copia_lexicon_id (lexicon, lex);

        if (!words_only || copia_lexicon_is_word (lexicon, id))
            g_array_append_val (self->ids, id);
    }
}

void
copia_typeset_add_form (CopiaTypeset *self, const CopiaIndex *index, CopiaString form)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t found = copia_lexicon_find_form (lexicon, form);

    if (found != COPIA_NONE)
        add_types_of (self, lexicon, found, false);
}

/* The bytes of the character at `at`: a lead byte and what continues it. */
static const char *
next_character (const char *at, const char *end)
{
    for (at++; at < end && ((unsigned char) *at & 0xC0) == 0x80; at++)
        ;
    return at;
}

/* Punctuation passes no wildcard: `*` and `?` are about words.
 * Greedy matching with one place to come back to, the last "any characters": at most
 * pattern x form steps, whatever the pattern. */
static bool
matches (const char *pattern, CopiaString form)
{
    const char *at = form.bytes, *end = form.bytes + form.size;
    const char *star = NULL, *star_at = NULL;

    while (at < end) {
        if (*pattern == COPIA_ANY_CHARACTERS) {
            star = ++pattern;
            star_at = at;
        } else if (*pattern == COPIA_ONE_CHARACTER) {
            at = next_character (at, end);
            pattern++;
        } else if (*pattern != '\0' && *pattern == *at) {
            pattern++;
            at++;
        } else if (star) {
            pattern = star;
            at = star_at = next_character (star_at, end);
        } else {
            return false;
        }
    }
    while (*pattern == COPIA_ANY_CHARACTERS)
        pattern++;
    return *pattern == '\0';
}

void
copia_typeset_add_wildcard (CopiaTypeset *self, const CopiaIndex *index,
                            const char *pattern)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    CopiaString prefix = { pattern, strcspn (pattern, "\1\2") };
    uint32_t form, end;

    copia_lexicon_prefix (lexicon, prefix, &form, &end);
    for (; form < end; form++)
        if (matches (pattern, copia_lexicon_form (lexicon, form)))
            add_types_of (self, lexicon, form, true);
}

static int
compare_ids (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

void
copia_typeset_finish (CopiaTypeset *self, const CopiaIndex *index)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t *ids = (uint32_t *) (void *) self->ids->data;
    guint n = 0;

    if (self->kind == COPIA_TYPESET_WORDS)
        return;
    g_array_sort (self->ids, compare_ids);
    ids = (uint32_t *) (void *) self->ids->data;
    for (guint i = 0; i < self->ids->len; i++)
        if (ids[i] < lexicon->types && (n == 0 || ids[i] != ids[n - 1]))
            ids[n++] = ids[i];
    g_array_set_size (self->ids, n);
    self->only = n == 1 ? ids[0] : COPIA_NONE;
    if (n > 1)
        self->bits = g_malloc0 (lexicon->types / 8 + 1);
    for (guint i = 0; i < n; i++) {
        self->freq += copia_lexicon_freq (lexicon, ids[i]);
        if (self->bits)
            self->bits[ids[i] / 8] |= (uint8_t) (1u << (ids[i] % 8));
    }
}

void
copia_typeset_free (CopiaTypeset *self)
{
    if (!self)
        return;
    g_array_unref (self->ids);
    g_free (self->bits);
    g_free (self);
}
