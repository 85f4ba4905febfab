/* test-stemmer.c - stems are what libstemmer, asked by itself, makes of the folded words. */
#include "text/stemmer.h"

#include "base/error.h"
#include "text/fold.h"

#include <string.h>

#ifdef COPIA_WITH_LIBSTEMMER

#include <libstemmer.h>

/* Letters and endings that the rules of several languages look at. */
static const char *const pieces[] = {
    "a",  "b",    "en",  "ing", "ed", "s",     "'s",   "’",  "ation",     "revolut",
    "io", "LY",   "ß",   "ü",   "Ä",  "heit",  "lich", "er", "é",         "ement",
    "ç",  "ción", "mos", "ñ",   "я",  "ого",   "ИТЬ",  "ё",  "ς",         "Σ",
    "ος", "İ",    "lar", "י",   "ही", "ation", "ij",   "øy", "e\xCC\x81", "y",
};

static void
put_word (GString *word)
{
    int n = g_test_rand_int_range (1, 6);

    g_string_truncate (word, 0);
    for (int i = 0; i < n; i++)
        g_string_append (
            word, pieces[g_test_rand_int_range (0, (int) G_N_ELEMENTS (pieces))]);
}

static void
compare (const CopiaStemmer *stemmer, struct sb_stemmer *oracle, const GString *word)
{
    g_autoptr (GString) out = g_string_new ("<");
    g_autoptr (GString) form = g_string_new (NULL);
    const sb_symbol *stem;
    gsize length;

    copia_fold (word->str, word->len, form);
    stem = sb_stemmer_stem (oracle, (const sb_symbol *) form->str, (int) form->len);
    length = (gsize) sb_stemmer_length (oracle);
    if (length == 0) {
        stem = (const sb_symbol *) form->str;
        length = form->len;
    }
    copia_stemmer_find (stemmer, (CopiaString){ word->str, word->len }, out);
    g_assert_cmpint (out->str[0], ==, '<');
    g_assert_cmpmem (out->str + 1, out->len - 1, stem, length);
    g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
}

static void
test_stems_are_those_of_the_library_in_each_language (void)
{
    g_autoptr (GString) word = g_string_new (NULL);

    for (const char **name = sb_stemmer_list (); *name; name++) {
        g_autoptr (CopiaStemmer) stemmer = NULL;
        struct sb_stemmer *oracle;

        if (strcmp (*name, "porter") == 0) /* no language */
            continue;
        stemmer = copia_stemmer_new (*name, NULL);
        g_assert_nonnull (stemmer);
        g_assert_cmpstr (copia_stemmer_name (stemmer), ==, *name);
        oracle = sb_stemmer_new (*name, "UTF_8");
        for (int i = 0; i < 500; i++) {
            put_word (word);
            compare (stemmer, oracle, word);
        }
        sb_stemmer_delete (oracle);
    }
}

static void
test_codes_mean_what_the_library_means_by_them (void)
{
    static const char *const known[][2] = {
        { "en", "english" },    { "en-GB", "english" }, { "EN_us", "english" },
        { "de", "german" },     { "German", "german" }, { "pt-BR", "portuguese" },
        { "ga", "irish" },      { "el", "greek" },      { "eu", "basque" },
        { "sr", "serbian" },    { "yi", "yiddish" },    { "hy", "armenian" },
        { "lt", "lithuanian" }, { "ne", "nepali" },     { "no", "norwegian" },
        { "ro", "romanian" },   { "id", "indonesian" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (known); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaStemmer) stemmer = copia_stemmer_new (known[i][0], &error);

        g_assert_no_error (error);
        g_assert_cmpstr (copia_stemmer_name (stemmer), ==, known[i][1]);
    }
}

static void
test_a_language_without_rules_is_told_what_to_do (void)
{
    static const char *const unknown[] = { "pl", "", "-", "e", "eng lish", "porter" };

    for (size_t i = 0; i < G_N_ELEMENTS (unknown); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_null (copia_stemmer_new (unknown[i], &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
        g_assert_nonnull (strstr (error->message, "--language"));
        g_assert_nonnull (strstr (error->message, " en "));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/stemmer/oracle",
                     test_stems_are_those_of_the_library_in_each_language);
    g_test_add_func ("/stemmer/codes", test_codes_mean_what_the_library_means_by_them);
    g_test_add_func ("/stemmer/unknown",
                     test_a_language_without_rules_is_told_what_to_do);
    return g_test_run ();
}

#else

static void
test_without_the_library_it_is_said_how_to_get_it (void)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_stemmer_new ("en", &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "libstemmer-dev"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/stemmer/without",
                     test_without_the_library_it_is_said_how_to_get_it);
    return g_test_run ();
}

#endif
