/* query.c - from text to tree. */
#include "query/query.h"

#include "query/cql.h"
#include "query/query-private.h"
#include "query/simple.h"

#include <string.h>

struct CopiaQuery {
    char *text;
    bool cql;
    CopiaNode *tree;
    CopiaMatchOptions options;
};

CopiaQuery *
copia_query_parse (const char *text, CopiaLanguage language, GError **error)
{
    g_autoptr (CopiaQuery) self = g_new0 (CopiaQuery, 1);

    self->cql = language == COPIA_LANGUAGE_CQL ||
                (language == COPIA_LANGUAGE_GUESS && strpbrk (text, "[\"<"));
    self->text = g_strdup (text);
    self->tree =
        self->cql ? copia_cql_parse (text, error) : copia_simple_parse (text, error);
    return self->tree ? g_steal_pointer (&self) : NULL;
}

const char *
copia_query_text (const CopiaQuery *self)
{
    return self->text;
}

char *
copia_query_print (const CopiaQuery *self)
{
    g_autoptr (GString) out = g_string_new (NULL);

    if (self->cql)
        copia_node_print_cql (self->tree, out);
    else
        copia_node_print (self->tree, out);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
copia_query_say (const CopiaQuery *self)
{
    g_autoptr (GString) out = g_string_new (NULL);

    copia_node_say (self->tree, out);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

void
copia_query_set_options (CopiaQuery *self, const CopiaMatchOptions *options)
{
    self->options = *options;
}

const CopiaMatchOptions *
copia_query_options (const CopiaQuery *self)
{
    return &self->options;
}

const CopiaNode *
copia_query_tree (const CopiaQuery *self)
{
    return self->tree;
}

bool
copia_query_is_cql (const CopiaQuery *self)
{
    return self->cql;
}

void
copia_query_free (CopiaQuery *self)
{
    if (!self)
        return;
    copia_node_free (self->tree);
    g_free (self->text);
    g_free (self);
}
