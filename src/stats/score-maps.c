/* score-maps.c - distances between units and maps of them asked by name. */
#include "stats/score-private.h"

#include "stats/correspondence.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_UNITS = 5000, MOST_AXES = 500 }; /* what takes n^2, and n^3 */

/* The list under KEY if its elements are rows of one length, not 0; NULL and an error. */
static const CopiaJson *
find_rows (const CopiaAsk *ask, const char *key, CopiaMatrix *matrix)
{
    const CopiaJson *list = copia_json_find (ask->input->values, key);

    matrix->rows = list ? copia_json_size (list) : 0;
    matrix->columns = matrix->rows > 0 ? copia_json_size (copia_json_at (list, 0)) : 0;
    if (matrix->columns == 0) {
        copia_ask_fail (ask, "needs a list of rows '%s'", key);
        return NULL;
    }
    for (size_t r = 0; r < matrix->rows; r++)
        if (copia_json_size (copia_json_at (list, r)) != matrix->columns) {
            copia_ask_fail (ask, "row %zu of '%s' is not %zu numbers", r + 1, key,
                            matrix->columns);
            return NULL;
        }
    return list;
}

/* Rows of equal length under KEY, as one array; NULL and an error for anything else. */
static double *
read_matrix (const CopiaAsk *ask, const char *key, CopiaMatrix *matrix)
{
    const CopiaJson *list = find_rows (ask, key, matrix);

    if (!list)
        return NULL;
    size_t columns = matrix->columns, n = matrix->rows * columns;
    g_autofree double *values = g_new (double, n);
    for (size_t i = 0; i < n; i++) {
        const CopiaJson *row = copia_json_at (list, i / columns);
        values[i] = copia_json_number (copia_json_at (row, i % columns));
        if (isnan (values[i])) {
            copia_ask_fail (ask, "row %zu of '%s' is not %zu numbers", i / columns + 1,
                            key, columns);
            return NULL;
        }
    }
    matrix->values = values;
    return g_steal_pointer (&values);
}

static const char *
row_name (const CopiaAsk *ask, size_t i)
{
    const CopiaJson *names = copia_json_find (ask->input->values, "rows");

    return names && i < copia_json_size (names)
               ? copia_json_string (copia_json_at (names, i))
               : NULL;
}

/* The two rows whose names, one after the other, are the pair: "AB". */
static bool
read_pair (const CopiaAsk *ask, size_t rows, size_t *i, size_t *j)
{
    const char *pair = copia_ask_string (ask, "pair");

    if (!pair)
        return false;
    for (*i = 0; *i < rows; ++*i)
        for (*j = 0; *j < rows; ++*j) {
            const char *x = row_name (ask, *i), *y = row_name (ask, *j);
            if (x && y && g_str_has_prefix (pair, x) &&
                strcmp (pair + strlen (x), y) == 0)
                return true;
        }
    return copia_ask_fail (ask, "'pair' is not two of the names in 'rows'");
}

static bool
knows_distance (const char *measure)
{
    return copia_metric_find (measure) != NULL;
}

static bool
fits_distance (const CopiaAsk *ask)
{
    return copia_ask_has (ask, "matrix");
}

static bool
answer_distance (const CopiaAsk *ask, CopiaScore *score)
{
    CopiaMatrix matrix;
    g_autofree double *values = read_matrix (ask, "matrix", &matrix);
    size_t i = 0, j = 0;

    if (values && matrix.rows > MOST_UNITS)
        return copia_ask_fail (ask, "at most %d rows are compared", MOST_UNITS);
    if (!values || !read_pair (ask, matrix.rows, &i, &j))
        return false;
    g_autofree double *all =
        copia_metric_distances (copia_metric_find (ask->measure), &matrix);
    score->value = all[i * matrix.rows + j];
    return true;
}

static void
each_distance (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (const CopiaMetric *m = copia_metrics; m->about.name; m++)
        visit (family, &m->about, data);
}

const CopiaScoreFamily copia_score_distances = {
    "distance",      knows_distance, fits_distance,
    answer_distance, each_distance,  "matrix=[[..],..], rows=[..] and pair"
};

/* M. Greenacre's table of smokers in a firm (1984, p. 55) is quoted everywhere by the
 * initials of its rows: senior managers to secretaries. */
static const double smokers[] = { 4,  2, 3,  2,  4,  3,  7,  4, 25, 10,
                                  12, 4, 18, 24, 33, 13, 10, 6, 7,  2 };
static const char *const smokers_rows[] = { "SM", "JM", "SE", "JE", "SC" };

/* The number of a row or column: its name in NAMES, or a number from 1. */
static bool
find_point (const CopiaAsk *ask, const CopiaMatrix *table, const char *name, bool row,
            size_t *at)
{
    size_t n = row ? table->rows : table->columns;
    const CopiaJson *names =
        copia_json_find (ask->input->values, row ? "rows" : "columns");
    bool known = row && !names && table->rows == 5 && table->columns == 4 &&
                 memcmp (table->values, smokers, sizeof smokers) == 0;
    char *end;

    for (*at = 0; *at < n; ++*at) {
        const char *own = known ? smokers_rows[*at]
                          : names && *at < copia_json_size (names)
                              ? copia_json_string (copia_json_at (names, *at))
                              : NULL;
        if (own && strcmp (own, name) == 0)
            return true;
    }
    *at = (size_t) g_ascii_strtoull (name, &end, 10) - 1;
    return (*name && !*end && *at < n) ||
           copia_ask_fail (ask, "no %s is called '%s'", row ? "row" : "column", name);
}

#define INERTIA "ca_principal_inertia_"
#define ROW "ca_row_principal_dim"
#define COLUMN "ca_column_principal_dim"

/* The number of an axis at TEXT, from 1. */
static bool
read_axis (const CopiaAsk *ask, const CopiaCorrespondence *map, const char *text,
           char **end, size_t *axis)
{
    *axis = (size_t) g_ascii_strtoull (text, end, 10) - 1;
    return *axis < map->axes ||
           copia_ask_fail (ask, "the table has axes 1 to %zu", map->axes);
}

static bool
answer_map (const CopiaAsk *ask, const CopiaMatrix *table,
            const CopiaCorrespondence *map, CopiaScore *score)
{
    bool row = g_str_has_prefix (ask->measure, ROW);
    size_t axis, at;
    char *end;

    if (strcmp (ask->measure, "ca_total_inertia") == 0) {
        score->value = map->total;
        return true;
    }
    if (g_str_has_prefix (ask->measure, INERTIA)) {
        if (!read_axis (ask, map, ask->measure + strlen (INERTIA), &end, &axis))
            return false;
        score->value = map->inertia[axis];
        return true;
    }
    const char *number = ask->measure + strlen (row ? ROW : COLUMN);
    if (!read_axis (ask, map, number, &end, &axis))
        return false;
    if (*end != ':')
        return copia_ask_fail (ask, "needs ':' and the name or number of a point");
    if (!find_point (ask, table, end + 1, row, &at))
        return false;
    score->value = (row ? map->rows : map->columns)[at * map->axes + axis];
    return true;
}

static bool
correspondence (const CopiaAsk *ask, CopiaScore *score)
{
    CopiaMatrix table;
    g_autofree double *values = read_matrix (ask, "table", &table);

    if (!values)
        return false;
    if (MIN (table.rows, table.columns) > MOST_AXES)
        return copia_ask_fail (ask, "at most %d rows or columns make a map", MOST_AXES);
    CopiaCorrespondence *map = copia_correspondence (&table);
    if (!map)
        return copia_ask_fail (ask,
                               "the table needs counts in two rows and two columns");
    bool answered = answer_map (ask, &table, map, score);
    copia_correspondence_free (map);
    return answered;
}

static const CopiaAbout entries[] = {
    { "ca_total_inertia", "", "how far rows and columns depend on each other",
      "chi2 / N", "inertia", "[0, k]", "Greenacre 1984" },
    { "ca_principal_inertia_", "",
      "what an axis shows; with its number: ca_principal_inertia_1",
      "squared singular value", "inertia", "[0, 1]", "Greenacre 1984" },
    { "ca_row_principal_dim", "",
      "place of a row on an axis: ca_row_principal_dim1:NAME (rows=[..]) or :1",
      "u_i s / sqrt (mass)", "inertia^1/2", "(-inf, inf)", "Greenacre 1984" },
    { "ca_column_principal_dim", "",
      "place of a column on an axis: ca_column_principal_dim1:NAME (columns=[..]) or "
      ":1",
      "v_i s / sqrt (mass)", "inertia^1/2", "(-inf, inf)", "Greenacre 1984" },
};

/* A name that ends in a number goes on with that of an axis. */
static bool
knows_map (const char *measure)
{
    if (strcmp (measure, entries[0].name) == 0)
        return true;
    for (unsigned i = 1; i < G_N_ELEMENTS (entries); i++)
        if (g_str_has_prefix (measure, entries[i].name))
            return true;
    return false;
}

static bool
fits_map (const CopiaAsk *ask)
{
    return copia_ask_has (ask, "table");
}

static void
each_map (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (entries); i++)
        visit (family, &entries[i], data);
}

const CopiaScoreFamily copia_score_maps = { "correspondence", knows_map,
                                            fits_map,         correspondence,
                                            each_map,         "table=[[..],..]" };
