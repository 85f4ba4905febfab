/* references.h - the name of a place: which text, part, chapter .. holds a cpos.
 *
 * A reference is a column of an answer.  The label of a region is its `title`, else its `n`,
 * else the end of the path of its `file` (as many names of it as tell all
 * files apart, mostly the base name), else its `id`, else its number among the regions of its structure within
 * the innermost region of the references before it (from 1).  Where there is no region, the
 * label is empty.
 */
#pragma once

#include "index/index.h"
#include "table/table.h"

typedef struct CopiaReferences CopiaReferences;

/* The structures that name a place to a reader, outermost first: `text` when there are several
 * (and not volumes of one work, through which the numbers of parts, or else of chapters, rise),
 * then `part`, `chapter` and every other structure with a `title` or `n`, but never
 * `head`, `p`, `s`, nor lines, pages, speeches, notes and other small ones. */
CopiaReferences *copia_references_new (const CopiaIndex *index);
/* The same as far as they are outer to `structure`, then it.  COPIA_ERROR_QUERY: there is no
 * such structure; the message names those there are. */
CopiaReferences *copia_references_path (const CopiaIndex *index, const char *structure,
                                        GError **error);
/* Those named: "chapter", or "chapter.n" for another attribute, separated by commas or blanks;
 * one named again is there already; "" or "none" is no reference.  COPIA_ERROR_QUERY as above. */
CopiaReferences *copia_references_named (const CopiaIndex *index, const char *names,
                                         GError **error);
/* Those named, or the usual ones where `names` is NULL. */
CopiaReferences *copia_references_asked (const CopiaIndex *index, const char *names,
                                         GError **error);

size_t copia_references_count (const CopiaReferences *self);
/* Name of the column: of the structure, or STRUCTURE.ATTRIBUTE. */
const char *copia_references_name (const CopiaReferences *self, size_t i);
const CopiaRegions *copia_references_structure (const CopiaReferences *self, size_t i);
/* Appends the label number i of the place; false: no region there, nothing appended. */
bool copia_references_label (const CopiaReferences *self, size_t i, uint64_t cpos,
                             GString *label);
/* Appends a column for each to `columns` (CopiaColumn), whose names are borrowed. */
void copia_references_columns (const CopiaReferences *self, GArray *columns);
/* Puts a cell for each; `label` is scratch. */
void copia_references_put (const CopiaReferences *self, uint64_t cpos,
                           CopiaTable *table, GString *label);
/* Appends the place for a narrow column: numbers joined by stops, the outermost in Roman
 * numerals when there are several ("II.5"); a region without `n` gives its title, shortened
 * ("II.(front)"). */
void copia_references_short (const CopiaReferences *self, uint64_t cpos,
                             GString *place);
/* Appends all labels that are there, separated by ", ". */
void copia_references_full (const CopiaReferences *self, uint64_t cpos, GString *place);
void copia_references_free (CopiaReferences *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaReferences, copia_references_free)
