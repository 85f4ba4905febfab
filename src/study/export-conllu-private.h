/* export-conllu-private.h - the export of CoNLL-U, in two parts. */
#pragma once

#include "import/conllu-values.h"
#include "index/surface.h"
#include "study/export-lines.h"

typedef struct {
    const CopiaIndex *index;
    CopiaExportLines *lines;
    GString *out;
    const CopiaRegions *s, *p;                                      /* or NULL */
    const CopiaLayer *columns[COPIA_CONLLU_VALUES], *parts, *empty; /* or NULL */
    CopiaSurface surface; /* ranges whose words are tokens */
    GPtrArray *others;    /* CopiaLayer: told in MISC */
    bool any;             /* a text was told */
    uint64_t end_of_text;
    CopiaExportRange piece;
    uint64_t start, end; /* of the sentence in the piece; end is inclusive */
    uint64_t words;      /* of it there */
    uint64_t before;     /* words of it that the piece begins behind */
    uint32_t region;     /* of `s`, or NONE */
    unsigned part;       /* which of it that is, from 1 */
    bool cut, headless;  /* something of it, or its first token, is left out */
    uint64_t known_from, known_to, known; /* words between two cpos: counted already */
    bool newpar;                          /* a paragraph began, and is not told */
} CopiaExportConllu;

/* Of a sentence that is cut: the columns HEAD and DEPS as what is left counts its words. */
char *copia_export_conllu_head (const CopiaExportConllu *self, const char *head);
char *copia_export_conllu_deps (const CopiaExportConllu *self, const char *deps);

void copia_export_conllu_form (const CopiaExportConllu *self, uint64_t cpos);
/* No blank stands behind the token.  Only what CoNLL-U wrote tells it of the last of a text. */
bool copia_export_conllu_glued (const CopiaExportConllu *self, uint64_t cpos);
/* The token begins, or is in, a range whose words are tokens, all of them in the piece of the
 * sentence: COPIA_NONE otherwise. */
uint32_t copia_export_conllu_range (const CopiaExportConllu *self, uint64_t cpos);
void copia_export_conllu_surface (const CopiaExportConllu *self, uint32_t range);
/* The comments of the sentence that `self` is at. */
bool copia_export_conllu_comments (CopiaExportConllu *self, GError **error);
