/* export-conllu.c - one token a line in ten columns, sentence by sentence. */
#include "study/export-conllu-private.h"

#include <string.h>

enum { VALUES = COPIA_CONLLU_VALUES, LEMMA = 0, HEAD = 4, DEPS = 6, MISC = 7 };

typedef CopiaExportConllu Conllu;

/* ---- cells ----------------------------------------------------------------------------- */

static CopiaString
value_at (const CopiaLayer *layer, uint64_t cpos)
{
    return layer ? copia_layer_value (layer, copia_layer_at (layer, cpos))
                 : (CopiaString){ "", 0 };
}

/* FORM, LEMMA and MISC may have blanks in them, others have `_` there. */
static void
put_cell (GString *out, const char *text, bool blanks)
{
    if (*text == '\0')
        g_string_append_c (out, '_');
    for (; *text; text++) {
        bool blank = strchr (" \t\n\r", *text) != NULL;

        g_string_append_c (out, !blank ? *text : blanks ? ' ' : '_');
    }
}

/* A head of another kind of annotation may be anything. */
static bool
is_head (const Conllu *self, const char *value)
{
    guint64 head;

    return g_ascii_string_to_unsigned (value, 10, 0, self->words, &head, NULL) &&
           (value[0] != '0' || value[1] == '\0');
}

static void
put_columns (const Conllu *self, const char *const columns[VALUES])
{
    for (int i = 0; i < VALUES; i++) {
        const char *value = columns[i];
        g_autofree char *counted = NULL;

        g_string_append_c (self->out, '\t');
        if (self->cut && i == HEAD)
            value = counted = copia_export_conllu_head (self, value);
        else if (self->cut && i == DEPS)
            value = counted = copia_export_conllu_deps (self, value);
        else if (i == HEAD && !is_head (self, value))
            value = "_";
        put_cell (self->out, value, i == LEMMA || i == MISC);
    }
    g_string_append_c (self->out, '\n');
}

/* Attributes that CoNLL-U has no column for: `name=value`, with `|` as `\p`. */
static void
put_others (const Conllu *self, uint64_t cpos, GString *misc)
{
    for (guint i = 0; i < self->others->len; i++) {
        const CopiaLayer *layer = self->others->pdata[i];
        CopiaString value = value_at (layer, cpos);

        if (value.size == 0)
            continue;
        g_string_append_printf (misc, "%s%s=", misc->len ? "|" : "", layer->name);
        for (size_t k = 0; k < value.size; k++) {
            char c = value.bytes[k];

            if (c == '|' || c == '\\')
                g_string_append (misc, c == '|' ? "\\p" : "\\\\");
            else
                g_string_append_c (misc, c);
        }
    }
}

/* ---- tokens ---------------------------------------------------------------------------- */

/* The words of a token: none where it is one itself. */
static GPtrArray *
parts_of (const Conllu *self, uint64_t cpos)
{
    GPtrArray *parts;
    CopiaString value = value_at (self->parts, cpos);

    if (value.size == 0)
        return NULL;
    parts = copia_conllu_split (value);
    if (parts->len >= 2)
        return parts;
    g_ptr_array_unref (parts);
    return NULL;
}

/* The lines of a token's empty nodes behind that word; what is no such line is passed over. */
static void
put_nodes (const Conllu *self, uint64_t cpos, uint64_t word)
{
    CopiaString value = value_at (self->empty, cpos);
    g_autofree char *text = NULL;
    g_auto (GStrv) nodes = NULL;
    unsigned n = 1;

    if (value.size == 0)
        return;
    text = g_strndup (value.bytes, value.size);
    nodes = g_strsplit (text, "\n", -1);
    for (char **node = nodes; *node; node++) {
        g_auto (GStrv) cells = g_strsplit (*node, "\t", -1);
        g_autofree char *id =
            g_strdup_printf ("%" G_GUINT64_FORMAT ".%u", self->before + word, n);

        if (g_strv_length (cells) != VALUES + 2 || strcmp (cells[0], id) != 0)
            continue;
        if (self->cut) {
            char *deps = copia_export_conllu_deps (self, cells[DEPS + 2]);

            g_free (cells[DEPS + 2]);
            cells[DEPS + 2] = deps;
        }
        g_string_append_printf (self->out, "%" G_GUINT64_FORMAT ".%u", word, n);
        for (int i = 1; i < VALUES + 2; i++) {
            g_string_append_c (self->out, '\t');
            put_cell (self->out, cells[i], i <= 2 || i == MISC + 2);
        }
        g_string_append_c (self->out, '\n');
        n++;
    }
}

/* That no blank stands between two words of a range goes without saying, and its line says what
 * stands behind it. */
static bool
is_told_glued (const Conllu *self, uint64_t cpos)
{
    uint32_t range = copia_surface_find (&self->surface, cpos);

    return (range == COPIA_NONE ||
            (copia_export_conllu_range (self, cpos) == COPIA_NONE &&
             copia_regions_end (self->surface.regions, range) == cpos)) &&
           copia_export_conllu_glued (self, cpos);
}

/* The line of a range whose words are tokens; they follow. */
static void
put_range_of_tokens (const Conllu *self, uint32_t range, uint64_t first)
{
    const CopiaRegions *regions = self->surface.regions;
    uint64_t start = copia_regions_start (regions, range);
    uint64_t end = copia_regions_end (regions, range);
    CopiaString said = { "", 0 };
    g_autofree char *text = NULL;
    g_auto (GStrv) columns = NULL;
    g_autoptr (GString) misc = g_string_new (NULL);
    const char *cells[VALUES] = { "", "", "", "", "", "", "", "" };

    copia_regions_value (regions, self->surface.range, range, &said);
    text = g_strndup (said.bytes, said.size);
    columns = g_strsplit (text, "\t", -1);
    for (int i = 0; g_strv_length (columns) == VALUES && i < VALUES; i++)
        cells[i] = columns[i];
    if (strcmp (cells[MISC], "_") != 0)
        g_string_append (misc, cells[MISC]);
    if (copia_export_conllu_glued (self, end))
        copia_conllu_put_glue (misc);
    cells[MISC] = misc->str;
    g_string_append_printf (self->out, "%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "\t",
                            first, first + end - start);
    copia_export_conllu_surface (self, range);
    put_columns (self, cells);
}

static void
put_word (const Conllu *self, uint64_t cpos, uint64_t id)
{
    g_autoptr (GString) misc = g_string_new (NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);

    for (int i = 0; i < VALUES; i++) {
        CopiaString value = value_at (self->columns[i], cpos);

        g_ptr_array_add (strings, g_strndup (value.bytes, value.size));
    }
    g_string_append (misc, strings->pdata[MISC]);
    put_others (self, cpos, misc);
    if (is_told_glued (self, cpos))
        copia_conllu_put_glue (misc);
    g_free (strings->pdata[MISC]);
    strings->pdata[MISC] = g_strdup (misc->str);
    g_string_append_printf (self->out, "%" G_GUINT64_FORMAT "\t", id);
    copia_export_conllu_form (self, cpos);
    put_columns (self, (const char *const *) strings->pdata);
}

/* What the line of a range says (word COPIA_NONE), or that of one of its n words. */
static const char *
joined_column (const GPtrArray *columns, guint n, guint word)
{
    const char *column = "";

    if (word == COPIA_NONE)
        column = columns->len == n ? "" : columns->pdata[0];
    else if (columns->len >= n)
        column = columns->pdata[columns->len - n + word];
    return strcmp (column, "_") == 0 ? "" : column;
}

static void
put_range (const Conllu *self, uint64_t cpos, uint64_t first, const GPtrArray *parts)
{
    g_autoptr (GPtrArray) columns =
        g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    g_autoptr (GString) misc = g_string_new (NULL);
    const char *cells[VALUES];

    for (int i = 0; i < VALUES; i++)
        g_ptr_array_add (columns,
                         copia_conllu_split (value_at (self->columns[i], cpos)));
    for (int i = 0; i < VALUES; i++)
        cells[i] = joined_column (columns->pdata[i], parts->len, COPIA_NONE);
    g_string_append (misc, cells[MISC]);
    put_others (self, cpos, misc);
    if (copia_export_conllu_glued (self, cpos))
        copia_conllu_put_glue (misc);
    cells[MISC] = misc->str;
    g_string_append_printf (self->out, "%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "\t",
                            first, first + parts->len - 1);
    copia_export_conllu_form (self, cpos);
    put_columns (self, cells);
    for (guint k = 0; k < parts->len; k++) {
        for (int i = 0; i < VALUES; i++)
            cells[i] = joined_column (columns->pdata[i], parts->len, k);
        g_string_append_printf (self->out, "%" G_GUINT64_FORMAT "\t", first + k);
        put_cell (self->out, parts->pdata[k], true);
        put_columns (self, cells);
        put_nodes (self, cpos, first + k);
    }
}

/* ---- sentences ------------------------------------------------------------------------- */

/* What stands in no sentence is one up to the next one, or the end of the paragraph. */
static uint64_t
end_of_sentence (const Conllu *self, uint64_t cpos)
{
    uint64_t end = self->piece.end;
    uint32_t region = self->s ? copia_regions_from (self->s, cpos) : 0;

    if (self->s && region < copia_regions_count (self->s)) {
        uint64_t start = copia_regions_start (self->s, region);

        if (start <= cpos)
            return MIN (end, copia_regions_end (self->s, region));
        end = MIN (end, start - 1);
    }
    region = self->p ? copia_regions_from (self->p, cpos) : 0;
    if (self->p && region < copia_regions_count (self->p)) {
        uint64_t start = copia_regions_start (self->p, region);

        end = MIN (end, start > cpos ? start - 1 : copia_regions_end (self->p, region));
    }
    return end;
}

static uint64_t
count_words (const Conllu *self, uint64_t from, uint64_t to)
{
    uint64_t words = 0;

    for (uint64_t cpos = from; cpos < to; cpos++) {
        g_autoptr (GPtrArray) parts = parts_of (self, cpos);

        words += parts ? parts->len : 1;
    }
    return words;
}

/* The pieces of a sentence come one after the other: what was counted stands. */
static uint64_t
count_before (Conllu *self, uint64_t from, uint64_t to)
{
    if (self->known_from != from || self->known_to < from || self->known_to > to) {
        self->known_from = self->known_to = from;
        self->known = 0;
    }
    self->known += count_words (self, self->known_to, to);
    self->known_to = to;
    return self->known;
}

static void
look_at_sentence (Conllu *self)
{
    uint32_t s = self->s ? copia_regions_find (self->s, self->start) : COPIA_NONE;
    uint32_t p = self->p ? copia_regions_find (self->p, self->start) : COPIA_NONE;
    uint64_t from = s == COPIA_NONE ? self->start : copia_regions_start (self->s, s);

    self->part = s != COPIA_NONE && s == self->region ? self->part + 1 : 1;
    self->region = s;
    self->words = count_words (self, self->start, self->end + 1);
    self->before = count_before (self, from, self->start);
    self->headless = from < self->start;
    self->cut = self->headless ||
                (s != COPIA_NONE && copia_regions_end (self->s, s) > self->end);
    self->newpar =
        p != COPIA_NONE && (copia_regions_start (self->p, p) == self->start ||
                            self->start == self->piece.start);
}

static bool
put_sentence (Conllu *self, GError **error)
{
    uint64_t id = 1;

    look_at_sentence (self);
    if (!copia_export_conllu_comments (self, error))
        return false;
    put_nodes (self, self->start, 0);
    for (uint64_t cpos = self->start; cpos <= self->end; cpos++) {
        g_autoptr (GPtrArray) parts = parts_of (self, cpos);

        if (parts)
            put_range (self, cpos, id, parts);
        else {
            uint32_t range = copia_export_conllu_range (self, cpos);

            if (range != COPIA_NONE &&
                copia_regions_start (self->surface.regions, range) == cpos)
                put_range_of_tokens (self, range, id);
            put_word (self, cpos, id);
            put_nodes (self, cpos, id);
        }
        id += parts ? parts->len : 1;
        if (!copia_export_lines_pass (self->lines, error))
            return false;
    }
    g_string_append_c (self->out, '\n');
    return true;
}

static bool
put_piece (void *data, const CopiaExportRange *piece, GError **error)
{
    Conllu *self = data;

    self->piece = *piece;
    self->end_of_text =
        copia_regions_end (copia_index_texts (self->index), piece->text);
    for (uint64_t cpos = piece->start; cpos <= piece->end; cpos = self->end + 1) {
        self->start = cpos;
        self->end = MAX (cpos, end_of_sentence (self, cpos));
        if (!put_sentence (self, error))
            return false;
    }
    return true;
}

/* ---- columns --------------------------------------------------------------------------- */

/* XPOS is `pos` where nothing is called `xpos`: vertical text and TEI say so. */
static void
find_columns (Conllu *self)
{
    bool ours = self->s &&
                copia_regions_attribute (self->s, COPIA_CONLLU_COMMENTS) != COPIA_NONE;

    for (uint32_t i = 0; i < copia_index_n_layers (self->index); i++) {
        const CopiaLayer *layer = copia_index_layer (self->index, i);
        bool pos = strcmp (layer->name, "pos") == 0 &&
                   !copia_index_find_layer (self->index, "xpos");
        const char *name = pos ? "xpos" : layer->name;
        int column = 0;

        while (column < VALUES && strcmp (copia_conllu_columns[column], name) != 0)
            column++;
        if (column < VALUES)
            self->columns[column] = layer;
        else if (ours && strcmp (name, COPIA_CONLLU_PARTS) == 0)
            self->parts = layer;
        else if (ours && strcmp (name, COPIA_CONLLU_EMPTY) == 0)
            self->empty = layer;
        else if (layer->kind != COPIA_LAYER_WORD && layer->kind != COPIA_LAYER_FORM)
            g_ptr_array_add (self->others, (void *) layer);
    }
}

bool
copia_export_conllu (const CopiaIndex *index, uint32_t text,
                     const CopiaSubcorpus *where, CopiaExportWrite write, void *data,
                     GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GPtrArray) others = g_ptr_array_new ();
    CopiaExportLines lines = { index, out, write, data };
    Conllu self = { .index = index,
                    .lines = &lines,
                    .out = out,
                    .others = others,
                    .region = COPIA_NONE };

    self.surface = copia_surface_of (index);
    self.s = copia_index_find_structure (index, "s");
    self.p = copia_index_find_structure (index, "p");
    find_columns (&self);
    return copia_export_lines_each (&lines, text, where, put_piece, &self, error);
}
