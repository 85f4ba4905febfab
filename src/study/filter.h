/* filter.h - words asked for by a regular expression that matches them as a whole. */
#pragma once

#include "base/strings.h"

typedef struct CopiaFilter CopiaFilter;

/* PCRE2 with UTF and UCP.  COPIA_ERROR_QUERY says where it is wrong. */
CopiaFilter *copia_filter_new (const char *text, bool caseless, GError **error);
/* A match that takes too long is none, and is remembered. */
bool copia_filter_matches (CopiaFilter *self, CopiaString text);
/* COPIA_ERROR_QUERY: some match took too long. */
bool copia_filter_good (const CopiaFilter *self, GError **error);
void copia_filter_free (CopiaFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaFilter, copia_filter_free)
