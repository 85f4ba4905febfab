/* explain.h - how a query will be answered: what it asks for, and the plan with its figures. */
#pragma once

#include "query/hits.h"

/* Lines of text, by `options` or, where they are NULL, by the query's: the query in English; for each pattern its parts with their tokens, where the
 * search starts and how many starts that makes at most; then, after all hits were found, how
 * many starts were tried and hits there are.  NULL: the query cannot be answered. */
char *copia_query_explain (const CopiaIndex *index, const CopiaQuery *query,
                           const CopiaSubcorpus *where,
                           const CopiaMatchOptions *options, GError **error);
