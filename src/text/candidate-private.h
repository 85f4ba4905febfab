/* candidate-private.h - what finding headings in mark-up and in plain text share. */
#pragma once

#include "text/candidate.h"
#include "text/contents.h"
#include "text/glance.h"

typedef struct {
    CopiaCandidates *out;
    const CopiaRules *rules;
    CopiaContents *contents; /* once its heading was seen */
    GString *text;           /* of the line that is looked at */
    CopiaGlance *glance;     /* of plain text */
} CopiaFinding;

/* The visible text of these bytes. */
void copia_finding_load (CopiaFinding *self, uint32_t start, uint32_t end);
CopiaShape copia_finding_shape (CopiaFinding *self, uint32_t line);
/* The last candidate; there may be two of the lines. */
CopiaCandidate *copia_finding_add (CopiaFinding *self, uint32_t first, uint32_t last,
                                   CopiaShape shape);
/* *said: rules decide about one of the lines at least. */
bool copia_finding_ask_rules (CopiaFinding *self, uint32_t first, uint32_t last,
                              bool *said, GError **error);
/* Where no mark-up declares headings. */
bool copia_finding_guess (CopiaFinding *self, GError **error);
