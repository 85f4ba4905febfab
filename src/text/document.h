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
    char *text;         /* UTF-8, NUL-terminated, holds no other NUL */
    uint32_t size;      /* bytes of text without the final NUL */
    const char *format; /* name of the importer, static */
    char *encoding;     /* what the bytes were: "UTF-8", "UTF-16LE", "windows-1252" */
    GArray *skips;      /* CopiaRange, sorted, disjoint, not empty */
    GArray *headings;   /* CopiaHeading, sorted; empty where mark-up declares none */
    GArray *breaks; /* uint32_t, sorted: a paragraph begins here though no empty line
                           stands before it (list items, rows of a table) */
    bool marked;    /* headings are declared by mark-up: nothing is guessed */
    bool wrapped;   /* mark-up says so: only empty lines and breaks end a paragraph */
    GPtrArray
        *attributes;  /* char *: name, value, name, value .. of the `text` region */
    GPtrArray *notes; /* char *: one line each, what was guessed, left out or wrong */
} CopiaDocument;

CopiaDocument *copia_document_new (const char *name);

/* Importers call these in any order; an empty range is passed over. */
void copia_document_skip (CopiaDocument *self, uint32_t start, uint32_t end);
void copia_document_heading (CopiaDocument *self, CopiaRange line, CopiaRange title,
                             uint32_t level);
void copia_document_break (CopiaDocument *self, uint32_t start);

/* Sorts what they left and joins skips that touch or overlap: only then do the promises
 * above hold.  Whoever skips later settles again. */
void copia_document_settle (CopiaDocument *self);

/* The first value of a name stays: NULL or empty values are passed over. */
void copia_document_attribute (CopiaDocument *self, const char *name,
                               const char *value);
const char *copia_document_find_attribute (const CopiaDocument *self, const char *name);
void copia_document_note (CopiaDocument *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void copia_document_free (CopiaDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaDocument, copia_document_free)
