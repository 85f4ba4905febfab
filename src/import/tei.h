/* tei.h - what the elements of TEI are to a reader, and what its header says of a text. */
#pragma once

#include "import/xml.h"
#include "text/document.h"

typedef enum {
    COPIA_TEI_INLINE, /* a region in running text; elements nobody knows, too */
    COPIA_TEI_PARTED, /* the same, with blanks around it */
    COPIA_TEI_BLOCK,  /* a region that begins and ends paragraphs */
    COPIA_TEI_LOOSE, /* a block, but inline in running text: a stage direction, a quote */
    COPIA_TEI_PARAGRAPH,
    COPIA_TEI_VERSE, /* a line of it */
    COPIA_TEI_DIV,
    COPIA_TEI_HEAD,
    COPIA_TEI_SENTENCE,
    COPIA_TEI_WORD,
    COPIA_TEI_MARK, /* of punctuation */
    COPIA_TEI_NOTE,
    COPIA_TEI_LINE_BREAK,
    COPIA_TEI_BREAK, /* of a page, a column or what a milestone counts */
    COPIA_TEI_HEADER,
    COPIA_TEI_TEXT,    /* TEI */
    COPIA_TEI_THROUGH, /* text, body, choice .. : no region of its own */
    COPIA_TEI_APPARATUS,
    COPIA_TEI_READING, /* rdg: in an apparatus without a lemma, the first is the text */
    COPIA_TEI_ORIGINAL, /* sic, orig, abbr: in a choice, not read unless wanted */
    COPIA_TEI_EDITED,   /* corr, reg, expan: in a choice, read unless the other is */
    COPIA_TEI_DROP,     /* no text */
} CopiaTeiKind;

CopiaTeiKind copia_tei_kind (const char *name);

/* Reads the header that was just opened into the document's attributes: title, author, editor,
 * date, year, language, publisher, keywords, idno. */
bool copia_tei_header (CopiaXml *xml, CopiaDocument *document, GError **error);

/* What the divisions of a text are: parts, chapters or neither. */
typedef struct {
    uint32_t span;            /* of the document */
    uint32_t depth;           /* of divisions, from 1 */
    char *type, *subtype, *n; /* as the element says, or NULL */
    char *title;              /* of its first head, or NULL */
} CopiaTeiDivision;

/* Names their spans, which are in the order of opening, `part`, `chapter`, or `div1` `div2` ..
 * by their depth, and tells n and title.  Chapters are the divisions at the depth where most of
 * those stand that call themselves chapter, scene, letter, poem or the like; if none does, at the
 * outermost depth where there are several.  What holds them is a part; what stands higher and
 * holds none is a chapter, too. */
void copia_tei_divide (CopiaDocument *document, const GArray *divisions);
