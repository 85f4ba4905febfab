/* terms.c - options to match options. */
#include "command/terms.h"

#include "base/error.h"
#include "command/lists.h"
#include "command/options.h"
#include "query/caution.h"

#include <string.h>

struct CopiaTerms {
    CopiaLists *lists;
    CopiaMatchOptions options;
    GPtrArray *cautions; /* char *, each once */
};

static CopiaMatching
matching_of (const CopiaRequest *request)
{
    if (copia_request_has (request, &copia_option_all) &&
        copia_request_flag (request, "all"))
        return COPIA_MATCH_ALL;
    return copia_request_flag (request, "longest") ? COPIA_MATCH_LONGEST
                                                   : COPIA_MATCH_SHORTEST;
}

static CopiaDrop
drop_of (const CopiaRequest *request)
{
    const char *drop = copia_request_text (request, "drop");

    if (!drop)
        return COPIA_DROP_NONE;
    return strcmp (drop, "nested") == 0 ? COPIA_DROP_NESTED : COPIA_DROP_OVERLAPPING;
}

/* NULL without error: none is asked for. */
static bool
attribute_of (const CopiaRequest *request, const CopiaIndex *index,
              const char **attribute, GError **error)
{
    g_autofree char *names = NULL;

    *attribute = NULL;
    if (!copia_request_has (request, &copia_option_asked) ||
        !copia_request_given (request, "attribute"))
        return true;
    *attribute = copia_request_text (request, "attribute");
    if (copia_index_find_layer (index, *attribute))
        return true;
    names = copia_index_layer_names (index);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%s: there is no attribute '%s'; there are %s",
                 copia_index_path (index), *attribute, names);
    return false;
}

CopiaTerms *
copia_terms_new (const CopiaRequest *request, const CopiaIndex *index, uint32_t timeout,
                 GError **error)
{
    g_autoptr (CopiaTerms) self = g_new0 (CopiaTerms, 1);
    int64_t seconds = copia_request_given (request, "timeout")
                          ? copia_request_number (request, "timeout")
                          : timeout;
    const char *attribute;

    self->cautions = g_ptr_array_new_with_free_func (g_free);
    self->lists = copia_lists_new (copia_request_list (request, "list"), error);
    if (!self->lists || !attribute_of (request, index, &attribute, error))
        return NULL;
    self->options = (CopiaMatchOptions){
        .matching = matching_of (request),
        .deadline = seconds > 0 ? (uint64_t) (g_get_monotonic_time () +
                                              seconds * G_TIME_SPAN_SECOND)
                                : 0,
        .list = copia_lists_find,
        .data = self->lists,
        .drop = drop_of (request),
        .first_in = copia_request_text (request, "first-in"),
        .attribute = attribute,
        .results = copia_request_results (request),
    };
    return g_steal_pointer (&self);
}

const CopiaMatchOptions *
copia_terms_options (const CopiaTerms *self)
{
    return &self->options;
}

void
copia_terms_apply (CopiaTerms *self, CopiaQuery *query)
{
    g_autofree char *caution = NULL;

    copia_query_set_options (query, &self->options);
    caution = copia_query_caution (query);
    if (caution &&
        !g_ptr_array_find_with_equal_func (self->cautions, caution, g_str_equal, NULL))
        g_ptr_array_add (self->cautions, g_steal_pointer (&caution));
}

void
copia_terms_say (const CopiaTerms *self, CopiaRequest *request)
{
    for (guint i = 0; i < self->cautions->len; i++)
        copia_request_note (request, "%s", (const char *) self->cautions->pdata[i]);
}

void
copia_terms_free (CopiaTerms *self)
{
    if (!self)
        return;
    copia_lists_free (self->lists);
    g_ptr_array_unref (self->cautions);
    g_free (self);
}
