/* export-conllu-comments.c - what stands before a sentence of CoNLL-U. */
#include "study/export-conllu-private.h"

#include "import/conllu-values.h"
#include "text/document.h"

#include <string.h>

typedef CopiaExportConllu Conllu;

/* What would end a line, or a cell, is a blank. */
static void
put_flat (GString *out, CopiaString text, const char *ends)
{
    for (size_t i = 0; i < text.size; i++)
        g_string_append_c (out, strchr (ends, text.bytes[i]) ? ' ' : text.bytes[i]);
}

void
copia_export_conllu_form (const CopiaExportConllu *self, uint64_t cpos)
{
    uint32_t type = copia_tokens_get (copia_index_tokens (self->index), cpos);

    put_flat (self->out, copia_lexicon_word (copia_index_lexicon (self->index), type),
              "\t\n\r");
}

uint32_t
copia_export_conllu_range (const CopiaExportConllu *self, uint64_t cpos)
{
    const CopiaRegions *regions = self->surface.regions;
    uint32_t range = copia_surface_find (&self->surface, cpos);

    if (range == COPIA_NONE || copia_regions_start (regions, range) < self->start ||
        copia_regions_end (regions, range) > self->end ||
        copia_regions_end (regions, range) == copia_regions_start (regions, range))
        return COPIA_NONE;
    return range;
}

void
copia_export_conllu_surface (const CopiaExportConllu *self, uint32_t range)
{
    put_flat (self->out, copia_surface_text (&self->surface, self->index, range, 0),
              "\t\n\r");
}

static bool
find_value (const CopiaRegions *regions, const char *said, uint32_t region,
            CopiaString *value)
{
    char name[COPIA_DOCUMENT_NAME];
    uint32_t attribute;

    copia_document_name (name, said);
    attribute = regions ? copia_regions_attribute (regions, name) : COPIA_NONE;
    return attribute != COPIA_NONE && region != COPIA_NONE &&
           copia_regions_value (regions, attribute, region, value);
}

bool
copia_export_conllu_glued (const CopiaExportConllu *self, uint64_t cpos)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t region;
    CopiaString value;

    if (cpos < self->end_of_text)
        return copia_gaps_get (copia_index_gaps (self->index), cpos + 1).size == 0;
    region = self->s ? copia_regions_find (self->s, cpos) : COPIA_NONE;
    return find_value (self->s, COPIA_CONLLU_COMMENTS, region, &value) &&
           (!copia_regions_value (texts, copia_regions_attribute (texts, "_tail"),
                                  self->piece.text, &value) ||
            value.size == 0);
}

static void
put_pair (GString *out, const char *key, CopiaString value)
{
    g_string_append (out, "# ");
    put_flat (out, (CopiaString){ key, strlen (key) }, "\n\r");
    g_string_append (out, " = ");
    put_flat (out, value, "\n\r");
    g_string_append_c (out, '\n');
}

/* Of the sentence.  Its parts must not have one id. */
static void
put_own (const Conllu *self, const char *key, CopiaString value)
{
    g_autofree char *id = NULL;

    if (self->part > 1 && strcmp (key, "sent_id") == 0) {
        id = g_strdup_printf ("%.*s-%u", (int) value.size, value.bytes, self->part);
        value = (CopiaString){ id, strlen (id) };
    }
    put_pair (self->out, key, value);
}

/* `# newdoc id = x`, and the other attributes of the region in the same way. */
static void
put_region (const Conllu *self, const char *what, const CopiaRegions *regions,
            uint32_t region)
{
    uint32_t id = copia_regions_attribute (regions, "id");
    CopiaString value;
    bool any = false;

    for (uint32_t i = 0; i <= copia_regions_n_attributes (regions); i++) {
        uint32_t attribute = i == 0 ? id : i - 1;
        g_autofree char *key = NULL;

        if (attribute == COPIA_NONE || (i > 0 && attribute == id) ||
            copia_regions_attribute_name (regions, attribute)[0] == '_' ||
            !copia_regions_value (regions, attribute, region, &value))
            continue;
        key = g_strdup_printf ("%s %s", what,
                               copia_regions_attribute_name (regions, attribute));
        put_pair (self->out, key, value);
        any = true;
    }
    if (!any)
        g_string_append_printf (self->out, "# %s\n", what);
}

static bool
put_text (Conllu *self, GError **error)
{
    g_string_append (self->out, "# text = ");
    for (uint64_t cpos = self->start; cpos <= self->end; cpos++) {
        uint32_t range = copia_export_conllu_range (self, cpos);

        if (range != COPIA_NONE) {
            copia_export_conllu_surface (self, range);
            cpos = copia_regions_end (self->surface.regions, range);
        } else
            copia_export_conllu_form (self, cpos);
        if (cpos < self->end && !copia_export_conllu_glued (self, cpos))
            g_string_append_c (self->out, ' ');
        if (!copia_export_lines_pass (self->lines, error))
            return false;
    }
    g_string_append_c (self->out, '\n');
    return true;
}

/* Sentences must have the text and an id. */
static bool
put_made (Conllu *self, uint32_t region, GError **error)
{
    CopiaString value;

    if (!find_value (self->s, "sent_id", region, &value)) {
        g_autofree char *number = g_strdup_printf ("%u", region + 1);

        if (region != COPIA_NONE)
            put_own (self, "sent_id", (CopiaString){ number, strlen (number) });
        else /* sentences that are none have no number */
            g_string_append_printf (self->out, "# sent_id = at-%" G_GUINT64_FORMAT "\n",
                                    self->start);
    }
    for (uint32_t i = 0;
         region != COPIA_NONE && i < copia_regions_n_attributes (self->s); i++) {
        const char *name = copia_regions_attribute_name (self->s, i);

        if (name[0] != '_' && strcmp (name, "text") != 0 &&
            copia_regions_value (self->s, i, region, &value))
            put_own (self, name, value);
    }
    return put_text (self, error);
}

static bool
begins (const char *comment, const char *newdoc)
{
    comment += *comment == '#';
    while (g_ascii_isspace (*comment))
        comment++;
    return copia_conllu_begins (comment, newdoc);
}

/* A comment as it was read (conllu-values.h). */
static void
put_kept (const Conllu *self, const char *key)
{
    CopiaString value;
    bool there;

    if (key[0] == '#') {
        put_flat (self->out, (CopiaString){ key, strlen (key) }, "\n\r");
        g_string_append_c (self->out, '\n');
        return;
    }
    if (g_str_has_prefix (key, "newdoc "))
        there = find_value (copia_index_texts (self->index), key + 7, self->piece.text,
                            &value);
    else if (g_str_has_prefix (key, "newpar "))
        there =
            self->p && find_value (self->p, key + 7,
                                   copia_regions_find (self->p, self->start), &value);
    else
        there = find_value (self->s, key, copia_regions_find (self->s, self->start),
                            &value);
    if (there)
        put_own (self, key, value);
}

/* Of a sentence that is cut, the text is what is left; what began with its first word has been
 * told where the piece began. */
static bool
put_all_kept (Conllu *self, char **comments, GError **error)
{
    for (; *comments; comments++) {
        if (self->headless &&
            (begins (*comments, "newdoc") || begins (*comments, "newpar")))
            continue;
        if (!self->cut || strcmp (*comments, "text") != 0)
            put_kept (self, *comments);
        else if (!put_text (self, error))
            return false;
    }
    return true;
}

/* True: the comments, which may be NULL, say that a text or paragraph begins here. */
static bool
tell (const Conllu *self, char **comments, const char *newdoc)
{
    for (; comments && !self->headless && *comments; comments++)
        if (begins (*comments, newdoc))
            return true;
    return false;
}

bool
copia_export_conllu_comments (CopiaExportConllu *self, GError **error)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t region = self->s ? copia_regions_find (self->s, self->start) : COPIA_NONE;
    bool first = self->start == self->piece.start;
    bool inside = self->start > copia_regions_start (texts, self->piece.text);
    g_auto (GStrv) comments = NULL;
    CopiaString kept;

    if (find_value (self->s, COPIA_CONLLU_COMMENTS, region, &kept)) {
        g_autofree char *text = g_strndup (kept.bytes, kept.size);

        comments = g_strsplit (text, "\n", -1);
    }
    if (first && !tell (self, comments, "newdoc") && (self->any || inside || !comments))
        put_region (self, "newdoc", texts, self->piece.text);
    if (self->newpar && (!comments || (first && inside)) &&
        !tell (self, comments, "newpar"))
        put_region (self, "newpar", self->p, copia_regions_find (self->p, self->start));
    self->newpar = false;
    self->any = true;
    return comments ? put_all_kept (self, comments, error)
                    : put_made (self, region, error);
}
