/* rules-private.h - what a rules file holds once it is read. */
#pragma once

#include <pcre2.h>

#include "text/rules.h"

typedef enum {
    COPIA_RULE_PART,
    COPIA_RULE_CHAPTER,
    COPIA_RULE_HEAD,
    COPIA_RULE_NOT,
    COPIA_RULE_SKIP,
    COPIA_RULE_START,
    COPIA_RULE_END
} CopiaPatternKind;

typedef struct {
    CopiaPatternKind kind;
    uint32_t line; /* of the rules file */
    pcre2_code *code;
} CopiaPattern;

typedef struct {
    uint32_t line; /* of the text */
    CopiaLevel level;
    bool has_level;
    char *title;
} CopiaException;

struct CopiaRules {
    char *where;
    GArray *patterns;   /* CopiaPattern, in the order of the file */
    GArray *exceptions; /* CopiaException, sorted by line */
    bool names[COPIA_LEVEL_HEAD + 1];
    bool has_layout;
    CopiaLayout layout;
    char *language;
    GPtrArray *abbreviations;
    pcre2_match_context *limits;
};

/* What is said of one line of the text, or NULL. */
const CopiaException *copia_rules_exception (const CopiaRules *self, uint32_t line);
