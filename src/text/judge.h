/* judge.h - which candidates are headings, and of what level.
 *
 * In plain text the candidates bear witness for each other.  Those of one kind (`Chapter N`;
 * numerals; lines in capitals) are headings together or not at all: numerals must count
 * upwards, capitals must head text and not be speakers, signatures or running heads, and a
 * run of candidates without text between them that come again elsewhere is a table of
 * contents.  A word like Part or Book is a part where chapters stand inside, else it is the
 * chapter.  Where mark-up declares headings, their levels and their words decide.
 */
#pragma once

#include "text/candidate.h"
#include "text/rules.h"

void copia_judge_plain (CopiaCandidates *candidates, const CopiaRules *rules);
void copia_judge_declared (CopiaCandidates *candidates, const CopiaRules *rules);

/* Gives a bare heading (`Chapter 1`) the line behind it as its title, where it clearly is. */
void copia_judge_titles (CopiaCandidates *candidates);
