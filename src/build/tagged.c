/* tagged.c - lines of columns, or of CoNLL-U. */
#include "build/tagged.h"

#include "base/error.h"
#include "import/conllu-values.h"
#include "import/conllu.h"
#include "index/layer.h"

#include <string.h>

#define USUAL "word,pos,lemma"
#define MOST_COLUMNS 64
#define LONGEST_LINE (1u << 20)

enum { LEFT_OUT = -1, WORD = -2 }; /* columns that are no attribute */

struct CopiaTagged {
    CopiaTaggedEnds ends;
    char *columns;
    bool known;       /* whether it is CoNLL-U or not */
    GPtrArray *names; /* char *: the attributes, NULL-terminated */
    int *which;       /* a column: which attribute it is, or of the above */
    guint n;          /* columns */
    guint word;       /* the column of the word; n: none */
    guint64 line;     /* the one that is heard */
    GString *rest;    /* a line of which the end was not heard */
    bool begun;       /* attributes were told */
    CopiaConllu *conllu;
    CopiaDocument *document;
    CopiaReceiver receiver;
    GError *error; /* of the receiver */
};

static bool broken (const CopiaTagged *self, GError **error, CopiaError code,
                    const char *format, ...) G_GNUC_PRINTF (4, 5);

static bool
broken (const CopiaTagged *self, GError **error, CopiaError code, const char *format,
        ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, COPIA_ERROR, code,
                 "line %" G_GUINT64_FORMAT " of its output %s", self->line, what);
    return false;
}

/* ---- columns -------------------------------------------------------------------------- */

static bool
has_name (const CopiaTagged *self, const char *name)
{
    return g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL);
}

static bool
add_column (CopiaTagged *self, const char *name, GError **error)
{
    guint column = self->n++;

    if (strcmp (name, "_") == 0) {
        self->which[column] = LEFT_OUT;
        return true;
    }
    if (has_name (self, name) || (strcmp (name, "word") == 0 && self->word < column)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--tags: '%s' stands in it twice; name each column once, as in "
                     "word,pos,lemma, with _ for one to be left out",
                     name);
        return false;
    }
    if (strcmp (name, "word") == 0) {
        self->which[column] = WORD;
        self->word = column;
        return true;
    }
    if (!copia_layer_name_is_good (name)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--tags: no attribute can be called '%s'; name the columns as in "
                     "word,pos,lemma, with _ for one to be left out",
                     name);
        return false;
    }
    self->which[column] = (int) self->names->len;
    g_ptr_array_add (self->names, g_strdup (name));
    return true;
}

static bool
read_columns (CopiaTagged *self, const char *columns, GError **error)
{
    g_auto (GStrv) names = g_strsplit (columns, ",", -1);
    guint n = g_strv_length (names);

    self->which = g_new (int, n + 1);
    self->word = G_MAXUINT;
    for (guint i = 0; i < n && n <= MOST_COLUMNS; i++)
        if (!add_column (self, g_strstrip (names[i]), error))
            return false;
    if (self->names->len == 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--tags names the columns that the tagger prints, at most %d and "
                     "more than the word: word,pos,lemma",
                     MOST_COLUMNS);
        return false;
    }
    g_ptr_array_add (self->names, NULL);
    return true;
}

static bool
begin_layers (CopiaTagged *self, GError **error)
{
    self->begun = true;
    return self->ends.layers (self->ends.data, (const char *const *) self->names->pdata,
                              self->names->len - 1, error);
}

/* ---- CoNLL-U -------------------------------------------------------------------------- */

static void
name_layers (void *data, const char *const *names, size_t n)
{
    CopiaTagged *self = data;

    g_ptr_array_set_size (self->names, 0);
    for (size_t i = 0; i < n; i++)
        g_ptr_array_add (self->names, g_strdup (names[i]));
    g_ptr_array_add (self->names, NULL);
}

static void
open_region (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    (void) data;
    (void) name;
    (void) attributes;
    (void) n;
}

static void
close_region (void *data, const char *name)
{
    (void) data;
    (void) name;
}

static void
take_word (void *data, const CopiaTokenEvent *event)
{
    CopiaTagged *self = data;
    const CopiaString word = { event->token, event->token_size };

    if (!self->error)
        (void) self->ends.token (self->ends.data, &word, event->values, &self->error);
}

static void
begin_conllu (CopiaTagged *self)
{
    g_free (self->columns);
    self->columns = g_strdup (COPIA_TAGGED_CONLLU);
    self->known = true;
    self->document = copia_document_new ("its output");
    self->receiver = (CopiaReceiver){ .self = self,
                                      .open = open_region,
                                      .token = take_word,
                                      .close = close_region,
                                      .layers = name_layers };
    self->conllu = copia_conllu_new (self->document, &self->receiver);
}

/* A comment, or ten columns, the first a number. */
static bool
looks_like_conllu (const char *line)
{
    guint tabs = 0;

    for (const char *at = line; (at = strchr (at, '\t')); at++)
        tabs++;
    return line[0] == '#' ? tabs != 2 : tabs == 9 && g_ascii_isdigit (line[0]);
}

/* That of a token goes with the line. */
static bool
pass_error (CopiaTagged *self, bool good, GError **error)
{
    if (!good || !self->error)
        return good;
    g_propagate_error (error, g_steal_pointer (&self->error));
    return false;
}

static bool
hear_conllu (CopiaTagged *self, char *line, GError **error)
{
    return pass_error (self, copia_conllu_line (self->conllu, line, error), error);
}

/* ---- lines of columns ----------------------------------------------------------------- */

static bool
hear_columns (CopiaTagged *self, const char *line, GError **error)
{
    CopiaString values[MOST_COLUMNS], word = { "", 0 };
    guint n = 0;

    for (const char *at = line; at; n++) {
        size_t size = strcspn (at, "\t");
        const CopiaString cell = { at, size };

        if (n < self->n && self->which[n] == WORD)
            word = cell;
        else if (n < self->n && self->which[n] >= 0)
            values[self->which[n]] = cell;
        at = at[size] ? at + size + 1 : NULL;
    }
    if (n == self->n)
        return self->ends.token (self->ends.data,
                                 self->word == G_MAXUINT ? NULL : &word, values, error);
    return broken (self, error, COPIA_ERROR_INPUT,
                   "has %u column%s, and there should be %u: %s; name those it prints: "
                   "--tags word,pos,lemma, or conllu",
                   n, n == 1 ? "" : "s", self->n, self->columns);
}

static bool
hear_line (CopiaTagged *self, char *line, size_t size, GError **error)
{
    self->line++;
    if (!g_utf8_validate_len (line, size, NULL))
        return broken (self, error, COPIA_ERROR_INPUT,
                       "holds a NUL or is not UTF-8; tell the tagger to write UTF-8");
    if (size > 0 && line[size - 1] == '\r')
        line[size - 1] = '\0';
    if (!self->known && line[0] && looks_like_conllu (line))
        begin_conllu (self);
    self->known = self->known || line[0];
    if (!self->begun && line[0] && !begin_layers (self, error))
        return false;
    if (self->conllu)
        return hear_conllu (self, line, error);
    return line[0] ? hear_columns (self, line, error)
                   : self->ends.border (self->ends.data, error);
}

/* ---- public --------------------------------------------------------------------------- */

CopiaTagged *
copia_tagged_new (const char *columns, const CopiaTaggedEnds *ends, GError **error)
{
    g_autoptr (CopiaTagged) self = g_new0 (CopiaTagged, 1);

    self->ends = *ends;
    self->columns = g_strdup (columns ? columns : USUAL);
    self->known = columns != NULL;
    self->names = g_ptr_array_new_with_free_func (g_free);
    self->rest = g_string_new (NULL);
    if (g_strcmp0 (columns, COPIA_TAGGED_CONLLU) == 0)
        begin_conllu (self);
    else if (!read_columns (self, self->columns, error))
        return NULL;
    return g_steal_pointer (&self);
}

bool
copia_tagged_hear (CopiaTagged *self, const char *bytes, size_t size, GError **error)
{
    while (size > 0) {
        const char *end = memchr (bytes, '\n', size);
        size_t n = end ? (size_t) (end - bytes) : size;

        g_string_append_len (self->rest, bytes, (gssize) n);
        if (self->rest->len > LONGEST_LINE) {
            self->line++;
            return broken (self, error, COPIA_ERROR_LIMIT,
                           "is longer than %u bytes; it must be a line for each token",
                           LONGEST_LINE);
        }
        if (!end)
            return true;
        if (!hear_line (self, self->rest->str, self->rest->len, error))
            return false;
        g_string_truncate (self->rest, 0);
        bytes = end + 1;
        size -= n + 1;
    }
    return true;
}

bool
copia_tagged_end (CopiaTagged *self, GError **error)
{
    if (self->rest->len > 0 &&
        !hear_line (self, self->rest->str, self->rest->len, error))
        return false;
    if (!self->conllu)
        return true;
    self->line++;
    return pass_error (self, copia_conllu_end (self->conllu, error), error);
}

void
copia_tagged_free (CopiaTagged *self)
{
    if (!self)
        return;
    copia_conllu_free (self->conllu);
    copia_document_free (self->document);
    g_clear_error (&self->error);
    g_ptr_array_unref (self->names);
    g_string_free (self->rest, TRUE);
    g_free (self->which);
    g_free (self->columns);
    g_free (self);
}

const char *const *
copia_tagged_names (const CopiaTagged *self)
{
    return (const char *const *) self->names->pdata;
}

const char *
copia_tagged_columns (const CopiaTagged *self)
{
    return self->columns;
}

char *
copia_tagged_place (const CopiaTagged *self)
{
    return g_strdup_printf ("%s %" G_GUINT64_FORMAT,
                            self->conllu ? "before line" : "line", self->line);
}
