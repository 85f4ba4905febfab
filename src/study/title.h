/* title.h - what a picture of an answer is called. */
#pragma once

#include "query/query.h"

/* "freedom, of the, by chapter"; many queries are counted, not named.  `by` NULL: without. */
GString *copia_title_of_queries (const CopiaQuery *const *queries, size_t n,
                                 const char *by);
