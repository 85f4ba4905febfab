/* test-frequency-list.c - published lists of words and counts, in the shapes they come in. */
#include "base/error.h"
#include "text/frequency-columns.h"
#include "text/frequency-list.h"

#include <glib/gstdio.h>
#include <string.h>

static CopiaFrequencyList *
load (const char *text, CopiaListedBy by, uint64_t total, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp ("copia-list-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, "l.tsv", NULL);
    CopiaFrequencyList *list;

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    list = copia_frequency_list_load (path, by, total, error);
    g_remove (path);
    g_rmdir (folder);
    return list;
}

/* `the 120 (The) of 50 | 170`: names, counts, what is shown where it is another, the total. */
static char *
show (const CopiaFrequencyList *self)
{
    GString *out = g_string_new (NULL);

    for (uint32_t i = 0; i < copia_frequency_list_size (self); i++) {
        const CopiaListed *one = copia_frequency_list_at (self, i);

        g_string_append_printf (out, "%.*s %" G_GUINT64_FORMAT " ",
                                (int) one->name.size, one->name.bytes, one->count);
        if (copia_string_compare (one->name, one->word) != 0)
            g_string_append_printf (out, "(%.*s) ", (int) one->word.size,
                                    one->word.bytes);
    }
    g_string_append_printf (out, "| %" G_GUINT64_FORMAT, self->total);
    return g_string_free (out, FALSE);
}

static void
assert_read (const char *text, const char *expected)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaFrequencyList) list = load (text, COPIA_LISTED_FORMS, 0, &error);
    g_autofree char *shown = NULL;

    g_assert_no_error (error);
    shown = show (list);
    g_assert_cmpstr (shown, ==, expected);
}

static void
assert_refused (const char *text, uint64_t total, const char *message)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaFrequencyList) list =
        load (text, COPIA_LISTED_FORMS, total, &error);

    g_assert_null (list);
    if (!strstr (error->message, message))
        g_error ("'%s' has no '%s'", error->message, message);
}

static void
test_lists_are_read_in_the_shapes_they_come_in (void)
{
    assert_read ("the\t100\nof\t50\n", "of 50 the 100 | 150");
    assert_read ("\xEF\xBB\xBFthe\t100\r\nof\t50", "of 50 the 100 | 150");
    assert_read ("the\t100\rof\t50\ror\t7\r", "of 50 or 7 the 100 | 157");
    assert_read ("    100 the\n     50 of\n", "of 50 the 100 | 150");
    assert_read ("the;100\nof;50\n", "of 50 the 100 | 150");
    assert_read ("the 1,100\nof 50\n", "of 50 the 1100 | 1150");
    assert_read ("rank,word,pos,freq\n1,the,DT,\"1,000\"\n2,of,IN,500\n3,or,CC,20\n",
                 "of 500 or 20 the 1000 | 1520");
    assert_read ("1\t100\tthe\n2\t50\tof\n3\t9\tor\n", "of 50 or 9 the 100 | 159");
    assert_read ("Texts\tWord\tFreq\n9\tthe\t100\n7\tof\t50.0\n",
                 "of 50 the 100 | 150");
    assert_read ("A list of words\n\nthe\t100\n1914\t5\n", "1914 5 the 100 | 105");
    assert_read ("1914\t100\n1915\t90\n", "1914 100 1915 90 | 190");
    assert_read ("  900 ,\n  800 the\n  700 ;\n  600 of\n", "of 600 the 800 | 1400");
    assert_read (", 900\nthe 800\nof 600\n", "of 600 the 800 | 1400");
    assert_read ("617 at the at0 12\n294 in of prf 11\n", "at 617 in 294 | 911");
}

static void
test_a_total_is_given_or_said_or_summed (void)
{
    g_autoptr (CopiaFrequencyList) given =
        load ("# total: 900\nthe\t100\n", COPIA_LISTED_FORMS, 1000, NULL);

    g_assert_cmpuint (given->total, ==, 1000);
    g_assert_cmpint (given->from, ==, COPIA_TOTAL_GIVEN);
    assert_read ("# total: 1,000\nthe\t100\n", "the 100 | 1000");
    assert_read ("#Word Types: 7\n#Word Tokens: 1000\nthe\t100\n", "the 100 | 1000");
    assert_read ("# 2000 words were counted\nthe\t100\n", "the 100 | 100");
    assert_read ("#total\n# total: many\n# total: 7 words\nthe\t100\n",
                 "the 100 | 100");
    assert_refused ("the\t100\n", 99, "100 together, more than the total of 99");
    assert_refused ("# total: 99\nthe\t100\n", 0, "of 99 that is said in it");
}

static void
test_spellings_are_made_comparable_as_asked (void)
{
    static const char text[] =
        "the\t100\nThe\t20\nSTRASSE\t1\nStraße\t3\n!\t9\nNew York\t8\n";
    static const char *const expected[] = {
        [COPIA_LISTED_FORMS] = "strasse 4 (straße) the 120 | 124",
        [COPIA_LISTED_WORDS] = "STRASSE 1 Straße 3 The 20 the 100 | 124",
        [COPIA_LISTED_VALUES] = "STRASSE 1 Straße 3 The 20 the 100 | 124",
    };

    for (int by = COPIA_LISTED_FORMS; by <= COPIA_LISTED_VALUES; by++) {
        g_autoptr (CopiaFrequencyList) list = load (text, (CopiaListedBy) by, 0, NULL);
        g_autofree char *shown = show (list);

        g_assert_cmpstr (shown, ==, expected[by]);
        g_assert_cmpuint (list->marks, ==, 1);
        g_assert_cmpuint (list->several, ==, 1);
        g_assert_cmpuint (list->joined, ==, by == COPIA_LISTED_FORMS ? 2 : 0);
    }
}

static void
test_what_is_no_list_is_told_with_its_line (void)
{
    assert_refused ("the\t100\nof\tx\nor\t1\n", 0, "l.tsv:2: no count is 'x'");
    assert_refused ("the\t-3\nof\t2\nor\t1\n", 0, "l.tsv:1: no count is '-3'");
    assert_refused ("# counts\n\nthe\t1.5\nof\t2.5\n", 0, "l.tsv:3: which column");
    assert_refused ("the\t100\nof\nor\t1\n", 0,
                    "l.tsv:2: a word or a count is missing in 'of'");
    assert_refused ("the\t99999999999999999999\nof\t1\nor\t1\n", 0,
                    "l.tsv:1: no count");
    assert_refused ("the\t900000000000000\nof\t900000000000000\n", 0,
                    "l.tsv:2: no count");
    assert_refused ("the\nof\n", 0, "l.tsv:1: which column");
    assert_refused ("\n# nothing\n", 0, "no word in this list");
    assert_refused ("the\t0\n", 0, "all counts are 0");
    assert_refused ("the\t1\n\xFF\t1\n", 0, "l.tsv:2: not UTF-8");
}

/* Whatever the bytes: a list that holds together, or an error. */
static void
test_any_bytes_are_a_list_or_an_error (void)
{
    static const char *const bits[] = { "the",   "of", "\t", ",",  ";", " ",
                                        "\n",    "\"", "1",  "20", "#", "total: ",
                                        "1,000", "é",  "-",  "." };

    for (int round = 0; round < 300; round++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (CopiaFrequencyList) list = NULL;
        uint64_t sum = 0;

        for (int n = g_test_rand_int_range (1, 40); n > 0; n--)
            g_string_append (
                text, bits[g_test_rand_int_range (0, (int) G_N_ELEMENTS (bits))]);
        list = load (text->str, COPIA_LISTED_WORDS, 0, NULL);
        if (!list)
            continue;
        for (uint32_t i = 0; i < copia_frequency_list_size (list); i++)
            sum += copia_frequency_list_at (list, i)->count;
        g_assert_cmpuint (sum, ==, list->sum);
        g_assert_cmpuint (sum, <=, list->total);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/frequency-list/" #name, test_##name)
    TEST (lists_are_read_in_the_shapes_they_come_in);
    TEST (a_total_is_given_or_said_or_summed);
    TEST (spellings_are_made_comparable_as_asked);
    TEST (what_is_no_list_is_told_with_its_line);
    TEST (any_bytes_are_a_list_or_an_error);
    return g_test_run ();
}
