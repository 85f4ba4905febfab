/* segment.h - a document divided: parts, chapters, headings and paragraphs, in order.
 *
 * Blocks follow each other in the text and do not overlap; what lies between them is blank or
 * skipped.  A part or chapter begins with its block and reaches to the next of its kind or of
 * a larger one.  The block is its heading, or empty (start == end) where text without a heading
 * has to belong somewhere: number 0, title `(front)`.  A text without headings has neither
 * parts nor chapters.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "text/document.h"
#include "text/rules.h"

typedef enum {
    COPIA_BLOCK_PART,
    COPIA_BLOCK_CHAPTER,
    COPIA_BLOCK_HEAD, /* a heading that opens nothing */
    COPIA_BLOCK_PARAGRAPH,
} CopiaBlockKind;

/* Of a part, chapter or head. */
typedef struct {
    uint32_t
        number; /* of a part or chapter: the heading's own numeral, else the next in
                        the text or part; 0: it bears none, and another the next */
    const char *title; /* as printed, blanks made one */
} CopiaBlockHeading;

/* Small, for there are as many as paragraphs. */
typedef struct {
    uint32_t start, end;   /* bytes of the document's text */
    uint32_t line;         /* of its start, from 1 */
    uint32_t kind : 2;     /* CopiaBlockKind */
    uint32_t heading : 30; /* its place among the headings, if it is no paragraph */
} CopiaBlock;

typedef struct {
    CopiaAside *blocks; /* CopiaBlock; g_array_index() reads them */
    GArray *headings;   /* CopiaBlockHeading */
    GStringChunk *titles;
} CopiaSegment;

static inline const CopiaBlockHeading *
copia_block_heading (const CopiaSegment *self, const CopiaBlock *block)
{
    return &g_array_index (self->headings, CopiaBlockHeading, block->heading);
}

/* `rules` may be NULL.  COPIA_ERROR_LIMIT: a rule took too long. */
CopiaSegment *copia_segment_new (const CopiaDocument *document, const CopiaRules *rules,
                                 GError **error);
void copia_segment_free (CopiaSegment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSegment, copia_segment_free)
