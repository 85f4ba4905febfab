/* extract.h - a text taken out of mark-up: paragraphs with an empty line between them.
 *
 * What is put in is held to be read on: blanks (space, tab, line ends) are made one and stand
 * nowhere at the start or end of a line, soft hyphens and NULs are dropped.  Ends of words,
 * lines and paragraphs are asked for as often as one likes; the strongest counts, and none
 * before the first word.  Whoever puts text keeps no offset across a put.
 */
#pragma once

#include "text/document.h"

typedef struct {
    CopiaDocument *document;
    GString *text;
    int due;       /* what must stand before the next word */
    bool verbatim; /* line ends are breaks and tabs tabs */
    bool too_long;
    int seam;         /* how the line goes on, see extract.c */
    guint undivided;  /* words that a hyphen divided at the end of a line */
    uint32_t level;   /* of the heading that is being read; 0: none */
    uint32_t heading; /* where its words begin */
} CopiaExtract;

void copia_extract_init (CopiaExtract *self, CopiaDocument *document);
void copia_extract_text (CopiaExtract *self, const char *text, size_t size);
void copia_extract_blank (CopiaExtract *self);
void copia_extract_tab (CopiaExtract *self);
void copia_extract_line (CopiaExtract *self);
void copia_extract_break (CopiaExtract *self); /* a line; two make a paragraph */
/* A line that ends in a word: blanks around it are none. */
void copia_extract_join (CopiaExtract *self);
/* A line that may end in a word: it does where it ends with a hyphen, which goes, and the next
 * begins with a small letter; but not in `Haupt- und`. */
void copia_extract_divided_line (CopiaExtract *self);
void copia_extract_paragraph (CopiaExtract *self);

/* What another extract made, as it is, and where it stands now. */
uint32_t copia_extract_append (CopiaExtract *self, const char *text, size_t size);

/* A heading is one paragraph and ends with it at the latest; while one is open, a second does
 * nothing. */
void copia_extract_heading (CopiaExtract *self, uint32_t level);
void copia_extract_heading_end (CopiaExtract *self);

/* Where the next word will stand, or what is due before it. */
uint32_t copia_extract_place (const CopiaExtract *self);

/* The text becomes the document's, in place of what it had.  COPIA_ERROR_LIMIT: it is too
 * long.  The extract is empty then, in any case. */
bool copia_extract_finish (CopiaExtract *self, GError **error);
void copia_extract_clear (CopiaExtract *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaExtract, copia_extract_clear)
