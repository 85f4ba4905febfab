/* tei-note.c - notes of TEI: read aside, put behind their paragraph, one in another behind it. */
#include <string.h>

#include "import/tei-text-private.h"

struct CopiaTeiNote {
    CopiaDocument *content; /* its text, regions and words; NULL: too long */
    GPtrArray *pairs;       /* char *: name, value, name, value .. */
    CopiaTeiNote *around;   /* the note it stands in; while it is read */
    CopiaTeiOuter outer;    /* and the rest of what it stands in */
    guint depth;            /* of the element in the stack */
};

static void
free_note (void *data)
{
    CopiaTeiNote *note = data;

    copia_document_free (note->content);
    g_ptr_array_unref (note->pairs);
    g_free (note);
}

GPtrArray *
copia_tei_notes_new (void)
{
    return g_ptr_array_new_with_free_func (free_note);
}

static void
add_pair (void *pairs, const char *name, const char *value)
{
    g_ptr_array_add (pairs, g_strdup (name));
    g_ptr_array_add (pairs, g_strdup (value));
}

void
copia_tei_open_note (CopiaTeiText *self, CopiaXml *xml)
{
    CopiaTeiNote *note = g_new0 (CopiaTeiNote, 1);

    note->pairs = g_ptr_array_new_with_free_func (g_free);
    copia_xml_attributes (xml, add_pair, note->pairs);
    note->content = copia_document_new ("");
    note->around = self->note;
    note->depth = self->stack->len;
    note->outer =
        (CopiaTeiOuter){ self->extract, self->document, self->word, self->flow, { 0 } };
    memcpy (note->outer.values, self->values, sizeof self->values);
    g_ptr_array_add (self->notes, note); /* before those that stand in it */
    self->note = note;
    memset (self->values, 0, sizeof self->values);
    self->document = note->content;
    self->word = NULL;
    self->flow = 1; /* no other note is put into it */
    copia_extract_init (&self->extract, self->document);
}

bool
copia_tei_ends_note (const CopiaTeiText *self)
{
    return self->note && self->stack->len == self->note->depth;
}

void
copia_tei_close_note (CopiaTeiText *self)
{
    CopiaTeiNote *note = self->note;
    bool whole = copia_extract_finish (&self->extract, NULL);

    copia_extract_clear (&self->extract);
    if (self->word)
        g_string_free (self->word, TRUE);
    for (int i = 0; i < COPIA_WORD_VALUES; i++)
        g_free (self->values[i]);
    memcpy (self->values, note->outer.values, sizeof self->values);
    self->extract = note->outer.extract;
    self->extract.too_long |= !whole;
    self->document = note->outer.document;
    self->word = note->outer.word;
    self->flow = note->outer.flow;
    self->note = note->around;
    if (!whole)
        g_clear_pointer (&note->content, copia_document_free);
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

        if (!note->content)
            continue;
        copia_extract_paragraph (&self->extract);
        span = copia_document_open (self->document, name ? name : "note99",
                                    copia_extract_place (&self->extract));
        for (guint k = 0; k < note->pairs->len; k += 2)
            copia_document_tell (self->document, span, note->pairs->pdata[k],
                                 note->pairs->pdata[k + 1]);
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
