/* conllu.c - lines of CoNLL-U. */
#include "import/conllu.h"

#include "base/error.h"
#include "import/annotated-lines.h"
#include "import/binary.h"
#include "import/conllu-token.h"
#include "text/surface.h"

#include <string.h>

struct CopiaConllu {
    CopiaLines lines;
    CopiaConlluToken token;
    bool waiting;        /* `token` is there */
    guint64 id;          /* its number */
    bool apart;          /* words of a range are tokens */
    bool glued;          /* no blank behind the range that is open */
    GPtrArray *range;    /* of it, where they are: name, value, .. */
    guint64 words;       /* of the sentence so far: the last one's number */
    guint64 first, last; /* of the range that is open; last 0: none */
    guint64 nodes;       /* empty ones behind the last word */
    guint64 head;        /* the highest of the sentence */
    guint64 line_of_head;
    bool text, p, s; /* what is open */
    bool any, glue;  /* in the text: a token was told; no blank behind it */
    bool paragraphs; /* the file divides into paragraphs */
    GPtrArray *sentence, *paragraph,
        *doc;          /* char *: name, value, ..; of what comes next */
    GString *comments; /* of the sentence that comes next */
    bool newdoc, newpar;
};

typedef CopiaConllu Conllu;

/* ---- regions --------------------------------------------------------------------------- */

static void
open_region (const Conllu *self, const char *name, GPtrArray *pairs)
{
    copia_lines_open (&self->lines, name, pairs);
    g_ptr_array_set_size (pairs, 0);
}

static void
close_region (Conllu *self, const char *name, bool *open)
{
    if (*open)
        self->lines.to->close (self->lines.to->self, name);
    *open = false;
}

/* The line that ends it is the blank behind the last token. */
static void
close_text (Conllu *self)
{
    if (self->text && !self->glue && self->lines.to->tail)
        self->lines.to->tail (self->lines.to->self, "\n", 1);
    close_region (self, "text", &self->text);
}

/* False: there is one of that name. */
static bool
add_pair (GPtrArray *pairs, const char *said, const char *value)
{
    char name[COPIA_DOCUMENT_NAME];

    copia_document_name (name, said);
    for (guint i = 0; i < pairs->len; i += 2)
        if (strcmp (pairs->pdata[i], name) == 0)
            return false;
    g_ptr_array_add (pairs, g_strdup (name));
    g_ptr_array_add (pairs, g_strdup (value));
    return true;
}

static void
begin_sentence (Conllu *self)
{
    if (self->newdoc) {
        close_region (self, "p", &self->p);
        close_text (self);
    }
    if (self->newpar)
        close_region (self, "p", &self->p);
    if (!self->text) {
        if (!self->newdoc)
            add_pair (self->doc, "file", self->lines.document->name);
        open_region (self, "text", self->doc);
        self->text = true;
        self->any = self->glue = false;
    }
    if (!self->p && (self->newpar || self->paragraphs)) {
        open_region (self, "p", self->paragraph);
        self->p = self->paragraphs = true;
    }
    add_pair (self->sentence, COPIA_CONLLU_COMMENTS, self->comments->str);
    open_region (self, "s", self->sentence);
    g_string_truncate (self->comments, 0);
    self->s = true;
    self->newdoc = self->newpar = false;
}

/* "newdoc id"; what has no name is the id, and not the way it is written usually. */
static bool
take_region_pair (GPtrArray *pairs, const char *key, const char *value)
{
    const char *inner = key + strlen ("newdoc");

    inner += strspn (inner, " ");
    return add_pair (pairs, *inner ? inner : "id", value) && *inner;
}

static bool
take_pair (Conllu *self, const char *key, const char *value)
{
    char name[COPIA_DOCUMENT_NAME];

    if (copia_conllu_begins (key, "newdoc"))
        return take_region_pair (self->doc, key, value);
    if (copia_conllu_begins (key, "newpar"))
        return take_region_pair (self->paragraph, key, value);
    copia_document_name (name, key);
    return strcmp (name, COPIA_CONLLU_COMMENTS) != 0 &&
           add_pair (self->sentence, key, value);
}

/* "# newdoc id = x", "# newpar", "# key = value", "# anything" */
static void
take_comment (Conllu *self, const char *line)
{
    g_autofree char *text = g_strstrip (g_strdup (line + 1));
    g_autofree char *usual = NULL;
    char *equals = strchr (text, '=');
    const char *value = equals ? equals + 1 + strspn (equals + 1, " \t") : NULL;
    bool region =
        copia_conllu_begins (text, "newdoc") || copia_conllu_begins (text, "newpar");
    bool kept = false;

    self->newdoc = self->newdoc || copia_conllu_begins (text, "newdoc");
    self->newpar = self->newpar || copia_conllu_begins (text, "newpar");
    if (equals) {
        *equals = '\0';
        g_strchomp (text);
        kept = take_pair (self, text, value);
        usual = g_strdup_printf ("# %s = %s", text, value);
    } else if (!region)
        add_pair (self->sentence, "comment", text);
    if (self->comments->len > 0)
        g_string_append_c (self->comments, '\n');
    g_string_append (self->comments,
                     kept && text[0] && text[0] != '#' && strcmp (usual, line) == 0
                         ? text
                         : line);
}

/* Names are looked up in a row, and what waits for its sentence lies in memory. */
static bool
check_comments (const Conllu *self)
{
    guint most = MAX (self->sentence->len, MAX (self->paragraph->len, self->doc->len));

    if (most / 2 > COPIA_LINES_MOST_NAMES)
        return copia_lines_broken (&self->lines,
                                   "more than %d comments with a name each before one "
                                   "sentence",
                                   COPIA_LINES_MOST_NAMES);
    return self->comments->len <= COPIA_BINARY_UNPARTED ||
           copia_lines_broken (&self->lines,
                               "comments of more than %u MiB before one sentence",
                               (unsigned) (COPIA_BINARY_UNPARTED >> 20));
}

/* ---- tokens ---------------------------------------------------------------------------- */

static void
tell_token (Conllu *self)
{
    CopiaConlluToken *token = &self->token;
    CopiaString values[COPIA_CONLLU_LAYERS];

    if (!self->waiting)
        return;
    if (self->last > 0 && !self->apart)
        copia_conllu_token_end (token);
    for (unsigned i = 0; i < COPIA_CONLLU_LAYERS; i++)
        values[i] = (CopiaString){ token->values[i]->str, token->values[i]->len };
    if (!self->s)
        begin_sentence (self);
    if (self->range->len > 0)
        open_region (self, COPIA_SURFACE, self->range);
    copia_lines_token (&self->lines, self->any && !self->glue,
                       (CopiaString){ token->form->str, token->form->len }, values);
    copia_conllu_token_told (token);
    self->any = true;
    self->glue = token->glue;
    self->waiting = false;
    if (self->apart && self->last > self->id)
        return;
    if (self->apart && self->last > 0)
        self->lines.to->close (self->lines.to->self, COPIA_SURFACE);
    self->last = 0;
}

/* ---- lines ----------------------------------------------------------------------------- */

/* Digits without zeros before them; *at is behind them. */
static bool
read_number (const char **at, guint64 *number)
{
    size_t size = strspn (*at, "0123456789");

    if (size == 0 || size > 9 || (**at == '0' && size > 1))
        return false;
    *number = g_ascii_strtoull (*at, NULL, 10);
    *at += size;
    return true;
}

static bool
take_head (Conllu *self, const char *column)
{
    const char *at = column;
    guint64 head;

    if (copia_conllu_is_nothing (column))
        return true;
    if (!read_number (&at, &head) || *at)
        return copia_lines_broken (&self->lines, "the head '%s' is no number of a word",
                                   column);
    if (head > self->head) {
        self->head = head;
        self->line_of_head = self->lines.line;
    }
    return true;
}

static bool
take_word (Conllu *self, guint64 id, char **cells)
{
    if (id != self->words + 1)
        return copia_lines_broken (&self->lines,
                                   "word %s where %" G_GUINT64_FORMAT
                                   " should be: words are numbered from 1 in each "
                                   "sentence, and an empty line stands between two",
                                   cells[COPIA_CONLLU_ID], self->words + 1);
    if (!take_head (self, cells[COPIA_CONLLU_HEAD]))
        return false;
    self->words = id;
    self->nodes = 0;
    if (self->last >= id && !self->apart) {
        copia_conllu_token_join (&self->token, cells, self->words == self->first);
        return true;
    }
    tell_token (self);
    if (self->last >= id)
        copia_conllu_token_take_part (&self->token, cells,
                                      id < self->last || self->glued);
    else
        copia_conllu_token_take (&self->token, cells);
    self->waiting = true;
    self->id = id;
    return true;
}

/* Its words are to come; told is its line with the first one. */
static void
keep_range (Conllu *self)
{
    g_autofree char *line = copia_conllu_token_range (&self->token);

    add_pair (self->range, COPIA_SURFACE_FORM, self->token.form->str);
    add_pair (self->range, COPIA_SURFACE_RANGE, line);
    self->glued = self->token.glue;
}

static bool
take_range (Conllu *self, guint64 first, guint64 last, char **cells)
{
    if (last <= first)
        return copia_lines_broken (&self->lines, "'%s' is no number of a token",
                                   cells[COPIA_CONLLU_ID]);
    if (self->last > self->words)
        return copia_lines_broken (&self->lines,
                                   "the range %s begins in that of %" G_GUINT64_FORMAT
                                   "-%" G_GUINT64_FORMAT,
                                   cells[COPIA_CONLLU_ID], self->first, self->last);
    if (first != self->words + 1)
        return copia_lines_broken (
            &self->lines, "the range %s must stand before word %" G_GUINT64_FORMAT,
            cells[COPIA_CONLLU_ID], first);
    tell_token (self);
    copia_conllu_token_take (&self->token, cells);
    if (self->apart)
        keep_range (self);
    self->waiting = !self->apart;
    self->first = first;
    self->last = last;
    return true;
}

/* Its line is kept with the token before it; in front of all, with the first one. */
static bool
take_node (Conllu *self, guint64 word, guint64 node, char **cells)
{
    if (word != self->words || node != self->nodes + 1 ||
        (self->last > 0 && self->words < self->first))
        return copia_lines_broken (&self->lines,
                                   "empty node %" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT
                                   " must stand behind word %" G_GUINT64_FORMAT
                                   ", and such nodes are numbered from .1",
                                   word, node, word);
    self->nodes = node;
    return copia_conllu_token_add_node (&self->token, cells) <= COPIA_BINARY_UNPARTED ||
           copia_lines_broken (&self->lines, "empty nodes of more than %u MiB in a row",
                               (unsigned) (COPIA_BINARY_UNPARTED >> 20));
}

static bool
end_sentence (Conllu *self)
{
    if (self->last > self->words)
        return copia_lines_broken (&self->lines,
                                   "the sentence ends in the range %" G_GUINT64_FORMAT
                                   "-%" G_GUINT64_FORMAT,
                                   self->first, self->last);
    if (self->nodes > 0 && self->words == 0)
        return copia_lines_broken (&self->lines,
                                   "the sentence has empty nodes, but no word");
    if (self->head > self->words) {
        self->lines.line = self->line_of_head;
        return copia_lines_broken (
            &self->lines,
            "the head %" G_GUINT64_FORMAT
            " is no word of the sentence, which has %" G_GUINT64_FORMAT,
            self->head, self->words);
    }
    tell_token (self);
    self->words = self->nodes = self->head = 0;
    close_region (self, "s", &self->s);
    return true;
}

/* How many there are; those of a token are cut where they lie. */
static unsigned
cut_cells (char *line, char **cells)
{
    unsigned n = 0;

    for (char *at = line; at; n++) {
        char *end = strchr (at, '\t');

        if (n < COPIA_CONLLU_COLUMNS)
            cells[n] = at;
        if (end && n < COPIA_CONLLU_COLUMNS)
            *end = '\0';
        at = end ? end + 1 : NULL;
    }
    return n;
}

static bool
take_cells (Conllu *self, char *line)
{
    char *cells[COPIA_CONLLU_COLUMNS] = { line };
    unsigned columns = cut_cells (line, cells);
    const char *at = cells[COPIA_CONLLU_ID];
    guint64 id, other = 0;
    char sign;

    if (columns != COPIA_CONLLU_COLUMNS)
        return copia_lines_broken (
            &self->lines, "%u columns; a token of CoNLL-U has %d, with tabs between",
            columns, COPIA_CONLLU_COLUMNS);
    if (!g_ascii_isdigit (*at) || cells[COPIA_CONLLU_FORM][0] == '\0')
        return copia_lines_broken (&self->lines,
                                   "the first two columns must be a number and a word");
    if (!read_number (&at, &id))
        sign = '?';
    else if ((sign = *at) != '\0')
        at++;
    if ((sign != '\0' && !(strchr ("-.", sign) && read_number (&at, &other))) || *at)
        return copia_lines_broken (&self->lines, "'%s' is no number of a token",
                                   cells[COPIA_CONLLU_ID]);
    if (sign == '.')
        return take_node (self, id, other, cells);
    return sign == '-' ? take_range (self, id, other, cells)
                       : take_word (self, id, cells);
}

static bool
take_line (void *data, char *line)
{
    Conllu *self = data;

    if (line[0] == '\0')
        return end_sentence (self);
    if (line[0] == '#') {
        take_comment (self, line);
        return check_comments (self);
    }
    return take_cells (self, line);
}

CopiaConllu *
copia_conllu_new (CopiaDocument *document, const CopiaReceiver *to)
{
    Conllu *self = g_new0 (Conllu, 1);
    const char *names[COPIA_CONLLU_LAYERS];

    self->lines = (CopiaLines){ document, to, NULL, 0 };
    self->sentence = g_ptr_array_new_with_free_func (g_free);
    self->paragraph = g_ptr_array_new_with_free_func (g_free);
    self->doc = g_ptr_array_new_with_free_func (g_free);
    self->range = g_ptr_array_new_with_free_func (g_free);
    self->comments = g_string_new (NULL);
    copia_conllu_token_init (&self->token);
    copia_conllu_layers (names);
    if (to->layers)
        to->layers (to->self, names, COPIA_CONLLU_LAYERS);
    return self;
}

bool
copia_conllu_line (CopiaConllu *self, char *line, GError **error)
{
    self->lines.error = error;
    self->lines.line++;
    return take_line (self, line);
}

bool
copia_conllu_end (CopiaConllu *self, GError **error)
{
    self->lines.error = error;
    if (!end_sentence (self))
        return false;
    close_region (self, "p", &self->p);
    close_text (self);
    return true;
}

void
copia_conllu_free (CopiaConllu *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->sentence);
    g_ptr_array_unref (self->paragraph);
    g_ptr_array_unref (self->doc);
    g_ptr_array_unref (self->range);
    g_string_free (self->comments, TRUE);
    copia_conllu_token_clear (&self->token);
    g_free (self);
}

bool
copia_conllu_tell (CopiaDocument *document, const CopiaTellOptions *options,
                   const CopiaReceiver *to, GError **error)
{
    g_autoptr (CopiaConllu) self = copia_conllu_new (document, to);

    self->lines.error = error;
    self->apart = options->words;
    return copia_lines_each (&self->lines, take_line, self) &&
           copia_conllu_end (self, error);
}
