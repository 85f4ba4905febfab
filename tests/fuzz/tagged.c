/* tagged.c - any bytes as what a tagger says: the first chooses the columns.  However they are cut
 * into pieces, the same tokens are told, one a line, or the same line is refused.
 */
#include "build/tagged.h"
#include "base/error.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef struct {
    GString *said;
    size_t n; /* attributes */
    unsigned tokens;
} Heard;

static void
add (Heard *self, CopiaString string)
{
    g_assert_true (g_utf8_validate_len (string.bytes, string.size, NULL));
    g_assert_null (memchr (string.bytes, '\t', string.size));
    g_string_append_len (self->said, string.bytes, (gssize) string.size);
    g_string_append_c (self->said, '\t');
}

static bool
take_layers (void *data, const char *const *names, size_t n, GError **error)
{
    Heard *self = data;

    (void) error;
    g_assert_cmpuint (n, ==, g_strv_length ((char **) (uintptr_t) names));
    self->n = n;
    return true;
}

static bool
take_token (void *data, const CopiaString *word, const CopiaString *values,
            GError **error)
{
    Heard *self = data;

    (void) error;
    g_assert_cmpuint (self->n, >, 0);
    if (word)
        add (self, *word);
    for (size_t i = 0; i < self->n; i++)
        if (!memchr (values[i].bytes, '\t', values[i].size)) /* lines of empty nodes */
            add (self, values[i]);
    g_string_append_c (self->said, '\n');
    self->tokens++;
    return true;
}

static bool
take_border (void *data, GError **error)
{
    Heard *self = data;

    (void) error;
    g_string_append (self->said, "--\n");
    return true;
}

/* All that was told, and the error. */
static char *
hear (const char *columns, const char *bytes, size_t size, size_t piece)
{
    Heard heard = { g_string_new (NULL), 0, 0 };
    const CopiaTaggedEnds ends = { &heard, take_layers, take_token, take_border };
    g_autoptr (CopiaTagged) tagged = copia_tagged_new (columns, &ends, NULL);
    g_autoptr (GError) error = NULL;
    bool good = true;
    unsigned lines = 0;

    for (size_t at = 0; at < size && good; at += piece)
        good = copia_tagged_hear (tagged, bytes + at, MIN (piece, size - at), &error);
    good = good && copia_tagged_end (tagged, &error);
    g_assert_cmpint (good, ==, !error);
    for (size_t at = 0; at < size; at++)
        lines += (at == 0 || bytes[at - 1] == '\n') && bytes[at] != '\n' &&
                 !(bytes[at] == '\r' && (at + 1 == size || bytes[at + 1] == '\n'));
    if (good && strcmp (copia_tagged_columns (tagged), COPIA_TAGGED_CONLLU) != 0)
        g_assert_cmpuint (heard.tokens, ==, lines);
    g_assert_cmpuint (heard.tokens, <=, lines);
    if (error)
        g_string_append (heard.said, error->message);
    return g_string_free (heard.said, FALSE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const columns[] = { NULL, "pos", "a,word,_,b", "conllu" };
    const char *which = size > 0 ? columns[data[0] % G_N_ELEMENTS (columns)] : NULL;
    const char *bytes = (const char *) data + (size > 0);
    const size_t n = size - (size > 0);
    g_autofree char *whole = hear (which, bytes, n, n + 1);
    g_autofree char *single = hear (which, bytes, n, 1);
    g_autofree char *some = hear (which, bytes, n, 7);

    g_assert_cmpstr (whole, ==, single);
    g_assert_cmpstr (whole, ==, some);
    return 0;
}
