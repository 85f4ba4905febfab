/* text.h - what the tests of src/text share. */
#pragma once

#include <glib.h>
#include <string.h>

#include "text/tokenizer.h"

/* A file of the shared folder; NULL, and the test skipped, where it is absent. */
static inline char *
shared_file (const char *folder, const char *name, gsize *size)
{
    const char *shared = g_getenv ("COPIA_SHARED");
    g_autofree char *path =
        g_build_filename (shared ? shared : "../shared", folder, name, NULL);
    char *content = NULL;

    if (!g_file_get_contents (path, &content, size, NULL)) {
        g_autofree char *why = g_strdup_printf ("no %s; set COPIA_SHARED", path);
        g_test_skip (why);
    }
    return content;
}

/* The tokens of a text, by the tokenizer called `name`. */
static inline GArray *
tokens_of (const char *name, const char *options, const char *text, gsize size)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new (name, options, &error);
    GArray *tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));

    g_assert_no_error (error);
    copia_tokenizer_run (tokenizer, text, size, tokens, &error);
    g_assert_no_error (error);
    return tokens;
}
