/* tokenizer.c - the registry of tokenizers, and `spaces`. */
#include "text/tokenizer.h"

#include <string.h>

#include "base/error.h"
#include "text/tokenizer-private.h"
#include "text/unicode.h"

struct CopiaTokenizer {
    const CopiaTokenizerKind *kind;
    char *options;
    void *state;
};

CopiaTokenKind
copia_token_kind (const char *text, size_t start, size_t end)
{
    return copia_unicode_is_word (text + start, end - start) ? COPIA_TOKEN_WORD
                                                             : COPIA_TOKEN_PUNCTUATION;
}

bool
copia_token_next_run (const char *text, size_t size, size_t *start, size_t *end)
{
    size_t next = *start;

    while (next < size) {
        size_t at = next;

        if (copia_unicode_is_space (copia_unicode_next (text, &next)))
            continue;
        *start = at;
        do
            *end = next;
        while (next < size &&
               !copia_unicode_is_space (copia_unicode_next (text, &next)));
        return true;
    }
    return false;
}

static bool
spaces_new (const char *options, void **state G_GNUC_UNUSED, GError **error)
{
    if (!options)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "the tokenizer 'spaces' has no options, so not '%s'", options);
    return false;
}

static bool
spaces_run (const void *state G_GNUC_UNUSED, const char *text, size_t size,
            GArray *tokens, GError **error G_GNUC_UNUSED)
{
    CopiaTokenSink sink = { .tokens = tokens };

    for (size_t start = 0, end; copia_token_next_run (text, size, &start, &end);
         start = end)
        copia_token_sink_put (&sink, start, end, copia_token_kind (text, start, end));
    copia_token_sink_flush (&sink);
    return true;
}

const CopiaTokenizerKind copia_tokenizer_kinds[] = {
    { "words", "words, numbers and punctuation marks of running text", "split-hyphens",
      copia_words_new, copia_words_run, NULL },
    { "spaces", "whatever stands between white space, for text already split", NULL,
      spaces_new, spaces_run, NULL },
    { "pattern", "the matches of a regular expression, and what lies between them",
      "a PCRE2 pattern", copia_pattern_new, copia_pattern_run, copia_pattern_free },
    { .name = NULL },
};

static const CopiaTokenizerKind *
find_kind (const char *name, GError **error)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (const CopiaTokenizerKind *kind = copia_tokenizer_kinds; kind->name; kind++) {
        if (!strcmp (kind->name, name))
            return kind;
        g_string_append_printf (names, "%s%s", names->len ? ", " : "", kind->name);
    }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "no tokenizer is called '%s'; there are %s", name, names->str);
    return NULL;
}

CopiaTokenizer *
copia_tokenizer_new (const char *name, const char *options, GError **error)
{
    const CopiaTokenizerKind *kind = find_kind (name, error);
    void *state = NULL;

    if (!kind || !kind->new (options, &state, error))
        return NULL;
    CopiaTokenizer *self = g_new (CopiaTokenizer, 1);
    *self = (CopiaTokenizer){ kind, g_strdup (options), state };
    return self;
}

bool
copia_tokenizer_run (const CopiaTokenizer *self, const char *text, size_t size,
                     GArray *tokens, GError **error)
{
    if (size > UINT32_MAX) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_LIMIT,
            "a text of %zu bytes is too large; split it into parts below 4 GiB", size);
        return false;
    }
    return self->kind->run (self->state, text, size, tokens, error);
}

const char *
copia_tokenizer_name (const CopiaTokenizer *self)
{
    return self->kind->name;
}

const char *
copia_tokenizer_options (const CopiaTokenizer *self)
{
    return self->options;
}

void
copia_tokenizer_free (CopiaTokenizer *self)
{
    if (!self)
        return;
    if (self->kind->free)
        self->kind->free (self->state);
    g_free (self->options);
    g_free (self);
}
