/* test-tokenizer-any.c - whatever text comes, tokens are where tokenizer.h and Unicode promise. */
#include "text/tokenizer.h"

#include <glib.h>
#include <string.h>

#include "text.h"
#include "text/breaks.h"
#include "text/unicode.h"

#define ACUTE "\u0301"
#define ZWJ "\u200D"

/* Random text, half of it from characters that some rule names. */
static void
random_text (GString *text)
{
    static const uint32_t named[] = {
        'a',    'B',    'l',     '1',     '9',    ' ',    '\n',    '\'',    '-',
        '.',    ',',    ':',     '/',     '"',    '_',    '!',     0,       0x00B7,
        0x00AD, 0x0301, 0x2019,  0x2018,  0x2010, 0x2026, 0x05D0,  0x05F4,  0x0661,
        0x066B, 0x4E2D, 0x30AB,  0x0E20,  0x200D, 0xFE0F, 0x200C,  0x200E,  0x202E,
        0xFEFF, 0x2060, 0x1F602, 0x1F3FD, 0x2764, 0xFF9E, 0x1F1E9, 0x1F170, 0x2BC,
        0x3042, 0x00A0, 0x00BD,  0x070F,  0x20E3,
    };

    g_string_truncate (text, 0);
    for (int i = g_test_rand_int_range (0, 40); i > 0; i--) {
        uint32_t code = named[g_test_rand_int_range (0, G_N_ELEMENTS (named))];

        if (g_test_rand_bit ())
            code = (uint32_t) g_test_rand_int_range (0, g_test_rand_bit () ? 0x3000
                                                                           : 0x110000);
        if (code < 0xD800 || code > 0xDFFF) {
            char utf8[6];
            g_string_append_len (text, utf8, g_unichar_to_utf8 (code, utf8));
        }
    }
}

static bool
has_letter_or_digit (const char *text, CopiaToken token)
{
    for (size_t at = token.start; at < token.end;) {
        unsigned class = copia_unicode_get (copia_unicode_next (text, &at))->class;

        if (class == COPIA_CLASS_LETTER || class == COPIA_CLASS_DIGIT)
            return true;
    }
    return false;
}

/* `kinds`: a token is a word exactly when it holds a letter or digit. */
static void
check_cover (const GString *text, const GArray *tokens, bool kinds)
{
    size_t at = 0;

    for (guint i = 0; i <= tokens->len; i++) {
        CopiaToken end = { (uint32_t) text->len, (uint32_t) text->len, 0 };
        CopiaToken token =
            i < tokens->len ? g_array_index (tokens, CopiaToken, i) : end;

        while (at < token.start) /* the gap */
            g_assert_true (
                copia_unicode_is_space (copia_unicode_next (text->str, &at)));
        g_assert_cmpuint (at, ==, token.start);
        if (i == tokens->len)
            break;
        g_assert_cmpuint (token.end, >, token.start);
        g_assert_true (
            g_utf8_validate (text->str + at, (gssize) (token.end - at), NULL) ||
            memchr (text->str + at, 0, token.end - at));
        if (kinds)
            g_assert_true ((token.kind == COPIA_TOKEN_WORD) ==
                           has_letter_or_digit (text->str, token));
        at = token.end;
    }
}

static void
check_spaces_only_between (const GString *text, const GArray *tokens)
{
    for (guint i = 0; i < tokens->len; i++) {
        CopiaToken token = g_array_index (tokens, CopiaToken, i);

        for (size_t at = token.start; at < token.end;)
            g_assert_false (
                copia_unicode_is_space (copia_unicode_next (text->str, &at)));
    }
}

static void
test_tokens_and_white_space_make_up_any_text (void)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = 0; i < 100000; i++) {
        random_text (text);
        g_autoptr (GArray) words = tokens_of ("words", NULL, text->str, text->len);
        g_autoptr (GArray) split =
            tokens_of ("words", "split-hyphens", text->str, text->len);
        g_autoptr (GArray) spaces = tokens_of ("spaces", NULL, text->str, text->len);

        check_cover (text, words, true);
        check_cover (text, split, true);
        check_cover (text, spaces, true);
        check_spaces_only_between (text, words);
        check_spaces_only_between (text, spaces);
        if (i % 16 == 0) {
            g_autoptr (GArray) pattern =
                tokens_of ("pattern", "\\w+", text->str, text->len);
            check_cover (text, pattern, false);
        }
    }
}

/* Where no tailoring touches a text, its tokens are UAX #29's segments but the spaces. */
static void
test_untailored_text_falls_where_unicode_says (void)
{
    static const char *const parts[] = {
        "a",  "Z",  "é",  "e" ACUTE, "я", "ß", "א",        "ب",         "한", "中",
        "カ", "カ", "あ", "ภ",       "1", "7", "٣",        "हि",        "ʼ",  "Ⅳ",
        "Ⓐ",  " ",  " ",  "(",       "»", "😂", "👍🏽", "👩" ZWJ "🚀", "🇩🇪", "\u00AD",
    };
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = 0; i < 100000; i++) {
        int last = -1;

        g_string_truncate (text, 0);
        for (int n = g_test_rand_int_range (0, 30); n > 0; n--) {
            int part = g_test_rand_int_range (0, G_N_ELEMENTS (parts));
            bool again = part == last && strchr ("(\xC2", parts[part][0]);
            bool stray =
                !strcmp (parts[part], "\u00AD") && (last < 0 || *parts[last] == ' ');

            if (again || stray)
                continue; /* runs of punctuation and extenders behind spaces are tailored */
            g_string_append (text, parts[part]);
            if (strcmp (parts[part], "\u00AD") != 0)
                last = part;
        }
        g_autoptr (GArray) tokens = tokens_of ("words", NULL, text->str, text->len);
        guint n = 0;
        for (size_t at = 0, end; at < text->len; at = end) {
            end = copia_word_break_next (text->str, text->len, at);
            if (text->str[at] == ' ')
                continue;
            g_assert_cmpuint (n, <, tokens->len);
            CopiaToken token = g_array_index (tokens, CopiaToken, n++);
            if (token.start != at || token.end != end)
                g_error ("token [%u, %u), segment [%zu, %zu) of '%s'", token.start,
                         token.end, at, end, text->str);
        }
        g_assert_cmpuint (n, ==, tokens->len);
    }
}

static guint
count_word (const char *text, const GArray *tokens, const char *word)
{
    guint n = 0;

    for (guint i = 0; i < tokens->len; i++) {
        CopiaToken token = g_array_index (tokens, CopiaToken, i);

        n += token.end - token.start == strlen (word) &&
             !g_ascii_strncasecmp (text + token.start, word, strlen (word));
    }
    return n;
}

static void
test_the_book_has_the_words_that_were_counted (void)
{
    gsize size;
    g_autofree char *book = shared_file ("corpus", "russian-revolution.txt", &size);
    guint n = 0;

    if (!book)
        return;
    g_auto (GStrv) pieces = g_strsplit (book, "[edit source]", -1);
    g_autofree char *text = g_strjoinv ("", pieces);
    g_autoptr (GArray) tokens = tokens_of ("words", NULL, text, strlen (text));

    for (guint i = 0; i < tokens->len; i++)
        n += g_array_index (tokens, CopiaToken, i).kind == COPIA_TOKEN_WORD;
    g_assert_cmpuint (n, ==, 33945);
    g_assert_cmpuint (count_word (text, tokens, "we"), ==, 251);
    g_assert_cmpuint (count_word (text, tokens, "revolution"), ==, 133);
    g_assert_cmpuint (count_word (text, tokens, "the"), ==, 3991);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/tokenizer-any/tokens-and-white-space-make-up-any-text",
                     test_tokens_and_white_space_make_up_any_text);
    g_test_add_func ("/tokenizer-any/words/untailored-text-falls-where-unicode-says",
                     test_untailored_text_falls_where_unicode_says);
    g_test_add_func ("/tokenizer-any/words/the-book-has-the-words-that-were-counted",
                     test_the_book_has_the_words_that_were_counted);
    return g_test_run ();
}
