/* test-distances.c - units by words against a plain scan; trees and maps of them. */
#include "study/distances.h"

#include "base/error.h"
#include "study-answer.h"
#include "study/dendrogram.h"

ANSWER (distances)

/* ---- the drawing */

static void
test_joins_are_drawn_as_high_as_they_are (void)
{
    const CopiaJoin joins[] = { { 0, 1, 2, 2 }, { 3, 2, 3, 4 } };
    g_autoptr (GPtrArray) lines = copia_dendrogram_draw (joins, 3, 9);

    g_assert_cmpuint (lines->len, ==, 3);
    g_assert_cmpstr (lines->pdata[0], ==, "────┬──┐");
    g_assert_cmpstr (lines->pdata[1], ==, "────┘  ├─");
    g_assert_cmpstr (lines->pdata[2], ==, "───────┘");
}

static void
test_units_that_are_all_alike_are_drawn_too (void)
{
    const CopiaJoin joins[] = { { 0, 1, 2, 0 } };
    g_autoptr (GPtrArray) lines = copia_dendrogram_draw (joins, 2, 6);

    g_assert_cmpuint (lines->len, ==, 2);
    g_assert_cmpstr (lines->pdata[0], ==, "────┬─");
    g_assert_cmpstr (lines->pdata[1], ==, "────┘");
}

/* ---- the counts */

static uint64_t
count_by_scan (const Corpus *corpus, const Region *chapter, const char *form,
               const CopiaSubcorpus *where)
{
    uint64_t n = 0;

    for (uint64_t cpos = chapter->start; cpos <= chapter->end; cpos++)
        n += where_holds (where, cpos, cpos) && token_at (corpus, cpos)->is_word &&
             (!form || strcmp (token_at (corpus, cpos)->form, form) == 0);
    return n;
}

static const Region *
chapter_of (const Corpus *corpus, const CopiaVocabulary *words, size_t row)
{
    const CopiaRegions *chapters =
        copia_index_find_structure (corpus->index, "chapter");
    uint32_t region = copia_units_region (words->units, words->unit[row]);

    return region_at (corpus, "chapter", copia_regions_start (chapters, region));
}

static void
check_vocabulary (const Corpus *corpus, GRand *rand)
{
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    CopiaVocabularyAsk ask = { .by = "chapter",
                               .threads = (unsigned) g_rand_int_range (rand, 0, 5),
                               .words = (uint32_t) g_rand_int_range (rand, 2, 30) };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaVocabulary) words =
        copia_vocabulary_new (corpus->index, where, &ask, &error);

    if (!words) { /* one chapter in the selection, or one word */
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        return;
    }
    for (size_t r = 0; r < words->rows; r++) {
        const Region *chapter = chapter_of (corpus, words, r);
        double all = (double) count_by_scan (corpus, chapter, NULL, where);

        for (size_t c = 0; c < words->columns; c++) {
            CopiaString name = copia_tally_name (words->tally, words->item[c]);
            g_autofree char *form = g_strndup (name.bytes, name.size);
            double n = (double) count_by_scan (corpus, chapter, form, where);

            g_assert_cmpfloat (words->counts[r * words->columns + c], ==, n);
            g_assert_cmpfloat (words->percent[r * words->columns + c], ==,
                               100 * n / all);
        }
    }
    for (size_t c = 1; c < words->columns; c++)
        g_assert_cmpuint (words->tally->counts[words->item[c - 1]], >=,
                          words->tally->counts[words->item[c]]);
}

static void
test_units_by_words_agree_with_a_plain_scan (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 20; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 5; k++)
            check_vocabulary (corpus, rand);
    }
}

/* ---- the answers */

static Corpus *
four_chapters (void)
{
    static const char *const chapters[] = {
        "we grant bread and we grant land",
        "we grant land and we grant bread",
        "they burned the hall and the mill they burned",
        "they burned the mill and the barn they took",
    };
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (int i = 0; i < 4; i++) {
        g_autofree char *n = g_strdup_printf ("%d", i + 1);

        corpus_open (corpus, "chapter", NULL, n);
        corpus_say (corpus, chapters[i]);
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static CopiaDistancesAsk
ask_of (const char *measure, CopiaShowDistances show)
{
    CopiaDistancesAsk ask = COPIA_DISTANCES_USUAL;

    ask.vocabulary.by = "chapter";
    ask.measure = measure;
    ask.show = show;
    return ask;
}

static void
test_chapters_of_the_same_words_lie_together (void)
{
    g_autoptr (Corpus) corpus = four_chapters ();
    CopiaDistancesAsk ask = ask_of ("delta", COPIA_SHOW_TABLE);

    g_auto (Answer) answer = answer_of (distances_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, 5);
    g_assert_cmpstr (cell (&answer, 0, 0), ==, "chapter");
    g_assert_cmpstr (cell (&answer, 0, 1), ==, "nearest");
    g_assert_cmpstr (cell (&answer, 1, 1), ==, "2");
    assert_close (cell (&answer, 1, 2), 0); /* the same words in another order */
    g_assert_cmpstr (cell (&answer, 3, 1), ==, "4");
    for (guint i = 1; i <= 4; i++)
        for (guint k = 1; k <= 4; k++)
            g_assert_cmpstr (cell (&answer, i, 4 + k), ==, cell (&answer, k, 4 + i));
}

static void
test_a_distance_is_what_its_formula_says (void)
{
    g_autoptr (Corpus) corpus = four_chapters ();
    CopiaDistancesAsk ask = ask_of ("manhattan", COPIA_SHOW_TABLE);

    g_auto (Answer) answer = answer_of (distances_study, corpus, &ask);
    /* 3: they 2 burned 2 the 2 hall and mill; 4: they 2 burned the 2 mill and barn took;
     * of nine words each */
    assert_close (cell (&answer, 3, 8), 100 * (1 + 1 + 1 + 1) / 9.0);
}

static void
test_the_tree_joins_the_nearest_first (void)
{
    g_autoptr (Corpus) corpus = four_chapters ();
    CopiaDistancesAsk ask = ask_of ("delta", COPIA_SHOW_TREE);

    g_auto (Answer) answer = answer_of (distances_study, corpus, &ask);
    for (guint row = 1; row <= 4; row++) {
        g_assert_cmpuint (number_in (&answer, row, 0), ==, row);
        g_assert_cmpuint (number_in (&answer, row, 1), ==, row);
    }
    assert_close (cell (&answer, 1, 2), 0);
    g_assert_cmpfloat (g_ascii_strtod (cell (&answer, 2, 2), NULL), >,
                       g_ascii_strtod (cell (&answer, 3, 2), NULL));
    g_assert_cmpstr (cell (&answer, 4, 2), ==, "");
    ask.draw = 20;
    g_auto (Answer) drawn = answer_of (distances_study, corpus, &ask);
    g_assert_cmpstr (cell (&drawn, 0, 3), ==, "tree");
    g_assert_true (g_str_has_prefix (cell (&drawn, 1, 3), "─┬"));
}

static void
test_the_map_has_units_and_words_on_their_sides (void)
{
    g_autoptr (Corpus) corpus = four_chapters ();
    CopiaDistancesAsk ask = ask_of ("delta", COPIA_SHOW_MAP);

    g_auto (Answer) answer = answer_of (distances_study, corpus, &ask);
    double we = NAN, they = NAN;
    g_assert_cmpstr (cell (&answer, 1, 0), ==, "unit");
    for (guint row = 1; row < answer.rows->len; row++) {
        double quality = g_ascii_strtod (cell (&answer, row, 5), NULL);

        g_assert_true (quality >= 0 && quality <= 1 + 1e-12);
        if (strcmp (cell (&answer, row, 1), "we") == 0)
            we = g_ascii_strtod (cell (&answer, row, 3), NULL);
        if (strcmp (cell (&answer, row, 1), "they") == 0)
            they = g_ascii_strtod (cell (&answer, row, 3), NULL);
    }
    double first = g_ascii_strtod (cell (&answer, 1, 3), NULL);
    double third = g_ascii_strtod (cell (&answer, 3, 3), NULL);
    g_assert_cmpfloat (first * we, >, 0);
    g_assert_cmpfloat (third * they, >, 0);
    g_assert_cmpfloat (first * third, <, 0);
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = four_chapters ();
    CopiaDistancesAsk bad[5];

    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++)
        bad[i] = ask_of ("delta", COPIA_SHOW_TABLE);
    bad[0].measure = "magic";
    bad[1].vocabulary.words = 1;
    bad[2].vocabulary.words = COPIA_MOST_FEATURES + 1;
    bad[3].vocabulary.by = "verse";
    bad[4].vocabulary.by = "text"; /* there is only one */
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (
            copia_distances (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/distances/joins-are-drawn",
                     test_joins_are_drawn_as_high_as_they_are);
    g_test_add_func ("/distances/all-alike",
                     test_units_that_are_all_alike_are_drawn_too);
    g_test_add_func ("/distances/a-plain-scan",
                     test_units_by_words_agree_with_a_plain_scan);
    g_test_add_func ("/distances/same-words",
                     test_chapters_of_the_same_words_lie_together);
    g_test_add_func ("/distances/formula", test_a_distance_is_what_its_formula_says);
    g_test_add_func ("/distances/tree", test_the_tree_joins_the_nearest_first);
    g_test_add_func ("/distances/map", test_the_map_has_units_and_words_on_their_sides);
    g_test_add_func ("/distances/bad-options", test_bad_options_are_refused);
    return g_test_run ();
}
