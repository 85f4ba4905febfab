/* tei-text.c - the events of a TEI file become documents. */
#include "import/tei-text.h"

#include <string.h>

#include "import/tei-text-private.h"

/* ---- the text ------------------------------------------------------------------------- */

void
copia_tei_text_put (CopiaTeiText *self, const char *text)
{
    if (self->word)
        g_string_append (self->word, text);
    else
        copia_extract_text (&self->extract, text, strlen (text));
}

/* A word as mark-up says it: a token with the values it bears. */
void
copia_tei_put_word (CopiaTeiText *self)
{
    g_autofree char *said = g_string_free (g_steal_pointer (&self->word), FALSE);
    g_autofree char *clean = g_malloc (strlen (said) + 1);
    char *to = clean;
    uint32_t end;

    for (const char *at = said; *at; at++) { /* soft hyphens are no letters */
        if (at[0] == '\xC2' && at[1] == '\xAD')
            at++;
        else if (!g_ascii_isspace (*at))
            *to++ = *at;
    }
    *to = 0;
    copia_extract_text (&self->extract, clean, strlen (clean));
    end = copia_extract_place (&self->extract);
    if (!self->extract.too_long)
        copia_document_word (self->document, end - (uint32_t) strlen (clean), end,
                             (const char *const *) self->values);
}

/* ---- spans ---------------------------------------------------------------------------- */

const char *
copia_tei_free_name (CopiaTeiText *self, const char *base)
{
    guint open = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, base));
    g_autofree char *numbered =
        g_strdup_printf ("%.*s%u", COPIA_DOCUMENT_NAME - 4, base, open + 1);

    if (open == 0)
        return base;
    if (open > 98 || g_hash_table_lookup (self->names, numbered))
        return NULL;
    return g_string_chunk_insert_const (self->strings, numbered);
}

/* Behind a paragraph, its notes: where one is read in no other. */
void
copia_tei_end_block (CopiaTeiText *self)
{
    copia_extract_paragraph (&self->extract);
    if (self->flow == 0 && self->notes->len)
        copia_tei_give_notes (self);
}

void
copia_tei_count_name (CopiaTeiText *self, const char *name, int by)
{
    guint open = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));

    g_hash_table_insert (self->names, (void *) (uintptr_t) name,
                         GUINT_TO_POINTER (open + (guint) by));
}

typedef struct {
    CopiaTeiText *text;
    uint32_t span;
    bool division; /* its n is told when all are known */
} Telling;

static void
tell_attribute (void *data, const char *name, const char *value)
{
    Telling *telling = data;

    if (!telling->division || strcmp (name, "n") != 0)
        copia_document_tell (telling->text->document, telling->span, name, value);
}

void
copia_tei_open_span (CopiaTeiText *self, CopiaTeiElement *element, CopiaXml *xml,
                     const char *said)
{
    Telling telling = { self, COPIA_TEI_NONE, false };
    char good[COPIA_DOCUMENT_NAME];
    const char *name, *base;

    copia_document_name (good, said);
    base = g_string_chunk_insert_const (self->strings, good);
    name = copia_tei_free_name (self, base);
    if (!name)
        return;
    element->name = base;
    element->full = name;
    copia_tei_count_name (self, base, 1);
    if (name != base)
        copia_tei_count_name (self, name, 1);
    element->span = copia_document_open (self->document, name,
                                         copia_extract_place (&self->extract));
    telling.span = element->span;
    telling.division = element->kind == COPIA_TEI_DIV;
    copia_xml_attributes (xml, tell_attribute, &telling);
}

void
copia_tei_close_span (CopiaTeiText *self, CopiaTeiElement *element)
{
    if (element->span == COPIA_TEI_NONE)
        return;
    copia_document_close (self->document, element->span,
                          copia_extract_place (&self->extract));
    copia_tei_count_name (self, element->name, -1);
    if (element->full != element->name)
        copia_tei_count_name (self, element->full, -1);
    element->span = COPIA_TEI_NONE;
}

static void
add_turn (CopiaTeiText *self, const char *said)
{
    const char *key = g_string_chunk_insert_const (self->strings, said);
    CopiaTeiTurn *turn = g_new (CopiaTeiTurn, 1);

    *turn = (CopiaTeiTurn){ NULL, COPIA_TEI_NONE };
    if (strcmp (key, "s") != 0) /* sentences stand within paragraphs */
        turn->name = copia_tei_free_name (self, key);
    if (turn->name)
        copia_tei_count_name (self, turn->name, 1); /* no element gets it */
    g_hash_table_insert (self->turns, (void *) (uintptr_t) key, turn);
}

static void
end_turn (CopiaTeiText *self, const char *said)
{
    CopiaTeiTurn *turn = g_hash_table_lookup (self->turns, said);

    if (turn->span != COPIA_TEI_NONE)
        copia_document_close (self->document, turn->span,
                              copia_extract_place (&self->extract));
    turn->span = COPIA_TEI_NONE;
}

void
copia_tei_turn (CopiaTeiText *self, CopiaXml *xml)
{
    const char *element = copia_xml_name (xml),
               *unit = copia_xml_attribute (xml, "unit");
    bool page = strcmp (element, "pb") == 0;
    Telling telling = { self, COPIA_TEI_NONE, false };
    char name[COPIA_DOCUMENT_NAME];
    CopiaTeiTurn *turn;

    copia_document_name (name, page                          ? "page"
                               : strcmp (element, "cb") == 0 ? "column"
                               : unit                        ? unit
                                                             : "milestone");
    if (!g_hash_table_contains (self->turns, name))
        add_turn (self, name);
    end_turn (self, name);
    if (page)
        end_turn (self, "column");
    turn = g_hash_table_lookup (self->turns, name);
    if (!turn->name)
        return;
    turn->span = telling.span =
        copia_document_open (self->document, turn->name,
                             copia_extract_place (&self->extract));
    copia_xml_attributes (xml, tell_attribute, &telling);
}

/* ---- texts ---------------------------------------------------------------------------- */

static bool
end_text (CopiaTeiText *self, GError **error)
{
    const GPtrArray *about = self->about->attributes;
    GHashTableIter turns;
    void *said;

    copia_tei_give_notes (self);
    if (self->extract.undivided)
        copia_document_note (self->document,
                             "TEI: %u word%s divided at the end of a line joined",
                             self->extract.undivided,
                             self->extract.undivided == 1 ? "" : "s");
    g_hash_table_iter_init (&turns, self->turns);
    while (g_hash_table_iter_next (&turns, &said, NULL))
        end_turn (self, said);
    if (!copia_extract_finish (&self->extract, error))
        return false;
    copia_tei_divide (self->document, self->divisions);
    g_array_set_size (self->divisions, 0);
    self->document->divided = true;
    for (guint i = 0; i + 1 < about->len; i += 2)
        copia_document_attribute (self->document, about->pdata[i], about->pdata[i + 1]);
    return true;
}

/* Elements around several texts are regions of the first alone. */
static void
leave_elements (CopiaTeiText *self)
{
    for (guint i = 0; i < self->stack->len; i++) {
        CopiaTeiElement *element = &g_array_index (self->stack, CopiaTeiElement, i);

        copia_tei_close_span (self, element);
        self->depth -= element->division != COPIA_TEI_NONE;
        element->division = element->title = COPIA_TEI_NONE;
    }
}

/* The second text of a file is called by its id, or by its number. */
bool
copia_tei_begin_text (CopiaTeiText *self, CopiaXml *xml, GError **error)
{
    const char *id = copia_xml_attribute (xml, "id");
    g_autofree char *name = NULL;

    if (self->texts++ == 0)
        return true;
    leave_elements (self);
    if (!end_text (self, error))
        return false;
    name = id ? g_strdup_printf ("%s/%s", self->first->name, id)
              : g_strdup_printf ("%s/%u", self->first->name, self->texts);
    self->document->next = copia_document_new (name);
    self->document = self->document->next;
    self->document->format = self->first->format;
    self->document->encoding = g_strdup (self->first->encoding);
    copia_extract_init (&self->extract, self->document);
    return true;
}

/* ---- beginning and end ---------------------------------------------------------------- */

static void
clear_division (void *data)
{
    CopiaTeiDivision *division = data;

    g_free (division->type);
    g_free (division->subtype);
    g_free (division->n);
    g_free (division->title);
}

CopiaTeiText *
copia_tei_text_new (CopiaDocument *document, bool drop_notes, bool original)
{
    /* names of regions that the reader and this module make themselves, and of what answers
     * have columns of their own for */
    static const char *const own[] = { "text", "part", "chapter", "p",    "head",
                                       "word", "form", "cpos",    "match" };
    CopiaTeiText *self = g_new0 (CopiaTeiText, 1);

    self->first = self->document = document;
    self->about = copia_document_new ("");
    self->strings = g_string_chunk_new (4096);
    self->stack = g_array_new (FALSE, FALSE, sizeof (CopiaTeiElement));
    self->names = g_hash_table_new (g_str_hash, g_str_equal);
    self->divisions = g_array_new (FALSE, FALSE, sizeof (CopiaTeiDivision));
    g_array_set_clear_func (self->divisions, clear_division);
    self->notes = copia_tei_notes_new ();
    self->turns = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    self->drop_notes = drop_notes;
    self->original = original;
    for (size_t i = 0; i < G_N_ELEMENTS (own); i++)
        copia_tei_count_name (self, own[i], 1);
    add_turn (self, "page");
    add_turn (self, "column");
    copia_extract_init (&self->extract, document);
    return self;
}

void
copia_tei_text_shape (CopiaTeiText *self, const CopiaXmlShapes *shapes)
{
    self->shapes = shapes;
}

bool
copia_tei_text_finish (CopiaTeiText *self, GError **error)
{
    return end_text (self, error);
}

void
copia_tei_text_free (CopiaTeiText *self)
{
    while (self->note)
        copia_tei_close_note (self);
    copia_extract_clear (&self->extract);
    copia_document_free (self->about);
    g_string_chunk_free (self->strings);
    g_array_unref (self->stack);
    g_hash_table_unref (self->names);
    g_hash_table_unref (self->turns);
    g_array_unref (self->divisions);
    g_ptr_array_unref (self->notes);
    if (self->word)
        g_string_free (self->word, TRUE);
    for (int i = 0; i < COPIA_WORD_VALUES; i++)
        g_free (self->values[i]);
    g_free (self);
}
