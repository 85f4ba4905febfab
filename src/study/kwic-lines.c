/* kwic-lines.c - columns of a concordance, and their cells. */
#include "study/kwic-lines.h"

#include "study/kwic-private.h"
#include "study/prose.h"
#include "study/references.h"
#include "study/show.h"

struct CopiaKwicLines {
    const CopiaIndex *index;
    const CopiaKwicAsk *ask;
    CopiaContext *context;
    CopiaReferences *references;
    CopiaShow *show; /* NULL: prose */
    GString *place, *left, *match, *right;
};

CopiaKwicLines *
copia_kwic_lines_new (const CopiaIndex *index, const CopiaKwicAsk *ask, GError **error)
{
    g_autoptr (CopiaKwicLines) self = g_new0 (CopiaKwicLines, 1);

    self->index = index;
    self->ask = ask;
    self->references =
        copia_references_asked (index, ask->quanteda ? "text" : ask->references, error);
    if (!self->references)
        return NULL;
    self->show = ask->show ? copia_show_new (index, ask->show, error) : NULL;
    if (ask->show && !self->show)
        return NULL;
    self->context = copia_context_new (index, ask->context, ask->characters);
    self->place = g_string_new (NULL);
    self->left = g_string_new (NULL);
    self->match = g_string_new (NULL);
    self->right = g_string_new (NULL);
    return g_steal_pointer (&self);
}

static void
free_string (GString *string)
{
    if (string)
        g_string_free (string, TRUE);
}

void
copia_kwic_lines_free (CopiaKwicLines *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->context, copia_context_free);
    g_clear_pointer (&self->references, copia_references_free);
    g_clear_pointer (&self->show, copia_show_free);
    free_string (self->place);
    free_string (self->left);
    free_string (self->match);
    free_string (self->right);
    g_free (self);
}

/* A corpus without parts and chapters has no places to name. */
static bool
has_place (const CopiaKwicLines *self)
{
    return self->ask->compact && copia_references_count (self->references) > 0;
}

/* left_pos, match_pos, right_pos: of all attributes but the first. */
static void
add_columns (const CopiaShow *show, GArray *columns, GPtrArray *names)
{
    static const char *const sides[] = { "left", "match", "right" };

    for (size_t i = 1; i < copia_show_count (show); i++)
        for (size_t k = 0; k < G_N_ELEMENTS (sides); k++) {
            CopiaColumn column = { .kind = COPIA_COLUMN_TEXT };

            column.name =
                g_strdup_printf ("%s_%s", sides[k], copia_show_name (show, i));
            g_ptr_array_add (names, (void *) column.name);
            g_array_append_val (columns, column);
        }
}

static void
begin_usual (const CopiaKwicLines *self, CopiaTable *table)
{
    const CopiaKwicAsk *ask = self->ask;
    static const CopiaColumn numbers[] = {
        { .name = "hit", .kind = COPIA_COLUMN_COUNT },
        { .name = "cpos", .kind = COPIA_COLUMN_COUNT, .machine = true },
        { .name = "end", .kind = COPIA_COLUMN_COUNT, .machine = true },
    };
    static const CopiaColumn place = { .name = "place", .kind = COPIA_COLUMN_TEXT };
    static const CopiaColumn line[] = {
        { .name = "left", .kind = COPIA_COLUMN_LEFT },
        { .name = "match", .kind = COPIA_COLUMN_NODE },
        { .name = "right", .kind = COPIA_COLUMN_RIGHT },
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, 0, ask->of.offset,
                             "hits" };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    g_array_append_vals (columns, numbers, G_N_ELEMENTS (numbers));
    if (has_place (self))
        g_array_append_val (columns, place);
    g_array_append_vals (columns, line, G_N_ELEMENTS (line));
    if (!ask->compact)
        copia_references_columns (self->references, columns);
    if (self->show && ask->apart)
        add_columns (self->show, columns, names);
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

static void
begin_quanteda (CopiaTable *table, const CopiaKwicAsk *ask)
{
    static const CopiaColumn columns[] = {
        { .name = "docname", .kind = COPIA_COLUMN_TEXT },
        { .name = "from", .kind = COPIA_COLUMN_COUNT },
        { .name = "to", .kind = COPIA_COLUMN_COUNT },
        { .name = "pre", .kind = COPIA_COLUMN_LEFT },
        { .name = "keyword", .kind = COPIA_COLUMN_NODE },
        { .name = "post", .kind = COPIA_COLUMN_RIGHT },
        { .name = "pattern", .kind = COPIA_COLUMN_TEXT },
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, 0, ask->of.offset,
                             "hits" };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
}

void
copia_kwic_lines_begin (const CopiaKwicLines *self, CopiaTable *table)
{
    if (self->ask->quanteda)
        begin_quanteda (table, self->ask);
    else
        begin_usual (self, table);
}

static void
empty (CopiaKwicLines *self)
{
    g_string_truncate (self->left, 0);
    g_string_truncate (self->match, 0);
    g_string_truncate (self->right, 0);
}

/* Attribute i of the tokens around the hit and in it; or all, joined. */
static void
show_tokens (CopiaKwicLines *self, CopiaHit hit, size_t i, bool joined)
{
    CopiaSpan window = copia_context_around (self->context, hit);
    const CopiaSpan spans[] = { { window.start, hit.start - 1 },
                                { hit.start, hit.end },
                                { hit.end + 1, window.end } };
    GString *const texts[] = { self->left, self->match, self->right };

    for (size_t k = 0; k < G_N_ELEMENTS (spans); k++) {
        bool none =
            (k == 0 && window.start >= hit.start) || (k == 2 && window.end <= hit.end);

        if (none)
            continue;
        if (joined)
            copia_show_add (self->show, spans[k].start, spans[k].end, texts[k]);
        else
            copia_show_add_one (self->show, i, spans[k].start, spans[k].end, texts[k]);
    }
}

static void
put_passage (const CopiaKwicLines *self, CopiaTable *table)
{
    copia_table_string (table, self->left->str, self->left->len);
    copia_table_string (table, self->match->str, self->match->len);
    copia_table_string (table, self->right->str, self->right->len);
}

static void
put_quanteda (CopiaKwicLines *self, CopiaTable *table, CopiaHit hit)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t text = copia_regions_find (texts, hit.start);
    uint64_t before = text != COPIA_NONE ? copia_regions_start (texts, text) : 0;

    copia_references_put (self->references, hit.start, table, self->place);
    copia_table_count (table, hit.start - before + 1);
    copia_table_count (table, hit.end - before + 1);
    put_passage (self, table);
    copia_table_text (table, copia_query_text (self->ask->query));
}

void
copia_kwic_lines_put (CopiaKwicLines *self, CopiaTable *table, uint64_t number,
                      CopiaHit hit)
{
    uint64_t start = hit.start, end = hit.end;

    empty (self);
    if (self->show) {
        show_tokens (self, hit, 0, !self->ask->apart);
    } else {
        copia_context_add (self->context, hit, self->left, self->right);
        copia_prose_whole (self->index, &start, &end);
        copia_prose_add (self->index, start, end, self->match);
    }
    if (self->ask->quanteda) {
        put_quanteda (self, table, hit);
        return;
    }
    copia_table_count (table, number);
    copia_table_count (table, hit.start);
    copia_table_count (table, hit.end);
    if (has_place (self)) {
        g_string_truncate (self->place, 0);
        copia_references_short (self->references, hit.start, self->place);
        copia_table_string (table, self->place->str, self->place->len);
    }
    put_passage (self, table);
    if (!self->ask->compact)
        copia_references_put (self->references, hit.start, table, self->place);
    for (size_t i = 1;
         self->show && self->ask->apart && i < copia_show_count (self->show); i++) {
        empty (self);
        show_tokens (self, hit, i, false);
        put_passage (self, table);
    }
}
