/* rules.h - a small file that corrects what is found in a text: parts, chapters, what to leave out.
 *
 * UTF-8, one rule a line; empty lines and lines that begin with # are passed over.  REGEX is
 * PCRE2 and is tried on each line as printed (mark-up left out, trimmed, each run of blanks
 * one blank); it may match anywhere in it.  LINE is the number that `copia outline` shows.
 *
 *   part REGEX, chapter REGEX, head REGEX   the line is such a heading; the first that fits
 *   not REGEX                               the line is no heading
 *   level LINE part|chapter|head|none       so is this one line: stronger than all above
 *   title LINE TEXT                         what the heading of this line is called
 *   skip REGEX                              the line is left out
 *   start REGEX                             the text begins with the first such line
 *   end REGEX                               it ends before the first such line behind that
 *   paragraphs blank|indent|lines           how they are divided, see lines.h
 *   language CODE                           whose abbreviations are known: `de`
 *   abbreviation WORD...                    their stop ends no sentence: `Gen. Col.`
 *
 * Where there is a rule `part` (or `chapter`, or `head`), no such heading is guessed.
 * The handbook's page is src/handbook/rules.md.  Immutable; threads may share one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/document.h"
#include "text/level.h"
#include "text/lines.h"

typedef struct CopiaRules CopiaRules;

enum { COPIA_RULES_LINE = 4096 }; /* bytes of a line that a REGEX sees */

/* G_FILE_ERROR; COPIA_ERROR_INPUT with file and line and the way out. */
CopiaRules *copia_rules_load (const char *path, GError **error);
CopiaRules *copia_rules_parse (const char *text, size_t size, const char *where,
                               GError **error);

/* Makes skips of what is left out, and notes of rules of that kind that fit nothing.
 * COPIA_ERROR_LIMIT: a REGEX took too long on a line. */
bool copia_rules_skip (const CopiaRules *self, CopiaDocument *document, GError **error);

/* What the rules say of a line (counted from 1): *said, and then *level, COPIA_LEVEL_NONE
 * being no heading. */
bool copia_rules_judge (const CopiaRules *self, uint32_t line, const char *text,
                        size_t size, bool *said, CopiaLevel *level, GError **error);

/* Whether rules name headings of this level, so that none is to be guessed. */
bool copia_rules_names (const CopiaRules *self, CopiaLevel level);

const char *copia_rules_title (const CopiaRules *self, uint32_t line); /* or NULL */
bool copia_rules_layout (const CopiaRules *self,
                         CopiaLayout *layout);             /* false: silent */
const char *copia_rules_language (const CopiaRules *self); /* or NULL */
const char *const *
copia_rules_abbreviations (const CopiaRules *self); /* ends with NULL */
void copia_rules_free (CopiaRules *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaRules, copia_rules_free)
