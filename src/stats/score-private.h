/* score-private.h - how the families of measures share the work of score.c. */
#pragma once

#include "stats/score.h"
#include "stats/table2.h"

/* What is asked, and where an error goes. */
typedef struct {
    const char *measure;
    const CopiaScoreInput *input;
    GError **error;
} CopiaAsk;

/* Puts a COPIA_ERROR_INPUT that begins with the measure; false. */
bool copia_ask_fail (const CopiaAsk *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

bool copia_ask_has (const CopiaAsk *self, const char *key);

/* The number under KEY; an error if it is missing or not a number. */
bool copia_ask_number (const CopiaAsk *self, const char *key, double *value);

/* The same, but *value stays as it is when KEY is missing. */
bool copia_ask_option (const CopiaAsk *self, const char *key, double *value);

const char *copia_ask_string (const CopiaAsk *self, const char *key);

/* The array of numbers under KEY; NULL and an error if it is anything else. */
double *copia_ask_numbers (const CopiaAsk *self, const char *key, size_t *n);

/* A family: the registry it lists (NULL: none), whether it knows the measure, and whether
 * the input has its shape. */
typedef struct {
    const char *name;
    bool (*knows) (const char *measure);
    bool (*fits) (const CopiaAsk *ask);
    bool (*answer) (const CopiaAsk *ask, CopiaScore *score);
    void (*each) (const char *family, CopiaScoreVisitor visit, void *data);
    const char *wants; /* the members it needs, for an error */
} CopiaScoreFamily;

extern const CopiaScoreFamily copia_score_parts;
extern const CopiaScoreFamily copia_score_places;
extern const CopiaScoreFamily copia_score_keyness;
extern const CopiaScoreFamily copia_score_association;
extern const CopiaScoreFamily copia_score_windows;
extern const CopiaScoreFamily copia_score_tests;
extern const CopiaScoreFamily copia_score_text;
extern const CopiaScoreFamily copia_score_growth;
extern const CopiaScoreFamily copia_score_readability;
extern const CopiaScoreFamily copia_score_distances;
extern const CopiaScoreFamily copia_score_maps;
extern const CopiaScoreFamily copia_score_units;
