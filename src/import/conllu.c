/* conllu.c - lines of CoNLL-U. */
#include "import/conllu.h"

#include "base/error.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { ID, FORM, LEMMA, COLUMNS = 10, MISC = 9, VALUES = 8 };

static const char *const names[VALUES] = { "lemma", "upos",   "xpos", "feats",
                                           "head",  "deprel", "deps", "misc" };

/* A token that is not told yet: a range waits for its words. */
typedef struct {
    GString *form, *values[VALUES];
    bool glue; /* no blank behind it */
} Token;

typedef struct {
    CopiaDocument *document;
    const CopiaReceiver *to;
    GError **error;
    unsigned line;
    Token token;
    bool waiting;                       /* `token` is there */
    unsigned long first_of_range, last; /* its words; last 0: it is one itself */
    bool text, p, s;                    /* what is open */
    bool any, glue;  /* in the text: a token was told; no blank behind it */
    bool paragraphs; /* the file divides into paragraphs */
    GPtrArray *sentence, *paragraph,
        *doc; /* char *: name, value, ..; of what comes next */
    bool newdoc, newpar;
    guint nodes; /* empty ones passed over */
} Conllu;

static bool broken (const Conllu *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Always false. */
static bool
broken (const Conllu *self, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (self->error, COPIA_ERROR, COPIA_ERROR_INPUT, "%s:%u: %s",
                 self->document->name, self->line, what);
    return false;
}

static bool
is_word (const GString *token)
{
    for (size_t at = 0; at < token->len;) {
        uint8_t class = copia_unicode_get (copia_unicode_next (token->str, &at))->class;

        if (class == COPIA_CLASS_LETTER || class == COPIA_CLASS_DIGIT)
            return true;
    }
    return false;
}

/* ---- regions --------------------------------------------------------------------------- */

static void
open_region (const Conllu *self, const char *name, GPtrArray *pairs)
{
    guint n = pairs->len / 2;
    g_autofree CopiaAttribute *attributes = g_new (CopiaAttribute, n + 1);

    for (guint i = 0; i < n; i++)
        attributes[i] =
            (CopiaAttribute){ pairs->pdata[2 * i], pairs->pdata[2 * i + 1] };
    self->to->open (self->to->self, name, attributes, n);
    g_ptr_array_set_size (pairs, 0);
}

static void
close_region (Conllu *self, const char *name, bool *open)
{
    if (*open)
        self->to->close (self->to->self, name);
    *open = false;
}

static void
add_pair (GPtrArray *pairs, const char *said, const char *value)
{
    char name[COPIA_DOCUMENT_NAME];

    copia_document_name (name, said);
    for (guint i = 0; i < pairs->len; i += 2)
        if (strcmp (pairs->pdata[i], name) == 0)
            return;
    g_ptr_array_add (pairs, g_strdup (name));
    g_ptr_array_add (pairs, g_strdup (value));
}

static void
begin_sentence (Conllu *self)
{
    if (self->newdoc) {
        close_region (self, "p", &self->p);
        close_region (self, "text", &self->text);
    }
    if (self->newpar)
        close_region (self, "p", &self->p);
    if (!self->text) {
        if (!self->newdoc)
            add_pair (self->doc, "file", self->document->name);
        open_region (self, "text", self->doc);
        self->text = true;
        self->any = self->glue = false;
    }
    if (!self->p && (self->newpar || self->paragraphs)) {
        open_region (self, "p", self->paragraph);
        self->p = self->paragraphs = true;
    }
    open_region (self, "s", self->sentence);
    self->s = true;
    self->newdoc = self->newpar = false;
}

/* "# newdoc id = x", "# newpar", "# key = value", "# anything" */
static void
take_comment (Conllu *self, const char *line)
{
    g_autofree char *text = g_strstrip (g_strdup (line + 1));
    char *equals = strchr (text, '=');
    bool doc = g_str_has_prefix (text, "newdoc");
    bool par = g_str_has_prefix (text, "newpar");

    self->newdoc = self->newdoc || doc;
    self->newpar = self->newpar || par;
    if (equals)
        *equals = '\0';
    g_strstrip (text);
    if (doc || par) {
        const char *key = text + strlen ("newdoc");

        if (equals)
            add_pair (doc ? self->doc : self->paragraph,
                      *key ? key + strspn (key, " ") : "id", g_strstrip (equals + 1));
        return;
    }
    add_pair (self->sentence, equals ? text : "comment",
              equals ? g_strstrip (equals + 1) : text);
}

/* ---- tokens ---------------------------------------------------------------------------- */

static void
tell_token (Conllu *self)
{
    Token *token = &self->token;
    CopiaString values[VALUES];

    if (!self->waiting)
        return;
    for (unsigned i = 0; i < VALUES; i++)
        values[i] = (CopiaString){ token->values[i]->str, token->values[i]->len };
    if (!self->s)
        begin_sentence (self);
    self->to->token (self->to->self,
                     &(CopiaTokenEvent){ " ", self->any && !self->glue,
                                         token->form->str, token->form->len,
                                         is_word (token->form), values });
    self->any = true;
    self->glue = token->glue;
    self->waiting = false;
}

static bool
is_nothing (const char *value, int column)
{
    return strcmp (value, "_") == 0 && column != FORM;
}

/* MISC without what the gaps say. */
static void
take_misc (Token *token, const char *misc, GString *out)
{
    g_auto (GStrv) parts = g_strsplit (misc, "|", -1);

    for (char **part = parts; *part; part++) {
        if (strcmp (*part, "SpaceAfter=No") == 0)
            token->glue = true;
        else
            g_string_append_printf (out, "%s%s", out->len ? "|" : "", *part);
    }
}

static void
take_columns (Conllu *self, char **cells)
{
    Token *token = &self->token;

    tell_token (self);
    g_string_assign (token->form, cells[FORM]);
    token->glue = false;
    for (int i = LEMMA; i < COLUMNS; i++) {
        GString *value = token->values[i - LEMMA];

        g_string_truncate (value, 0);
        if (is_nothing (cells[i], i) && !(i == LEMMA && strcmp (cells[FORM], "_") == 0))
            continue;
        if (i == MISC)
            take_misc (token, cells[i], value);
        else
            g_string_append (value, cells[i]);
    }
    self->waiting = true;
}

/* A word of the range that waits. */
static void
join_columns (Conllu *self, char **cells, bool first)
{
    for (int i = LEMMA; i < MISC; i++) {
        GString *value = self->token.values[i - LEMMA];

        if (first)
            g_string_truncate (value, 0);
        else
            g_string_append_c (value, '+');
        if (!is_nothing (cells[i], i))
            g_string_append (value, cells[i]);
    }
}

static bool
take_line (Conllu *self, char *line)
{
    g_auto (GStrv) cells = NULL;
    char *end;
    unsigned long id, last = 0;

    if (line[0] == '\0') {
        tell_token (self);
        self->last = 0;
        close_region (self, "s", &self->s);
        return true;
    }
    if (line[0] == '#') {
        take_comment (self, line);
        return true;
    }
    cells = g_strsplit (line, "\t", -1);
    if (g_strv_length (cells) != COLUMNS)
        return broken (self, "%u columns; a token of CoNLL-U has %d, with tabs between",
                       g_strv_length (cells), COLUMNS);
    id = strtoul (cells[ID], &end, 10);
    if (end == cells[ID] || cells[FORM][0] == '\0')
        return broken (self, "the first two columns must be a number and a word");
    if (*end == '.') {
        self->nodes++;
        return true;
    }
    if (*end == '-')
        last = strtoul (end + 1, &end, 10);
    if (*end != '\0' || (last > 0 && last <= id))
        return broken (self, "'%s' is no number of a token", cells[ID]);
    if (last == 0 && self->last >= id && self->last > 0) {
        join_columns (self, cells, self->waiting && self->first_of_range == id);
        return true;
    }
    take_columns (self, cells);
    self->last = last;
    self->first_of_range = id;
    return true;
}

static bool
read_lines (Conllu *self)
{
    for (const char *at = self->document->text; *at;) {
        size_t size = strcspn (at, "\n");
        size_t used = size > 0 && at[size - 1] == '\r' ? size - 1 : size;
        g_autofree char *line = g_strndup (at, used);

        self->line++;
        if (!take_line (self, line))
            return false;
        at += size + (at[size] == '\n');
    }
    tell_token (self);
    close_region (self, "s", &self->s);
    close_region (self, "p", &self->p);
    close_region (self, "text", &self->text);
    return true;
}

bool
copia_conllu_tell (CopiaDocument *document, const char *columns G_GNUC_UNUSED,
                   const CopiaReceiver *to, GError **error)
{
    Conllu self = { .document = document, .to = to, .error = error };
    bool good;

    self.sentence = g_ptr_array_new_with_free_func (g_free);
    self.paragraph = g_ptr_array_new_with_free_func (g_free);
    self.doc = g_ptr_array_new_with_free_func (g_free);
    self.token.form = g_string_new (NULL);
    for (unsigned i = 0; i < VALUES; i++)
        self.token.values[i] = g_string_new (NULL);
    if (to->layers)
        to->layers (to->self, names, VALUES);
    good = read_lines (&self);
    if (self.nodes > 0)
        copia_document_note (document, "%u empty node%s passed over", self.nodes,
                             self.nodes == 1 ? "" : "s");
    g_ptr_array_unref (self.sentence);
    g_ptr_array_unref (self.paragraph);
    g_ptr_array_unref (self.doc);
    g_string_free (self.token.form, TRUE);
    for (unsigned i = 0; i < VALUES; i++)
        g_string_free (self.token.values[i], TRUE);
    return good;
}
