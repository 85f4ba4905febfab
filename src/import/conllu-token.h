/* conllu-token.h - a token of CoNLL-U that is not told yet: a range waits for its words.
 *
 * Its values are as conllu-values.h has them.
 */
#pragma once

#include "import/conllu-values.h"

/* Columns of a line. */
enum {
    COPIA_CONLLU_ID,
    COPIA_CONLLU_FORM,
    COPIA_CONLLU_LEMMA,
    COPIA_CONLLU_HEAD = 6,
    COPIA_CONLLU_MISC = 9,
    COPIA_CONLLU_COLUMNS
};

/* Values of a token: those of the columns from LEMMA on, `parts` and `empty`. */
enum { COPIA_CONLLU_LAYERS = COPIA_CONLLU_VALUES + 2 };

typedef struct {
    GString *form, *values[COPIA_CONLLU_LAYERS];
    bool glue; /* no blank behind it */
    /*< private >*/
    GString *words[COPIA_CONLLU_VALUES]; /* of a range: the columns of its words */
    bool said[COPIA_CONLLU_VALUES];      /* one of them is not `_` */
} CopiaConlluToken;

/* The names of the values. */
void copia_conllu_layers (const char *names[COPIA_CONLLU_LAYERS]);
/* A column that is empty or `_`. */
bool copia_conllu_is_nothing (const char *column);

void copia_conllu_token_init (CopiaConlluToken *self);
void copia_conllu_token_clear (CopiaConlluToken *self);
/* A word or the line of a range; `empty` stays as it is. */
void copia_conllu_token_take (CopiaConlluToken *self, char **cells);
/* A word of a range that is a token by itself; its MISC says nothing of blanks. */
void copia_conllu_token_take_part (CopiaConlluToken *self, char **cells, bool glue);
/* What was taken, as the line of a range whose words are tokens (conllu-values.h). */
char *copia_conllu_token_range (const CopiaConlluToken *self);
/* A word of the range; behind the last one it has all values. */
void copia_conllu_token_join (CopiaConlluToken *self, char **cells, bool first);
void copia_conllu_token_end (CopiaConlluToken *self);
/* An empty node behind it, or before the first token; returns the bytes of all of them. */
size_t copia_conllu_token_add_node (CopiaConlluToken *self, char **cells);
void copia_conllu_token_told (CopiaConlluToken *self); /* nodes are those of the next */
