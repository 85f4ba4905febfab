/* said.h - what a corpus says of the making of its attributes, and whether what is added agrees.
 *
 * A corpus is NULL where nothing is added to one: all is well then.
 */
#pragma once

#include "index/index.h"
#include "index/writer.h"

/* Attributes that are made where an option asks for it; the corpus says so under the key. */
typedef struct {
    const char *key, *option;
    const char *const *attributes; /* NULL-terminated */
} CopiaSaid;

/* The first line of the corpus under the key that begins so, or NULL; a set may have several. */
const char *copia_said_find (const CopiaIndex *corpus, const char *key,
                             const char *beginning);
/* One of them is this. */
bool copia_said_is (const CopiaIndex *corpus, const char *key, const char *value);
/* The option is given: COPIA_ERROR_QUERY when the corpus was made without it, and its tokens do
 * not have the attributes by themselves. */
bool copia_said_allows (const CopiaIndex *corpus, const CopiaSaid *said,
                        GError **error);
/* It is not given, and texts were read: the same when the corpus was made with it, and these do
 * not have the attributes by themselves. */
bool copia_said_has (const CopiaIndex *corpus, const CopiaSaid *said,
                     const CopiaIndexWriter *writer, GError **error);
