/* candidate.h - the lines of a text that may be headings, with all that is needed to judge them.
 *
 * Where mark-up declares headings, these and no others; else lines that stand between empty
 * lines (or are paragraphs) and have a shape.  Lines that rules speak of are candidates with
 * a verdict, or none at all.  A line that holds two (`ACT I. SCENE I.`) is two candidates.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/level.h"
#include "text/lines.h"
#include "text/rules.h"
#include "text/shape.h"

typedef struct {
    CopiaShape shape;
    uint32_t start, end;  /* bytes of the document, all its lines */
    uint32_t first, last; /* its lines */
    uint32_t declared;    /* the level mark-up gives it; 0: none */
    uint32_t body; /* visible bytes from its end to the next candidate, or to the end */
    uint32_t next; /* of these, those of the first block */
    bool fixed;    /* a rule has spoken */
    bool listed;   /* a table of contents names it */
    CopiaLevel level; /* the verdict */
    const char *text; /* as printed, blanks made one; cut at COPIA_CANDIDATE_TEXT */
    uint32_t size;    /* of text */
    const char
        *title; /* of the line or lines that say what a bare one is called, or NULL */
} CopiaCandidate;

enum { COPIA_CANDIDATE_TEXT = 300 };

typedef struct {
    const CopiaDocument *document;
    const CopiaLines *lines;
    CopiaLayout layout;
    GArray *list; /* CopiaCandidate, in order */
    GStringChunk *texts;
    guint listed; /* lines of the table of contents, 0: there is none */
} CopiaCandidates;

/* COPIA_ERROR_LIMIT: a rule took too long.  `rules` may be NULL. */
bool copia_candidates_find (CopiaCandidates *self, const CopiaDocument *document,
                            const CopiaLines *lines, CopiaLayout layout,
                            const CopiaRules *rules, GError **error);
void copia_candidates_clear (CopiaCandidates *self);

static inline CopiaCandidate *
copia_candidate (const CopiaCandidates *self, guint i)
{
    return &g_array_index (self->list, CopiaCandidate, i);
}

/* The lines of the block that begins with the visible line `first`: up to an empty line, or
 * the line itself where lines are paragraphs. */
uint32_t copia_block_last (const CopiaLines *lines, CopiaLayout layout, uint32_t first);
