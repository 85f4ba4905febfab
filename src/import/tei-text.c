/* tei-text.c - the events of a TEI file become documents. */
#include "import/tei-text.h"

#include <string.h>

#include "import/extract.h"
#include "import/tei.h"

#define NONE UINT32_MAX
#define LONGEST 500 /* bytes of a title */

/* An element that is open. */
typedef struct {
    const char *name, *full; /* as said, and as its region is called; in `strings` */
    CopiaTeiKind kind;
    uint32_t span;     /* NONE: it has none */
    uint32_t division; /* of a DIV: its number; NONE */
    uint32_t title;    /* of a HEAD that names one: where its words may begin; NONE */
    bool block, flow;  /* it parts paragraphs; it holds running text */
    bool taken;        /* an apparatus whose text was read */
} Element;

struct CopiaTeiText {
    CopiaDocument *first, *document;
    CopiaDocument *about; /* what the header of a corpus says of all */
    CopiaExtract extract;
    GStringChunk *strings;
    GArray *stack;        /* Element */
    GHashTable *names;    /* name -> how many of it are open */
    GArray *divisions;    /* CopiaTeiDivision */
    GString *note, *word; /* text goes there while one is read */
    guint note_depth;     /* of the element `note` in the stack */
    GPtrArray *notes;     /* char *: text, place, n, type of each that waits */
    char *note_n, *note_type, *note_place;
    char *values[COPIA_WORD_VALUES]; /* of the word */
    uint32_t page;                   /* span of the page; NONE */
    uint32_t flow;                   /* elements with running text that are open */
    uint32_t depth;                  /* of divisions */
    guint texts;
    bool drop_notes, original;
};

static Element *
top (const CopiaTeiText *self)
{
    return self->stack->len
               ? &g_array_index (self->stack, Element, self->stack->len - 1)
               : NULL;
}

/* ---- the text ------------------------------------------------------------------------- */

/* Line ends in a note part its paragraphs: those of the file are blanks. */
static void
put_note (CopiaTeiText *self, const char *text)
{
    gsize from = self->note->len;

    g_string_append (self->note, text);
    for (char *at = self->note->str + from; *at; at++)
        *at = *at == '\n' ? ' ' : *at;
}

void
copia_tei_text_put (CopiaTeiText *self, const char *text)
{
    if (self->note)
        put_note (self, text);
    else if (self->word)
        g_string_append (self->word, text);
    else
        copia_extract_text (&self->extract, text, strlen (text));
}

/* A word as mark-up says it: a token with the values it bears. */
static void
put_word (CopiaTeiText *self)
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

/* The name of a region of which none is open: `q` within `q` is `q2`.  NULL: hundreds are. */
static const char *
free_name (CopiaTeiText *self, const char *base)
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

static void
give_notes (CopiaTeiText *self)
{
    for (guint i = 0; i + 3 < self->notes->len; i += 4) {
        char **note = (char **) self->notes->pdata + i;
        const char *name = free_name (self, "note");
        uint32_t span;

        copia_extract_paragraph (&self->extract);
        span = copia_document_open (self->document, name ? name : "note99",
                                    copia_extract_place (&self->extract));
        copia_document_tell (self->document, span, "n", note[1]);
        copia_document_tell (self->document, span, "type", note[2]);
        copia_document_tell (self->document, span, "place", note[3]);
        for (const char *line = note[0]; *line;) {
            size_t size = strcspn (line, "\n");

            copia_extract_text (&self->extract, line, size);
            copia_extract_paragraph (&self->extract);
            line += size + (line[size] != 0);
        }
        copia_document_close (self->document, span,
                              copia_extract_place (&self->extract));
        copia_extract_paragraph (&self->extract);
    }
    g_ptr_array_set_size (self->notes, 0);
}

/* Behind a paragraph, its notes: where one is read in no other. */
static void
end_block (CopiaTeiText *self)
{
    copia_extract_paragraph (&self->extract);
    if (self->flow == 0 && self->notes->len)
        give_notes (self);
}

static void
count_name (CopiaTeiText *self, const char *name, int by)
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

static void
open_span (CopiaTeiText *self, Element *element, CopiaXml *xml, const char *said)
{
    Telling telling = { self, NONE, false };
    char good[COPIA_DOCUMENT_NAME];
    const char *name, *base;

    copia_document_name (good, said);
    base = g_string_chunk_insert_const (self->strings, good);
    name = free_name (self, base);
    if (!name)
        return;
    element->name = base;
    element->full = name;
    count_name (self, base, 1);
    if (name != base)
        count_name (self, name, 1);
    element->span = copia_document_open (self->document, name,
                                         copia_extract_place (&self->extract));
    telling.span = element->span;
    telling.division = element->kind == COPIA_TEI_DIV;
    copia_xml_attributes (xml, tell_attribute, &telling);
}

static void
turn_page (CopiaTeiText *self, CopiaXml *xml)
{
    Telling telling = { self, NONE, false };
    uint32_t place = copia_extract_place (&self->extract);

    if (self->page != NONE)
        copia_document_close (self->document, self->page, place);
    self->page = telling.span = copia_document_open (self->document, "page", place);
    copia_xml_attributes (xml, tell_attribute, &telling);
}

/* ---- texts ---------------------------------------------------------------------------- */

static bool
end_text (CopiaTeiText *self, GError **error)
{
    const GPtrArray *about = self->about->attributes;

    give_notes (self);
    if (self->page != NONE)
        copia_document_close (self->document, self->page,
                              copia_extract_place (&self->extract));
    self->page = NONE;
    if (!copia_extract_finish (&self->extract, error))
        return false;
    copia_tei_divide (self->document, self->divisions);
    g_array_set_size (self->divisions, 0);
    self->document->divided = true;
    for (guint i = 0; i + 1 < about->len; i += 2)
        copia_document_attribute (self->document, about->pdata[i], about->pdata[i + 1]);
    return true;
}

/* The second text of a file is called by its id, or by its number. */
static bool
begin_text (CopiaTeiText *self, CopiaXml *xml, GError **error)
{
    const char *id = copia_xml_attribute (xml, "id");
    g_autofree char *name = NULL;

    if (self->texts++ == 0)
        return true;
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

/* ---- elements ------------------------------------------------------------------------- */

static bool
is_dropped (const CopiaTeiText *self, CopiaTeiKind kind)
{
    const Element *parent = top (self);
    bool chosen = parent && parent->name && strcmp (parent->name, "choice") == 0;

    switch (kind) {
    case COPIA_TEI_DROP:
        return true;
    case COPIA_TEI_ORIGINAL:
        return chosen && !self->original;
    case COPIA_TEI_EDITED:
        return chosen && self->original;
    case COPIA_TEI_READING:
        return parent && parent->kind == COPIA_TEI_APPARATUS && parent->taken;
    case COPIA_TEI_NOTE:
        return self->drop_notes || self->note != NULL;
    default:
        return false;
    }
}

static void
open_note (CopiaTeiText *self, CopiaXml *xml)
{
    self->note = g_string_new (NULL);
    self->note_depth = self->stack->len;
    g_free (self->note_n);
    g_free (self->note_type);
    g_free (self->note_place);
    self->note_n = g_strdup (copia_xml_attribute (xml, "n"));
    self->note_type = g_strdup (copia_xml_attribute (xml, "type"));
    self->note_place = g_strdup (copia_xml_attribute (xml, "place"));
}

static void
close_note (CopiaTeiText *self)
{
    g_ptr_array_add (self->notes, g_string_free (g_steal_pointer (&self->note), FALSE));
    g_ptr_array_add (self->notes, g_steal_pointer (&self->note_n));
    g_ptr_array_add (self->notes, g_steal_pointer (&self->note_type));
    g_ptr_array_add (self->notes, g_steal_pointer (&self->note_place));
}

static void
open_division (CopiaTeiText *self, Element *element, CopiaXml *xml)
{
    CopiaTeiDivision division = { .depth = ++self->depth };

    division.type = g_strdup (copia_xml_attribute (xml, "type"));
    division.n = g_strdup (copia_xml_attribute (xml, "n"));
    open_span (self, element, xml, "div");
    if (element->span == NONE) {
        g_free (division.type);
        g_free (division.n);
        return;
    }
    division.span = element->span;
    element->division = self->divisions->len;
    g_array_append_val (self->divisions, division);
}

static void
set_value (CopiaTeiText *self, int which, const char *value)
{
    g_free (self->values[which]);
    self->values[which] = g_strdup (value);
}

/* Words with nothing between them are parted, unless they say that they are joined. */
static void
open_word (CopiaTeiText *self, CopiaXml *xml, bool mark)
{
    const char *joined = copia_xml_attribute (xml, "join");
    bool left =
        joined && (strcmp (joined, "left") == 0 || strcmp (joined, "both") == 0);
    const GArray *words = self->document->words;

    if (!mark && !left && words->len &&
        g_array_index (words, CopiaDeclaredWord, words->len - 1).end ==
            copia_extract_place (&self->extract))
        copia_extract_blank (&self->extract);
    set_value (self, COPIA_WORD_LEMMA, copia_xml_attribute (xml, "lemma"));
    set_value (self, COPIA_WORD_MSD, copia_xml_attribute (xml, "msd"));
    set_value (self, COPIA_WORD_POS, copia_xml_attribute (xml, "pos"));
    if (!self->values[COPIA_WORD_POS])
        set_value (self, COPIA_WORD_POS, copia_xml_attribute (xml, "type"));
    self->word = g_string_new (NULL);
}

/* The head of a division that has none yet names it. */
static void
open_head (CopiaTeiText *self, Element *element)
{
    const Element *parent = top (self);

    copia_extract_heading (&self->extract, MAX (self->depth, 1));
    if (parent && parent->division != NONE &&
        !g_array_index (self->divisions, CopiaTeiDivision, parent->division).title)
        element->title = copia_extract_place (&self->extract);
}

static void
open_kind (CopiaTeiText *self, Element *element, CopiaXml *xml, const char *name)
{
    switch (element->kind) {
    case COPIA_TEI_DIV:
        open_division (self, element, xml);
        break;
    case COPIA_TEI_HEAD:
        open_head (self, element);
        break;
    case COPIA_TEI_WORD:
    case COPIA_TEI_MARK:
        open_word (self, xml, element->kind == COPIA_TEI_MARK);
        break;
    case COPIA_TEI_LINE_BREAK:
    case COPIA_TEI_PAGE_BREAK:
    case COPIA_TEI_PARAGRAPH:
    case COPIA_TEI_TEXT:
    case COPIA_TEI_THROUGH:
    case COPIA_TEI_APPARATUS:
        break;
    default:
        open_span (self, element, xml, name);
    }
}

static void
place_kind (CopiaTeiText *self, Element *element, CopiaXml *xml)
{
    const char *broken = copia_xml_attribute (xml, "break");

    switch (element->kind) {
    case COPIA_TEI_BLOCK:
    case COPIA_TEI_DIV:
    case COPIA_TEI_PARAGRAPH:
        element->block = true;
        break;
    case COPIA_TEI_LOOSE:
    case COPIA_TEI_NOTE:
        element->block = self->flow == 0;
        break;
    case COPIA_TEI_VERSE:
        copia_extract_line (&self->extract);
        break;
    case COPIA_TEI_LINE_BREAK:
        if (!broken || strcmp (broken, "no") != 0)
            copia_extract_line (&self->extract);
        break;
    case COPIA_TEI_PAGE_BREAK:
        turn_page (self, xml);
        break;
    default:
        break;
    }
    element->flow = element->kind == COPIA_TEI_PARAGRAPH ||
                    element->kind == COPIA_TEI_VERSE || element->kind == COPIA_TEI_HEAD;
    if (element->block)
        end_block (self);
}

bool
copia_tei_text_open (CopiaTeiText *self, CopiaXml *xml, GError **error)
{
    const char *name = copia_xml_name (xml);
    Element element = {
        .kind = copia_tei_kind (name), .span = NONE, .division = NONE, .title = NONE
    };
    Element *parent = top (self);

    if (element.kind == COPIA_TEI_HEADER)
        return copia_tei_header (xml, self->texts ? self->document : self->about,
                                 error);
    if (is_dropped (self, element.kind))
        return copia_xml_skip (xml, error);
    if (parent && parent->kind == COPIA_TEI_APPARATUS)
        parent->taken = true;
    if (element.kind == COPIA_TEI_TEXT && !begin_text (self, xml, error))
        return false;
    if (strcmp (name, "choice") == 0)
        element.name = "choice";
    if (strcmp (name, "text") == 0 || strcmp (name, "TEI") == 0)
        copia_document_attribute (self->document, "language",
                                  copia_xml_attribute (xml, "lang"));
    if (element.kind == COPIA_TEI_NOTE && self->flow > 0)
        open_note (self, xml);
    else if (self->note &&
             (element.kind == COPIA_TEI_PARAGRAPH || element.kind == COPIA_TEI_VERSE))
        g_string_append_c (self->note, '\n');
    else if (!self->note && !self->word) {
        place_kind (self, &element, xml);
        open_kind (self, &element, xml, name);
        self->flow += element.flow;
    }
    g_array_append_val (self->stack, element);
    return true;
}

/* ---- closing -------------------------------------------------------------------------- */

/* The words of the head that was just closed, on one line. */
static void
take_title (CopiaTeiText *self, uint32_t start)
{
    const Element *parent = top (self);
    CopiaTeiDivision *division;
    g_autoptr (GString) title = g_string_new (NULL);
    const char *text = self->extract.text->str;

    for (uint32_t at = start; at < self->extract.text->len && title->len < LONGEST;
         at++) {
        bool blank = g_ascii_isspace (text[at]);

        if (!blank || (title->len && title->str[title->len - 1] != ' '))
            g_string_append_c (title, blank ? ' ' : text[at]);
    }
    if (!parent || parent->division == NONE)
        return;
    division = &g_array_index (self->divisions, CopiaTeiDivision, parent->division);
    if (!division->title && title->len)
        division->title = g_utf8_make_valid (title->str, (gssize) title->len);
}

static void
close_kind (CopiaTeiText *self, const Element *element)
{
    if (element->kind == COPIA_TEI_WORD || element->kind == COPIA_TEI_MARK) {
        if (self->word)
            put_word (self);
    }
    if (element->kind == COPIA_TEI_VERSE)
        copia_extract_line (&self->extract);
    if (element->kind == COPIA_TEI_DIV)
        self->depth -= element->division != NONE;
    if (element->span != NONE) {
        copia_document_close (self->document, element->span,
                              copia_extract_place (&self->extract));
        count_name (self, element->name, -1);
        if (element->full != element->name)
            count_name (self, element->full, -1);
    }
    if (element->title != NONE)
        take_title (self, element->title);
    if (element->kind == COPIA_TEI_HEAD) {
        copia_extract_heading_end (&self->extract);
        end_block (self);
    }
    if (element->block)
        end_block (self);
}

void
copia_tei_text_close (CopiaTeiText *self)
{
    Element element;

    if (self->stack->len == 0)
        return;
    element = *top (self);
    g_array_set_size (self->stack, self->stack->len - 1);
    if (self->note && self->stack->len == self->note_depth) {
        close_note (self);
        return;
    }
    if (self->note) {
        if (element.kind == COPIA_TEI_PARAGRAPH || element.kind == COPIA_TEI_VERSE)
            g_string_append_c (self->note, '\n');
        return;
    }
    if (self->word && element.kind != COPIA_TEI_WORD && element.kind != COPIA_TEI_MARK)
        return;
    self->flow -= element.flow;
    close_kind (self, &element);
}

/* ---- beginning and end ---------------------------------------------------------------- */

static void
clear_division (void *data)
{
    CopiaTeiDivision *division = data;

    g_free (division->type);
    g_free (division->n);
    g_free (division->title);
}

CopiaTeiText *
copia_tei_text_new (CopiaDocument *document, bool drop_notes, bool original)
{
    /* names of regions that the reader and this module make themselves */
    static const char *const own[] = { "text", "part", "chapter", "p", "head", "page" };
    CopiaTeiText *self = g_new0 (CopiaTeiText, 1);

    self->first = self->document = document;
    self->about = copia_document_new ("");
    self->strings = g_string_chunk_new (4096);
    self->stack = g_array_new (FALSE, FALSE, sizeof (Element));
    self->names = g_hash_table_new (g_str_hash, g_str_equal);
    self->divisions = g_array_new (FALSE, FALSE, sizeof (CopiaTeiDivision));
    g_array_set_clear_func (self->divisions, clear_division);
    self->notes = g_ptr_array_new_with_free_func (g_free);
    self->page = NONE;
    self->drop_notes = drop_notes;
    self->original = original;
    for (size_t i = 0; i < G_N_ELEMENTS (own); i++)
        count_name (self, own[i], 1);
    copia_extract_init (&self->extract, document);
    return self;
}

bool
copia_tei_text_finish (CopiaTeiText *self, GError **error)
{
    return end_text (self, error);
}

void
copia_tei_text_free (CopiaTeiText *self)
{
    copia_extract_clear (&self->extract);
    copia_document_free (self->about);
    g_string_chunk_free (self->strings);
    g_array_unref (self->stack);
    g_hash_table_unref (self->names);
    g_array_unref (self->divisions);
    g_ptr_array_unref (self->notes);
    if (self->note)
        g_string_free (self->note, TRUE);
    if (self->word)
        g_string_free (self->word, TRUE);
    g_free (self->note_n);
    g_free (self->note_type);
    g_free (self->note_place);
    for (int i = 0; i < COPIA_WORD_VALUES; i++)
        g_free (self->values[i]);
    g_free (self);
}
