/* query.h - a question, parsed: independent of any corpus.
 *
 * Two languages: simple (the search box) and CQL.  A query prints itself back in its own
 * language and as a sentence.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "query/matching.h"

typedef struct CopiaQuery CopiaQuery;

typedef enum {
    COPIA_LANGUAGE_GUESS, /* CQL when the text holds [ or " or <, else simple */
    COPIA_LANGUAGE_SIMPLE,
    COPIA_LANGUAGE_CQL,
} CopiaLanguage;

/* COPIA_ERROR_QUERY: a second line repeats the query, a third puts a caret under the fault. */
CopiaQuery *copia_query_parse (const char *text, CopiaLanguage language,
                               GError **error);
/* The same, where names of `results` stand for their hits: as the whole query, or on a side of
 * `within` and `containing`.  A query that begins so is CQL unless it is said to be simple.  It
 * must be asked with these results in its options. */
CopiaQuery *copia_query_parse_with (const char *text, CopiaLanguage language,
                                    const CopiaResults *results, GError **error);
const char *copia_query_text (const CopiaQuery *self); /* as the user wrote it */
char *
copia_query_print (const CopiaQuery *self);     /* canonical form; parses to the same */
char *copia_query_say (const CopiaQuery *self); /* in plain English */
/* How its matches are chosen wherever it is asked; what the options point to is borrowed.
 * Until then the shortest are, without limit of time. */
void copia_query_set_options (CopiaQuery *self, const CopiaMatchOptions *options);
const CopiaMatchOptions *copia_query_options (const CopiaQuery *self);
void copia_query_free (CopiaQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaQuery, copia_query_free)
