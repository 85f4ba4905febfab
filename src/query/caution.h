/* caution.h - what a question counts that its author may not think of. */
#pragma once

#include "query/query.h"

/* A line to be said beside the answer; NULL: there is nothing to say. */
char *copia_query_caution (const CopiaQuery *query);
