/* test-units.c - units side by side: distances, maps, trees, trends, rhythm, bursts. */
#include "stats/burst.h"
#include "stats/cluster.h"
#include "stats/correspondence.h"
#include "stats/distance.h"
#include "stats/rhythm.h"
#include "stats/trend.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static void
assert_near (double a, double b)
{
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fmax (1, fabs (b)));
}

static GRand *
seeded (void)
{
    guint32 seed = g_test_rand_int ();

    g_test_message ("seed %u", seed);
    return g_rand_new_with_seed (seed);
}

enum { ROWS = 9, COLUMNS = 14 };

static void
fill (GRand *rand, double *values)
{
    for (int i = 0; i < ROWS * COLUMNS; i++)
        values[i] = g_rand_int_range (rand, 0, 60) + (i % COLUMNS == 0);
}

static void
test_a_distance_is_symmetric_and_nothing_to_oneself (void)
{
    GRand *rand = seeded ();
    double values[ROWS * COLUMNS];
    CopiaMatrix matrix = { values, ROWS, COLUMNS };

    fill (rand, values);
    memcpy (values + COLUMNS, values,
            COLUMNS * sizeof *values); /* rows 0 and 1 are twins */
    for (const CopiaMetric *m = copia_metrics; m->about.name; m++) {
        g_autofree double *d = copia_metric_distances (m, &matrix);
        for (int i = 0; i < ROWS; i++)
            for (int j = 0; j < ROWS; j++) {
                g_assert_cmpfloat (d[i * ROWS + j], ==, d[j * ROWS + i]);
                g_assert_cmpfloat (d[i * ROWS + j], >=, 0);
            }
        g_assert_cmpfloat (d[0], ==, 0);
        g_assert_cmpfloat (d[1], ==, 0);
        assert_near (d[2], d[ROWS + 2]);
    }
    g_rand_free (rand);
}

static void
test_metrics_keep_the_triangle (void)
{
    static const char *const names[] = {
        "delta",     "argamon",   "eder",    "simple",
        "manhattan", "euclidean", "dist.js", "canberra"
    };
    GRand *rand = seeded ();
    double values[ROWS * COLUMNS];
    CopiaMatrix matrix = { values, ROWS, COLUMNS };

    fill (rand, values);
    for (unsigned k = 0; k < G_N_ELEMENTS (names); k++) {
        g_autofree double *d =
            copia_metric_distances (copia_metric_find (names[k]), &matrix);
        for (int a = 0; a < ROWS; a++)
            for (int b = 0; b < ROWS; b++)
                for (int c = 0; c < ROWS; c++)
                    g_assert_cmpfloat (d[a * ROWS + c], <=,
                                       d[a * ROWS + b] + d[b * ROWS + c] + 1e-9);
    }
    g_rand_free (rand);
}

static void
test_a_word_used_alike_everywhere_tells_nothing_apart (void)
{
    const double with[] = { 5, 1, 2, 5, 4, 1, 5, 3, 3 },
                 without[] = { 1, 2, 4, 1, 3, 3 };
    CopiaMatrix three = { with, 3, 3 }, two = { without, 3, 2 };
    const CopiaMetric *argamon = copia_metric_find ("argamon");
    g_autofree double *a = copia_metric_distances (argamon, &three);
    g_autofree double *b = copia_metric_distances (argamon, &two);
    const CopiaMetric *cosine = copia_metric_find ("cosine_delta");
    g_autofree double *c = copia_metric_distances (cosine, &three);
    g_autofree double *d = copia_metric_distances (cosine, &two);

    for (int i = 0; i < 9; i++) {
        assert_near (a[i] * 3, b[i] * 2); /* the mean is over one feature more */
        assert_near (c[i], d[i]);
    }
}

static void
test_the_map_of_the_smokers_agrees_with_print (void)
{
    /* M. Greenacre 1984, pp. 55-66; R package ca */
    const double table[] = { 4,  2, 3,  2,  4,  3,  7,  4, 25, 10,
                             12, 4, 18, 24, 33, 13, 10, 6, 7,  2 };
    CopiaMatrix matrix = { table, 5, 4 };
    CopiaCorrespondence *map = copia_correspondence (&matrix);

    g_assert_cmpuint (map->axes, ==, 3);
    g_assert_cmpfloat_with_epsilon (map->inertia[0], 0.074759, 5e-7);
    g_assert_cmpfloat_with_epsilon (map->inertia[1], 0.010017, 5e-7);
    g_assert_cmpfloat_with_epsilon (map->inertia[2], 0.000414, 5e-7);
    g_assert_cmpfloat_with_epsilon (map->total, 0.085190, 5e-7);
    g_assert_cmpfloat_with_epsilon (map->columns[0], -0.393308, 5e-7);
    g_assert_cmpfloat_with_epsilon (map->columns[1 * 3], 0.099456, 5e-7);
    copia_correspondence_free (map);
}

static void
test_a_map_gives_the_table_back (void)
{
    GRand *rand = seeded ();

    for (int turn = 0; turn < 2; turn++) {
        size_t rows = turn ? COLUMNS : ROWS, columns = turn ? ROWS : COLUMNS;
        double values[ROWS * COLUMNS], sum = 0, row[COLUMNS] = { 0 },
                                       column[COLUMNS] = { 0 };
        CopiaMatrix matrix = { values, rows, columns };
        fill (rand, values);
        for (size_t r = 0; r < rows; r++)
            for (size_t c = 0; c < columns; c++) {
                row[r] += values[r * columns + c];
                column[c] += values[r * columns + c];
                sum += values[r * columns + c];
            }
        CopiaCorrespondence *map = copia_correspondence (&matrix);
        double inertia = 0;
        for (size_t k = 0; k < map->axes; k++) {
            inertia += map->inertia[k];
            g_assert_true (k == 0 || map->inertia[k] <= map->inertia[k - 1]);
        }
        assert_near (inertia, map->total);
        for (size_t r = 0; r < rows;
             r++) /* Greenacre 1984, the reconstitution formula */
            for (size_t c = 0; c < columns; c++) {
                double more = 1;
                for (size_t k = 0; k < map->axes; k++)
                    more += map->rows[r * map->axes + k] *
                            map->columns[c * map->axes + k] / sqrt (map->inertia[k]);
                assert_near (row[r] * column[c] / sum * more, values[r * columns + c]);
            }
        copia_correspondence_free (map);
    }
    g_rand_free (rand);
}

static void
test_rows_of_zeros_are_nowhere_and_disturb_nobody (void)
{
    const double with[] = { 3, 0, 1, 0, 0, 0, 1, 0, 5 }, without[] = { 3, 1, 1, 5 };
    CopiaCorrespondence *a = copia_correspondence (&(CopiaMatrix){ with, 3, 3 });
    CopiaCorrespondence *b = copia_correspondence (&(CopiaMatrix){ without, 2, 2 });

    g_assert_cmpuint (a->axes, ==, 1);
    assert_near (a->total, b->total);
    assert_near (a->rows[0], b->rows[0]);
    g_assert_true (isnan (a->rows[1]) && isnan (a->columns[1]));
    copia_correspondence_free (a);
    copia_correspondence_free (b);
    const double one[] = { 1, 2, 0, 0 }, bad[] = { 1, -2, 3, 4 };
    g_assert_null (copia_correspondence (&(CopiaMatrix){ one, 2, 2 }));
    g_assert_null (copia_correspondence (&(CopiaMatrix){ bad, 2, 2 }));
    g_assert_null (copia_correspondence (&(CopiaMatrix){ one, 1, 4 }));
}

/* The same tree by looking at all pairs each time, distances recomputed from the members. */
static void
slow_heights (const double *d, size_t n, CopiaLinkage linkage, double *heights)
{
    size_t group[16];

    for (size_t i = 0; i < n; i++)
        group[i] = i;
    for (size_t k = 0; k + 1 < n; k++) {
        double best = INFINITY;
        size_t into = 0, from = 0;
        for (size_t a = 0; a < n; a++)
            for (size_t b = a + 1; b < n; b++) {
                double sum = 0, most = 0, least = INFINITY, pairs = 0;
                for (size_t i = 0; i < n; i++)
                    for (size_t j = 0; j < n; j++)
                        if (group[i] == a && group[j] == b) {
                            double x = d[i * n + j];
                            sum += x;
                            pairs++;
                            most = fmax (most, x);
                            least = fmin (least, x);
                        }
                double value = linkage == COPIA_AVERAGE    ? sum / pairs
                               : linkage == COPIA_COMPLETE ? most
                                                           : least;
                if (pairs > 0 && value < best) {
                    best = value;
                    into = a;
                    from = b;
                }
            }
        heights[k] = best;
        for (size_t i = 0; i < n; i++)
            if (group[i] == from)
                group[i] = into;
    }
}

static void
test_trees_are_those_of_the_slow_way (void)
{
    GRand *rand = seeded ();
    double values[ROWS * COLUMNS];
    CopiaMatrix matrix = { values, ROWS, COLUMNS };

    for (int run = 0; run < 20; run++) {
        fill (rand, values);
        g_autofree double *d =
            copia_metric_distances (copia_metric_find ("euclidean"), &matrix);
        for (int linkage = COPIA_AVERAGE; linkage <= COPIA_SINGLE; linkage++) {
            CopiaJoin joins[ROWS - 1];
            double heights[ROWS - 1];
            copia_cluster (d, ROWS, (CopiaLinkage) linkage, joins);
            slow_heights (d, ROWS, (CopiaLinkage) linkage, heights);
            for (int k = 0; k < ROWS - 1; k++)
                assert_near (joins[k].height, heights[k]);
        }
    }
    g_rand_free (rand);
}

static void
test_wards_heights_are_the_scatter_that_joining_adds (void)
{
    /* points 0, 2 and 10 on a line: 2; then 9 from the middle of the two, weighted */
    const double d[] = { 0, 2, 10, 2, 0, 8, 10, 8, 0 };
    CopiaJoin joins[2];

    copia_cluster (d, 3, COPIA_WARD, joins);
    assert_near (joins[0].height, 2);
    assert_near (joins[1].height, sqrt (2 * 2.0 * 1 / 3 * 81));
    g_assert_cmpuint (joins[1].size, ==, 3);
    g_assert_cmpuint (joins[1].left, ==, 3);
    g_assert_cmpuint (joins[1].right, ==, 2);
}

static void
test_the_order_below_a_tree_holds_every_unit_once (void)
{
    GRand *rand = seeded ();
    double values[ROWS * COLUMNS];
    CopiaMatrix matrix = { values, ROWS, COLUMNS };
    CopiaJoin joins[ROWS - 1];
    size_t order[ROWS], seen = 0;

    fill (rand, values);
    g_autofree double *d =
        copia_metric_distances (copia_metric_find ("delta"), &matrix);
    copia_cluster (d, ROWS, COPIA_WARD, joins);
    copia_cluster_order (joins, ROWS, order);
    for (int i = 0; i < ROWS; i++)
        seen |= (size_t) 1 << order[i];
    g_assert_cmpuint (seen, ==, (1 << ROWS) - 1);
    g_assert_cmpuint (order[0], ==, 0); /* the first unit stands leftmost */
    for (int k = 1; k < ROWS - 1; k++)
        g_assert_cmpfloat (joins[k].height, >=, joins[k - 1].height);
    double r = copia_cluster_cophenetic (joins, ROWS, d);
    g_assert_true (r > -1 && r <= 1);
    copia_cluster_order (NULL, 1, order);
    g_assert_cmpuint (order[0], ==, 0);
    g_rand_free (rand);
}

static void
test_equal_distances_make_the_same_tree_every_time (void)
{
    double d[36];
    CopiaJoin joins[5];

    for (int i = 0; i < 36; i++)
        d[i] = i % 7 != 0;
    copia_cluster (d, 6, COPIA_AVERAGE, joins);
    g_assert_cmpuint (joins[0].left, ==, 0);
    g_assert_cmpuint (joins[0].right, ==, 1);
    for (int k = 0; k < 5; k++)
        assert_near (joins[k].height, 1);
    g_assert_cmpuint (joins[4].size, ==, 6);
}

static void
test_ultrametric_distances_are_told_truly (void)
{
    const double d[] = { 0, 1, 5, 5, 1, 0, 5, 5, 5, 5, 0, 3, 5, 5, 3, 0 };
    CopiaJoin joins[3];

    copia_cluster (d, 4, COPIA_AVERAGE, joins);
    assert_near (copia_cluster_cophenetic (joins, 4, d), 1);
}

static void
test_ranks_and_correlations_agree_with_print (void)
{
    /* Kendall 1970 and every textbook: IQ against hours, n = 10 */
    const double x[] = { 106, 100, 86, 101, 99, 103, 97, 113, 112, 110 };
    const double y[] = { 7, 27, 2, 50, 28, 29, 20, 12, 6, 17 };
    CopiaSpearman spearman = copia_spearman (x, y, 10);

    assert_near (spearman.rho, -29.0 / 165);
    g_assert_cmpfloat_with_epsilon (exp (spearman.log_p), 0.627188, 1e-5);
    CopiaKendall kendall = copia_kendall (x, y, 10);
    assert_near (kendall.tau, -5.0 / 45);
    g_assert_cmpfloat (kendall.s, ==, -5);
}

static void
test_ties_keep_correlations_within_their_bounds (void)
{
    const double x[] = { 1, 2, 2, 3, 3, 3, 4 }, same[] = { 5, 5, 5, 5, 5, 5, 5 };
    double down[7];

    for (int i = 0; i < 7; i++)
        down[i] = -x[i];
    assert_near (copia_kendall (x, x, 7).tau, 1);
    assert_near (copia_kendall (x, down, 7).tau, -1);
    assert_near (copia_spearman (x, down, 7).rho, -1);
    g_assert_cmpfloat (copia_spearman (x, x, 7).log_p, ==, -INFINITY);
    g_assert_true (isnan (copia_kendall (x, same, 7).tau));
    g_assert_true (isnan (copia_spearman (x, same, 7).rho));
    g_assert_true (isnan (copia_kendall (x, x, 2).tau));
    double ranks[7];
    copia_ranks (x, 7, ranks);
    g_assert_cmpfloat (ranks[1], ==, 2.5);
    g_assert_cmpfloat (ranks[4], ==, 5);
}

static void
test_a_steady_rise_is_a_trend_and_its_slope_is_found (void)
{
    double y[20];

    for (int i = 0; i < 20; i++)
        y[i] = 3 + 0.5 * i;
    y[7] = 1000; /* one wild chapter does not move the median */
    CopiaTrend trend = copia_trend (y, 20);
    assert_near (trend.slope, 0.5);
    g_assert_cmpfloat (trend.test.z, >, 4);
    g_assert_cmpfloat (trend.test.log_p, <, log (1e-4));
    g_assert_true (isnan (copia_trend (y, 2).slope));
}

static void
test_rhythm_knows_alternation_from_drift (void)
{
    const double turns[] = { 5, 30, 6, 28, 4, 33, 7, 29 },
                 drift[] = { 3, 4, 6, 9, 20, 22, 30, 41 };
    CopiaRhythm a = copia_rhythm (turns, 8), b = copia_rhythm (drift, 8);

    assert_near (a.alternation, 1);
    assert_near (b.alternation, 0);
    g_assert_true (a.lag1 < -0.5 && b.lag1 > 0.3);
    g_assert_true (a.runs_z > 0 && b.runs_z < 0);
    g_assert_cmpuint (b.longest_rise, ==, 8);
    g_assert_cmpuint (b.longest_fall, ==, 1);
    g_assert_cmpuint (b.longest_short, ==, 3);
    g_assert_cmpuint (b.short_runs, ==, 1);
    g_assert_cmpuint (a.short_runs, ==, 0);
    assert_near (a.mean, 17.75);
    g_assert_true (isnan (copia_rhythm (turns, 0).mean));
    g_assert_true (isnan (copia_rhythm (turns, 1).sd));
    const double same[] = { 9, 9, 9 };
    g_assert_true (isnan (copia_rhythm (same, 3).lag1));
    g_assert_cmpfloat (copia_rhythm (same, 3).cv, ==, 0);
}

static void
test_bursts_are_told_from_chance (void)
{
    GRand *rand = seeded ();
    double even[500], chance[500], bursts[500];

    for (int i = 0; i < 500; i++) {
        even[i] = 20;
        chance[i] = -log1p (-g_rand_double (rand)) * 20 + 1e-9;
        bursts[i] = pow (chance[i], 2.5);
    }
    assert_near (copia_burstiness (even, 500), -1);
    assert_near (copia_burstiness_finite (even, 500), -1);
    g_assert_cmpfloat_with_epsilon (copia_burstiness (chance, 500), 0, 0.15);
    g_assert_cmpfloat_with_epsilon (copia_weibull_shape (chance, 500), 1, 0.2);
    g_assert_cmpfloat (copia_burstiness (bursts, 500), >, 0.2);
    g_assert_cmpfloat_with_epsilon (copia_weibull_shape (bursts, 500), 0.4, 0.08);
    g_assert_cmpfloat (copia_weibull_shape (even, 500), ==, INFINITY);
    g_assert_true (isnan (copia_weibull_shape (even, 1)));
    g_assert_true (isnan (copia_burstiness_finite (even, 1)));
    g_rand_free (rand);
}

static void
test_poisson_mixtures_agree_with_their_definition (void)
{
    const double counts[] = { 0, 0, 3, 1, 0, 4 };
    CopiaPoissonMixture mixture = copia_poisson_mixture (counts, 6);

    assert_near (mixture.burstiness, 8.0 / 3);
    assert_near (mixture.adaptation, 2.0 / 3);
    assert_near (mixture.variance_ratio, (26 - 64.0 / 6) / 5 / (8.0 / 6));
    const double none[] = { 0, 0 };
    g_assert_true (isnan (copia_poisson_mixture (none, 2).burstiness));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/units/" #name, test_##name)
    CLAIM (a_distance_is_symmetric_and_nothing_to_oneself);
    CLAIM (metrics_keep_the_triangle);
    CLAIM (a_word_used_alike_everywhere_tells_nothing_apart);
    CLAIM (the_map_of_the_smokers_agrees_with_print);
    CLAIM (a_map_gives_the_table_back);
    CLAIM (rows_of_zeros_are_nowhere_and_disturb_nobody);
    CLAIM (trees_are_those_of_the_slow_way);
    CLAIM (wards_heights_are_the_scatter_that_joining_adds);
    CLAIM (the_order_below_a_tree_holds_every_unit_once);
    CLAIM (equal_distances_make_the_same_tree_every_time);
    CLAIM (ultrametric_distances_are_told_truly);
    CLAIM (ranks_and_correlations_agree_with_print);
    CLAIM (ties_keep_correlations_within_their_bounds);
    CLAIM (a_steady_rise_is_a_trend_and_its_slope_is_found);
    CLAIM (rhythm_knows_alternation_from_drift);
    CLAIM (bursts_are_told_from_chance);
    CLAIM (poisson_mixtures_agree_with_their_definition);
    return g_test_run ();
}
