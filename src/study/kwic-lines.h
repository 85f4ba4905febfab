/* kwic-lines.h - hits become rows of a concordance, one by one. */
#pragma once

#include "study/kwic.h"

typedef struct CopiaKwicLines CopiaKwicLines;

/* COPIA_ERROR_QUERY: there is no such reference or attribute. */
CopiaKwicLines *copia_kwic_lines_new (const CopiaIndex *index, const CopiaKwicAsk *ask,
                                      GError **error);
/* The columns. */
void copia_kwic_lines_begin (const CopiaKwicLines *self, CopiaTable *table);
/* The row of a hit that has this number, from 1. */
void copia_kwic_lines_put (CopiaKwicLines *self, CopiaTable *table, uint64_t number,
                           CopiaHit hit);
void copia_kwic_lines_free (CopiaKwicLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaKwicLines, copia_kwic_lines_free)
