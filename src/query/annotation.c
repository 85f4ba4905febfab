/* annotation.c - {lemma} and word_TAG to expressions. */
#include "query/annotation.h"

#include "query/fault.h"

#include <string.h>

static const char *const tags[] = { "pos", "xpos", "tag", "msd", "upos" };

const char *
copia_annotation_tags (const CopiaIndex *index)
{
    const char *found = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS (tags); i++) {
        const CopiaLayer *layer = copia_index_find_layer (index, tags[i]);

        if (layer && layer->count > 1)
            return tags[i];
        if (layer && !found)
            found = tags[i];
    }
    return found;
}

/* A regular expression for a text with wildcards; | parts alternatives where `choice`. */
static char *
regex_of (const char *text, bool choice)
{
    g_autoptr (GString) regex = g_string_new (NULL);

    for (; *text; text++) {
        if (*text == COPIA_ANY_CHARACTERS)
            g_string_append (regex, ".*");
        else if (*text == COPIA_ONE_CHARACTER)
            g_string_append_c (regex, '.');
        else if (*text == COPIA_LOW_LINE)
            g_string_append_c (regex, '_');
        else if (strchr (".[](){}+?^$\\*", *text) || (*text == '|' && !choice))
            g_string_append_printf (regex, "\\%c", *text);
        else
            g_string_append_c (regex, *text);
    }
    return g_string_free (g_steal_pointer (&regex), FALSE);
}

static CopiaExpression *
compare (const CopiaNode *token, const char *attribute, const char *text, bool choice)
{
    CopiaExpression *test = copia_expression_new (COPIA_EXPRESSION_COMPARE, token->at);

    test->size = token->size;
    test->attribute = g_strdup (attribute);
    test->text = regex_of (text, choice);
    test->no_case = true;
    return test;
}

const char *
copia_annotation_asked (const CopiaBinding *binding)
{
    const char *asked = binding->options->attribute;

    return asked && strcmp (asked, "form") != 0 ? asked : NULL;
}

/* As printed is as printed; in other values letter case does not count, as in forms. */
CopiaExpression *
copia_annotation_word (const CopiaBinding *binding, const CopiaNode *token,
                       const char *text)
{
    const char *asked = copia_annotation_asked (binding);
    CopiaExpression *test = asked ? compare (token, asked, text, false) : NULL;

    if (test)
        test->no_case = strcmp (asked, "word") != 0;
    return test;
}

static bool
compare_lemma (const CopiaBinding *binding, const CopiaNode *token,
               CopiaExpression *both)
{
    g_autofree char *regex = regex_of (token->text, true);

    if (!copia_index_find_layer (binding->index, "lemma"))
        return copia_binding_fault (
            binding, token->at,
            "the corpus has no lemmas, so {%s} cannot be looked up; search for its "
            "forms: be|is|are",
            regex);
    copia_expression_add (both, compare (token, "lemma", token->text, true));
    return true;
}

/* Only the text before the tag's _ is the word; none is any word. */
static void
compare_word (const CopiaBinding *binding, const CopiaNode *token,
              CopiaExpression *both)
{
    size_t size = strlen (token->text) - strlen (token->pos) - 1;
    g_autofree char *word = g_strndup (token->text, size);
    CopiaExpression *test;

    if (strspn (word, "\1") == size)
        return;
    test = copia_annotation_word (binding, token, word);
    copia_expression_add (both, test ? test : compare (token, "form", word, false));
}

bool
copia_annotation_test (const CopiaBinding *binding, const CopiaNode *token,
                       CopiaExpression **test)
{
    bool lemma = token->test == COPIA_TEST_LEMMA;
    const char *attribute = token->pos ? copia_annotation_tags (binding->index) : NULL;
    g_autoptr (CopiaExpression) both =
        copia_expression_new (COPIA_EXPRESSION_AND, token->at);

    *test = NULL;
    if (lemma && !compare_lemma (binding, token, both))
        return false;
    if (lemma && token->pos && !attribute)
        return copia_binding_fault (binding, token->at,
                                    "the corpus has no tags; leave out the _ and what "
                                    "follows");
    if (!lemma && attribute)
        compare_word (binding, token, both);
    else if (token->test == COPIA_TEST_WILDCARD && copia_annotation_asked (binding))
        copia_expression_add (both,
                              copia_annotation_word (binding, token, token->text));
    if (attribute)
        copia_expression_add (both, compare (token, attribute, token->pos, false));
    if (both->children->len > 0)
        *test = g_steal_pointer (&both);
    return true;
}

char *
copia_annotation_text (const CopiaNode *token)
{
    return g_strdelimit (g_strdup (token->text), "\3", '_');
}
