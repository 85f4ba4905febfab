/* document.h - one text as an importer leaves it: decoded, its mark-up known, not yet segmented.
 *
 * `text` is the whole input as UTF-8 and is never edited: what does not belong to the text
 * (mark-up, licences, navigation) is named by `skips`, byte ranges that become gaps between
 * tokens, so that tokens and gaps together give back the input byte for byte.
 * Byte offsets are into `text`; an end is exclusive.  A document is < 4 GiB.
 */
#pragma once

#include "base/aside.h"
#include <stdint.h>

typedef struct {
    uint32_t start, end;
} CopiaRange;

/* A line that the mark-up itself declares a heading (`## Title`, `== Title ==`). */
typedef struct {
    CopiaRange line;    /* the whole line, mark-up included, without its line end */
    CopiaRange title;   /* the words of it, mark-up excluded */
    uint32_t level;     /* 1 is the outermost; 0: it opens nothing */
    const char *called; /* what a table of contents calls it; NULL: as it is printed */
} CopiaHeading;

/* A region that mark-up declares, with attributes of its own: a speech, a note, a page.  Spans
 * of one name do not overlap; they may cross each other, paragraphs and sentences. */
typedef struct {
    const char *name; /* of the structure: at most 19 of [a-z0-9_], a letter first */
    uint32_t start, end;
    uint32_t first, n; /* pairs in `pairs` */
} CopiaStretch;

/* A word that mark-up declares: it is one token, whatever a tokenizer would say. */
enum { COPIA_WORD_LEMMA, COPIA_WORD_POS, COPIA_WORD_MSD, COPIA_WORD_VALUES };

typedef struct {
    uint32_t start, end;
    const char *values[COPIA_WORD_VALUES]; /* NULL: none */
} CopiaDeclaredWord;

extern const char *const copia_word_values[COPIA_WORD_VALUES]; /* their names */

/* What comes behind `text` where a file is longer than what is held of it: the next piece, good
 * until it is asked again, of no bytes at the end.  Only what is told line by line may have it. */
typedef struct {
    void *self;
    bool (*next) (void *self, const char **text, uint32_t *size, GError **error);
    void (*free) (void *self);
} CopiaDocumentRest;

typedef struct CopiaDocument {
    char *name;             /* where it came from, as the user wrote it; for messages */
    char *text;             /* UTF-8, NUL-terminated, holds no other NUL */
    uint32_t size;          /* bytes of text without the final NUL */
    CopiaAside *aside;      /* what the text lies in; NULL: memory of its own */
    CopiaDocumentRest rest; /* without `next`: the text is all */
    char *
        beside; /* a path: what is as long as the text is put aside there, too; or NULL */
    unsigned threads;   /* that may work on it at once; 0: one */
    const char *format; /* name of the importer, static */
    char *encoding;     /* what the bytes were: "UTF-8", "UTF-16LE", "windows-1252" */
    GArray *skips;      /* CopiaRange, sorted, disjoint, not empty */
    GArray *headings;   /* CopiaHeading, sorted; empty where mark-up declares none */
    GArray *breaks; /* uint32_t, sorted: a paragraph begins here though no empty line
                           stands before it (list items, rows of a table) */
    GArray *spans;  /* CopiaStretch, sorted by start, the longer first, not empty */
    GArray
        *sentences; /* the same of those called `s`: sentences are not guessed there */
    GPtrArray *pairs;           /* char *: name, value, name, value .. of spans */
    GStringChunk *strings;      /* what spans and pairs point to */
    GArray *words;              /* CopiaDeclaredWord, in order */
    struct CopiaDocument *next; /* another text of the same file, or NULL */
    bool shown; /* that it is annotated only its lines show: it may be something else */
    bool divided; /* spans `part` and `chapter` say all: headings open nothing */
    bool marked;  /* headings are declared by mark-up: nothing is guessed */
    bool wrapped; /* mark-up says so: only empty lines and breaks end a paragraph */
    GPtrArray
        *attributes;  /* char *: name, value, name, value .. of the `text` region */
    GPtrArray *notes; /* char *: one line each, what was guessed, left out or wrong */
} CopiaDocument;

CopiaDocument *copia_document_new (const char *name);

/* Importers call these in any order; an empty range is passed over. */
void copia_document_skip (CopiaDocument *self, uint32_t start, uint32_t end);
void copia_document_heading (CopiaDocument *self, CopiaRange line, CopiaRange title,
                             uint32_t level);
/* A heading called so at `line`, which may be empty: then it is not printed. */
void copia_document_call (CopiaDocument *self, CopiaRange line, uint32_t level,
                          const char *called);
void copia_document_break (CopiaDocument *self, uint32_t start);

/* A span is opened, gets its attributes and is closed by its number; one that is never closed is
 * dropped.  Names are made good by copia_document_name(). */
uint32_t copia_document_open (CopiaDocument *self, const char *name, uint32_t start);
void copia_document_tell (CopiaDocument *self, uint32_t span, const char *name,
                          const char *value);
void copia_document_rename (CopiaDocument *self, uint32_t span, const char *name);
void copia_document_close (CopiaDocument *self, uint32_t span, uint32_t end);

/* Behind those there are; an empty one is passed over. */
void copia_document_word (CopiaDocument *self, uint32_t start, uint32_t end,
                          const char *const *values);

/* What may be the name of a structure or an attribute, from what a file says. */
#define COPIA_DOCUMENT_NAME 20
void copia_document_name (char name[COPIA_DOCUMENT_NAME], const char *said);

/* Sorts what they left and joins skips that touch or overlap: only then do the promises
 * above hold.  Whoever skips later settles again. */
void copia_document_settle (CopiaDocument *self);

/* The first value of a name stays: NULL or empty values are passed over. */
void copia_document_attribute (CopiaDocument *self, const char *name,
                               const char *value);
void copia_document_replace (CopiaDocument *self, const char *name, const char *value);
const char *copia_document_find_attribute (const CopiaDocument *self, const char *name);
void copia_document_note (CopiaDocument *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
/* The text before `until` will not be read again: its memory is given back, and holds anything. */
void copia_document_forget (const CopiaDocument *self, uint32_t from, uint32_t until);
/* The text from `from` to `until` was gone through: where it is put aside, memory is given back
 * now and then, and it can be read again. */
static inline void
copia_document_pass (const CopiaDocument *self, uint32_t from, uint32_t until)
{
    if (G_UNLIKELY ((from ^ until) >> 23) && self->aside)
        copia_aside_rest (self->aside);
}

/* Where the byte first stands in [from, until) of the text, or `until`. */
uint32_t copia_document_find (const CopiaDocument *self, char byte, uint32_t from,
                              uint32_t until);
/* Where the line that `from` lies in ends: before its line end, or with the text. */
uint32_t copia_document_line_end (const CopiaDocument *self, uint32_t from);

void copia_document_free (CopiaDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaDocument, copia_document_free)
