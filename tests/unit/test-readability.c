/* test-readability.c - counts to scores, and words to syllables. */
#include "stats/readability.h"
#include "stats/syllable.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static const CopiaReading plain = { 100, 5, 150, 450, 460, 65, 35, 12, 40, 25, 10, 12 };

static double
score (const char *name, const CopiaReading *counts)
{
    const CopiaReadability *formula = copia_readability_find (name);

    g_assert_nonnull (formula);
    return copia_readability_score (formula, counts);
}

static void
test_every_entry_is_complete_and_its_names_are_its_own (void)
{
    for (const CopiaReadability *r = copia_readabilities; r->about.name; r++) {
        const CopiaAbout *about = &r->about;
        g_assert_true (about->aliases && about->summary[0] && about->formula[0] &&
                       about->unit[0] && about->range[0] && about->source[0]);
        g_assert_true (copia_readability_find (about->name) == r);
        g_assert_true (isfinite (copia_readability_score (r, &plain)));
        g_assert_true (isnan (copia_readability_score (r, &copia_reading_unknown)));
    }
}

static void
test_length_of_the_text_changes_no_score (void)
{
    CopiaReading longer = { 100000, 5000,  150000, 450000, 460000, 65000,
                            35000,  12000, 40000,  25000,  10000,  12000 };

    for (const CopiaReadability *r = copia_readabilities; r->about.name; r++) {
        double a = copia_readability_score (r, &plain);
        double b = copia_readability_score (r, &longer);
        if (g_str_has_prefix (r->about.name, "Danielson"))
            g_assert_cmpfloat_with_epsilon (a, b,
                                            1); /* blanks are one less than words */
        else
            g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fabs (a));
    }
}

static void
test_longer_words_and_sentences_are_harder (void)
{
    static const char *const harder[] = { "Flesch.Kincaid", "FOG", "SMOG", "ARI", "LIW",
                                          "Linsear.Write" };
    CopiaReading hard = plain;

    hard.sentences = 3;
    hard.syllables = 190;
    hard.letters = hard.characters = 600;
    hard.three_syllables = 25;
    hard.seven_letters = 45;
    for (unsigned i = 0; i < G_N_ELEMENTS (harder); i++)
        g_assert_cmpfloat (score (harder[i], &hard), >, score (harder[i], &plain));
    g_assert_cmpfloat (score ("Flesch", &hard), <, score ("Flesch", &plain));
}

static void
test_a_count_that_is_not_known_makes_only_its_own_scores_unknown (void)
{
    CopiaReading counts = plain;

    counts.syllables = NAN;
    g_assert_true (isnan (score ("Flesch", &counts)));
    g_assert_true (isfinite (score ("ARI", &counts)));
    counts.sentences = 0;
    g_assert_true (isnan (score ("ARI", &counts)));
}

/* word and syllables, counted by ear */
static const char *const counted =
    "the 1 of 1 and 1 to 1 be 1 he 1 she 1 we 1 people 2 government 3 soldiers 2 "
    "workers 2 "
    "revolution 4 revolutionary 6 soviet 3 soviets 3 proletariat 5 bourgeois 2 "
    "bourgeoisie 3 "
    "committee 3 party 2 peasants 2 army 2 military 4 socialist 3 socialism 4 "
    "provisional 4 "
    "association 5 social 2 special 2 official 3 nation 2 national 3 region 2 religion "
    "3 "
    "opinion 3 million 2 battalion 3 union 2 period 3 radio 3 violent 3 various 3 "
    "previous 3 "
    "serious 3 religious 3 precious 2 anxious 2 medium 3 society 4 science 2 quiet 2 "
    "patient 2 "
    "ancient 2 efficient 3 friend 1 friends 1 priest 1 audience 3 experience 4 alien 3 "
    "earlier 3 carrier 3 happiest 3 carried 2 died 1 cities 2 create 2 created 3 "
    "creation 3 "
    "creature 2 idea 3 area 3 tea 1 ocean 2 European 4 theory 3 usual 3 actual 3 guard "
    "1 "
    "quote 1 question 2 continuous 4 influence 3 frequent 2 cruel 2 ruin 2 fluid 2 "
    "build 1 "
    "fruit 1 guide 1 being 2 seeing 2 flying 2 trying 2 going 2 saying 2 make 1 made 1 "
    "whole 1 table 2 tables 2 little 2 settled 2 called 1 rolled 1 centre 2 hundred 2 "
    "theatre 3 there 1 where 1 were 1 these 1 times 1 houses 2 places 2 changes 2 "
    "watches 2 "
    "forces 2 states 1 goes 1 moved 1 wanted 2 needed 2 asked 1 passed 1 employed 2 "
    "eyes 1 "
    "safely 2 completely 3 movement 2 statement 2 element 3 management 3 careless 2 "
    "useful 2 "
    "nevertheless 4 rely 2 something 2 sometimes 2 therefore 2 elsewhere 2 forest 2 "
    "foreign 2 "
    "every 3 rhythm 2 business 2 one 1 once 1 eye 1 power 2 player 2 year 1 yes 1 you "
    "1 "
    "young 1 beyond 2 my 1 city 2 system 2 didn't 2 don't 1 they're 1 we've 1 o'clock "
    "2 "
    "soldier's 2 Brest-Litovsk 3 well-known 2 caf\303\251 2 na\303\257ve 2 r\303\264le "
    "1 "
    "Bolshevik 3 Petrograd 3 Lenin 2 Kerensky 3 Kornilov 3 Constituent 4 Assembly 3 "
    "congress 2 1917 1 a.m. 2 strength 1 through 1 thought 1 heart 1 beauty 2 queue 1";

static void
test_syllables_agree_with_hand_counts (void)
{
    g_auto (GStrv) words = g_strsplit (counted, " ", -1);
    int wrong = 0;

    for (int i = 0; words[i]; i += 2) {
        unsigned count = copia_syllables (words[i], strlen (words[i]));
        if (count != (unsigned) g_ascii_strtoull (words[i + 1], NULL, 10)) {
            g_test_message ("%s: %u, not %s", words[i], count, words[i + 1]);
            wrong++;
        }
    }
    g_assert_cmpint (wrong, ==, 0);
}

static void
test_case_does_not_change_syllables_and_nothing_has_less_than_one (void)
{
    static const char *const odd[] = { "",         "-", "'",   "123",
                                       "\xff\xfe", "e", "hmm", "\303" };

    g_assert_cmpuint (copia_syllables ("REVOLUTION", 10), ==, 4);
    for (unsigned i = 0; i < G_N_ELEMENTS (odd); i++)
        g_assert_cmpuint (copia_syllables (odd[i], strlen (odd[i])), ==, 1);
    g_autofree char *longest = g_strnfill (100000, 'a');
    g_assert_cmpuint (copia_syllables (longest, 100000), ==, 1);
}

static void
test_words_are_counted_by_letters_and_syllables (void)
{
    static const char *const words[] = { "The",  "revolution", "of",
                                         "1917", "began",      "caf\303\251" };
    CopiaReading counts = { 0 };

    for (unsigned i = 0; i < G_N_ELEMENTS (words); i++)
        copia_reading_add_word (&counts, words[i], strlen (words[i]));
    g_assert_cmpfloat (counts.words, ==, 6);
    g_assert_cmpfloat (counts.letters, ==, 3 + 10 + 2 + 5 + 4);
    g_assert_cmpfloat (counts.characters, ==, counts.letters + 4);
    g_assert_cmpfloat (counts.syllables, ==, 1 + 4 + 1 + 1 + 2 + 2);
    g_assert_cmpfloat (counts.one_syllable, ==, 3);
    g_assert_cmpfloat (counts.two_syllables, ==, 3);
    g_assert_cmpfloat (counts.three_syllables, ==, 1);
    g_assert_cmpfloat (counts.seven_letters, ==, 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/readability/" #name, test_##name)
    CLAIM (every_entry_is_complete_and_its_names_are_its_own);
    CLAIM (length_of_the_text_changes_no_score);
    CLAIM (longer_words_and_sentences_are_harder);
    CLAIM (a_count_that_is_not_known_makes_only_its_own_scores_unknown);
    CLAIM (syllables_agree_with_hand_counts);
    CLAIM (case_does_not_change_syllables_and_nothing_has_less_than_one);
    CLAIM (words_are_counted_by_letters_and_syllables);
    return g_test_run ();
}
