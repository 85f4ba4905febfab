/* conllu-values.c - how the columns of CoNLL-U lie in an index. */
#include "import/conllu-values.h"

#include <string.h>

#define GLUE "SpaceAfter=No"

const char *const copia_conllu_columns[COPIA_CONLLU_VALUES] = {
    "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc"
};

bool
copia_conllu_begins (const char *comment, const char *newdoc)
{
    size_t size = strlen (newdoc);

    return strncmp (comment, newdoc, size) == 0 && strchr (" =", comment[size]);
}

void
copia_conllu_join (GString *joined, const char *column, bool first)
{
    if (!first)
        g_string_append_c (joined, '+');
    for (; *column; column++) {
        if (*column == '+' || *column == '\\')
            g_string_append_c (joined, '\\');
        g_string_append_c (joined, *column);
    }
}

GPtrArray *
copia_conllu_split (CopiaString joined)
{
    GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) column = g_string_new (NULL);

    for (size_t i = 0; i < joined.size; i++) {
        char c = joined.bytes[i];

        if (c == '+') {
            g_ptr_array_add (columns, g_strdup (column->str));
            g_string_truncate (column, 0);
            continue;
        }
        if (c == '\\' && i + 1 < joined.size)
            c = joined.bytes[++i];
        g_string_append_c (column, c);
    }
    g_ptr_array_add (columns, g_strdup (column->str));
    return columns;
}

bool
copia_conllu_take_glue (const char *misc, GString *rest)
{
    g_auto (GStrv) parts = g_strsplit (misc, "|", -1);
    g_autoptr (GString) again = NULL;
    bool glue = false;

    g_string_truncate (rest, 0);
    for (char **part = parts; *part; part++) {
        if (strcmp (*part, GLUE) == 0)
            glue = true;
        else
            g_string_append_printf (rest, "%s%s", rest->len ? "|" : "", *part);
    }
    again = g_string_new (rest->str);
    if (glue)
        copia_conllu_put_glue (again);
    if (strcmp (again->str, misc) != 0)
        g_string_assign (rest, misc);
    return glue;
}

/* By the alphabet, as treebanks sort them. */
void
copia_conllu_put_glue (GString *misc)
{
    g_auto (GStrv) parts = g_strsplit (misc->str, "|", -1);
    bool there = g_strv_contains ((const char *const *) parts, GLUE);

    g_string_truncate (misc, 0);
    for (char **part = parts; *part; part++) {
        if (!there && g_ascii_strcasecmp (*part, GLUE) > 0) {
            g_string_append_printf (misc, "%s" GLUE, misc->len ? "|" : "");
            there = true;
        }
        g_string_append_printf (misc, "%s%s", misc->len ? "|" : "", *part);
    }
    if (!there)
        g_string_append_printf (misc, "%s" GLUE, misc->len ? "|" : "");
}
