/* tei-note.c - notes of TEI: read aside, put behind their paragraph. */
#include <string.h>

#include "import/tei-text-private.h"

struct CopiaTeiNote {
    CopiaDocument *content; /* its text, regions and words */
    char *n, *type, *place;
};

static void
free_note (void *data)
{
    CopiaTeiNote *note = data;

    copia_document_free (note->content);
    g_free (note->n);
    g_free (note->type);
    g_free (note->place);
    g_free (note);
}

GPtrArray *
copia_tei_notes_new (void)
{
    return g_ptr_array_new_with_free_func (free_note);
}

void
copia_tei_open_note (CopiaTeiText *self, CopiaXml *xml)
{
    CopiaTeiNote *note = g_new0 (CopiaTeiNote, 1);

    note->n = g_strdup (copia_xml_attribute (xml, "n"));
    note->type = g_strdup (copia_xml_attribute (xml, "type"));
    note->place = g_strdup (copia_xml_attribute (xml, "place"));
    note->content = copia_document_new ("");
    self->note = note;
    self->note_depth = self->stack->len;
    self->outer =
        (CopiaTeiOuter){ self->extract, self->document, self->word, self->flow, { 0 } };
    memcpy (self->outer.values, self->values, sizeof self->values);
    memset (self->values, 0, sizeof self->values);
    self->document = note->content;
    self->word = NULL;
    self->flow = 1; /* no other note is put into it */
    copia_extract_init (&self->extract, self->document);
}

void
copia_tei_close_note (CopiaTeiText *self)
{
    bool whole = copia_extract_finish (&self->extract, NULL);

    copia_extract_clear (&self->extract);
    if (self->word)
        g_string_free (self->word, TRUE);
    for (int i = 0; i < COPIA_WORD_VALUES; i++)
        g_free (self->values[i]);
    memcpy (self->values, self->outer.values, sizeof self->values);
    self->extract = self->outer.extract;
    self->extract.too_long |= !whole;
    self->document = self->outer.document;
    self->word = self->outer.word;
    self->flow = self->outer.flow;
    if (whole)
        g_ptr_array_add (self->notes, self->note);
    else
        free_note (self->note);
    self->note = NULL;
}

static GHashTable *
names_of (const CopiaDocument *content)
{
    GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < content->spans->len; i++) {
        const CopiaStretch *span = &g_array_index (content->spans, CopiaStretch, i);

        g_hash_table_add (names, (void *) (uintptr_t) span->name);
    }
    return names;
}

/* The name of a region of the note where it is put: one of that name may be open there that was
 * not where the note stands.  NULL: there is none that is free in both. */
static const char *
name_here (CopiaTeiText *self, GHashTable *names, const char *name)
{
    const char *base = g_string_chunk_insert_const (self->strings, name);
    const char *here = copia_tei_free_name (self, base);

    return here && (here == base || !g_hash_table_contains (names, here)) ? here : NULL;
}

/* Regions and words of the note, which begins at `base` now. */
static void
put_content (CopiaTeiText *self, const CopiaDocument *content, uint32_t base)
{
    g_autoptr (GHashTable) names = names_of (content);

    for (guint i = 0; i < content->spans->len; i++) {
        const CopiaStretch *span = &g_array_index (content->spans, CopiaStretch, i);
        const char *name =
            span->start < span->end ? name_here (self, names, span->name) : NULL;
        uint32_t number;

        if (!name)
            continue;
        number = copia_document_open (self->document, name, base + span->start);
        for (uint32_t k = span->first; k < span->first + 2 * span->n; k += 2)
            copia_document_tell (self->document, number, content->pairs->pdata[k],
                                 content->pairs->pdata[k + 1]);
        copia_document_close (self->document, number, base + span->end);
    }
    for (guint i = 0; i < content->words->len; i++) {
        const CopiaDeclaredWord *word =
            &g_array_index (content->words, CopiaDeclaredWord, i);

        copia_document_word (self->document, base + word->start, base + word->end,
                             word->values);
    }
}

void
copia_tei_give_notes (CopiaTeiText *self)
{
    for (guint i = 0; i < self->notes->len; i++) {
        const CopiaTeiNote *note = self->notes->pdata[i];
        const char *name = copia_tei_free_name (self, "note");
        uint32_t span, base;

        copia_extract_paragraph (&self->extract);
        span = copia_document_open (self->document, name ? name : "note99",
                                    copia_extract_place (&self->extract));
        copia_document_tell (self->document, span, "n", note->n);
        copia_document_tell (self->document, span, "type", note->type);
        copia_document_tell (self->document, span, "place", note->place);
        base = copia_extract_append (&self->extract, note->content->text,
                                     note->content->size - 1);
        if (name)
            copia_tei_count_name (self, name, 1);
        if (!self->extract.too_long)
            put_content (self, note->content, base);
        if (name)
            copia_tei_count_name (self, name, -1);
        copia_document_close (self->document, span,
                              copia_extract_place (&self->extract));
        copia_extract_paragraph (&self->extract);
    }
    g_ptr_array_set_size (self->notes, 0);
}
