/* export-vertical.c - one token a line, its further attributes beside it, regions as tags. */
#include "study/export.h"

#include "study/export-lines.h"
#include "text/event.h"

#include <string.h>

/* Of a structure such as `np2`, which nested regions are called by: `np1`, and `np`. */
typedef struct {
    const CopiaRegions *outer; /* or NULL */
    uint32_t place;            /* of that, among the structures */
    const char *tag;
} Nesting;

typedef struct {
    const CopiaIndex *index;
    uint32_t *next; /* of each structure: its region that is open or comes next */
    Nesting *nestings;
    uint32_t layers; /* all but the last ones in which nothing stands */
    bool own;        /* no tag in the file said that it is a text */
    bool bare;       /* nor does one that is written */
    CopiaExportLines *lines;
    GString *out;
} Vertical;

/* ---- what was nested in the file ------------------------------------------------------- */

static uint32_t
find_before (const CopiaIndex *index, uint32_t end, const char *name)
{
    for (uint32_t i = 0; i < end; i++)
        if (strcmp (copia_regions_name (copia_index_structure (index, i)), name) == 0)
            return i;
    return COPIA_NONE;
}

/* One digit, and no other before it: what is deeper keeps the name it has. */
static void
find_nesting (const CopiaIndex *index, uint32_t i, Nesting *nestings)
{
    const char *name = copia_regions_name (copia_index_structure (index, i));
    size_t size = strlen (name);
    g_autofree char *outer = g_strdup (name);

    nestings[i] = (Nesting){ NULL, 0, name };
    if (size < 2 || name[size - 1] < '1' || name[size - 1] > '9' ||
        g_ascii_isdigit (name[size - 2]))
        return;
    outer[size - 1] = name[size - 1] == '1' ? '\0' : (char) (name[size - 1] - 1);
    nestings[i].place = find_before (index, i, outer);
    if (nestings[i].place == COPIA_NONE ||
        (outer[size - 1] && !nestings[nestings[i].place].outer))
        return;
    nestings[i].outer = copia_index_structure (index, nestings[i].place);
    nestings[i].tag = nestings[nestings[i].place].tag;
}

/* Read again, a region gets its depth behind its name where all those that are open lie around
 * each other; then the name in the file is that of the outermost. */
static const char *
tag_of (const Vertical *self, uint32_t i)
{
    const char *name = copia_regions_name (copia_index_structure (self->index, i));

    for (uint32_t k = i; self->nestings[k].outer; k = self->nestings[k].place) {
        const Nesting *nesting = &self->nestings[k];
        const CopiaRegions *inner = copia_index_structure (self->index, k);
        uint32_t region = self->next[nesting->place];

        if (region == copia_regions_count (nesting->outer) ||
            copia_regions_start (nesting->outer, region) >
                copia_regions_start (inner, self->next[k]) ||
            copia_regions_end (nesting->outer, region) <
                copia_regions_end (inner, self->next[k]))
            return name;
    }
    return self->nestings[i].tag;
}

/* ---- lines ----------------------------------------------------------------------------- */

/* What would be mark-up, or end a line, a column or a value in quotes, as a reference. */
static void
put_escaped (GString *out, CopiaString text, bool quoted)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];

        if (c == '&')
            g_string_append (out, "&amp;");
        else if (c == '<')
            g_string_append (out, "&lt;");
        else if (c == '>')
            g_string_append (out, "&gt;");
        else if (c == '"' && quoted)
            g_string_append (out, "&quot;");
        else if (c == '\t' || c == '\n' || c == '\r')
            g_string_append_printf (out, "&#%d;", c);
        else
            g_string_append_c (out, c);
    }
}

static void
put_open (Vertical *self, uint32_t structure)
{
    const CopiaRegions *regions = copia_index_structure (self->index, structure);
    uint32_t region = self->next[structure];

    g_string_append_printf (self->out, "<%s", tag_of (self, structure));
    for (uint32_t i = 0; i < copia_regions_n_attributes (regions); i++) {
        const char *name = copia_regions_attribute_name (regions, i);
        CopiaString value;

        if (name[0] == '_' || !copia_regions_value (regions, i, region, &value))
            continue;
        g_string_append_printf (self->out, " %s=\"", name);
        put_escaped (self->out, value, true);
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
        if (self->bare && regions == copia_index_texts (self->index))
            continue;
        if (start == cpos || (first && start < cpos))
            put_open (self, i);
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
        if ((ends || last) &&
            !(self->bare && regions == copia_index_texts (self->index)))
            g_string_append_printf (self->out, "</%s>\n", tag_of (self, i));
        self->next[i] += ends;
    }
}

static void
put_token (Vertical *self, uint64_t cpos)
{
    for (uint32_t i = 0; i < self->layers; i++) {
        const CopiaLayer *layer = copia_index_layer (self->index, i);

        if (layer->kind == COPIA_LAYER_FORM)
            continue;
        if (i > 0)
            g_string_append_c (self->out, '\t');
        put_escaped (self->out, copia_layer_value (layer, copia_layer_at (layer, cpos)),
                     false);
    }
    g_string_append_c (self->out, '\n');
}

/* A file of fewer columns than their names comes back with as many as it has. */
static uint32_t
count_layers (const CopiaIndex *index)
{
    uint32_t n = copia_index_n_layers (index);

    for (; n > 1; n--) {
        const CopiaLayer *layer = copia_index_layer (index, n - 1);

        if (layer->kind == COPIA_LAYER_FORM || layer->count != 1 ||
            copia_layer_value (layer, 0).size > 0)
            break;
    }
    return n;
}

/* Of several texts each must have its tags. */
static bool
is_own (const CopiaIndex *index)
{
    const CopiaRegions *texts = copia_index_texts (index);
    uint32_t own = copia_regions_attribute (texts, COPIA_OWN_TEXT);
    CopiaString value;

    return copia_regions_count (texts) == 1 && own != COPIA_NONE &&
           copia_regions_value (texts, own, 0, &value);
}

static bool
put_piece (void *data, const CopiaExportRange *piece, GError **error)
{
    Vertical *self = data;

    self->bare = self->own && !piece->cut;
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
    g_autofree Nesting *nestings =
        g_new (Nesting, copia_index_n_structures (index) + 1u);
    CopiaExportLines lines = { index, out, write, data };
    Vertical self = { index,          next,  nestings, count_layers (index),
                      is_own (index), false, &lines,   out };

    for (uint32_t i = 0; i < copia_index_n_structures (index); i++)
        find_nesting (index, i, nestings);
    return copia_export_lines_each (&lines, text, where, put_piece, &self, error);
}
