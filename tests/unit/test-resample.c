/* test-resample.c - chance that can be had again, and what is judged by it. */
#include "stats/random.h"
#include "stats/resample.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static void
test_the_generator_is_the_published_one (void)
{
    /* xoshiro256** from the state 1, 2, 3, 4: first numbers as the reference gives them */
    CopiaRandom random = { { 1, 2, 3, 4 } };

    g_assert_cmpuint (copia_random_next (&random), ==, 11520);
    g_assert_cmpuint (copia_random_next (&random), ==, 0);
    g_assert_cmpuint (copia_random_next (&random), ==, 1509978240);
    g_assert_cmpuint (copia_random_next (&random), ==, 1215971899390074240u);
}

static void
test_a_seed_gives_the_same_numbers_and_streams_differ (void)
{
    CopiaRandom a = copia_random (7, 0), b = copia_random (7, 0),
                c = copia_random (7, 1), d = copia_random (8, 0);
    int equal = 0;

    for (int i = 0; i < 1000; i++) {
        uint64_t x = copia_random_next (&a);
        g_assert_cmpuint (x, ==, copia_random_next (&b));
        equal += x == copia_random_next (&c);
        equal += x == copia_random_next (&d);
    }
    g_assert_cmpint (equal, ==, 0);
}

static void
test_numbers_below_a_bound_are_equally_likely (void)
{
    CopiaRandom random = copia_random (1, 2);
    int counts[7] = { 0 };
    double mean = 0;

    for (int i = 0; i < 70000; i++)
        counts[copia_random_below (&random, 7)]++;
    for (int i = 0; i < 7; i++) /* 4 standard deviations */
        g_assert_cmpint (ABS (counts[i] - 10000), <, 370);
    for (int i = 0; i < 100000; i++) {
        double x = copia_random_unit (&random);
        g_assert_true (x >= 0 && x < 1);
        mean += x / 100000;
    }
    g_assert_cmpfloat_with_epsilon (mean, 0.5, 0.004);
    g_assert_cmpuint (copia_random_below (&random, 1), ==, 0);
}

static void
test_a_shuffle_keeps_everything_and_reaches_every_order (void)
{
    int orders[6] = { 0 };

    for (int i = 0; i < 6000; i++) {
        size_t items[] = { 0, 1, 2 };
        CopiaRandom random = copia_random (3, i);
        copia_random_shuffle (&random, items, 3);
        g_assert_cmpuint (items[0] + items[1] + items[2], ==, 3);
        orders[items[0] * 2 + (items[1] > items[2])]++;
    }
    for (int i = 0; i < 6; i++)
        g_assert_cmpint (ABS (orders[i] - 1000), <, 120);
}

enum { BLOCKS = 400, UNITS = 8 };

typedef struct {
    double v[BLOCKS], w[BLOCKS];
    size_t unit[BLOCKS];
    CopiaParts parts;
    CopiaBlocks blocks;
} Text;

/* Paragraphs of 40 to 160 tokens; in unit 5 the word is as many times as frequent. */
static void
write_text (Text *text, double times, uint64_t seed)
{
    CopiaRandom random = copia_random (seed, 0);

    for (size_t i = 0; i < BLOCKS; i++) {
        text->unit[i] = i * UNITS / BLOCKS;
        text->w[i] = 40 + copia_random_below (&random, 121);
        text->v[i] = 0;
        double rate = 0.01 * (text->unit[i] == 5 ? times : 1);
        for (int t = 0; t < text->w[i]; t++)
            text->v[i] += copia_random_unit (&random) < rate;
    }
    text->parts = (CopiaParts){ text->v, text->w, BLOCKS };
    text->blocks = (CopiaBlocks){ &text->parts, text->unit, UNITS };
}

static void
find_bands (const Text *text, CopiaBand *bands)
{
    g_autofree double *rates = g_new (double, 999 * UNITS);

    copia_permute (&text->blocks, 42, 0, 999, rates);
    copia_band (&text->blocks, rates, 999, 0.95, bands);
}

static void
test_the_bootstrap_holds_the_rate_and_widens_when_words_clump (void)
{
    Text text;
    write_text (&text, 1, 5);
    double v = 0, w = 0;
    for (int i = 0; i < BLOCKS; i++) {
        v += text.v[i];
        w += text.w[i];
    }
    CopiaInterval loose = copia_bootstrap_rate (&text.parts, 999, 1, 0.95);
    g_assert_true (loose.low < v / w && v / w < loose.high);
    CopiaInterval wilson = copia_interval_wilson (v, w, 0.95);
    g_assert_cmpfloat_with_epsilon ((loose.high - loose.low) /
                                        (wilson.high - wilson.low),
                                    1, 0.2);
    for (int i = 0; i + 3 < BLOCKS; i += 4) { /* the same words, together */
        text.v[i] += text.v[i + 1] + text.v[i + 2] + text.v[i + 3];
        text.v[i + 1] = text.v[i + 2] = text.v[i + 3] = 0;
    }
    CopiaInterval clumped = copia_bootstrap_rate (&text.parts, 999, 1, 0.95);
    g_assert_cmpfloat (clumped.high - clumped.low, >, 1.5 * (wilson.high - wilson.low));
}

static void
test_the_same_seed_gives_the_same_answer (void)
{
    Text text;
    write_text (&text, 2, 6);
    CopiaInterval a = copia_bootstrap_rate (&text.parts, 500, 9, 0.95);
    CopiaInterval b = copia_bootstrap_rate (&text.parts, 500, 9, 0.95);
    CopiaInterval c = copia_bootstrap_rate (&text.parts, 500, 10, 0.95);

    g_assert_true (a.low == b.low && a.high == b.high);
    g_assert_true (a.low != c.low);
}

static void
test_replicates_do_not_depend_on_who_computes_them (void)
{
    Text text;
    write_text (&text, 1, 7);
    double whole[60 * UNITS], pieces[60 * UNITS];

    copia_permute (&text.blocks, 11, 0, 60, whole);
    copia_permute (&text.blocks, 11, 37, 23, pieces + 37 * UNITS);
    copia_permute (&text.blocks, 11, 0, 37, pieces);
    g_assert_cmpmem (whole, sizeof whole, pieces, sizeof pieces);
}

static void
test_a_chapter_that_differs_leaves_the_band_and_others_stay (void)
{
    Text text;
    CopiaBand bands[UNITS];

    write_text (&text, 2, 8);
    find_bands (&text, bands);
    g_assert_true (bands[5].rate > bands[5].high);
    g_assert_cmpfloat (bands[5].p_all, <, 0.01);
    for (int u = 0; u < UNITS; u++) {
        g_assert_true (bands[u].low < bands[u].high);
        g_assert_true (bands[u].p_all >= bands[u].p);
        if (u != 5)
            g_assert_cmpfloat (bands[u].p_all, >, 0.01);
    }
}

static void
test_noise_is_called_noise_nearly_always (void)
{
    int alarms = 0, outside = 0;

    for (int run = 0; run < 60; run++) {
        Text text;
        CopiaBand bands[UNITS];
        write_text (&text, 1, 100 + run);
        find_bands (&text, bands);
        double least = 1;
        for (int u = 0; u < UNITS; u++) {
            least = fmin (least, bands[u].p_all);
            outside += bands[u].rate < bands[u].low || bands[u].rate > bands[u].high;
        }
        alarms += least < 0.05;
    }
    g_assert_cmpint (alarms, <=, 8);   /* 3 expected */
    g_assert_cmpint (outside, <=, 45); /* 24 expected of 480 */
    g_assert_cmpint (outside, >=, 8);
}

static void
test_two_groups_are_compared_with_an_interval (void)
{
    Text plain, rich;
    write_text (&plain, 1, 20);
    write_text (&rich, 1, 21);
    for (int i = 0; i < BLOCKS; i++)
        rich.v[i] *= 2;
    CopiaInterval ratio =
        copia_bootstrap_log_ratio (&rich.parts, &plain.parts, 999, 3, 0.95);
    g_assert_true (ratio.low > 0.5 && ratio.low < 1 && ratio.high > 0.9 &&
                   ratio.high < 1.5);
    memset (plain.v, 0, sizeof plain.v);
    ratio = copia_bootstrap_log_ratio (&rich.parts, &plain.parts, 99, 3, 0.95);
    g_assert_true (isfinite (ratio.low) && ratio.low > 5);
}

static void
test_what_cannot_be_resampled_is_nan (void)
{
    const double v[] = { 1 }, zero[] = { 0, 0 };
    CopiaParts one = { v, NULL, 1 }, empty = { zero, zero, 2 };

    g_assert_true (isnan (copia_bootstrap_rate (&one, 99, 1, 0.95).low));
    g_assert_true (isnan (copia_bootstrap_rate (&empty, 99, 1, 0.95).low));
    g_assert_true (
        isnan (copia_bootstrap_rate (&(CopiaParts){ zero, NULL, 2 }, 0, 1, 0.95).low));
    const size_t unit[] = { 0, 2 };
    const double some[] = { 3, 4 }, tokens[] = { 50, 60 };
    CopiaParts parts = { some, tokens, 2 };
    CopiaBlocks blocks = { &parts, unit, 3 };
    double rates[50 * 3];
    CopiaBand bands[3];
    copia_permute (&blocks, 1, 0, 50, rates);
    copia_band (&blocks, rates, 50, 0.95, bands);
    g_assert_true (isnan (bands[1].rate) && isnan (bands[1].p));
    g_assert_true (bands[0].p > 0 && bands[0].p <= 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/resample/" #name, test_##name)
    CLAIM (the_generator_is_the_published_one);
    CLAIM (a_seed_gives_the_same_numbers_and_streams_differ);
    CLAIM (numbers_below_a_bound_are_equally_likely);
    CLAIM (a_shuffle_keeps_everything_and_reaches_every_order);
    CLAIM (the_bootstrap_holds_the_rate_and_widens_when_words_clump);
    CLAIM (the_same_seed_gives_the_same_answer);
    CLAIM (replicates_do_not_depend_on_who_computes_them);
    CLAIM (a_chapter_that_differs_leaves_the_band_and_others_stay);
    CLAIM (noise_is_called_noise_nearly_always);
    CLAIM (two_groups_are_compared_with_an_interval);
    CLAIM (what_cannot_be_resampled_is_nan);
    return g_test_run ();
}
