/* ask.h - what the options say, as studies want to hear it. */
#pragma once

#include "command/request.h"
#include "study/ask.h"
#include "text/stoplist.h"

/* Opens the index and the subcorpus, and fills the page: --limit, --offset, --where. */
bool copia_ask_fill (CopiaRequest *request, CopiaAsk *ask, GError **error);
/* Notes that a choice of regions may have been meant otherwise; `where` may be NULL. */
void copia_ask_caution (CopiaRequest *request, const CopiaSubcorpus *where);
/* Then: among how many threads the work is shared (copia_option_threads).  The answer does not
 * depend on it. */
void copia_ask_share (CopiaRequest *request, CopiaAsk *ask);

/* The arguments behind the index: CopiaQuery *, added to `queries`. */
bool copia_ask_queries (CopiaRequest *request, GPtrArray *queries, GError **error);

/* --by and --slices: the units of a breakdown, of which only one kind can be asked for. */
bool copia_ask_units (const CopiaRequest *request, const char **by, uint32_t *slices,
                      GError **error);

/* --stop: a compiled-in list by name, or a file.  NULL without error: no list was asked for. */
bool copia_ask_stop (CopiaRequest *request, CopiaStoplist **list, CopiaStop *stop,
                     GError **error);

/* --attribute: what to ask a study with, and how it counts then.  The index, or for another
 * attribute than words have a view of it (index/view.h), which `*view` owns; `marks`: they are
 * counted too.  NULL: an error. */
const CopiaIndex *copia_ask_counted (CopiaRequest *request, bool marks,
                                     CopiaCounted *counted, CopiaIndex **view,
                                     GError **error);
/* The same of another index. */
const CopiaIndex *copia_ask_counted_in (const CopiaIndex *index, const char *attribute,
                                        bool marks, CopiaCounted *counted,
                                        CopiaIndex **view, GError **error);

/* --explain: says in notes beside the table how the query is answered: the query read back,
 * the plan with what it expects and what it met. */
bool copia_ask_explain (CopiaRequest *request, const CopiaQuery *query,
                        CopiaTable *table, GError **error);

/* Says that a query was not found, and what may help: the part of it that has no match, words
 * spelt nearly so, that it is found elsewhere. */
void copia_ask_missing (CopiaRequest *request, const CopiaQuery *query);

/* The outcome of a study that went well; says why when there was nothing. */
CopiaOutcome copia_ask_outcome (CopiaRequest *request, const CopiaFound *found,
                                const CopiaQuery *query);
