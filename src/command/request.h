/* request.h - a request as its command sees it: values by name, and what to answer with. */
#pragma once

#include "command/command.h"
#include "index/index.h"
#include "query/query.h"
#include "query/subcorpus.h"

/* Asking for an option the command does not have is a mistake of the command. */
bool copia_request_flag (const CopiaRequest *self, const char *option);
int64_t copia_request_number (const CopiaRequest *self, const char *option);
const char *copia_request_text (const CopiaRequest *self,
                                const char *option); /* or NULL */
const char *const *copia_request_list (const CopiaRequest *self, const char *option);
/* The command has this very option, and not one of its own by the same name. */
bool copia_request_has (const CopiaRequest *self, const CopiaOption *option);
bool copia_request_given (const CopiaRequest *self, const char *option);

unsigned copia_request_n_arguments (const CopiaRequest *self);
const char *copia_request_argument_at (const CopiaRequest *self, unsigned i);

const CopiaResults *copia_request_results (const CopiaRequest *self); /* or NULL */

/* Borrowed from the request; the index is argument 0. */
const CopiaIndex *copia_request_index (CopiaRequest *self, GError **error);
const CopiaSubcorpus *copia_request_where (CopiaRequest *self, GError **error);
/* A query in the language and with the ways of matching that the options name. */
CopiaQuery *copia_request_parse (CopiaRequest *self, const char *text, GError **error);
/* Argument `i` as a query. */
CopiaQuery *copia_request_query (CopiaRequest *self, unsigned i, GError **error);

/* The writer that --format names, or the front prefers. */
const CopiaWriter *copia_request_writer (const CopiaRequest *self);
/* How the answer looks; in a file it has no colours. */
CopiaLook copia_request_look (const CopiaRequest *self);
/* A table of that writer on the front's sink, or the file of --output. */
CopiaTable *copia_request_table (CopiaRequest *self);
/* Bytes to the same place, for answers that are not tables. */
bool copia_request_write (CopiaRequest *self, const char *bytes, size_t size,
                          GError **error);
/* What it runs for: to show how far a long task is. */
const CopiaFront *copia_request_front (const CopiaRequest *self);
/* One line beside the answer. */
void copia_request_note (CopiaRequest *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
/* "copia 0.1.0 | index 0123456789abcdef | copia kwic ..", borrowed. */
const char *copia_request_provenance (CopiaRequest *self);
