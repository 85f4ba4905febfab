/* document.h - what the tests of importers share: a document shown as one string. */
#pragma once

#include <glib.h>
#include <string.h>

#include "import/import.h"

static inline bool
keep_document (void *data, CopiaDocument *document, GError **error)
{
    CopiaDocument **kept = data;

    (void) error;
    copia_document_free (*kept);
    *kept = document;
    return true;
}

/* The last document of a file in memory, or NULL. */
static inline CopiaDocument *
import_one (const char *name, const char *bytes, gsize size,
            const CopiaImportOptions *options, GError **error)
{
    CopiaDocument *document = NULL;

    if (!copia_import_memory (name, bytes, size, options, keep_document, &document,
                              error))
        g_clear_pointer (&document, copia_document_free);
    return document;
}

static inline CopiaDocument *
import_text (const char *text, gsize size, const char *importer)
{
    CopiaImportOptions options = { .importer = importer };
    g_autoptr (GError) error = NULL;
    CopiaDocument *document = import_one ("x", text, size, &options, &error);

    g_assert_no_error (error);
    return document;
}

/* The text with `mark` for each skip.  Holds every skip to its contract, too. */
static inline char *
show_skips (const CopiaDocument *document, const char *mark)
{
    GString *out = g_string_new (NULL);
    guint32 at = 0;

    for (guint i = 0; i < document->skips->len; i++) {
        CopiaRange skip = g_array_index (document->skips, CopiaRange, i);

        g_assert_cmpuint (skip.start, <, skip.end);
        g_assert_cmpuint (skip.end, <=, document->size);
        g_assert_true (i == 0 ? skip.start >= at : skip.start > at);
        g_assert_true (
            g_utf8_validate_len (document->text + at, skip.start - at, NULL));
        g_assert_true (g_utf8_validate_len (document->text + skip.start,
                                            skip.end - skip.start, NULL));
        g_string_append_len (out, document->text + at, skip.start - at);
        g_string_append (out, mark);
        at = skip.end;
    }
    g_string_append_len (out, document->text + at, document->size - at);
    return g_string_free (out, FALSE);
}

/* `1 Title|2 Other title`: the headings' levels and what is visible of their titles. */
static inline char *
show_headings (const CopiaDocument *document)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < document->headings->len; i++) {
        CopiaHeading heading = g_array_index (document->headings, CopiaHeading, i);

        g_assert_cmpuint (heading.line.start, <=, heading.title.start);
        g_assert_cmpuint (heading.title.start, <, heading.title.end);
        g_assert_cmpuint (heading.title.end, <=, heading.line.end);
        g_string_append_printf (out, "%s%u ", i ? "|" : "", heading.level);
        g_string_append_len (out, document->text + heading.title.start,
                             heading.title.end - heading.title.start);
    }
    return g_string_free (out, FALSE);
}
