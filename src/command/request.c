/* request.c - the values that were given, each checked, and what they ask. */
#include "command/request-private.h"

#include "base/error.h"
#include "command/first.h"
#include "command/nearest.h"
#include "command/options.h"
#include "command/usage.h"
#include "query/saved.h"

#include <string.h>

static void
clear_value (void *data)
{
    g_ptr_array_unref (((CopiaValue *) data)->values);
}

CopiaRequest *
copia_request_new (const CopiaCommand *command, const CopiaFront *front)
{
    CopiaRequest *self = g_new0 (CopiaRequest, 1);

    self->command = command;
    self->front = front;
    self->given = g_array_new (FALSE, FALSE, sizeof (CopiaValue));
    g_array_set_clear_func (self->given, clear_value);
    self->arguments = g_ptr_array_new_with_free_func (g_free);
    return self;
}

CopiaValue *
copia_request_find (const CopiaRequest *self, const char *name)
{
    for (guint i = 0; i < self->given->len; i++) {
        CopiaValue *value = &g_array_index (self->given, CopiaValue, i);

        if (strcmp (value->option->name, name) == 0)
            return value;
    }
    return NULL;
}

static bool
unknown_option (const CopiaRequest *self, const char *name, GError **error)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    const char *near;

    for (const CopiaOption *const *option = self->command->options; *option; option++)
        g_ptr_array_add (names, (void *) (*option)->name);
    for (const CopiaOption *common = copia_usage_everywhere; common->name; common++)
        g_ptr_array_add (names, (void *) (uintptr_t) common->name);
    g_ptr_array_add (names, NULL);
    near = copia_nearest_meant (name, (const char *const *) names->pdata);
    if (!near)
        near = copia_nearest (name, (const char *const *) names->pdata);
    if (near && strcmp (near, name) == 0)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--%s stands alone: copia --%s", name, name);
    else if (near)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'copia %s' has no option --%s; did you mean --%s?",
                     self->command->name, name, near);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'copia %s' has no option --%s; see 'copia help %s'",
                     self->command->name, name, self->command->name);
    return false;
}

bool
copia_request_set (CopiaRequest *self, const char *option, const char *value,
                   GError **error)
{
    const CopiaOption *known = copia_command_option (self->command, option);
    CopiaValue *old = copia_request_find (self, option);

    if (!known)
        return unknown_option (self, option, error);
    if (!copia_option_check (known, value, error))
        return false;
    if (!old) {
        CopiaValue fresh = { known, g_ptr_array_new_with_free_func (g_free) };

        g_ptr_array_add (fresh.values, NULL);
        g_array_append_val (self->given, fresh);
        old = &g_array_index (self->given, CopiaValue, self->given->len - 1);
    }
    if (known->kind != COPIA_OPTION_LIST)
        g_ptr_array_remove_range (old->values, 0, old->values->len - 1);
    g_ptr_array_insert (old->values, (gint) old->values->len - 1, g_strdup (value));
    return true;
}

void
copia_request_argument (CopiaRequest *self, const char *argument)
{
    g_ptr_array_add (self->arguments, g_strdup (argument));
}

void
copia_request_lend (CopiaRequest *self, const CopiaIndex *index,
                    const CopiaResults *results)
{
    self->index = index;
    self->results = results;
}

const CopiaResults *
copia_request_results (const CopiaRequest *self)
{
    return self->results;
}

bool
copia_request_has (const CopiaRequest *self, const CopiaOption *option)
{
    return copia_command_option (self->command, option->name) == option;
}

bool
copia_request_given (const CopiaRequest *self, const char *option)
{
    return copia_request_find (self, option) != NULL;
}

bool
copia_request_flag (const CopiaRequest *self, const char *option)
{
    return copia_request_given (self, option);
}

const char *
copia_request_text (const CopiaRequest *self, const char *option)
{
    const CopiaOption *known = copia_command_option (self->command, option);
    const CopiaValue *value = copia_request_find (self, option);

    g_assert (known);
    return value ? value->values->pdata[0] : known->fallback;
}

int64_t
copia_request_number (const CopiaRequest *self, const char *option)
{
    const char *text = copia_request_text (self, option);

    return text ? g_ascii_strtoll (text, NULL, 10) : 0;
}

const char *const *
copia_request_list (const CopiaRequest *self, const char *option)
{
    const CopiaValue *value = copia_request_find (self, option);

    return value ? (const char *const *) value->values->pdata : NULL;
}

unsigned
copia_request_n_arguments (const CopiaRequest *self)
{
    return self->arguments->len;
}

const char *
copia_request_argument_at (const CopiaRequest *self, unsigned i)
{
    return self->arguments->pdata[i];
}

const CopiaIndex *
copia_request_index (CopiaRequest *self, GError **error)
{
    if (!self->index)
        self->index = self->opened =
            copia_first_index (self->command->name, self->arguments, error);
    return self->index;
}

const CopiaSubcorpus *
copia_request_where (CopiaRequest *self, GError **error)
{
    CopiaValue *value = copia_request_find (self, "where");

    /* so that the provenance says what a name stood for */
    if (value && !copia_saved_expand_all (self->index, value->values, error))
        return NULL;
    if (!self->where)
        self->where = copia_subcorpus_new (self->index,
                                           copia_request_list (self, "where"), error);
    return self->where;
}

CopiaQuery *
copia_request_parse (CopiaRequest *self, const char *text, GError **error)
{
    CopiaLanguage language = copia_request_flag (self, "simple") ? COPIA_LANGUAGE_SIMPLE
                             : copia_request_flag (self, "cql")  ? COPIA_LANGUAGE_CQL
                                                                 : COPIA_LANGUAGE_GUESS;
    g_autoptr (CopiaQuery) query = NULL;

    query = copia_query_parse_with (text, language, self->results, error);
    if (query && !self->terms)
        self->terms = copia_terms_new (self, self->index, self->front->timeout, error);
    if (!query || !self->terms)
        return NULL;
    copia_terms_apply (self->terms, query);
    return g_steal_pointer (&query);
}

CopiaQuery *
copia_request_query (CopiaRequest *self, unsigned i, GError **error)
{
    return copia_request_parse (self, self->arguments->pdata[i], error);
}

void
copia_request_free (CopiaRequest *self)
{
    if (!self)
        return;
    g_array_unref (self->given);
    g_ptr_array_unref (self->arguments);
    g_clear_pointer (&self->where, copia_subcorpus_free);
    g_clear_pointer (&self->terms, copia_terms_free);
    g_clear_pointer (&self->opened, copia_index_close);
    g_clear_pointer (&self->out, copia_out_free);
    g_free (self->provenance);
    g_free (self);
}
