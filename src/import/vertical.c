/* vertical.c - lines of a vertical text. */
#include "import/vertical.h"

#include "base/error.h"
#include "import/annotated-lines.h"
#include "import/vertical-tag.h"

#include <string.h>

#define USUAL_COLUMNS "word,pos,lemma"
#define MOST_COLUMNS 100

/* A region that is open in the file; its receiver hears of it with its first token. */
typedef struct {
    char *tag;  /* as it stands in the file */
    char *name; /* of the structure */
    guint64 line;
    bool told;
    GPtrArray *pairs; /* char *: name, value, .. */
} Open;

typedef struct {
    CopiaLines lines;
    GPtrArray *names; /* of the columns but `word` */
    guint word;       /* the column it is in */
    guint columns;
    GPtrArray *open; /* Open */
    bool pending;    /* regions, or the text of what stands in none, are to be told */
    bool glue, text, any;
    guint empty, crossing;
    GString *cells[MOST_COLUMNS];
} Vertical;

static void
open_free (void *data)
{
    Open *open = data;

    g_free (open->tag);
    g_free (open->name);
    g_ptr_array_unref (open->pairs);
    g_free (open);
}

/* ---- regions --------------------------------------------------------------------------- */

static void
tell_open (const Vertical *self, Open *open)
{
    copia_lines_open (&self->lines, open->name, open->pairs);
    open->told = true;
}

static void
tell_text (Vertical *self)
{
    const CopiaAttribute attributes[] = { { "file", self->lines.document->name },
                                          { COPIA_OWN_TEXT, "1" } };

    self->lines.to->open (self->lines.to->self, "text", attributes,
                          G_N_ELEMENTS (attributes));
    self->text = true;
}

/* Regions are told when their first token comes: those without any are passed over. */
static void
tell_pending (Vertical *self)
{
    bool within = false;

    self->pending = false;
    for (guint i = 0; i < self->open->len; i++)
        within = within || strcmp (((Open *) self->open->pdata[i])->name, "text") == 0;
    if (!within && !self->text)
        tell_text (self);
    for (guint i = 0; i < self->open->len; i++) {
        Open *open = self->open->pdata[i];

        if (!open->told)
            tell_open (self, open);
    }
}

static char *
structure_name (const Vertical *self, const char *tag)
{
    char name[COPIA_DOCUMENT_NAME];
    unsigned depth = 0;

    for (guint i = 0; i < self->open->len; i++)
        depth += strcmp (((Open *) self->open->pdata[i])->tag, tag) == 0;
    copia_document_name (name, tag);
    return depth > 0 ? g_strdup_printf ("%s%u", name, depth) : g_strdup (name);
}

/* What stood in no `text` ends before one that is declared. */
static void
end_own_text (Vertical *self)
{
    if (self->text)
        self->lines.to->close (self->lines.to->self, "text");
    self->text = false;
    self->pending = true;
}

/* NULL, or what is open by that name of a structure: <np1>, or the second <np>. */
static const Open *
find_open (const Vertical *self, const char *name)
{
    for (guint i = 0; i < self->open->len; i++) {
        const Open *open = self->open->pdata[i];

        if (strcmp (open->name, name) == 0)
            return open;
    }
    return NULL;
}

/* These are slots and columns of answers: a structure of that name could not be asked for. */
static bool
is_taken (const char *name)
{
    static const char *const names[] = { "word", "form", "cpos", "match", NULL };

    return g_strv_contains (names, name);
}

static bool
take_open (Vertical *self, const char *tag, GPtrArray *pairs, bool empty)
{
    const Open *outer;
    Open *open;

    if (empty && strcmp (tag, "g") == 0)
        self->glue = true;
    if (empty) {
        self->empty += strcmp (tag, "g") != 0;
        g_ptr_array_unref (pairs);
        return true;
    }
    open = g_new0 (Open, 1);
    open->tag = g_strdup (tag);
    open->name = structure_name (self, tag);
    open->line = self->lines.line;
    open->pairs = pairs;
    outer = find_open (self, open->name);
    g_ptr_array_add (self->open, open);
    if (outer)
        return copia_lines_broken (&self->lines,
                                   "<%s> would be called '%s' by its depth, and <%s> "
                                   "of line %" G_GUINT64_FORMAT
                                   " around it is; give one of them another name",
                                   tag, open->name, outer->tag, outer->line);
    self->pending = true;
    if (self->open->len > COPIA_LINES_MOST_NAMES)
        return copia_lines_broken (&self->lines,
                                   "more than %d regions are open, the first of them "
                                   "<%s> of line %" G_GUINT64_FORMAT,
                                   COPIA_LINES_MOST_NAMES,
                                   ((Open *) self->open->pdata[0])->tag,
                                   ((Open *) self->open->pdata[0])->line);
    if (is_taken (open->name))
        return copia_lines_broken (
            &self->lines,
            "<%s> cannot be a structure, for answers have a '%s' of their "
            "own; give it another name: sed 's,^<\\(/*\\)%s,<\\1%s2,'",
            tag, open->name, tag, tag);
    if (strcmp (tag, "text") != 0)
        return true;
    if (self->open->len > 1)
        return copia_lines_broken (
            &self->lines, "<text> stands inside <%s> of line %" G_GUINT64_FORMAT,
            ((Open *) self->open->pdata[0])->tag,
            ((Open *) self->open->pdata[0])->line);
    end_own_text (self);
    self->any = false;
    return true;
}

static bool
take_close (Vertical *self, const char *tag)
{
    for (guint i = self->open->len; i-- > 0;) {
        Open *open = self->open->pdata[i];
        Open *inner = self->open->pdata[self->open->len - 1];

        if (strcmp (open->tag, tag) != 0)
            continue;
        if (strcmp (tag, "text") == 0 && open != inner)
            return copia_lines_broken (
                &self->lines,
                "</text> closes, but <%s> of line %" G_GUINT64_FORMAT " is open",
                inner->tag, inner->line);
        self->crossing += open != inner;
        self->empty += !open->told;
        if (open->told)
            self->lines.to->close (self->lines.to->self, open->name);
        g_ptr_array_remove_index (self->open, i);
        self->pending = true;
        return true;
    }
    return copia_lines_broken (&self->lines, "</%s> closes what is not open", tag);
}

/* A line that begins with `<`; *tag false: it is a token after all. */
static bool
take_tag (Vertical *self, const char *line, bool *tag)
{
    g_auto (CopiaVerticalTag) said = { 0 };
    CopiaVerticalKind kind = copia_vertical_tag (line, &said);

    *tag = kind != COPIA_VERTICAL_NONE;
    if (kind == COPIA_VERTICAL_CLOSE && said.more)
        return copia_lines_broken (&self->lines,
                                   "more stands behind </%s>, and would be lost; a tag "
                                   "is a line of its own",
                                   said.name);
    if (kind == COPIA_VERTICAL_CLOSE)
        return take_close (self, said.name);
    if (kind == COPIA_VERTICAL_OPEN || kind == COPIA_VERTICAL_EMPTY)
        return take_open (self, said.name, g_steal_pointer (&said.pairs),
                          kind == COPIA_VERTICAL_EMPTY);
    return true;
}

/* ---- tokens ---------------------------------------------------------------------------- */

/* What stands there, with characters for references. */
static CopiaString
read_cell (GString *decoded, const char *text, size_t size)
{
    if (!memchr (text, '&', size))
        return (CopiaString){ text, size };
    copia_vertical_decode (decoded, text, size);
    return (CopiaString){ decoded->str, decoded->len };
}

static bool
take_token (Vertical *self, const char *line)
{
    CopiaString values[MOST_COLUMNS], word = { "", 0 };
    const char *at = line;
    guint value = 0;

    for (guint n = 0; at; n++) {
        const char *end = strchr (at, '\t');
        CopiaString cell;

        if (n == self->columns)
            return copia_lines_broken (&self->lines,
                                       "more than %u columns; name them: --attributes "
                                       "word,pos,lemma",
                                       self->columns);
        cell = read_cell (self->cells[n], at, end ? (size_t) (end - at) : strlen (at));
        if (n == self->word)
            word = cell;
        else
            values[value++] = cell;
        at = end ? end + 1 : NULL;
    }
    if (word.size == 0)
        return copia_lines_broken (&self->lines, "the word is empty");
    while (value < self->names->len)
        values[value++] = (CopiaString){ "", 0 };
    if (G_UNLIKELY (self->pending))
        tell_pending (self);
    copia_lines_token (&self->lines, self->any && !self->glue, word, values);
    self->any = true;
    self->glue = false;
    return true;
}

static bool
take_line (void *data, char *line)
{
    Vertical *self = data;
    bool tag = false;

    if (line[0] == '\0')
        return true;
    if (line[0] == '<' && !take_tag (self, line, &tag))
        return false;
    return tag || take_token (self, line);
}

static bool
read_columns (Vertical *self, const char *columns)
{
    g_auto (GStrv) names = g_strsplit (columns ? columns : USUAL_COLUMNS, ",", -1);

    self->word = G_MAXUINT;
    for (char **name = names; *name; name++, self->columns++) {
        if (strcmp (g_strstrip (*name), "word") == 0 && self->word == G_MAXUINT)
            self->word = self->columns;
        else
            g_ptr_array_add (self->names, g_strdup (*name));
    }
    if (self->word != G_MAXUINT && self->columns <= MOST_COLUMNS)
        return true;
    g_set_error (self->lines.error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--attributes names the columns, at most %d, and one of them must be "
                 "'word': word,pos,lemma",
                 MOST_COLUMNS);
    return false;
}

static bool
read_lines (Vertical *self)
{
    if (!copia_lines_each (&self->lines, take_line, self))
        return false;
    if (self->open->len > 0) {
        Open *open = self->open->pdata[0];

        self->lines.line = open->line;
        return copia_lines_broken (&self->lines, "<%s> is opened, but never closed",
                                   open->tag);
    }
    end_own_text (self);
    return true;
}

bool
copia_vertical_tell (CopiaDocument *document, const CopiaTellOptions *options,
                     const CopiaReceiver *to, GError **error)
{
    Vertical self = { .lines = { document, to, error, 0 }, .pending = true };
    bool good;

    self.names = g_ptr_array_new_with_free_func (g_free);
    self.open = g_ptr_array_new_with_free_func (open_free);
    good = read_columns (&self, options->columns);
    for (guint i = 0; good && i < self.columns; i++)
        self.cells[i] = g_string_new (NULL);
    if (good && to->layers)
        to->layers (to->self, (const char *const *) self.names->pdata, self.names->len);
    good = good && read_lines (&self);
    if (self.empty > 0)
        copia_document_note (document, "%u region%s without a token passed over",
                             self.empty, self.empty == 1 ? "" : "s");
    if (self.crossing > 0)
        copia_document_note (document, "%u region%s others", self.crossing,
                             self.crossing == 1 ? " crosses" : "s cross");
    for (guint i = 0; i < self.columns && self.cells[i]; i++)
        g_string_free (self.cells[i], TRUE);
    g_ptr_array_unref (self.names);
    g_ptr_array_unref (self.open);
    return good;
}
