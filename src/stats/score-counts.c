/* score-counts.c - association and keyness asked by name. */
#include "stats/score-private.h"

#include "stats/keyness.h"

#include <string.h>

/* Names under which tools give the four numbers of a table: O11 R1 C1 N. */
static const char *const as_pairs[][4] = {
    { "f", "f1", "f2", "N" },         { "c12", "c1", "c2", "N" },
    { "fxy", "fx", "fy", "N" },       { "O11", "R1", "C1", "N" },
    { "o11", "r1", "c1", "n" },       { "n_ii", "n_ix", "n_xi", "n_xx" },
    { "O", "f_node", "f_coll", "N" },
};

/* Names of the four cells. */
static const char *const as_cells[][4] = {
    { "O11", "O12", "O21", "O22" },
    { "k11", "k12", "k21", "k22" },
    { "a", "b", "c", "d" },
};

/* Names of O11 R1 O21 R2. */
static const char *const as_corpora[][4] = {
    { "a", "n1", "b", "n2" },
    { "f1", "n1", "f2", "n2" },
    { "a", "Na", "b", "Nb" },
    { "a", "c", "b", "d" },
    { "O11", "R1", "O21", "R2" },
    { "texts_target_with", "texts_target", "texts_ref_with", "texts_ref" },
};

/* Which of the namings has its first COUNT names all there; NULL if none. */
static const char *const *
naming (const CopiaAsk *ask, const char *const names[][4], size_t n, int count)
{
    for (size_t i = 0; i < n; i++) {
        int there = 0;
        while (there < count && copia_ask_has (ask, names[i][there]))
            there++;
        if (there == count)
            return names[i];
    }
    return NULL;
}

static bool
read_numbers (const CopiaAsk *ask, const char *const *names, int count, double *into)
{
    for (int i = 0; i < count; i++)
        if (!copia_ask_number (ask, names[i], &into[i]))
            return false;
    return true;
}

/* Of the hits that have anything beside them, those that have the collocate: as many as its
 * tokens there unless told. */
static bool
read_share (const CopiaAsk *ask, double *share)
{
    double with = 0, any = 0;

    if (!copia_ask_option (ask, "O", &with) ||
        !copia_ask_option (ask, "node_hits_with", &with) ||
        !copia_ask_option (ask, "f_node", &any) ||
        !copia_ask_option (ask, "node_hits_with_any", &any))
        return false;
    *share = with >= 0 && any > 0 ? with / any : -1;
    return true;
}

static bool
read_level (const CopiaAsk *ask, CopiaLevel *level)
{
    double confidence = NAN;

    *level = COPIA_LEVEL_USUAL;
    if (!copia_ask_option (ask, "alpha", &level->alpha) ||
        !copia_ask_option (ask, "conf", &confidence) ||
        !copia_ask_option (ask, "m", &level->tests) ||
        !copia_ask_option (ask, "lam", &level->added))
        return false;
    if (copia_ask_has (ask, "f_node") && !read_share (ask, &level->share))
        return false;
    if (!isnan (confidence))
        level->alpha = 1 - confidence;
    if (!(level->alpha > 0 && level->alpha < 1))
        return copia_ask_fail (ask, "the level must lie between 0 and 1");
    if (!(level->tests >= 1))
        return copia_ask_fail (ask, "'m' must be 1 or more");
    if (!(level->added >= 0))
        return copia_ask_fail (ask, "'lam' must not be below 0");
    return true;
}

static bool
answer_table (const CopiaAsk *ask, const CopiaMeasure *measure,
              const CopiaTable2 *table, CopiaScore *score)
{
    CopiaLevel level;

    if (!read_level (ask, &level))
        return false;
    if (!copia_table2_possible (table))
        return copia_ask_fail (ask, "no such table: a cell is below 0, or N is 0");
    score->value = copia_measure_score (measure, table, &level);
    return true;
}

/* f f1 f2 without N: all right for a measure that does not change with N. */
static bool
answer_without_n (const CopiaAsk *ask, const CopiaMeasure *measure, const double *f,
                  CopiaScore *score)
{
    CopiaTable2 table = { f[0], f[1], f[2], f[1] + f[2] };
    CopiaTable2 larger = { f[0], f[1], f[2], 10 * (f[1] + f[2]) };
    CopiaScore other = { 0 };

    if (!answer_table (ask, measure, &table, score) ||
        !answer_table (ask, measure, &larger, &other))
        return false;
    if (score->value != other.value)
        return copia_ask_fail (ask, "needs a number 'N'");
    return true;
}

static bool
read_table (const CopiaAsk *ask, CopiaTable2 *table)
{
    size_t n;
    g_autofree double *cells = copia_ask_numbers (ask, "table", &n);

    if (!cells)
        return false;
    if (n != 4)
        return copia_ask_fail (ask,
                               "'table' needs the four cells [O11, O12, O21, O22]");
    *table = copia_table2_from_cells (cells[0], cells[1], cells[2], cells[3]);
    return true;
}

/* The two members whose names begin with c_: counts beside two nodes. */
static bool
read_rivals (const CopiaAsk *ask, double *counts)
{
    const CopiaJson *values = ask->input->values;
    int found = 0;

    for (size_t i = 0; i < copia_json_size (values); i++) {
        const char *name = copia_json_name_at (values, i);
        if (!g_str_has_prefix (name, "c_"))
            continue;
        if (found == 2)
            return copia_ask_fail (ask, "more than two counts begin with c_");
        if (!copia_ask_number (ask, name, &counts[found++]))
            return false;
    }
    return found == 2;
}

static bool
has_rivals (const CopiaAsk *ask)
{
    CopiaAsk silent = { ask->measure, ask->input, NULL };
    double counts[2];

    return read_rivals (&silent, counts);
}

static bool
knows_association (const char *measure)
{
    return copia_measure_find (measure) != NULL;
}

static bool
fits_pairs (const CopiaAsk *ask)
{
    const CopiaJson *table = copia_json_find (ask->input->values, "table");

    if (table)
        return copia_json_size (table) == 0 ||
               copia_json_kind (copia_json_at (table, 0)) == COPIA_JSON_NUMBER;
    return naming (ask, as_pairs, G_N_ELEMENTS (as_pairs), 3) ||
           naming (ask, as_cells, G_N_ELEMENTS (as_cells), 4) ||
           copia_ask_has (ask, "f_given") || has_rivals (ask);
}

/* The numbers of a table where all four are there. */
static bool
whole_table (const CopiaAsk *ask, CopiaTable2 *table)
{
    const char *const *pairs = naming (ask, as_pairs, G_N_ELEMENTS (as_pairs), 4);
    const char *const *corpora = naming (ask, as_corpora, G_N_ELEMENTS (as_corpora), 4);
    const char *const *cells = naming (ask, as_cells, G_N_ELEMENTS (as_cells), 4);
    double x[4];

    if (copia_ask_has (ask, "table"))
        return read_table (ask, table);
    if (cells && copia_measure_find (ask->measure)) {
        if (!read_numbers (ask, cells, 4, x))
            return false;
        *table = copia_table2_from_cells (x[0], x[1], x[2], x[3]);
        return true;
    }
    if (!pairs && !corpora)
        return false;
    if (!read_numbers (ask, corpora ? corpora : pairs, 4, x))
        return false;
    *table = corpora ? copia_table2_from_corpora (x[0], x[1], x[2], x[3])
                     : (CopiaTable2){ x[0], x[1], x[2], x[3] };
    return true;
}

bool
copia_score_table (const char *measure, const CopiaScoreInput *input,
                   CopiaTable2 *table)
{
    g_autoptr (GError) error = NULL;
    CopiaAsk ask = { measure, input, &error };

    return (copia_measure_find (measure) || copia_keyness_find (measure)) &&
           whole_table (&ask, table) && copia_table2_possible (table);
}

static bool
answer_pairs (const CopiaAsk *ask, const CopiaMeasure *measure, CopiaScore *score)
{
    const char *const *names = naming (ask, as_pairs, G_N_ELEMENTS (as_pairs), 4);
    double x[4];

    if (copia_ask_has (ask, "table") ||
        naming (ask, as_cells, G_N_ELEMENTS (as_cells), 4)) {
        CopiaTable2 table;
        return whole_table (ask, &table) && answer_table (ask, measure, &table, score);
    }
    if (names) {
        if (!read_numbers (ask, names, 4, x))
            return false;
        CopiaTable2 table = { x[0], x[1], x[2], x[3] };
        return answer_table (ask, measure, &table, score);
    }
    names = naming (ask, as_pairs, G_N_ELEMENTS (as_pairs), 3);
    if (names)
        return read_numbers (ask, names, 3, x) &&
               answer_without_n (ask, measure, x, score);
    if (copia_ask_has (ask, "f_given")) {
        static const char *const given[] = { "f", "f_given" };
        x[2] = 0;
        return read_numbers (ask, given, 2, x) &&
               answer_without_n (ask, measure, (double[]){ x[0], x[1], x[0] }, score);
    }
    if (!read_rivals (ask, x))
        return false;
    /* two nodes, no text around them: only the sizes of the two counts matter */
    if (!answer_without_n (ask, measure, (double[]){ x[0], x[0], x[0] + x[1] }, score))
        return false;
    score->value = fabs (score->value);
    return true;
}

static bool
answer_association (const CopiaAsk *ask, CopiaScore *score)
{
    return answer_pairs (ask, copia_measure_find (ask->measure), score);
}

static bool
knows_keyness (const char *measure)
{
    return copia_keyness_find (measure) != NULL;
}

static bool
fits_corpora (const CopiaAsk *ask)
{
    return naming (ask, as_corpora, G_N_ELEMENTS (as_corpora), 4) != NULL;
}

/* Keyness by its own names also from a table; other names only from two corpora. */
static bool
fits_keyness (const CopiaAsk *ask)
{
    return fits_corpora (ask) ||
           (!knows_association (ask->measure) && fits_pairs (ask));
}

static bool
answer_keyness (const CopiaAsk *ask, CopiaScore *score)
{
    const char *const *names = naming (ask, as_corpora, G_N_ELEMENTS (as_corpora), 4);
    const CopiaMeasure *measure = copia_keyness_find (ask->measure);
    double x[4];

    if (!names)
        return answer_pairs (ask, measure, score);
    if (!read_numbers (ask, names, 4, x))
        return false;
    if (x[0] < 0 || x[2] < 0 || x[0] > x[1] || x[2] > x[3])
        return copia_ask_fail (ask, "a frequency lies outside 0 .. size of its corpus");
    CopiaTable2 table = copia_table2_from_corpora (x[0], x[1], x[2], x[3]);
    return answer_table (ask, measure, &table, score);
}

/* How tools make R1 and N of a node's frequency and its windows. */
typedef enum { NODE, NODE_TIMES_SPAN, WINDOW_TOKENS, BERRY_ROGGHE } Windows;

static const struct {
    const char *tool;
    Windows windows;
} conventions[] = {
    { "sketchengine", NODE },        { "nltk", NODE },
    { "lancsbox", NODE_TIMES_SPAN }, { "korap", NODE_TIMES_SPAN },
    { "cqpweb", WINDOW_TOKENS },     { "ucs", WINDOW_TOKENS },
    { "copia", WINDOW_TOKENS },      { "wordsmith4", BERRY_ROGGHE },
};

/* The convention before the first point, and what stands after it in *rest; -1 if none. */
static int
convention (const char *measure, const char **rest)
{
    const char *point = strchr (measure, '.');

    for (unsigned i = 0; point && i < G_N_ELEMENTS (conventions); i++) {
        size_t length = strlen (conventions[i].tool);
        if ((size_t) (point - measure) == length &&
            g_ascii_strncasecmp (measure, conventions[i].tool, length) == 0) {
            *rest = point + 1;
            return (int) i;
        }
    }
    return -1;
}

static const CopiaMeasure *
windows_measure (const char *measure)
{
    const char *rest;

    if (convention (measure, &rest) < 0)
        return NULL;
    const CopiaMeasure *own = copia_measure_find (measure); /* ucs.MI is not ucs' mi */
    return own ? own : copia_measure_find (rest);
}

static bool
knows_windows (const char *measure)
{
    return windows_measure (measure) != NULL;
}

static bool
fits_windows (const CopiaAsk *ask)
{
    return copia_ask_has (ask, "f_node") && copia_ask_has (ask, "f_coll");
}

static bool
answer_windows (const CopiaAsk *ask, CopiaScore *score)
{
    static const char *const names[] = { "O", "f_node", "f_coll", "N" };
    const char *rest;
    Windows windows = conventions[convention (ask->measure, &rest)].windows;
    double x[4], left, right;

    if (!read_numbers (ask, names, 4, x))
        return false;
    CopiaTable2 table = { x[0], x[1], x[2], x[3] };
    if (windows == WINDOW_TOKENS && !copia_ask_number (ask, "window_tokens", &table.r1))
        return false;
    if (windows == NODE_TIMES_SPAN || windows == BERRY_ROGGHE) {
        if (!copia_ask_number (ask, "left", &left) ||
            !copia_ask_number (ask, "right", &right))
            return false;
        table.r1 = x[1] * (left + right);
    }
    if (windows == BERRY_ROGGHE)
        table.n -= x[1];
    return answer_table (ask, windows_measure (ask->measure), &table, score);
}

static void
each_association (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (const CopiaMeasure *m = copia_measures; m->about.name; m++)
        visit (family, &m->about, data);
}

static void
each_keyness (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (const CopiaMeasure *m = copia_keyness; m->about.name; m++)
        visit (family, &m->about, data);
}

const CopiaScoreFamily copia_score_association = {
    "association",      knows_association, fits_pairs,
    answer_association, each_association,  "f, f1, f2, N, or table=[O11,O12,O21,O22]"
};

const CopiaScoreFamily copia_score_keyness = { "keyness",    knows_keyness,
                                               fits_keyness, answer_keyness,
                                               each_keyness, "f1, n1, f2, n2" };

const CopiaScoreFamily copia_score_windows = {
    "windows",      knows_windows, fits_windows,
    answer_windows, NULL,          "O, f_node, f_coll, N, left, right, window_tokens"
};
