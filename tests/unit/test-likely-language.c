/* test-likely-language.c - the small words of a text tell its language. */
#include "support/scratch-index.c"

#include "study/likely-language.h"

/* Sentences of my own; 30 words at least, or nothing is said. */
static const struct {
    const char *code, *text;
} cases[] = {
    { "en",
      "the keeper of the old gate looked at the sea and he did not say a word for "
      "it was late and there was nobody who would have listened to him in the wind" },
    { "de",
      "der alte mann am tor sah auf das meer und er sagte nichts denn es war spät "
      "und da war niemand der ihm in dem wind noch zugehört hätte oder bei ihm war" },
    { "fr",
      "le vieux gardien de la porte regardait la mer et il ne disait rien car il "
      "était tard et il n'y avait personne qui aurait pu l'entendre dans le vent" },
    { "ru", "старик сидел у моря и смотрел на воду и он не говорил ни слова и никто не "
            "знал о чём он думал а ночь была тёмная и ветер был холодный и дети уже "
            "спали" },
    { NULL, "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor "
            "incididunt ut labore et dolore magna aliqua enim ad minim veniam quis "
            "nostrud exercitation ullamco laboris nisi" },
    { NULL, "the keeper of the gate" },
};

static void
test_a_text_has_the_language_of_its_small_words (void)
{
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_auto (GStrv) words = g_strsplit (cases[i].text, " ", -1);
        g_autoptr (ScratchIndex) scratch =
            scratch_index_of_words ((const char *const *) words, g_strv_length (words));
        CopiaLikelyLanguage likely = copia_likely_language (scratch->index);

        g_assert_cmpstr (likely.code, ==, cases[i].code);
        g_assert_true (!likely.code == !likely.name);
        g_assert_true (!likely.code || (likely.share > 0.2 && likely.share <= 1));
    }
}

/* What is half German and half English is neither. */
static void
test_a_corpus_of_two_languages_has_none (void)
{
    g_autofree char *both = g_strdup_printf ("%s %s", cases[0].text, cases[1].text);
    g_auto (GStrv) words = g_strsplit (both, " ", -1);
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words ((const char *const *) words, g_strv_length (words));

    g_assert_null (copia_likely_language (scratch->index).code);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/likely-language/a text has the language of its small words",
                     test_a_text_has_the_language_of_its_small_words);
    g_test_add_func ("/likely-language/a corpus of two languages has none",
                     test_a_corpus_of_two_languages_has_none);
    return g_test_run ();
}
