/* cql-tag.c - what stands in <tags>. */
#include "query/cql-private.h"

#include <string.h>

/* CQP's <chapter_title="re">: the structure up to the first _, the attribute after it. */
static bool
split_name (CopiaNode *tag, char **attribute)
{
    char *low = strchr (tag->structure, '_');

    if (!low || low == tag->structure || !low[1] || g_ascii_isdigit (low[1]))
        return false;
    *attribute = g_strdup (low + 1);
    *low = '\0';
    return true;
}

/* What follows <NAME: .attribute="re", ="re", or attributes. */
static bool
parse_attributes (CopiaCql *self, CopiaNode *tag)
{
    g_autofree char *attribute = NULL;
    bool comparing = copia_cql_is (self, "=") || copia_cql_is (self, "!=") ||
                     copia_cql_is (self, "==") || copia_cql_is (self, "!==") ||
                     copia_cql_is (self, "<=") || copia_cql_is (self, ">=");

    if (copia_cql_take (self, ".")) {
        if (self->at->kind != COPIA_LEXEME_NAME)
            return copia_cql_expected (self, "an attribute after the .");
        attribute = copia_cql_name (self);
    } else if (comparing && !split_name (tag, &attribute)) {
        return copia_cql_expected (self, "an attribute, as in <chapter title=\"re\">,");
    }
    if (attribute)
        tag->expression = copia_cql_comparison (self, attribute);
    else if (!copia_cql_is (self, ">") && !copia_cql_is (self, "/>"))
        tag->expression = copia_cql_expression (self, true);
    else
        return true;
    return tag->expression != NULL;
}

static CopiaNode *
whole (CopiaCql *self, size_t at)
{
    CopiaNode *tag = copia_node_new (COPIA_NODE_TAG, at, 0);

    tag->tag = COPIA_TAG_WHOLE;
    tag->structure = copia_cql_name (self);
    return tag;
}

static bool
are_next (const CopiaCql *self, const char *const *texts)
{
    for (const CopiaLexeme *at = self->at; *texts; at++, texts++)
        if (at->kind == COPIA_LEXEME_STRING || at->kind == COPIA_LEXEME_END ||
            !g_str_equal (at->text, *texts))
            return false;
    return true;
}

bool
copia_cql_starts_region (const CopiaCql *self)
{
    static const char *const macro[] = { "/", "region", "[", NULL };

    return are_next (self, macro);
}

/* '/region[' NAME ']', as CQP's users write what is <NAME/> */
CopiaNode *
copia_cql_region (CopiaCql *self)
{
    size_t at = self->at->at;
    g_autoptr (CopiaNode) tag = NULL;

    self->at += 3;
    if (self->at->kind != COPIA_LEXEME_NAME) {
        copia_cql_expected (self, "the name of a structure, as in /region[s],");
        return NULL;
    }
    tag = whole (self, at);
    if (copia_cql_is (self, ",")) {
        copia_fault (self->error, self->query, self->at->at,
                     "a label marks a token, no region; write <%s> a:[] []* </%s>",
                     tag->structure, tag->structure);
        return NULL;
    }
    if (!copia_cql_need (self, "]", "the [ before"))
        return NULL;
    tag->size = copia_cql_end (self) - at;
    return g_steal_pointer (&tag);
}

/* '<<' NAME '>>', the same */
static CopiaNode *
parse_double (CopiaCql *self, size_t at)
{
    g_autoptr (CopiaNode) tag = NULL;

    self->at += 2;
    if (self->at->kind != COPIA_LEXEME_NAME) {
        copia_cql_expected (self, "the name of a structure, as in <<s>>,");
        return NULL;
    }
    tag = whole (self, at);
    if (!copia_cql_need (self, ">", "the << before") ||
        !copia_cql_need (self, ">", "the << before"))
        return NULL;
    tag->size = copia_cql_end (self) - at;
    return g_steal_pointer (&tag);
}

/* tag := '<' NAME ('.' NAME)? attributes ('>' | '/>') | '</' NAME '>' | '<<' NAME '>>' */
CopiaNode *
copia_cql_tag (CopiaCql *self)
{
    static const char *const doubled[] = { "<", "<", NULL };
    size_t at = self->at->at;
    g_autoptr (CopiaNode) tag = NULL;

    if (are_next (self, doubled))
        return parse_double (self, at);
    tag = copia_node_new (COPIA_NODE_TAG, at, 0);
    tag->tag = copia_cql_is (self, "</") ? COPIA_TAG_CLOSE : COPIA_TAG_OPEN;
    self->at++;
    if (self->at->kind != COPIA_LEXEME_NAME) {
        copia_cql_expected (self, "the name of a structure, as in <s>,");
        return NULL;
    }
    tag->structure = copia_cql_name (self);
    self->in_tag = true;
    if (!parse_attributes (self, tag))
        return NULL;
    self->in_tag = false;
    if (tag->tag == COPIA_TAG_OPEN && copia_cql_take (self, "/>"))
        tag->tag = COPIA_TAG_WHOLE;
    else if (!copia_cql_need (self, ">", "the < before"))
        return NULL;
    tag->size = self->at[-1].at + 1 - at;
    if (tag->tag == COPIA_TAG_WHOLE)
        tag->size++;
    return g_steal_pointer (&tag);
}
