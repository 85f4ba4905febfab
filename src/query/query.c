/* query.c - from text to tree. */
#include "query/query.h"

#include "query/cql.h"
#include "query/fault.h"
#include "query/query-private.h"
#include "query/results.h"
#include "query/simple.h"

#include <string.h>

#define BLANKS " \t\r\n"
#define SIGNS_OF_CQL "[\"<"

struct CopiaQuery {
    char *text;
    bool cql;
    CopiaNode *tree;
    CopiaMatchOptions options;
};

/* The name of a result that the text begins with; `*rest` is what follows. */
static char *
result_before (const char *text, const CopiaResults *results, const char **rest)
{
    size_t size;
    g_autofree char *name = NULL;

    text += strspn (text, BLANKS);
    size = strcspn (text, BLANKS ";");
    name = g_strndup (text, size);
    *rest = text + size + strspn (text + size, BLANKS ";");
    return results && copia_results_find (results, name) ? g_steal_pointer (&name)
                                                         : NULL;
}

static bool
starts_relation (const char *rest)
{
    rest += *rest == '!';
    rest += strspn (rest, BLANKS);
    return g_str_has_prefix (rest, "within") || g_str_has_prefix (rest, "containing") ||
           g_str_has_prefix (rest, "::");
}

/* `meet "war" "peace"`, `MU(meet ..)`: what is CQL by its first word. */
static bool
starts_command (const char *word, size_t size, const char *rest)
{
    static const char *const commands[] = { "MU", "TAB", "meet", "union" };

    for (size_t i = 0; i < G_N_ELEMENTS (commands); i++)
        if (size == strlen (commands[i]) && memcmp (word, commands[i], size) == 0)
            return g_ascii_isupper (word[0]) || strchr ("\"[(", rest[0]);
    return false;
}

/* Words, of which one sign makes a query in CQL. */
static bool
begins_with_words (const char *text)
{
    const char *rest;
    size_t size;

    text += strspn (text, BLANKS);
    size = strcspn (text, BLANKS SIGNS_OF_CQL ":=.;(");
    rest = text + size + strspn (text + size, BLANKS);
    return size > 0 && g_unichar_isalnum (g_utf8_get_char_validated (text, -1)) &&
           !starts_command (text, size, rest) && !strchr (":=.", rest[0]) &&
           !starts_relation (rest);
}

CopiaQuery *
copia_query_parse (const char *text, CopiaLanguage language, GError **error)
{
    g_autoptr (CopiaQuery) self = g_new0 (CopiaQuery, 1);
    const char *sign =
        language == COPIA_LANGUAGE_GUESS ? strpbrk (text, SIGNS_OF_CQL) : NULL;

    if (sign && g_utf8_validate (text, -1, NULL) && begins_with_words (text)) {
        copia_fault (error, text, (size_t) (sign - text),
                     "this %c makes it a query in CQL, where words stand in quotes, as "
                     "in \"war\"; --simple takes all as it is typed",
                     *sign);
        return NULL;
    }
    self->cql = language == COPIA_LANGUAGE_CQL || sign;
    self->text = g_strdup (text);
    self->tree =
        self->cql ? copia_cql_parse (text, error) : copia_simple_parse (text, error);
    return self->tree ? g_steal_pointer (&self) : NULL;
}

static CopiaQuery *
query_of_result (const char *text, const char *name)
{
    CopiaQuery *self = g_new0 (CopiaQuery, 1);

    self->cql = true;
    self->text = g_strdup (text);
    self->tree =
        copia_node_new (COPIA_NODE_RESULT, strspn (text, BLANKS), strlen (name));
    self->tree->structure = g_strdup (name);
    return self;
}

/* A name that stands for a whole structure may be that of a result. */
static void
name_results (CopiaNode *node, const CopiaResults *results)
{
    if (node->kind == COPIA_NODE_TAG && node->tag == COPIA_TAG_WHOLE &&
        !node->expression && copia_results_find (results, node->structure))
        node->kind = COPIA_NODE_RESULT;
    for (guint i = 0; copia_node_is_query (node) && i < node->children->len; i++)
        name_results (node->children->pdata[i], results);
}

CopiaQuery *
copia_query_parse_with (const char *text, CopiaLanguage language,
                        const CopiaResults *results, GError **error)
{
    const char *rest;
    g_autofree char *name = result_before (text, results, &rest);
    g_autoptr (CopiaQuery) self = NULL;

    if (name && language != COPIA_LANGUAGE_SIMPLE && *rest == '\0')
        return query_of_result (text, name);
    if (name && language == COPIA_LANGUAGE_GUESS && starts_relation (rest))
        language = COPIA_LANGUAGE_CQL;
    self = copia_query_parse (text, language, error);
    if (self && self->cql && results)
        name_results (self->tree, results);
    return g_steal_pointer (&self);
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
