/* document.h - one text as an importer leaves it: decoded, its mark-up known, not yet segmented.
 *
 * `text` is the whole input as UTF-8 and is never edited: what does not belong to the text
 * (mark-up, licences, navigation) is named by `skips`, byte ranges that become gaps between
 * tokens, so that tokens and gaps together give back the input byte for byte.
 * Byte offsets are into `text`; an end is exclusive.  A document is < 4 GiB.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t start, end;
} CopiaRange;

/* A line that the mark-up itself declares a heading (`## Title`, `== Title ==`). */
typedef struct {
    CopiaRange line;  /* the whole line, mark-up included, without its line end */
    CopiaRange title; /* the words of it, mark-up excluded */
    uint32_t level;   /* 1 is the outermost */
} CopiaHeading;

typedef struct {
    char *name;         /* where it came from, as the user wrote it; for messages */
    char *text;         /* UTF-8, NUL-terminated, may hold NUL bytes before that */
    uint32_t size;      /* bytes of text without the final NUL */
    const char *format; /* name of the importer, static */
    char *encoding;     /* what the bytes were: "UTF-8", "UTF-16LE", "windows-1252" */
    GArray *skips;      /* CopiaRange, sorted, disjoint, not empty */
    GArray *headings;   /* CopiaHeading, sorted; empty where mark-up declares none */
    bool marked;        /* headings are declared by mark-up: nothing is guessed */
    bool wrapped;       /* paragraphs are separated by empty lines, lines are wrapped */
    GPtrArray
        *attributes;  /* char *: name, value, name, value .. of the `text` region */
    GPtrArray *notes; /* char *: one line each, what was guessed, left out or wrong */
} CopiaDocument;

CopiaDocument *copia_document_new (const char *name);
void copia_document_skip (CopiaDocument *self, uint32_t start, uint32_t end);
void copia_document_attribute (CopiaDocument *self, const char *name,
                               const char *value);
void copia_document_note (CopiaDocument *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void copia_document_free (CopiaDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaDocument, copia_document_free)
