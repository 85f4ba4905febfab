/* conllu-token.c - columns of a line, and those of a range's words, to values. */
#include "import/conllu-token.h"

#include <string.h>

enum { VALUES = COPIA_CONLLU_VALUES, PARTS = VALUES, EMPTY };

/* The same for each file, with ranges or without: only then can indexes be merged. */
void
copia_conllu_layers (const char *names[COPIA_CONLLU_LAYERS])
{
    for (unsigned i = 0; i < VALUES; i++)
        names[i] = copia_conllu_columns[i];
    names[PARTS] = COPIA_CONLLU_PARTS;
    names[EMPTY] = COPIA_CONLLU_EMPTY;
}

bool
copia_conllu_is_nothing (const char *column)
{
    return column[0] == '\0' || strcmp (column, "_") == 0;
}

void
copia_conllu_token_init (CopiaConlluToken *self)
{
    *self = (CopiaConlluToken){ .form = g_string_new (NULL) };
    for (unsigned i = 0; i < COPIA_CONLLU_LAYERS; i++)
        self->values[i] = g_string_new (NULL);
    for (unsigned i = 0; i < VALUES; i++)
        self->words[i] = g_string_new (NULL);
}

void
copia_conllu_token_clear (CopiaConlluToken *self)
{
    g_string_free (self->form, TRUE);
    for (unsigned i = 0; i < COPIA_CONLLU_LAYERS; i++)
        g_string_free (self->values[i], TRUE);
    for (unsigned i = 0; i < VALUES; i++)
        g_string_free (self->words[i], TRUE);
}

void
copia_conllu_token_take (CopiaConlluToken *self, char **cells)
{
    const char *misc = cells[COPIA_CONLLU_MISC];

    g_string_assign (self->form, cells[COPIA_CONLLU_FORM]);
    g_string_truncate (self->values[PARTS], 0);
    for (int i = 0; i < VALUES; i++) {
        const char *cell = cells[COPIA_CONLLU_LEMMA + i];
        bool nothing = copia_conllu_is_nothing (cell);

        /* of the sign itself */
        if (i == 0 && strcmp (self->form->str, "_") == 0)
            nothing = false;
        g_string_assign (self->values[i], nothing ? "" : cell);
        g_string_truncate (self->words[i], 0);
        self->said[i] = false;
    }
    self->glue = !copia_conllu_is_nothing (misc) &&
                 copia_conllu_take_glue (misc, self->values[VALUES - 1]);
}

void
copia_conllu_token_take_part (CopiaConlluToken *self, char **cells, bool glue)
{
    const char *misc = cells[COPIA_CONLLU_MISC];

    copia_conllu_token_take (self, cells);
    if (!copia_conllu_is_nothing (misc))
        g_string_assign (self->values[VALUES - 1], misc);
    self->glue = glue;
}

char *
copia_conllu_token_range (const CopiaConlluToken *self)
{
    GString *columns = g_string_new (NULL);
    bool any = false;

    for (int i = 0; i < VALUES; i++) {
        const char *value = self->values[i]->len ? self->values[i]->str : "_";

        any = any || !copia_conllu_is_nothing (value);
        g_string_append_printf (columns, "%s%s", i > 0 ? "\t" : "", value);
    }
    if (!any)
        g_string_assign (columns, "_");
    return g_string_free (columns, FALSE);
}

void
copia_conllu_token_join (CopiaConlluToken *self, char **cells, bool first)
{
    copia_conllu_join (self->values[PARTS], cells[COPIA_CONLLU_FORM], first);
    for (int i = 0; i < VALUES; i++) {
        const char *cell = cells[COPIA_CONLLU_LEMMA + i];
        bool nothing = copia_conllu_is_nothing (cell);

        copia_conllu_join (self->words[i], nothing ? "_" : cell, first);
        self->said[i] = self->said[i] || !nothing;
    }
}

void
copia_conllu_token_end (CopiaConlluToken *self)
{
    for (unsigned i = 0; i < VALUES; i++) {
        g_autoptr (GString) joined = g_string_new (NULL);
        GString *own = self->values[i];

        if (own->len > 0)
            copia_conllu_join (joined, own->str, true);
        if (self->said[i])
            g_string_append_printf (joined, "%s%s", joined->len ? "+" : "",
                                    self->words[i]->str);
        g_string_assign (own, joined->str);
    }
}

size_t
copia_conllu_token_add_node (CopiaConlluToken *self, char **cells)
{
    GString *lines = self->values[EMPTY];

    for (int i = 0; i < COPIA_CONLLU_COLUMNS; i++) {
        if (i > 0 || lines->len > 0)
            g_string_append_c (lines, i > 0 ? '\t' : '\n');
        g_string_append (lines, cells[i]);
    }
    return lines->len;
}

void
copia_conllu_token_told (CopiaConlluToken *self)
{
    g_string_truncate (self->values[EMPTY], 0);
}
