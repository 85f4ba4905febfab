/* test-sentences.c - sentences begin where a reader of the language says. */
#include "text/sentences.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "text/sentence-rules.h"

/* In the cases below a bar stands before each sentence but the first. */
static char *
cut_by (const CopiaSentenceRules *rules, const char *tokenizer, const char *text)
{
    g_autoptr (GArray) tokens = tokens_of (tokenizer, NULL, text, strlen (text));
    g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    GString *out = g_string_new (text);

    copia_sentences (rules, text, (const CopiaToken *) tokens->data, tokens->len,
                     starts);
    for (guint i = starts->len; i-- > 1;) {
        uint32_t token = g_array_index (starts, uint32_t, i);
        g_string_insert_c (out, g_array_index (tokens, CopiaToken, token).start, '|');
    }
    return g_string_free (out, FALSE);
}

static void
check (const char *language, const char *const *cases)
{
    static const char *const tokenizers[] = { "words", "spaces" };
    const CopiaSentenceRules *rules = copia_sentence_rules_find (language);

    g_assert_nonnull (rules);
    for (; *cases; cases++) {
        bool words_only = **cases == '~'; /* needs tokens that `spaces` does not give */
        g_auto (GStrv) parts = g_strsplit (*cases + words_only, "|", -1);
        g_autofree char *text = g_strjoinv ("", parts);

        for (gsize t = 0; t < (words_only ? 1 : G_N_ELEMENTS (tokenizers)); t++) {
            g_autofree char *found = cut_by (rules, tokenizers[t], text);

            if (strcmp (found, *cases + words_only) != 0)
                g_error ("%s, %s: '%s' should be '%s'", language, tokenizers[t], found,
                         *cases + words_only);
        }
    }
}

#define CHECK(language, ...)                                                           \
    do {                                                                               \
        static const char *const cases[] = { __VA_ARGS__, NULL };                      \
        check (language, cases);                                                       \
    } while (0)

static void
test_stops_questions_and_cries_end (void)
{
    CHECK ("en", "", "One", "One. ", "One. |Two! |Three? |Four",
           "Hers: he; she, they. |End.", "What?! |No...", "So!!! |And",
           "It\nends.\n|Here it\ngoes on.", "...", ". . .", "He left. ***",
           "Stop. |Énough said.", "Is it 5? |10 it is.");
}

static void
test_lower_case_goes_on (void)
{
    CHECK ("en", "“Why?” he asked. |“No.”", "\"Why?\" he asked.", "Oh! how sad.",
           "Yahoo! is a firm.", "He said no. papers were lost.", "Why? (he wondered)",
           "“Go!” – she said.", "\"Stop!\" -- he cried. |\"Why?\"",
           "A stop. “and more”");
}

static void
test_an_ellipsis_ends_before_a_capital (void)
{
    CHECK ("en", "Well... perhaps.", "Well... |Perhaps.", "Well… perhaps.",
           "Well… |Perhaps.", "Well . . . |Perhaps.", "Well . . . perhaps.",
           "~Wait...|Then go.", "And … 5 men.", "He left. ... |Then he came.",
           "Wait…?! |No.");
}

static void
test_abbreviations_do_not_end (void)
{
    CHECK ("en", "Mr. Smith met Dr. Jones at St. Paul's.", "MR. SMITH AND DR. JONES",
           "I saw Mlle. K., Gen. Krasnoff and Capt. Ahab.", "Marx vs. Bakunin.",
           "Some, e.g. Lenin, i.e. The Bolsheviks, viz. Trotsky.",
           "See Mt. Etna. |It burns.", "The gen. |Public");
    CHECK ("en", "No. 5 and Nos. 6-7, vol. IV, Chap. X, p. 5, Fig. 2.",
           "He said no. |Then he left.", "On Jan. 5 he left in Feb. |March came.",
           "in vol. 3 of Art. 5", "pp. 17 ff. of No. 5 fit.", "Apt. 7");
}

static void
test_some_abbreviations_end_before_a_capital (void)
{
    CHECK ("en", "Apples, etc. |He left.", "Apples, etc. were sold.",
           "at 2.10 a.m. today", "We met at 2.10 a.m. |Kerensky fled.",
           "at 6 p.m. on Monday", "Smith & Co. |Lenin read.", "Smith & Co. were rich.",
           "In 44 B.C. |Caesar died.", "Food (bread etc.) Was it?",
           "5 p.m. 3 men came");
}

static void
test_initials_and_acronyms_end_only_before_a_starter (void)
{
    CHECK ("en", "L. Trotsky and J. S. Mill met J.S. Mill.", "The U.S. Army left.",
           "He left the U.S. |The army stayed.", "the U.S.S.R. |It fell.",
           "Am I? |I am I. |He is.", "Plan B. |This is it.", "J. B. A. Smith",
           "By I. Deutscher", "George V. |He reigned.", "M. A. Bakunin. |He wrote.",
           "Ph.D. |He", "the U. S. Army", "the U. S. |They");
}

static void
test_labels_stay_with_their_sentence (void)
{
    CHECK ("en", "1. The first. |2. The second.", "A. The first. |B. The second.",
           "IV. THE END", "“1. The first.”", "I. II.", "12. December",
           "1917. |Lenin came.", "1.2. The second.");
}

static void
test_numbers_begin_sentences_after_words_and_years (void)
{
    CHECK ("en", "They left in 1917. |20 million men died.",
           "The soldiers left. |5 men stayed.", "See bd. 5 of it.",
           "It cost 5. 6 were sold.", "It was 3.14 then. |Yes.");
}

static void
test_closing_marks_belong_to_the_sentence (void)
{
    CHECK ("en", "He said “No.” |Then he left.", "(He left.) |Then she did.",
           "He said \"No.\" |\"Why?\" |She wept.", "He said (“No!”) Then?",
           "‘Go.’ |‘Why?’ |No.", "“Go.” |“Why?”", "'Go.' |'Why?'",
           "“(What?)” |She left.", "It ends.” |So it did.",
           "~He said \" No. \" |Then \" Why ? \" |So.", "~It ended.”|Then.");
}

static void
test_cries_in_brackets_do_not_end (void)
{
    CHECK ("en", "The (so-called!) Lenin left.",
           "He came (why? Nobody knows!) Then left.", "(Why?) |Then he left.",
           "He left (alas!). |Then she did.", "He [sic!] Left.", "(“Why?”) |He left.",
           "He (she?) Is here. |Was it (so)? |Yes! |No.");
}

static void
test_a_footnote_belongs_to_the_sentence_before (void)
{
    CHECK ("en", "~It ended.[1] |Then more.", "~It ended.[12][a] |Then more.",
           "~It ended.¹ |Then more.", "~It ended.12 |Then more.",
           "~It ended.* |Then more.", "~It ended.” |5 men", "~See p.5 Then",
           "~**Bold.** |Then more.", "~Version No.5 Then");
}

static void
test_a_missing_space_does_not_hide_an_end (void)
{
    CHECK ("en", "~It ended.|Then more.", "~It ended.|I left.", "~www.Example.Com",
           "~He left?|She stayed.", "~Ph.D", "~at 5.Then", "~ended.S. Mill");
}

static void
test_dashes_open_or_continue (void)
{
    CHECK ("ru", "— Ты идёшь? — спросил он. |— Да. |— Он встал.", "Да — нет. |Вот.");
    CHECK ("fr", "– Tu viens ? – demanda-t-il. |– Oui. |– Non.");
    CHECK ("es", "—¿Vienes? —preguntó Ana. |—Sí. |—¡Vamos!");
}

static void
test_german (void)
{
    CHECK ("de", "Am 3. Oktober kam er. |Es war kalt.",
           "Im 20. Jahrhundert. |Der Krieg.", "Ludwig XIV. König von Frankreich",
           "Sie kam 1917. |Lenin blieb.",
           "Es gibt z. B. Äpfel, d. h. Obst, usw. |Das genügt.", "Es gibt z.B. Äpfel.",
           "Hr. Dr. Marx wohnt St. Pauli, Nr. 5, Bd. II, S. 12.",
           "Das kostet 5 Mio. Mark. |Viel!", "»Warum?« fragte er. |»Darum!« |Er ging.",
           "„Warum?“ |Er ging. |„Darum!“", "Bürger i. d. R. Männer",
           "Im Jahre 44 v. Chr. |Der Mord.");
}

static void
test_french (void)
{
    CHECK ("fr", "M. Dupont et MM. Durand sont là. |Ils partent.",
           "~« Quoi ? » dit-il. |« Rien. » |Il part.",
           "Il dit : « Non ! » |Puis il part.",
           "Cf. Marx, p. 5, t. IV, art. 3, etc. |C’est tout.", "~Av. J.-C. |L’an 44.",
           "~Quoi ? |Rien ! |Bon…", "L’U.R.S.S. |Elle tomba.");
}

static void
test_other_languages (void)
{
    CHECK ("es", "El Sr. García y la Sra. Pérez. |¿Qué? |¡No! |Ud. Mismo.",
           "EE. UU. |La guerra.", "Véase p. ej. Marx, pág. 5.",
           "Los EE. UU. Mexicanos");
    CHECK ("it", "Il Sig. Rossi e il Dott. Bianchi. |È vero? |Sì.",
           "mele, ecc. |Poi basta.", "L’art. 5 vale. |L’altro no.");
    CHECK ("pt", "O Sr. Silva e a Dra. Costa. |É assim? |Não, etc. |Fim.",
           "no séc. V a.C. |Roma");
    CHECK ("nl", "Dhr. Jansen en mevr. De Vries. |Het regent, enz. |Klaar.",
           "Hij woont nr. 5, d.w.z. Boven.", "~’s Avonds. |’t Is laat.");
    CHECK ("sv",
           "Det var t.ex. Lenin, bl.a. Trotskij. |Vi gick kl. 5. |Sedan o.s.v. |Slut.",
           "t. ex. Lenin");
    CHECK ("ru",
           "В 1917 г. Ленин приехал. |Он сказал, т. е. Заявил, и т. д. |Затем ушёл.",
           "Пл. им. Ленина, д. 5, стр. 7.", "А. С. Пушкин и др. |Конец.",
           "В. И. Ленин. |Он жил.");
    CHECK ("pl", "Np. Lenin, tj. Uljanow, itd. |Koniec.",
           "W 1917 r. Lenin przyjechał. |Był maj.", "Dr. Nowak, ul. Długa, nr 5.",
           "„Dlaczego?” |Nikt nie wie.");
}

static void
test_scripts_without_case_end_too (void)
{
    CHECK (NULL, "~他走了。|她也走了！|真的？」|是。", "~他（真的？）走了。|是。",
           "~क्या? |हाँ। |ठीक।", "هل ذهب؟ |نعم.", "שלום. |מה?", "Mr. |Smith. |J. Smith");
}

static void
test_a_user_s_abbreviations_do_not_end (void)
{
    const char *const own[] = { "Gouv.", "kreisst", "", NULL };
    g_autoptr (CopiaSentenceRules) rules = copia_sentence_rules_new ("en", own);
    g_autoptr (CopiaSentenceRules) other = copia_sentence_rules_new ("xx", own);
    g_autofree char *one =
        cut_by (rules, "words",
                "The Gouv. Orel, GOUV. Orel, gouv. Orel, Kreisst. Orel. Mr. X.");
    g_autofree char *two = cut_by (other, "words", "The Gouv. Orel. Mr. Xy.");

    g_assert_cmpstr (one, ==,
                     "The Gouv. Orel, GOUV. Orel, gouv. |Orel, Kreisst. Orel. |Mr. X.");
    g_assert_cmpstr (two, ==, "The Gouv. Orel. |Mr. |Xy.");
}

static void
test_rules_are_found_by_language (void)
{
    gsize n = 0;

    for (; copia_sentence_languages[n]; n++) {
        const CopiaSentenceRules *rules =
            copia_sentence_rules_find (copia_sentence_languages[n]);
        g_assert_nonnull (rules);
        g_assert_cmpstr (rules->language, ==, copia_sentence_languages[n]);
    }
    g_assert_cmpuint (n, ==, 10);
    g_assert_null (copia_sentence_rules[n].language);
    g_assert_true (copia_sentence_rules_find ("pt-BR") ==
                   copia_sentence_rules_find ("PT"));
    g_assert_true (copia_sentence_rules_find ("en_GB") ==
                   copia_sentence_rules_find ("en"));
    g_assert_null (copia_sentence_rules_find ("eng"));
    g_assert_null (copia_sentence_rules_find (""));
    g_assert_nonnull (copia_sentence_rules_find (NULL));
}

static void
check_list (const char *list)
{
    g_auto (GStrv) entries = g_strsplit (list, " ", -1);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    guint n = g_strv_length (entries);

    g_assert_cmpstr (entries[0], ==,
                     ""); /* a blank before each entry and behind the last */
    g_assert_cmpstr (entries[n - 1], ==, "");
    for (guint i = 1; i + 1 < n; i++) {
        if (!*entries[i] || strlen (entries[i]) > 28 ||
            !g_hash_table_add (seen, entries[i]) || g_str_has_suffix (entries[i], "."))
            g_error ("'%s' in '%s'", entries[i], list);
    }
}

static void
test_lists_are_well_formed (void)
{
    const CopiaSentenceRules *rules = copia_sentence_rules;

    for (;; rules++) {
        check_list (rules->never);
        check_list (rules->number);
        check_list (rules->may);
        check_list (rules->rarely);
        check_list (rules->starters);
        if (!rules->language)
            break;
    }
}

/* Any order of the marks that rules name: starts ascend from 0 and hold a word each. */
static void
test_starts_ascend_in_any_text (void)
{
    static const char *const parts[] = {
        ".", "?", "!", "…",  "(",  ")",  "[",      "]", "\"", "“",   "”",   "»",
        "«", "—", "-", ",",  "*",  "1",  "12",     "a", "A",  "Mr",  "The", "I",
        " ", " ", " ", "\n", "中", "。", "\u0301", "’", "IV", "end", "z",   "B"
    };
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = 0; i < 100000; i++) {
        g_string_truncate (text, 0);
        for (int n = g_test_rand_int_range (0, 25); n > 0; n--)
            g_string_append (text,
                             parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);

        g_autoptr (GArray) tokens =
            tokens_of (i % 2 ? "words" : "spaces", NULL, text->str, text->len);
        g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));
        copia_sentences (copia_sentence_rules_find (i % 3 ? "de" : "en"), text->str,
                         (const CopiaToken *) tokens->data, tokens->len, starts);
        g_assert_true ((tokens->len == 0) == (starts->len == 0));
        for (guint s = 0; s < starts->len; s++) {
            uint32_t start = g_array_index (starts, uint32_t, s);
            bool word = false;

            g_assert_cmpuint (start, <, tokens->len);
            g_assert_true (s > 0 ? start > g_array_index (starts, uint32_t, s - 1)
                                 : start == 0);
            for (guint t = start; s > 0 && t < tokens->len; t++)
                word |= g_array_index (tokens, CopiaToken, t).kind == COPIA_TOKEN_WORD;
            g_assert_true (word || s == 0);
        }
    }
}

/* Nothing is looked at again and again: quadratic time would be hours here, and whoever runs the tests
 * ends one that takes ten minutes. */
static void
test_hostile_text_takes_linear_time (void)
{
    static const char *const parts[] = { "! * ", ". 1 ", "( ", "a. ", "\" ",
                                         ".) ",  "? “ ", "1 ", "— " };

    for (gsize p = 0; p < G_N_ELEMENTS (parts); p++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));

        while (text->len < 2000000)
            g_string_append (text, parts[p]);
        g_autoptr (GArray) tokens = tokens_of ("words", NULL, text->str, text->len);
        g_test_message ("%s, %u bytes", parts[p], (unsigned) text->len);
        copia_sentences (copia_sentence_rules_find ("en"), text->str,
                         (const CopiaToken *) tokens->data, tokens->len, starts);
    }
}

static void
test_the_book_falls_into_sentences (void)
{
    gsize size;
    g_autofree char *book = shared_file ("corpus", "russian-revolution.txt", &size);
    const CopiaSentenceRules *rules = copia_sentence_rules_find ("en");
    g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    if (!book)
        return;
    g_auto (GStrv) paragraphs = g_strsplit (book, "\n\n", -1);
    for (char **p = paragraphs; *p; p++) {
        g_autoptr (GArray) tokens = tokens_of ("words", NULL, *p, strlen (*p));
        copia_sentences (rules, *p, (const CopiaToken *) tokens->data, tokens->len,
                         starts);
    }
    g_test_message ("%u sentences", starts->len);
    g_assert_cmpuint (starts->len, ==, 1467);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/sentences/stops-questions-and-cries-end",
                     test_stops_questions_and_cries_end);
    g_test_add_func ("/sentences/lower-case-goes-on", test_lower_case_goes_on);
    g_test_add_func ("/sentences/an-ellipsis-ends-before-a-capital",
                     test_an_ellipsis_ends_before_a_capital);
    g_test_add_func ("/sentences/abbreviations-do-not-end",
                     test_abbreviations_do_not_end);
    g_test_add_func ("/sentences/some-abbreviations-end-before-a-capital",
                     test_some_abbreviations_end_before_a_capital);
    g_test_add_func ("/sentences/initials-and-acronyms-end-before-a-starter",
                     test_initials_and_acronyms_end_only_before_a_starter);
    g_test_add_func ("/sentences/labels-stay-with-their-sentence",
                     test_labels_stay_with_their_sentence);
    g_test_add_func ("/sentences/numbers-begin-after-words-and-years",
                     test_numbers_begin_sentences_after_words_and_years);
    g_test_add_func ("/sentences/closing-marks-belong-to-the-sentence",
                     test_closing_marks_belong_to_the_sentence);
    g_test_add_func ("/sentences/cries-in-brackets-do-not-end",
                     test_cries_in_brackets_do_not_end);
    g_test_add_func ("/sentences/a-footnote-belongs-to-the-sentence-before",
                     test_a_footnote_belongs_to_the_sentence_before);
    g_test_add_func ("/sentences/a-missing-space-does-not-hide-an-end",
                     test_a_missing_space_does_not_hide_an_end);
    g_test_add_func ("/sentences/dashes-open-or-continue",
                     test_dashes_open_or_continue);
    g_test_add_func ("/sentences/german", test_german);
    g_test_add_func ("/sentences/french", test_french);
    g_test_add_func ("/sentences/other-languages", test_other_languages);
    g_test_add_func ("/sentences/scripts-without-case-end-too",
                     test_scripts_without_case_end_too);
    g_test_add_func ("/sentences/a-user-s-abbreviations-do-not-end",
                     test_a_user_s_abbreviations_do_not_end);
    g_test_add_func ("/sentences/rules-are-found-by-language",
                     test_rules_are_found_by_language);
    g_test_add_func ("/sentences/lists-are-well-formed", test_lists_are_well_formed);
    g_test_add_func ("/sentences/starts-ascend-in-any-text",
                     test_starts_ascend_in_any_text);
    g_test_add_func ("/sentences/hostile-text-takes-linear-time",
                     test_hostile_text_takes_linear_time);
    g_test_add_func ("/sentences/the-book-falls-into-sentences",
                     test_the_book_falls_into_sentences);
    return g_test_run ();
}
