/* judge-private.h - kinds of candidates, and those that are out of the question at once. */
#pragma once

#include "text/candidate.h"

/* Candidates of one kind are headings together or not at all: the words of CopiaWord, and .. */
enum {
    COPIA_GROUP_NUMERALS = COPIA_N_WORDS, /* + CopiaNumeralKind */
    COPIA_GROUP_NUMBERED =
        COPIA_GROUP_NUMERALS + COPIA_NUMERAL_SPELLED + 1, /* + CopiaNumeralKind */
    COPIA_GROUP_CAPITALS = COPIA_GROUP_NUMBERED + COPIA_NUMERAL_SPELLED + 1,
    COPIA_GROUP_NAMES,
    COPIA_GROUP_LISTED,
    COPIA_N_GROUPS,
    COPIA_GROUP_NONE = COPIA_N_GROUPS,
};

guint copia_judge_group (const CopiaCandidate *candidate);

/* The candidate is none. */
void copia_judge_drop (CopiaCandidate *candidate);

/* Drops running heads, headings repeated, and tables of contents. */
void copia_judge_drop_repeated (CopiaCandidates *candidates);
