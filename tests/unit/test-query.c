/* test-query.c - the search box: trees by their print, every error with its caret, limits. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "query/hits.h"
#include "query/query-private.h"
#include "query/simple.h"

/* The shape of a tree, as (kind children): what the print alone would hide. */
static void
show (const CopiaNode *node, GString *out)
{
    static const char *const kinds[] = { "token", "row", "or", "times" };
    static const char *const tests[] = { "word", "text", "like", "lemma" };

    if (node->kind == COPIA_NODE_TOKEN) {
        g_string_append (out, tests[node->test]);
        if (node->text)
            g_string_append_printf (out, ":%s", node->text);
        if (node->pos)
            g_string_append_printf (out, "/%s", node->pos);
        return;
    }
    g_string_append_printf (out, "(%s", kinds[node->kind]);
    if (node->kind == COPIA_NODE_REPEAT)
        g_string_append_printf (out, "%s %u-%u", node->loose ? "~" : "", node->min,
                                node->max);
    for (guint i = 0; i < node->children->len; i++) {
        g_string_append_c (out, ' ');
        show (node->children->pdata[i], out);
    }
    g_string_append_c (out, ')');
}

/* A query, its tree, and how it prints itself. */
static const char *const trees[][3] = {
    { "war", "(row text:war)", "war" },
    { " war  of\tthe ", "(row text:war text:of text:the)", "war of the" },
    { "war\xC2\xA0of", "(row text:war text:of)", "war of" },
    { "war|peace of", "(row (or text:war text:peace) text:of)", "war|peace of" },
    { "wh*", "(row like:wh\1)", "wh*" },
    { "w?r", "(row like:w\2r)", "w?r" },
    { "*", "(row (times~ 1-1 word))", "+" },
    { "***", "(row (times~ 1-1 word))", "+" },
    { "*|a", "(row (or (times~ 1-1 word) text:a))", "(+|a)" },
    { "?", "(row like:\2)", "?" },
    { "+", "(row (times~ 1-1 word))", "+" },
    { "+{3}", "(row (times~ 3-3 word))", "+{3}" },
    { "a +{0,3} b", "(row text:a (times~ 0-3 word) text:b)", "a +{0,3} b" },
    { "a +{02,1000} b", "(row text:a (times~ 2-1000 word) text:b)", "a +{2,1000} b" },
    { "+|a", "(row (or text:+ text:a))", "\\+|a" },
    { "a|+", "(row (or text:a text:+))", "a|\\+" },
    { "a+b", "(row text:a+b)", "a+b" },
    { "\\+", "(row text:+)", "\\+" },
    { "\\* \\? \\| \\\\", "(row text:* text:? text:| text:\\)", "\\* \\? \\| \\\\" },
    { "a\\ b", "(row text:a b)", "a\\ b" },
    { "\\ ", "(row text: )", "\\ " },
    { "(very)? good", "(row (times 0-1 text:very) text:good)", "(very)? good" },
    { "( very  much )?", "(row (times 0-1 (row text:very text:much)))",
      "(very much)?" },
    { "the (of the|in +) gate",
      "(row text:the (or (row text:of text:the) (row text:in (times~ 1-1 word))) "
      "text:gate)",
      "the (of the|in +) gate" },
    { "(a|b){2,3}", "(row (times 2-3 (or text:a text:b)))", "(a|b){2,3}" },
    { "(a (b|c d)? e){2}",
      "(row (times 2-2 (row text:a (times 0-1 (or text:b (row text:c text:d))) "
      "text:e)))",
      "(a (b|c d)? e){2}" },
    { "(a|b)", "(row (or text:a text:b))", "a|b" },
    { "\\(see", "(row text:(see)", "\\(see" },
    { "( see", "(row text:( text:see)", "\\( see" },
    { "{ }", "(row text:{ text:})", "\\{ }" },
    { "(see chapter 3)", "(row text:(see text:chapter text:3))",
      "\\(see chapter 3\\)" },
    { "\\(a\\)?", "(row text:( like:a)\2)", "\\( a\\)?" },
    { "*ing, and", "(row like:\1ing text:, text:and)", "*ing , and" },
    { "a*,|b", "(row (or (row like:a\1 text:,) text:b))", "(a* ,|b)" },
    { "{be}", "(row lemma:be)", "{be}" },
    { "{be|ha*}_V*", "(row lemma:be|ha\1/V\1)", "{be|ha*}_V*" },
    { "talk_NN1", "(row text:talk_NN1/NN1)", "talk_NN1" },
    { "_V??", "(row like:_V\2\2/V\2\2)", "_V??" },
    { "snake\\_case", "(row text:snake\3case)", "snake\\_case" },
    { "\\{be\\}", "(row text:{be})", "\\{be}" },
    { "\\{be}", "(row text:{be})", "\\{be}" },
    { "{", "(row text:{)", "\\{" },
    { "\\[a \\\"b \\<c", "(row text:[a text:\"b text:<c)", "\\[a \\\"b \\<c" },
    { "na\xC3\xAFve d'\xC3\xA9t\xC3\xA9",
      "(row text:na\xC3\xAFve text:d'\xC3\xA9t\xC3\xA9)",
      "na\xC3\xAFve d'\xC3\xA9t\xC3\xA9" },
    { "a\1\2\x7F"
      "b",
      "(row text:ab)", "ab" },
    { "a\1*", "(row like:a\1)", "a*" },
};

static void
test_queries_become_trees_that_print_themselves_back (void)
{
    for (size_t i = 0; i < G_N_ELEMENTS (trees); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaNode) tree = copia_simple_parse (trees[i][0], &error);
        g_autoptr (GString) shape = g_string_new (NULL);
        g_autoptr (GString) print = g_string_new (NULL);
        g_autoptr (CopiaNode) again = NULL;

        g_assert_no_error (error);
        show (tree, shape);
        g_assert_cmpstr (shape->str, ==, trees[i][1]);
        copia_node_print (tree, print);
        g_assert_cmpstr (print->str, ==, trees[i][2]);
        again = copia_simple_parse (print->str, &error);
        g_assert_no_error (error);
        g_string_truncate (shape, 0);
        show (again, shape);
        g_assert_cmpstr (shape->str, ==, trees[i][1]);
    }
}

static void
test_of_an_empty_query_there_is_nothing_to_point_at (void)
{
    static const char *const empty[] = { "", "  \t", "\n" };

    for (size_t i = 0; i < G_N_ELEMENTS (empty); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_null (copia_simple_parse (empty[i], &error));
        g_assert_cmpstr (error->message, ==,
                         "the query is empty; write a word, such as: freedom");
    }
}

static void
test_every_error_has_its_caret (void)
{
    static const char *const cases[][3] = {
        { "a |b",
          "a word is missing beside the |; write a|b without blanks, and \\| for the "
          "character itself",
          "  ^" },
        { "a|",
          "a word is missing beside the |; write a|b without blanks, and \\| for the "
          "character itself",
          "  ^" },
        { "a||b",
          "a word is missing beside the |; write a|b without blanks, and \\| for the "
          "character itself",
          "  ^" },
        { "war \\", "nothing follows the \\; write \\\\ for the character itself",
          "    ^" },
        { "a (see", "a ) is missing for this (; write \\( for the character itself",
          "  ^" },
        { "a|(see", "a ) is missing for this (; write \\( for the character itself",
          "  ^" },
        { "((a) b", "a ) is missing for this (; write \\( for the character itself",
          "^" },
        { "a {be", "a } is missing for this {; write \\{ for the character itself",
          "  ^" },
        { "{be|am", "a } is missing for this {; write \\{ for the character itself",
          "^" },
        { "{to be}",
          "a lemma is one word, or several with | between them; write {one} {two}",
          "^" },
        { "a +{}", "a number is missing; write {2} or {0,3}", "    ^" },
        { "a +{", "a number is missing; write {2} or {0,3}", "    ^" },
        { "+{2,}", "a number is missing; write {2} or {0,3}", "    ^" },
        { "+{-1}", "a number is missing; write {2} or {0,3}", "  ^" },
        { "+{2", "a } is missing; write {2} or {0,3}", "   ^" },
        { "+{2;3}", "a } is missing; write {2} or {0,3}", "   ^" },
        { "+{3,2}", "the first number is larger than the second; write {2,3}", " ^" },
        { "+{1001}", "1000 at most are counted", "  ^" },
        { "+{1,99999999999999999999}", "1000 at most are counted", "    ^" },
        { "(a|)",
          "a word is missing here; write \\( and \\| for the characters "
          "themselves",
          "   ^" },
        { "(a){2", "a } is missing; write {2} or {0,3}", "     ^" },
        { "(a){2}b", "a group stands alone; put a blank after it", "      ^" },
        { "{be}s",
          "a lemma stands alone or before a tag, as in {be} or {be}_V*; put a "
          "\\ before the { for the character itself",
          "^" },
        { "+{2}war", "a gap stands alone; put a blank after it", "    ^" },
        { "+{2}|war", "a gap stands alone; put a blank after it", "    ^" },
        { "war \1\2", "there are only characters here that no word holds", "    ^" },
        { "na\xC3\xAFve |", /* the caret is set by columns */
          "a word is missing beside the |; write a|b without blanks, and \\| for the "
          "character itself",
          "      ^" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        g_auto (GStrv) lines = NULL;

        g_assert_null (copia_simple_parse (cases[i][0], &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        lines = g_strsplit (error->message, "\n", -1);
        g_assert_cmpuint (g_strv_length (lines), ==, 3);
        g_assert_cmpstr (lines[0], ==, cases[i][1]);
        g_assert_cmpstr (lines[2] + 2, ==, cases[i][2]); /* a margin of two */
    }
}

static void
assert_refused (const char *query, const char *why)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_simple_parse (query, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_true (g_str_has_prefix (error->message, why));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_cmpuint (strlen (error->message), <, 500);
}

static void
test_queries_have_limits (void)
{
    g_autofree char *word = g_strnfill (COPIA_LONGEST_QUERY, 'a');
    g_autofree char *pattern = g_strnfill (COPIA_LONGEST_PATTERN - 1, 'a');
    g_autofree char *star = g_strconcat (pattern, "*", NULL);
    g_autofree char *longer = g_strconcat (pattern, "a*", NULL);
    g_autofree char *more = g_strconcat (word, "a", NULL);
    g_autoptr (GString) words = g_string_new (NULL);
    g_autoptr (CopiaNode) tree = copia_simple_parse (word, NULL);
    g_autoptr (CopiaNode) like = copia_simple_parse (star, NULL);
    g_autoptr (CopiaNode) many = NULL;

    g_assert_nonnull (tree);
    g_assert_nonnull (like);
    assert_refused (more, "the query is longer than 65536 bytes\n");
    assert_refused (longer, "a word with * or ? can have 256 bytes at most\n");
    for (int i = 0; i < COPIA_MOST_WORDS; i++)
        g_string_append (words, i % 2 ? "a|" : "b ");
    g_string_truncate (words, words->len - 1);
    many = copia_simple_parse (words->str, NULL);
    g_assert_nonnull (many);
    g_string_append (words, " a");
    assert_refused (words->str, "a query can have 1000 words at most\n");
    assert_refused ("war \xFF", "the query is not UTF-8 at byte 5\n");
    assert_refused ("\xC3", "the query is not UTF-8 at byte 1\n");
}

static void
test_cql_is_told_from_words (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) simple =
        copia_query_parse ("[war]", COPIA_LANGUAGE_SIMPLE, &error);
    g_autofree char *print = NULL;

    g_assert_no_error (error);
    print = copia_query_print (simple);
    g_assert_cmpstr (print, ==, "\\[war]");
    g_assert_cmpstr (copia_query_text (simple), ==, "[war]");
}

/* Whatever is typed, it is parsed or refused, and what is parsed prints itself back. */
static void
test_anything_typed_is_parsed_or_refused (void)
{
    static const char *const pieces[] = { "a",    "war",    " ",     "*",  "?",  "|",
                                          "+",    "{",      "}",     "\\", ",",  "1",
                                          "0",    "\"",     "[",     "<",  "'",  "\1",
                                          "\xFF", "\xC3",   "é",     "ß",  "\t", "&",
                                          "—",    "+{1,2}", "+{2} ", "|b" };
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    unsigned parsed = 0;

    for (unsigned i = 0; i < 30000; i++) {
        g_autoptr (GString) query = g_string_new (NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaNode) tree = NULL;
        g_autoptr (CopiaNode) again = NULL;
        g_autoptr (GString) print = g_string_new (NULL);
        g_autoptr (GString) twice = g_string_new (NULL);
        g_autoptr (GString) shape = g_string_new (NULL);
        g_autoptr (GString) other = g_string_new (NULL);

        for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
            g_string_append (
                query, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
        tree = copia_simple_parse (query->str, &error);
        g_assert_true ((tree == NULL) == (error != NULL));
        if (!tree)
            continue;
        parsed++;
        copia_node_print (tree, print);
        again = copia_simple_parse (print->str, &error);
        g_assert_no_error (error);
        copia_node_print (again, twice);
        g_assert_cmpstr (print->str, ==, twice->str);
        show (tree, shape);
        show (again, other);
        g_assert_cmpstr (shape->str, ==, other->str);
    }
    g_assert_cmpuint (parsed, >, 1000);
}

static const char *const book[] = { "The",  "war",   "of",  "the",   "worlds",
                                    ",",    "the",   "WAR", "of",    "all",
                                    "and",  "peace", ".",   "don’t", "a.m.",
                                    "Café", "wars",  "war", "war",   "!" };

static uint64_t
count (const CopiaIndex *index, const char *text)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query =
        copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, &error);
    uint64_t n = 0;

    g_assert_no_error (error);
    copia_hits_count (index, query, NULL, &n, &error);
    g_assert_no_error (error);
    return n;
}

static void
test_words_are_found_as_forms (void)
{
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (book, G_N_ELEMENTS (book));
    const CopiaIndex *index = scratch->index;

    g_assert_cmpuint (count (index, "war"), ==, 4);
    g_assert_cmpuint (count (index, "WAR"), ==, 4);
    g_assert_cmpuint (count (index, "war*"), ==, 5);
    g_assert_cmpuint (count (index, "wa?s"), ==, 1);
    g_assert_cmpuint (count (index, "don't"), ==, 1);
    g_assert_cmpuint (count (index, "DON’T"), ==, 1);
    g_assert_cmpuint (count (index, "cafe\xCC\x81"), ==, 1); /* composed or not */
    g_assert_cmpuint (count (index, "caf?"), ==, 1);
    g_assert_cmpuint (count (index, "cafe"), ==, 0);
    g_assert_cmpuint (count (index, "the war of"), ==, 2);
    g_assert_cmpuint (count (index, "the +{0,2} the"), ==, 2); /* over a comma */
    g_assert_cmpuint (count (index, "worlds +{0} the"), ==, 1);
    g_assert_cmpuint (count (index, "war (of the)? worlds|war"), ==, 2);
    g_assert_cmpuint (count (index, "the (war of|peace)"), ==, 2);
    g_assert_cmpuint (count (index, "wor*, the"), ==, 1);
    g_assert_cmpuint (count (index, "war_N*"), ==, 0); /* there are no tags */
    g_assert_cmpuint (count (index, "worlds the"), ==, 0);
    g_assert_cmpuint (count (index, "worlds, the"), ==, 1); /* a text of two tokens */
    g_assert_cmpuint (count (index, "war war"), ==, 1);
    g_assert_cmpuint (count (index, "+{0} war"), ==, 4);
    g_assert_cmpuint (count (index, "*"), ==, 17);
    g_assert_cmpuint (count (index, ",|.|!"), ==, 3);
}

static void
test_a_query_can_be_too_large_or_ask_for_nothing (void)
{
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (book, G_N_ELEMENTS (book));
    static const char *const cases[][2] = {
        { "+{0}", "the query asks for no word at all" },
        { "war {be}", "the corpus has no lemmas, so {be} cannot be looked up" },
        { "+{1000} +{1000} +{1000} +{1000} +{1000}", "the query is too large" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaQuery) query =
            copia_query_parse (cases[i][0], COPIA_LANGUAGE_SIMPLE, NULL);

        g_assert_null (
            copia_hits_new (scratch->index, query, NULL, 0, UINT64_MAX, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_true (g_str_has_prefix (error->message, cases[i][1]));
    }
}

static ScratchIndex *
long_words (guint n, guint size)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < n; i++) {
        g_autofree char *letters = g_strnfill (size, 'a');

        g_ptr_array_add (words, g_strdup_printf ("%s%ub", letters, i));
    }
    return scratch_index_of_words ((const char *const *) words->pdata, words->len);
}

static GError *
fault_of (const ScratchIndex *scratch, const char *text, uint64_t deadline)
{
    CopiaMatchOptions options = { .deadline = deadline };
    GError *error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, &error);
    g_autoptr (CopiaHits) hits =
        query ? copia_hits_new_with (scratch->index, query, NULL, 0, UINT64_MAX,
                                     &options, &error)
              : NULL;

    g_assert_null (hits);
    return error;
}

static void
test_a_regular_expression_that_runs_away_is_stopped (void)
{
    g_autoptr (ScratchIndex) scratch = long_words (1, 400);
    g_autoptr (GError) token = fault_of (scratch, "\"(a|aa)+[cd]\"", 0);

    g_assert_error (token, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (token->message, "takes too long"));
}

static void
test_looking_through_the_words_keeps_the_deadline (void)
{
    g_autoptr (ScratchIndex) scratch = long_words (3000, 10);
    g_autoptr (GError) error = fault_of (scratch, "[word=\".*x.*|.*7b\"]", 1);

    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
}

/* What is guessed to be CQL by one sign. */
static void
test_words_with_a_sign_of_cql_are_told_so_under_the_sign (void)
{
    static const struct {
        const char *asked;
        int caret; /* -1: it is read */
    } cases[] = {
        { "party[", 5 },
        { "  the \"war\"", 6 },
        { "war <s>", 4 },
        { "\xC3\x89t\xC3\xA9[", 3 },
        { "a:\"b\"", -1 },
        { "s containing \"war\"", -1 },
        { "s !within [a=\"b\"]", -1 },
        { "MU(meet \"a\" \"b\")", -1 },
        { "TAB \"a\" ? \"b\"", -1 },
        { "1:[] 2:[] :: 1.word = 2.word", -1 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaQuery) query =
            copia_query_parse (cases[i].asked, COPIA_LANGUAGE_GUESS, &error);

        if (cases[i].caret < 0) {
            g_assert_no_error (error);
            g_assert_true (copia_query_is_cql (query));
            continue;
        }
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_nonnull (strstr (error->message, "--simple takes all as it is typed"));
        g_assert_cmpint (strrchr (error->message, '^') - strrchr (error->message, '\n'),
                         ==, cases[i].caret + 3);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/query/queries-become-trees-that-print-themselves-back",
                     test_queries_become_trees_that_print_themselves_back);
    g_test_add_func ("/query/words-with-a-sign-of-cql-are-told-so-under-the-sign",
                     test_words_with_a_sign_of_cql_are_told_so_under_the_sign);
    g_test_add_func ("/query/of an empty query there is nothing to point at",
                     test_of_an_empty_query_there_is_nothing_to_point_at);
    g_test_add_func ("/query/every-error-has-its-caret",
                     test_every_error_has_its_caret);
    g_test_add_func ("/query/queries-have-limits", test_queries_have_limits);
    g_test_add_func ("/query/cql-is-told-from-words", test_cql_is_told_from_words);
    g_test_add_func ("/query/anything-typed-is-parsed-or-refused",
                     test_anything_typed_is_parsed_or_refused);
    g_test_add_func ("/query/words-are-found-as-forms", test_words_are_found_as_forms);
    g_test_add_func ("/query/a-query-can-be-too-large-or-ask-for-nothing",
                     test_a_query_can_be_too_large_or_ask_for_nothing);
    g_test_add_func ("/query/a-regular-expression-that-runs-away-is-stopped",
                     test_a_regular_expression_that_runs_away_is_stopped);
    g_test_add_func ("/query/looking-through-the-words-keeps-the-deadline",
                     test_looking_through_the_words_keeps_the_deadline);
    return g_test_run ();
}
