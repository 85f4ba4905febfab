/* tei-element.c - what each element of TEI does to a text. */
#include <string.h>

#include "import/tei-text-private.h"

#define LONGEST 500 /* bytes of a title */

/* ---- elements ------------------------------------------------------------------------- */

static bool
is_dropped (const CopiaTeiText *self, CopiaTeiKind kind)
{
    const CopiaTeiElement *parent = copia_tei_top (self);
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
        return self->drop_notes;
    default:
        return false;
    }
}

static CopiaTeiKind
kind_of (const CopiaTeiText *self, const char *name)
{
    static const CopiaTeiKind kinds[] = { [COPIA_XML_RUNNING] = COPIA_TEI_INLINE,
                                          [COPIA_XML_PARTED] = COPIA_TEI_PARTED,
                                          [COPIA_XML_BLOCK] = COPIA_TEI_BLOCK };
    CopiaTeiKind kind = copia_tei_kind (name);

    return self->shapes && (kind == COPIA_TEI_INLINE || kind == COPIA_TEI_DROP)
               ? kinds[copia_xml_shapes_get (self->shapes, name)]
               : kind;
}

/* What an element is within a note, which divides nothing and turns no page or column. */
static CopiaTeiKind
kind_in_note (CopiaTeiKind kind)
{
    switch (kind) {
    case COPIA_TEI_DIV:
    case COPIA_TEI_HEAD:
        return COPIA_TEI_BLOCK;
    case COPIA_TEI_TEXT:
    case COPIA_TEI_BREAK:
        return COPIA_TEI_THROUGH;
    default:
        return kind;
    }
}

static void
open_division (CopiaTeiText *self, CopiaTeiElement *element, CopiaXml *xml)
{
    CopiaTeiDivision division = { .depth = ++self->depth };

    division.type = g_strdup (copia_xml_attribute (xml, "type"));
    division.subtype = g_strdup (copia_xml_attribute (xml, "subtype"));
    division.n = g_strdup (copia_xml_attribute (xml, "n"));
    copia_tei_open_span (self, element, xml, "div");
    if (element->span == COPIA_TEI_NONE) {
        g_free (division.type);
        g_free (division.subtype);
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

/* `UPosTag=NOUN|Case=Nom`, as universal features are written into `msd`. */
static void
set_universal_pos (CopiaTeiText *self, const char *msd)
{
    static const char begin[] = "UPosTag=";

    if (!msd || !g_str_has_prefix (msd, begin))
        return;
    msd += sizeof begin - 1;
    self->values[COPIA_WORD_POS] = g_strndup (msd, strcspn (msd, "|"));
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
    if (!self->values[COPIA_WORD_POS])
        set_universal_pos (self, self->values[COPIA_WORD_MSD]);
    self->word = g_string_new (NULL);
}

/* The head of a division that has none yet names it. */
static void
open_head (CopiaTeiText *self, CopiaTeiElement *element)
{
    const CopiaTeiElement *parent = copia_tei_top (self);

    copia_extract_heading (&self->extract, MAX (self->depth, 1));
    if (parent && parent->division != COPIA_TEI_NONE &&
        !g_array_index (self->divisions, CopiaTeiDivision, parent->division).title)
        element->title = copia_extract_place (&self->extract);
}

static void
open_kind (CopiaTeiText *self, CopiaTeiElement *element, CopiaXml *xml,
           const char *name)
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
    case COPIA_TEI_BREAK:
    case COPIA_TEI_PARAGRAPH:
    case COPIA_TEI_TEXT:
    case COPIA_TEI_THROUGH:
    case COPIA_TEI_APPARATUS:
        break;
    default:
        copia_tei_open_span (self, element, xml, name);
    }
}

/* A speech is divided by segments, where it has no paragraphs. */
static bool
is_spoken (const CopiaTeiText *self, const char *name)
{
    const CopiaTeiElement *parent = copia_tei_top (self);

    return strcmp (name, "seg") == 0 && parent && parent->name &&
           strcmp (parent->name, "u") == 0;
}

static void
place_kind (CopiaTeiText *self, CopiaTeiElement *element, CopiaXml *xml)
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
    case COPIA_TEI_PARTED:
        copia_extract_blank (&self->extract);
        break;
    case COPIA_TEI_VERSE:
        copia_extract_line (&self->extract);
        break;
    case COPIA_TEI_LINE_BREAK:
        if (broken && strcmp (broken, "no") == 0)
            copia_extract_join (&self->extract);
        else if (broken && strcmp (broken, "yes") == 0)
            copia_extract_line (&self->extract);
        else
            copia_extract_divided_line (&self->extract);
        break;
    case COPIA_TEI_BREAK:
        if (broken && strcmp (broken, "no") == 0)
            copia_extract_join (&self->extract);
        copia_tei_turn (self, xml);
        break;
    default:
        break;
    }
    element->flow = element->kind == COPIA_TEI_PARAGRAPH ||
                    element->kind == COPIA_TEI_VERSE || element->kind == COPIA_TEI_HEAD;
    if (element->block)
        copia_tei_end_block (self);
}

static bool
is_gap (const CopiaTeiText *self)
{
    const CopiaTeiElement *parent = copia_tei_top (self);

    return parent && parent->name && strcmp (parent->name, "gap") == 0;
}

#define MARKS 60 /* bytes that stand for letters nobody can read */

/* A gap is described in words, or by a mark for each letter: without those `w••d` would be
 * another word. */
static bool
put_gap (CopiaTeiText *self, CopiaXml *xml, GError **error)
{
    g_autofree char *said = copia_xml_content (xml, error);
    bool words = false;

    for (const char *at = said; at && *at; at = g_utf8_next_char (at))
        words = words || g_unichar_isalnum (g_utf8_get_char (at));
    if (said && !words && strlen (said) <= MARKS)
        copia_tei_text_put (self, said);
    return said != NULL;
}

bool
copia_tei_text_open (CopiaTeiText *self, CopiaXml *xml, GError **error)
{
    const char *name = copia_xml_name (xml);
    CopiaTeiElement element = { .kind = kind_of (self, name),
                                .span = COPIA_TEI_NONE,
                                .division = COPIA_TEI_NONE,
                                .title = COPIA_TEI_NONE };
    CopiaTeiElement *parent = copia_tei_top (self);

    if (element.kind == COPIA_TEI_HEADER)
        return copia_tei_header (xml, self->texts ? self->document : self->about,
                                 error);
    if (strcmp (name, "desc") == 0 && is_gap (self))
        return put_gap (self, xml, error);
    if (is_dropped (self, element.kind))
        return copia_xml_skip (xml, error);
    if (self->note)
        element.kind = kind_in_note (element.kind);
    else if (is_spoken (self, name))
        element.kind = COPIA_TEI_BLOCK;
    if (parent && parent->kind == COPIA_TEI_APPARATUS)
        parent->taken = true;
    if (element.kind == COPIA_TEI_TEXT && !copia_tei_begin_text (self, xml, error))
        return false;
    if (strcmp (name, "choice") == 0)
        element.name = "choice";
    if (!self->note && (strcmp (name, "text") == 0 || element.kind == COPIA_TEI_TEXT)) {
        copia_document_attribute (self->document, "id",
                                  copia_xml_attribute (xml, "id"));
        copia_document_attribute (self->document, "language",
                                  copia_xml_attribute (xml, "lang"));
    }
    if (element.kind == COPIA_TEI_NOTE && self->flow > 0)
        copia_tei_open_note (self, xml);
    else if (!self->word) {
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
    const CopiaTeiElement *parent = copia_tei_top (self);
    CopiaTeiDivision *division;
    g_autoptr (GString) title = g_string_new (NULL);
    const char *text = self->extract.text->str;

    for (uint32_t at = start; at < self->extract.text->len && title->len < LONGEST;
         at++) {
        bool blank = g_ascii_isspace (text[at]);

        if (!blank || (title->len && title->str[title->len - 1] != ' '))
            g_string_append_c (title, blank ? ' ' : text[at]);
    }
    if (!parent || parent->division == COPIA_TEI_NONE)
        return;
    division = &g_array_index (self->divisions, CopiaTeiDivision, parent->division);
    if (!division->title && title->len)
        division->title = g_utf8_make_valid (title->str, (gssize) title->len);
}

static void
close_kind (CopiaTeiText *self, CopiaTeiElement *element)
{
    if (element->kind == COPIA_TEI_WORD || element->kind == COPIA_TEI_MARK) {
        if (self->word)
            copia_tei_put_word (self);
    }
    if (element->kind == COPIA_TEI_VERSE)
        copia_extract_line (&self->extract);
    if (element->kind == COPIA_TEI_PARTED)
        copia_extract_blank (&self->extract);
    if (element->kind == COPIA_TEI_DIV)
        self->depth -= element->division != COPIA_TEI_NONE;
    copia_tei_close_span (self, element);
    if (element->title != COPIA_TEI_NONE)
        take_title (self, element->title);
    if (element->kind == COPIA_TEI_HEAD) {
        copia_extract_heading_end (&self->extract);
        copia_tei_end_block (self);
    }
    if (element->block)
        copia_tei_end_block (self);
}

void
copia_tei_text_close (CopiaTeiText *self)
{
    CopiaTeiElement element;

    if (self->stack->len == 0)
        return;
    element = *copia_tei_top (self);
    g_array_set_size (self->stack, self->stack->len - 1);
    if (copia_tei_ends_note (self)) {
        copia_tei_close_note (self);
        return;
    }
    if (self->word && element.kind != COPIA_TEI_WORD && element.kind != COPIA_TEI_MARK)
        return;
    self->flow -= element.flow;
    close_kind (self, &element);
}
