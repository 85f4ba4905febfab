/* score.h - any measure by its name, on numbers given by name.
 *
 * The one entry for a user's own counts, and what the tables of published values are
 * checked through.  The input is a JSON object; which members a measure takes:
 *
 *   counts      f f1 f2 N | c12 c1 c2 N | fxy fx fy N | O11 R1 C1 N | table [a, b, c, d];
 *               N may be left out where the measure does not use it; options alpha, m
 *               (or conf = 1 - alpha)
 *   corpora     a n1 b n2 | f1 n1 f2 n2 | a Na b Nb | texts_target_with texts_target
 *               texts_ref_with texts_ref; options alpha, m, conf, lam (simple maths)
 *   windows     O f_node f_coll N left right window_tokens, with the convention before the
 *               measure: sketchengine.MI, lancsbox.MI, cqpweb.logratio, wordsmith4.z;
 *               cqpweb.Dice also node_hits_with (O if not given) and node_hits_with_any
 *   two counts  c_... c_... (two members) for t.difference, which is then unsigned
 *   parts       v [..] sizes [..] | corpus "a b c | d e" and word; any name with
 *               ".adjusted" for the form freed of frequency
 *   places      corpus and word, or places [..] and N: ARF AWT fAWT ALD fALD
 *   tests       p [..] alpha m x [..] y [..] n: see copia_score_each()
 *   text        tokens [..] or a token file read by the caller | spectrum {"1": V1, ..} |
 *               N V V1 V2; options window, segment, draws, N0
 *   readability W St Sy C .. (readability.h)
 *   units       matrix [[..], ..] rows ["A", ..] pair "AB" | table [[..], ..] | iet [..]
 * Members that a measure does not know are ignored; a missing one is an error that lists
 * what is wanted.  A score that does not exist for the input (0/0) is an error, never NaN.
 */
#pragma once

#include "base/json.h"
#include "stats/about.h"
#include "stats/table2.h"

typedef struct {
    const CopiaJson *values; /* an object */
    const char *const
        *tokens; /* used as if they stood in "tokens"; NULL if not given */
    size_t n_tokens;
} CopiaScoreInput;

/* One number, or a list of them. */
typedef struct {
    double value;
    GArray *list; /* of double; NULL when there is one value */
} CopiaScore;

void copia_score_clear (CopiaScore *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaScore, copia_score_clear)

/* COPIA_ERROR_QUERY: no such measure; COPIA_ERROR_INPUT: not with this input. */
bool copia_score (const char *measure, const CopiaScoreInput *input, CopiaScore *score,
                  GError **error);

/* The table of two by two that such a question is about; false where it is about no table, or
 * does not say all of it. */
bool copia_score_table (const char *measure, const CopiaScoreInput *input,
                        CopiaTable2 *table);

/* Every measure there is, family after family, in the order of the registries. */
typedef void (*CopiaScoreVisitor) (const char *family, const CopiaAbout *about,
                                   void *data);

void copia_score_each (CopiaScoreVisitor visit, void *data);
/* The first of them that answers to the name; NULL: none does. */
const CopiaAbout *copia_score_about (const char *name);
