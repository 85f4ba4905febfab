/* export-vertical.c - one token a line, its further attributes beside it, regions as tags. */
#include "study/export.h"

#include "study/export-lines.h"

typedef struct {
    const CopiaIndex *index;
    uint32_t *next; /* of each structure: its region that is open or comes next */
    CopiaExportLines *lines;
    GString *out;
} Vertical;

/* What would be mark-up, or end a line or a column, as a reference. */
static void
put_escaped (GString *out, CopiaString text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];

        if (c == '&')
            g_string_append (out, "&amp;");
        else if (c == '<')
            g_string_append (out, "&lt;");
        else if (c == '>')
            g_string_append (out, "&gt;");
        else if (c == '"')
            g_string_append (out, "&quot;");
        else if (c == '\t' || c == '\n' || c == '\r')
            g_string_append_printf (out, "&#%d;", c);
        else
            g_string_append_c (out, c);
    }
}

static void
put_open (Vertical *self, const CopiaRegions *regions, uint32_t region)
{
    g_string_append_printf (self->out, "<%s", copia_regions_name (regions));
    for (uint32_t i = 0; i < copia_regions_n_attributes (regions); i++) {
        const char *name = copia_regions_attribute_name (regions, i);
        CopiaString value;

        if (name[0] == '_' || !copia_regions_value (regions, i, region, &value))
            continue;
        g_string_append_printf (self->out, " %s=\"", name);
        put_escaped (self->out, value);
        g_string_append_c (self->out, '"');
    }
    g_string_append (self->out, ">\n");
}

static void
put_opens (Vertical *self, uint64_t cpos, bool first)
{
    for (uint32_t i = 0; i < copia_index_n_structures (self->index); i++) {
        const CopiaRegions *regions = copia_index_structure (self->index, i);
        uint64_t start;

        if (self->next[i] == copia_regions_count (regions))
            continue;
        start = copia_regions_start (regions, self->next[i]);
        if (start == cpos || (first && start < cpos))
            put_open (self, regions, self->next[i]);
    }
}

static void
put_closes (Vertical *self, uint64_t cpos, bool last)
{
    for (uint32_t i = copia_index_n_structures (self->index); i-- > 0;) {
        const CopiaRegions *regions = copia_index_structure (self->index, i);
        bool ends;

        if (self->next[i] == copia_regions_count (regions) ||
            copia_regions_start (regions, self->next[i]) > cpos)
            continue;
        ends = copia_regions_end (regions, self->next[i]) == cpos;
        if (ends || last)
            g_string_append_printf (self->out, "</%s>\n", copia_regions_name (regions));
        self->next[i] += ends;
    }
}

static void
put_token (Vertical *self, uint64_t cpos)
{
    for (uint32_t i = 0; i < copia_index_n_layers (self->index); i++) {
        const CopiaLayer *layer = copia_index_layer (self->index, i);

        if (layer->kind == COPIA_LAYER_FORM)
            continue;
        if (i > 0)
            g_string_append_c (self->out, '\t');
        put_escaped (self->out,
                     copia_layer_value (layer, copia_layer_at (layer, cpos)));
    }
    g_string_append_c (self->out, '\n');
}

static bool
put_piece (void *data, const CopiaExportRange *piece, GError **error)
{
    Vertical *self = data;

    for (uint32_t i = 0; i < copia_index_n_structures (self->index); i++)
        self->next[i] =
            copia_regions_from (copia_index_structure (self->index, i), piece->start);
    for (uint64_t cpos = piece->start; cpos <= piece->end; cpos++) {
        if (cpos > piece->start &&
            copia_gaps_get (copia_index_gaps (self->index), cpos).size == 0)
            g_string_append (self->out, "<g/>\n");
        put_opens (self, cpos, cpos == piece->start);
        put_token (self, cpos);
        put_closes (self, cpos, cpos == piece->end);
        if (!copia_export_lines_pass (self->lines, error))
            return false;
    }
    return true;
}

bool
copia_export_vertical (const CopiaIndex *index, uint32_t text,
                       const CopiaSubcorpus *where, CopiaExportWrite write, void *data,
                       GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);
    g_autofree uint32_t *next =
        g_new0 (uint32_t, copia_index_n_structures (index) + 1u);
    CopiaExportLines lines = { index, out, write, data };
    Vertical self = { index, next, &lines, out };

    return copia_export_lines_each (&lines, text, where, put_piece, &self, error);
}
