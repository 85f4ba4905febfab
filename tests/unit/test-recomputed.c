/* test-recomputed.c - random numbers, worked out here and by R and NLTK.
 *
 * Each question is asked of copia_score() and, as an expression, of the other program, which
 * answers all of them in one run.  Skipped where the program is not installed.
 */
#include "stats/cluster.h"
#include "stats/score.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    GPtrArray *names;   /* char *: measure and input, for messages */
    GPtrArray *answers; /* GArray of double: copia's */
    GString *script;    /* a line of numbers for each */
} Questions;

static void
free_array (gpointer data)
{
    g_array_unref (data);
}

static Questions
questions_new (const char *head)
{
    return (Questions){ g_ptr_array_new_with_free_func (g_free),
                        g_ptr_array_new_with_free_func (free_array),
                        g_string_new (head) };
}

static void
questions_clear (Questions *self)
{
    g_ptr_array_unref (self->names);
    g_ptr_array_unref (self->answers);
    g_string_free (self->script, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Questions, questions_clear)

static GArray *
answer_to (const char *measure, const char *json)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaJson) values = copia_json_parse (json, strlen (json), &error);
    const CopiaScoreInput input = { values, NULL, 0 };
    g_auto (CopiaScore) score = { 0, NULL };
    GArray *answer = g_array_new (FALSE, FALSE, sizeof (double));

    g_assert_no_error (error);
    if (!copia_score (measure, &input, &score, &error))
        g_error ("%s %s: %s", measure, json, error->message);
    if (score.list)
        g_array_append_vals (answer, score.list->data, score.list->len);
    else
        g_array_append_val (answer, score.value);
    return answer;
}

/* `how` turns an expression into a line that prints it, with %s in its place. */
static void
ask (Questions *self, const char *how, const char *measure, const char *json,
     const char *expression)
{
    g_auto (GStrv) parts = g_strsplit (how, "%s", 2);

    g_ptr_array_add (self->names, g_strconcat (measure, " ", json, NULL));
    g_ptr_array_add (self->answers, answer_to (measure, json));
    g_string_append_printf (self->script, "%s%s%s\n", parts[0], expression, parts[1]);
}

static bool
agree (double a, double b)
{
    return a == b || fabs (a - b) <= 1e-7 * fmax (fabs (a), fabs (b)) + 1e-12;
}

static void
compare (const Questions *self, const char *output)
{
    g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), >=, self->names->len);
    for (guint i = 0; i < self->names->len; i++) {
        g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
        const GArray *answer = self->answers->pdata[i];

        g_assert_cmpuint (g_strv_length (words), ==, answer->len);
        for (guint k = 0; k < answer->len; k++)
            if (!agree (g_array_index (answer, double, k),
                        g_ascii_strtod (words[k], NULL))) {
                g_test_message ("%s: %.17g, but %s there",
                                (const char *) self->names->pdata[i],
                                g_array_index (answer, double, k), words[k]);
                g_test_fail ();
            }
    }
}

/* Runs the script by a program; skips where there is none. */
static void
run (const Questions *self, const char *program, const char *option)
{
    g_autofree char *path = g_find_program_in_path (program);
    g_autofree char *name = NULL, *output = NULL, *errors = NULL;
    g_autoptr (GError) error = NULL;
    int status, file = g_file_open_tmp ("copia-recomputed-XXXXXX", &name, &error);

    g_assert_no_error (error);
    g_close (file, NULL);
    g_file_set_contents (name, self->script->str, -1, &error);
    g_assert_no_error (error);
    const char *arguments[] = { path, option ? option : name, option ? name : NULL,
                                NULL };
    if (!path ||
        !g_spawn_sync (NULL, (char **) (uintptr_t) arguments, NULL, G_SPAWN_DEFAULT,
                       NULL, NULL, &output, &errors, &status, NULL) ||
        !g_spawn_check_wait_status (status, NULL)) {
        g_autofree char *why = g_strdup_printf ("%s is not here: %s", program,
                                                errors ? errors : "no such program");
        g_test_skip (why);
    } else {
        compare (self, output);
    }
    g_remove (name);
}

/* ---- questions */

#define R "cat (format (c (%s), digits = 17, trim = TRUE), sep = ' '); cat ('\\n')"
#define PYTHON "print (repr (float (%s)))"

typedef struct {
    int o11, r1, c1, n;
} Cells;

static Cells
random_cells (void)
{
    Cells t = { .n = g_test_rand_int_range (200, 2000000) };

    t.r1 = g_test_rand_int_range (5, t.n / 3);
    t.c1 = g_test_rand_int_range (5, t.n / 10);
    /* about what is expected, or a few times as often */
    double expected = (double) t.r1 * t.c1 / t.n;
    t.o11 = (int) (expected * g_test_rand_double_range (0.2, 4)) + 1;
    t.o11 = MIN (t.o11, MIN (t.r1, t.c1));
    return t;
}

static char *
json_of (Cells t)
{
    return g_strdup_printf ("{\"f\":%d,\"f1\":%d,\"f2\":%d,\"N\":%d}", t.o11, t.r1,
                            t.c1, t.n);
}

static void
ask_r_of_cells (Questions *self, Cells t)
{
    static const struct {
        const char *measure, *expression;
    } kinds[] = {
        { "fisher.p.two_sided", "fisher.test (m)$p.value" },
        { "fisher.pv",
          "-phyper (m[1] - 1, sum (m[1,]), sum (m[2,]), sum (m[,1]), lower = FALSE, "
          "log = TRUE) / log (10)" },
        { "fisher.p.less", "phyper (m[1], sum (m[1,]), sum (m[2,]), sum (m[,1]))" },
        { "poisson.pv",
          "-ppois (m[1] - 1, sum (m[1,]) * sum (m[,1]) / sum (m), lower = FALSE, "
          "log = TRUE) / log (10)" },
        { "chi2", "chisq.test (m, correct = FALSE)$statistic" },
        { "chi2.yates", "chisq.test (m)$statistic" },
        { "odds_ratio", "m[1] * m[4] / (m[2] * m[3])" },
        { "log.likelihood",
          "local ({ e <- outer (rowSums (m), colSums (m)) / sum (m); "
          "2 * sum (ifelse (m > 0, m * log (m / e), 0)) * sign (m[1] - e[1]) })" },
    };
    g_autofree char *json = json_of (t);

    if (t.n - t.r1 - t.c1 + t.o11 < 0 || t.o11 == t.r1 || t.o11 == t.c1)
        return;
    g_string_append_printf (self->script, "m <- matrix (c (%d, %d, %d, %d), 2)\n",
                            t.o11, t.c1 - t.o11, t.r1 - t.o11,
                            t.n - t.r1 - t.c1 + t.o11);
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        ask (self, R, kinds[i].measure, json, kinds[i].expression);
}

static void
ask_r_of_rates (Questions *self)
{
    int n = g_test_rand_int_range (1, 100000), f = g_test_rand_int_range (0, n + 1);
    g_autofree char *json = g_strdup_printf ("{\"f\":%d,\"N\":%d,\"conf\":0.95}", f, n);
    g_autofree char *exact = g_strdup_printf ("binom.test (%d, %d)$conf.int", f, n);
    g_autofree char *wilson =
        g_strdup_printf ("prop.test (%d, %d, correct = FALSE)$conf.int", f, n);
    g_autofree char *mean = g_strdup_printf ("poisson.test (%d)$conf.int", f);

    ask (self, R, "interval.clopper_pearson", json, exact);
    ask (self, R, "interval.wilson", json, wilson);
    ask (self, R, "interval.poisson", json, mean);
}

/* "1.5,2,3.25"; with ties where the numbers are whole. */
static char *
random_list (int n, bool whole)
{
    GString *list = g_string_new (NULL);

    for (int i = 0; i < n; i++) {
        double value = g_test_rand_double_range (0, 20);

        g_string_append_printf (list, "%s%.6f", i > 0 ? "," : "",
                                whole ? floor (value / 3) : value);
    }
    return g_string_free (list, FALSE);
}

static void
ask_r_of_groups (Questions *self, bool ties)
{
    g_autofree char *x = random_list (g_test_rand_int_range (4, 20), ties);
    g_autofree char *y = random_list (g_test_rand_int_range (4, 20), ties);
    g_autofree char *json = g_strdup_printf ("{\"x\":[%s],\"y\":[%s]}", x, y);

    g_string_append_printf (self->script, "x <- c (%s); y <- c (%s)\n", x, y);
    ask (self, R, "mannwhitney.U", json, "wilcox.test (x, y)$statistic");
    ask (self, R, "mannwhitney.p", json, "wilcox.test (x, y)$p.value");
    ask (self, R, "welch.t", json, "t.test (x, y)$statistic");
    ask (self, R, "welch.df", json, "t.test (x, y)$parameter");
    ask (self, R, "welch.p", json, "t.test (x, y)$p.value");
}

static void
ask_r_of_pairs (Questions *self, bool ties)
{
    int n = g_test_rand_int_range (10, 40);
    g_autofree char *x = random_list (n, ties), *y = random_list (n, ties);
    g_autofree char *json = g_strdup_printf ("{\"x\":[%s],\"y\":[%s]}", x, y);

    g_string_append_printf (self->script, "x <- c (%s); y <- c (%s)\n", x, y);
    ask (self, R, "spearman.rho", json, "cor (x, y, method = 'spearman')");
    ask (self, R, "kendall.tau", json, "cor (x, y, method = 'kendall')");
    ask (self, R, "kendall.p", json,
         "cor.test (x, y, method = 'kendall', exact = FALSE, continuity = "
         "TRUE)$p.value");
}

static void
ask_r_of_corrections (Questions *self)
{
    static const char *const kinds[][2] = { { "p.adjust.holm", "holm" },
                                            { "p.adjust.BH", "BH" },
                                            { "p.adjust.BY", "BY" },
                                            { "p.adjust.bonferroni", "bonferroni" } };
    g_autoptr (GString) list = g_string_new (NULL);

    for (int i = g_test_rand_int_range (1, 30); i >= 0; i--)
        g_string_append_printf (list, "%s%.9f", list->len > 0 ? "," : "",
                                pow (g_test_rand_double (), 4));
    g_autofree char *json = g_strdup_printf ("{\"p\":[%s]}", list->str);
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        g_autofree char *expression =
            g_strdup_printf ("p.adjust (c (%s), '%s')", list->str, kinds[i][1]);

        ask (self, R, kinds[i][0], json, expression);
    }
}

/* The heights of a tree. */
static void
ask_r_of_trees (Questions *self)
{
    static const char *const methods[] = { "ward.D2", "average", "complete", "single" };
    static const CopiaLinkage linkages[] = { COPIA_WARD, COPIA_AVERAGE, COPIA_COMPLETE,
                                             COPIA_SINGLE };
    size_t n = (size_t) g_test_rand_int_range (2, 20);
    g_autofree double *d = g_new0 (double, n *n);
    g_autofree CopiaJoin *joins = g_new (CopiaJoin, n);

    g_string_append (self->script, "d <- matrix (c (");
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            d[i * n + k] = d[k * n + i] =
                g_test_rand_int_range (1, 1000000) / 1000000.0;
    for (size_t i = 0; i < n * n; i++)
        g_string_append_printf (self->script, "%s%.6f", i > 0 ? "," : "", d[i]);
    g_string_append_printf (self->script, "), %zu)\n", n);
    for (size_t i = 0; i < G_N_ELEMENTS (methods); i++) {
        GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));

        copia_cluster (d, n, linkages[i], joins);
        for (size_t k = 0; k + 1 < n; k++)
            g_array_append_val (heights, joins[k].height);
        g_ptr_array_add (self->names, g_strdup (methods[i]));
        g_ptr_array_add (self->answers, heights);
        g_string_append_printf (
            self->script,
            "cat (format (sort (hclust (as.dist (d), '%s')$height), "
            "digits = 17, trim = TRUE), sep = ' '); cat ('\\n')\n",
            methods[i]);
    }
}

static void
test_r_finds_the_same (void)
{
    g_auto (Questions) questions = questions_new ("options (warn = -1)\n");

    for (int i = 0; i < 25; i++) {
        ask_r_of_cells (&questions, random_cells ());
        ask_r_of_rates (&questions);
        ask_r_of_groups (&questions, i % 2);
        ask_r_of_pairs (&questions, i % 2);
        ask_r_of_corrections (&questions);
        ask_r_of_trees (&questions);
    }
    run (&questions, "Rscript", "--vanilla");
}

static void
test_nltk_finds_the_same (void)
{
    static const struct {
        const char *measure, *method;
    } kinds[] = {
        { "mi", "pmi" },
        { "t", "student_t" },
        { "chi2", "chi_sq" },
        { "phi2", "phi_sq" },
        { "dice", "dice" },
        { "jaccard", "jaccard" },
        { "nltk.poisson_stirling", "poisson_stirling" },
        { "LL.4term", "likelihood_ratio" },
    };
    g_auto (Questions) questions =
        questions_new ("from nltk.metrics import BigramAssocMeasures as B\n");

    for (int i = 0; i < 40; i++) {
        Cells t = random_cells ();
        g_autofree char *json = json_of (t);

        if (t.n - t.r1 - t.c1 + t.o11 < 0 || t.o11 == t.r1 || t.o11 == t.c1)
            continue;
        for (size_t k = 0; k < G_N_ELEMENTS (kinds); k++) {
            g_autofree char *expression =
                g_strdup_printf ("B.%s (%d, (%d, %d), %d)", kinds[k].method, t.o11,
                                 t.r1, t.c1, t.n);

            ask (&questions, PYTHON, kinds[k].measure, json, expression);
        }
    }
    run (&questions, "/usr/bin/python3", NULL);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/recomputed/r-finds-the-same", test_r_finds_the_same);
    g_test_add_func ("/recomputed/nltk-finds-the-same", test_nltk_finds_the_same);
    return g_test_run ();
}
