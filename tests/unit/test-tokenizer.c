/* test-tokenizer.c - text falls into the tokens that tokenizer.h promises. */
#include "text/tokenizer.h"

#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "text.h"

#define ACUTE "\u0301"
#define ZWJ "\u200D"
#define EMOJI "\uFE0F"

typedef struct {
    const char *text;
    const char *tokens; /* words bare, punctuation behind a backquote, blanks between */
} Case;

/* Tokens in the notation of Case. */
static char *
show (const char *text, const GArray *tokens)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < tokens->len; i++) {
        CopiaToken token = g_array_index (tokens, CopiaToken, i);

        g_string_append (out, i ? " " : "");
        g_string_append (out, token.kind == COPIA_TOKEN_WORD ? "" : "`");
        g_string_append_len (out, text + token.start, token.end - token.start);
    }
    return g_string_free (out, FALSE);
}

static void
check (const char *name, const char *options, const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        const char *text = cases[i].text;
        g_autoptr (GArray) tokens = tokens_of (name, options, text, strlen (text));
        g_autofree char *found = show (text, tokens);

        g_assert_cmpstr (found, ==, cases[i].tokens);
    }
}

#define CHECK(name, options, ...)                                                      \
    do {                                                                               \
        static const Case cases[] = { __VA_ARGS__ };                                   \
        check (name, options, cases, G_N_ELEMENTS (cases));                            \
    } while (0)

static void
test_apostrophes_and_hyphens_join_only_inside_a_word (void)
{
    CHECK ("words", NULL, { "", "" }, { "Brest-Litovsk", "Brest-Litovsk" },
           { "don't", "don't" }, { "don’t", "don’t" }, { "donʼt", "donʼt" },
           { "the soldiers' councils", "the soldiers `' councils" },
           { "the soldiers’ councils", "the soldiers `’ councils" },
           { "'tis 'so'", "`' tis `' so `'" }, { "rock 'n' roll", "rock `' n `' roll" },
           { "jack-o'-lantern", "jack-o `' `- lantern" },
           { "mother-in-law's", "mother-in-law's" }, { "a--b", "a `-- b" },
           { "self- and -less", "self `- and `- less" }, { "1917-18", "1917-18" },
           { "co\u2010op co\u2011op", "co\u2010op co\u2011op" },
           { "a\u2014b a\u2013b", "a `\u2014 b a `\u2013 b" }, { "don‘t", "don `‘ t" },
           { "the 1890's", "the 1890's" }, { "x-", "x `-" }, { "-", "`-" });
}

static void
test_numbers_keep_their_points_and_slashes (void)
{
    CHECK ("words", NULL, { "2.10", "2.10" }, { "1,000,000.50", "1,000,000.50" },
           { "3/4", "3/4" }, { "12:30:15", "12:30:15" }, { "in 1917.", "in 1917 `." },
           { "1,,2", "1 `,, 2" }, { "1. 2", "1 `. 2" }, { "-5 %", "`- 5 `%" },
           { "$5.00/kg", "`$ 5.00 `/ kg" }, { "a/b 1/b", "a `/ b 1 `/ b" },
           { "1\u20442", "1\u20442" }, { "٣٫١٤ ١٬٠٠٠", "٣٫١٤ ١٬٠٠٠" },
           { "2½ m²", "2½ m²" }, { "H\u2082O", "H\u2082O" }, { "1;2", "1 `; 2" },
           { "1'000", "1'000" }, { "A1.2b.3", "A1.2b `. 3" });
}

static void
test_letters_with_stops_are_one_token_from_two_on (void)
{
    CHECK ("words", NULL, { "at 2.10 a.m. today", "at 2.10 a.m. today" },
           { "the U.S.A.", "the U.S.A." }, { "A. B.", "A `. B `." },
           { "It is I.", "It is I `." }, { "Ph.D.", "Ph `. D `." },
           { "U.S.A is", "U.S.A is" }, { "e.g.the", "e.g. the" }, { "a.b", "a `. b" },
           { "U.S...", "U.S. `.." }, { "т.е. так", "т.е. так" },
           { "l'U.R.S.S. et", "l'U.R.S.S. et" }, { "U.S.-made", "U.S.-made" },
           { "the U.S.'s", "the U.S.'s" }, { "e" ACUTE ".a.", "e" ACUTE ".a." },
           { "1.2.", "1.2 `." }, { "A.1.", "A `. 1 `." }, { "end.The", "end `. The" },
           { "Ｕ.Ｓ.", "Ｕ.Ｓ." });
}

static void
test_other_characters_are_punctuation_in_runs (void)
{
    CHECK ("words", NULL, { "wait...", "wait `..." }, { "what?!!", "what `? `!!" },
           { "(see [1])", "`( see `[ 1 `] `)" },
           { "snake_case __x__", "snake `_ case `__ x `__" },
           { "a\u2026\u2026b", "a `\u2026\u2026 b" }, { "“Why?”", "`“ Why `? `”" },
           { "https://x.org/a", "https `: `// x `. org `/ a" },
           { "C++ #1", "C `++ `# 1" }, { "§§ 5", "`§§ 5" },
           { "\uE000\uE000", "`\uE000\uE000" }, { "AT&T", "AT `& T" },
           { "!" ACUTE "!" ACUTE "!", "`!" ACUTE "!" ACUTE "!" });
}

static void
test_marks_stay_with_their_letter (void)
{
    CHECK ("words", NULL, { "cafe" ACUTE "s", "cafe" ACUTE "s" },
           { "don'" ACUTE "t", "don'" ACUTE "t" }, { "co\u00ADoper", "co\u00ADoper" },
           { "a\u00AD", "a\u00AD" }, { "\u00ADword", "\u00ADword" },
           { ACUTE "a", ACUTE "a" }, { ACUTE ".", "`" ACUTE " `." },
           { ACUTE, "`" ACUTE }, { "می\u200Cخواهم", "می\u200Cخواهم" },
           { "हिन्दी", "हिन्दी" }, { "x" ZWJ "y", "x" ZWJ "y" },
           { "a\u2060b", "a\u2060b" });
}

static void
test_emoji_sequences_are_one_token_each (void)
{
    CHECK ("words", NULL, { "😂😂", "`😂 `😂" }, { "👍🏽ok", "`👍🏽 ok" },
           { "👩" ZWJ "❤" EMOJI ZWJ "👩!", "`👩" ZWJ "❤" EMOJI ZWJ "👩 `!" },
           { "🇩🇪🇫🇷🇮", "`🇩🇪 `🇫🇷 `🇮" }, { "1" EMOJI "\u20E3", "1" EMOJI "\u20E3" },
           { "a" ZWJ "😂", "a" ZWJ " `😂" },
           { "🏴\U000E0067\U000E007F.", "`🏴\U000E0067\U000E007F `." },
           { "©2017", "`© 2017" });
}

static void
test_scripts_without_spaces_break_as_unicode_says (void)
{
    CHECK ("words", NULL, { "中文字", "中 文 字" },
           { "カタカナです", "カタカナ で す" }, { "ภาษา", "ภ า ษ า" },
           { "한국어 말", "한국어 말" }, { "abc中1", "abc 中 1" },
           { "カ_カ", "カ `_ カ" }, { "日'本", "日 `' 本" },
           { "か\u3099", "か\u3099" });
}

static void
test_hebrew_and_catalan_keep_their_inner_marks (void)
{
    CHECK ("words", NULL, { "צה\"ל", "צה\"ל" }, { "צה״ל", "צה״ל" }, { "ג'", "ג'" },
           { "ג׳", "ג׳" }, { "a\"b", "a `\" b" }, { "col·legi", "col·legi" },
           { "IL·LUSIÓ", "IL·LUSIÓ" }, { "a·b", "a `· b" }, { "EU:n", "EU `: n" },
           { "ի՞նչ", "ի՞նչ" });
}

static void
test_control_characters_separate_and_are_in_no_token (void)
{
    static const char text[] = "a\0b\x1B[0m\x7F"
                               "c\xC2\x85"
                               "d";
    g_autoptr (GArray) tokens = tokens_of ("words", NULL, text, sizeof text - 1);
    g_autofree char *found = show (text, tokens);

    g_assert_cmpstr (found, ==, "a b `[ 0m c d");
    CHECK ("words", NULL,
           { "\uFEFFa\u202Eb\u200Bc\u2029d\u00A0e\u202Ff", "a b c d e f" },
           { "😂\u200Fx", "`😂 x" }, { "!\u200E!", "`! `!" });
}

static void
test_hyphens_split_when_asked (void)
{
    CHECK ("words", "split-hyphens", { "Brest-Litovsk", "Brest `- Litovsk" },
           { "a--b co\u2010op", "a `-- b co `\u2010 op" },
           { "don't 3/4", "don't 3/4" });
}

static void
test_spaces_split_at_white_space_alone (void)
{
    CHECK ("spaces", NULL, { "He said: \"Why?\" -- so", "He said: \"Why?\" `-- so" },
           { " \n\t", "" }, { "a\u00A0…\u200Bb", "a `… b" });
}

static void
test_a_pattern_gives_its_matches_and_what_lies_between (void)
{
    CHECK ("pattern", "\\w+", { "don't stop -- co-op", "don `' t stop `-- co `- op" },
           { "été «x» ?!", "été `« x `» `?!" }, { "", "" }, { "...", "`..." });
    CHECK ("pattern", "[a-z]*", { "ab 12! c", "ab `12! c" });
    CHECK ("pattern", "New York|\\w+", { "in New York City", "in New York City" });
    CHECK ("pattern", "(?<=a)b", { "ab b ab", "`a b `b `a b" });
    CHECK ("pattern", "a\\Kb", { "ab", "`a b" });
    CHECK ("pattern", "[.]+", { "x...", "`x `..." });
}

static void
check_error (const char *name, const char *options, const char *says)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_tokenizer_new (name, options, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (error->message, says));
}

static void
test_wrong_choices_are_errors_with_the_way_out (void)
{
    check_error ("word", NULL, "there are words, spaces, pattern");
    check_error ("words", "hyphens", "it has 'split-hyphens'");
    check_error ("spaces", "x", "has no options");
    check_error ("pattern", NULL, "needs a pattern");
    check_error ("pattern", "", "needs a pattern");
    check_error ("pattern", "(ab", "at byte 3: missing closing parenthesis");
    check_error ("pattern", "a\\C", "at byte 3: using \\C is disabled");
    check_error ("pattern", "\xFF", "UTF-8 error");
}

static void
test_a_pattern_that_explodes_is_an_error_and_leaves_nothing (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaTokenizer) tokenizer =
        copia_tokenizer_new ("pattern", "b|(a+)+c", &error);
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    g_autofree char *text = g_strnfill (2000, 'a');

    text[0] = text[1] = 'b';
    g_assert_no_error (error);
    g_assert_false (copia_tokenizer_run (tokenizer, text, 2000, tokens, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
    g_assert_nonnull (strstr (error->message, "behind byte 2 (match limit exceeded)"));
    g_assert_cmpuint (tokens->len, ==, 0);
}

static void
test_a_pattern_that_nests_deep_falls_back_to_the_interpreter (void)
{
    enum { SIZE = 20000 };
    g_autofree char *text = g_strnfill (SIZE, 'a');
    g_autoptr (GArray) tokens =
        tokens_of ("pattern", "(?:(?:a|b)(?=(.)?))+", text, SIZE);

    g_assert_cmpuint (tokens->len, ==, 1);
    g_assert_cmpuint (g_array_index (tokens, CopiaToken, 0).end, ==, SIZE);
}

static void
test_a_text_of_four_gigabytes_is_refused (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new ("words", NULL, NULL);
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));

    g_assert_false (
        copia_tokenizer_run (tokenizer, "", (size_t) UINT32_MAX + 1, tokens, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
}

static void
test_tokenizers_remember_what_they_are (void)
{
    g_autoptr (CopiaTokenizer) plain = copia_tokenizer_new ("words", NULL, NULL);
    g_autoptr (CopiaTokenizer) pattern = copia_tokenizer_new ("pattern", "\\w", NULL);

    g_assert_cmpstr (copia_tokenizer_kinds[0].name, ==, "words");
    g_assert_cmpstr (copia_tokenizer_name (plain), ==, "words");
    g_assert_null (copia_tokenizer_options (plain));
    g_assert_cmpstr (copia_tokenizer_name (pattern), ==, "pattern");
    g_assert_cmpstr (copia_tokenizer_options (pattern), ==, "\\w");
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/tokenizer/words/apostrophes-and-hyphens-join-only-inside",
                     test_apostrophes_and_hyphens_join_only_inside_a_word);
    g_test_add_func ("/tokenizer/words/numbers-keep-their-points",
                     test_numbers_keep_their_points_and_slashes);
    g_test_add_func ("/tokenizer/words/letters-with-stops-are-one-from-two-on",
                     test_letters_with_stops_are_one_token_from_two_on);
    g_test_add_func ("/tokenizer/words/other-characters-are-punctuation-in-runs",
                     test_other_characters_are_punctuation_in_runs);
    g_test_add_func ("/tokenizer/words/marks-stay-with-their-letter",
                     test_marks_stay_with_their_letter);
    g_test_add_func ("/tokenizer/words/emoji-sequences-are-one-each",
                     test_emoji_sequences_are_one_token_each);
    g_test_add_func ("/tokenizer/words/scripts-without-spaces-break-as-unicode-says",
                     test_scripts_without_spaces_break_as_unicode_says);
    g_test_add_func ("/tokenizer/words/hebrew-and-catalan-keep-inner-marks",
                     test_hebrew_and_catalan_keep_their_inner_marks);
    g_test_add_func ("/tokenizer/words/control-characters-separate",
                     test_control_characters_separate_and_are_in_no_token);
    g_test_add_func ("/tokenizer/words/hyphens-split-when-asked",
                     test_hyphens_split_when_asked);
    g_test_add_func ("/tokenizer/spaces/split-at-white-space-alone",
                     test_spaces_split_at_white_space_alone);
    g_test_add_func ("/tokenizer/pattern/gives-matches-and-what-lies-between",
                     test_a_pattern_gives_its_matches_and_what_lies_between);
    g_test_add_func ("/tokenizer/pattern/that-explodes-is-an-error",
                     test_a_pattern_that_explodes_is_an_error_and_leaves_nothing);
    g_test_add_func ("/tokenizer/pattern/that-nests-deep-is-interpreted",
                     test_a_pattern_that_nests_deep_falls_back_to_the_interpreter);
    g_test_add_func ("/tokenizer/wrong-choices-name-the-way-out",
                     test_wrong_choices_are_errors_with_the_way_out);
    g_test_add_func ("/tokenizer/four-gigabytes-are-refused",
                     test_a_text_of_four_gigabytes_is_refused);
    g_test_add_func ("/tokenizer/remembers-what-it-is",
                     test_tokenizers_remember_what_they_are);
    return g_test_run ();
}
