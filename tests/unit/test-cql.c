/* test-cql.c - CQL as text: what prints back how, where carets stand, what is refused. */
#include "fuzz/query.c"

#include "base/error.h"
#include "query/explain.h"

#include <string.h>

/* What is asked, and how it prints; NULL: the same. */
static const struct {
    const char *asked, *printed;
} printed[] = {
    { "\"the\" []{0,3} \"of\"", NULL },
    { "'a' \"b\"%c%d;", "\"a\" \"b\"%cd" },
    { "[word='a' %dc & !(form=\"b\" | form!=\"c\")]",
      "[word=\"a\"%cd & !(form=\"b\" | form!=\"c\")]" },
    { "[word=\"a.\"%l]", "[word==\"a.\"]" },
    { "[word!==\"a\"]", NULL },
    { "[form=$names]", NULL },
    { "(\"a\" | \"b\" \"c\")+", "(\"a\" | \"b\" \"c\")+" },
    { "((\"a\"))", "\"a\"" },
    { "\"a\"{1,} \"b\"{,2} []{3} []{2,}", "\"a\"+ \"b\"{0,2} []{3} []{2,}" },
    { "<chapter_title=\"x\"> [] </chapter>", "<chapter title=\"x\"> [] </chapter>" },
    { "<chapter.title=\"x\"/>", "<chapter title=\"x\"/>" },
    { "<text a=\"x\" b!=\"y\"/>", "<text a=\"x\" & b!=\"y\"/>" },
    { "\"a\" within s", "\"a\" within <s/>" },
    { "\"a\" !within 5 words", "\"a\" !within 5" },
    { "\"a\" within s containing (\"b\" within q)",
      "\"a\" within <s/> containing (\"b\" within <q/>)" },
    { "1:[] 2:[] & 1.word = 2.word", "1:[] 2:[] :: 1.word = 2.word" },
    { "a:[] @b:[] :: f(a.word)>10 | !(distance(a,b)<=-3)",
      "a:[] @b:[] :: f(a.word) > 10 | !(distance(a, b) <= -3)" },
    { "a:(\"x\" | \"y\") :: a.word=\"x\"", "a:\"x\" | a:\"y\" :: a.word=\"x\"" },
    { "MU(meet \"a\" (union 'b' \"c\") -3 3)",
      "(meet \"a\" (union \"b\" \"c\") -3 3)" },
    { "(meet \"a\" \"b\")", "(meet \"a\" \"b\" 1 1)" },
    { "a:[] [word=a.word]", "a:[] _1:[] :: _1.word = a.word" },
    { "[pos=\"N\" & word!=lemma%c]", "_1:[pos=\"N\"] :: _1.word != _1.lemma%c" },
    { "1:[] 2:[word!=1.word%c & form=\"x\" & form=1.form]",
      "1:[] 2:_1:[form=\"x\"] :: _1.word != 1.word%c :: _1.form = 1.form" },
    { "\"x\" within (a:[] []* [word=a.word])",
      "\"x\" within (a:[] []* _1:[] :: _1.word = a.word)" },
    { "a:(<s> \"x\" \"y\") \"z\"", "(<s> a:\"x\" \"y\") \"z\"" },
    { "@((\"x\" | \"y\") \"z\")", "(@\"x\" | @\"y\") \"z\"" },
    { "(a:[] \"and\" b:[] :: a.word = b.word) \"again\"",
      "(a:[] \"and\" b:[]) \"again\" :: a.word = b.word" },
    { "s containing \"x\"", "<s/> containing \"x\"" },
    { "(meet \"a\" \"b\" s)", NULL },
    { "(meet (\"a\" | \"b\") !\"c\" s)", "(meet (\"a\" | \"b\") [!\"c\"] s)" },
    { "MU(meet 1:[] @2:(\"a\" | \"b\") -3 3) & 1.word = 2.word",
      "(meet 1:[] (@2:\"a\" | @2:\"b\") -3 3) :: 1.word = 2.word" },
    { "a:(meet \"a\" (meet b:\"b\" $names s)) :: f(b.word) > 1",
      "a:(meet \"a\" (meet b:\"b\" [word=$names] s) 1 1) :: f(b.word) > 1" },
    { "a:[] (meet [word=a.word] \"b\")",
      "a:[] (meet _1:[] \"b\" 1 1) :: _1.word = a.word" },
    { "[: word=\"a\" :] []", "(?= [word=\"a\"]) []" },
    { "(?<!\"a\")\"b\"(?! \"c\"|\"d\")", "(?<! \"a\") \"b\" (?! \"c\" | \"d\")" },
    { "\"a\\\"b\" 'it''s' \"c\\\\\"", "\"a\\\"b\" \"it's\" \"c\\\\\"" },
    { "[\"a\"%c & word!=\"b\"]", "[\"a\"%c & word!=\"b\"]" },
    { "[\"a\"]", "\"a\"" },
    { "[_.word=\"a\"]", "[word=\"a\"]" },
    { "[text_year>=1917 & chapter.n<\"3\"]",
      "[text_year>=\"1917\" & chapter.n<\"3\"]" },
    { "<text year>=1917/>", "<text year>=\"1917\"/>" },
    { "<text_year>=\"1917\"> []", "<text year>=\"1917\"> []" },
    { "[word=\"a\" -> pos=\"N\"]", "[!word=\"a\" | pos=\"N\"]" },
    { "[word=\"a\" -> pos=\"N\" | pos=\"V\" -> lemma=\"x\"]",
      "[!word=\"a\" | (!(pos=\"N\" | pos=\"V\") | lemma=\"x\")]" },
    { "\"a\" & [pos=\"N\"]", "[\"a\" & pos=\"N\"]" },
    { "a:(!\"a\" & ('b'%c | [pos!='N'])) \"c\"",
      "a:[!\"a\" & (\"b\"%c | pos!=\"N\")] \"c\"" },
    { "!!\"a\"", "[!!\"a\"]" },
    { "[pos contains \"N|V\"%c & pos not matches 'N']",
      "[pos contains \"N|V\"%c & pos not matches \"N\"]" },
    { "[pos not contains $names | !pos matches RE($names)]",
      "[pos not contains $names | !pos matches RE($names)]" },
    { "[f(lemma)>=10 & strlen(word) != 3 & ambiguity(pos)=2]",
      "[f(lemma) >= 10 & strlen(word) != 3 & ambiguity(pos) = 2]" },
    { "[lbound(s) & !rbound(s)] [: rbound(q) :]",
      "[lbound(s) & !rbound(s)] (?= [rbound(q)])" },
    { "TAB \"in\" {0,3} @[] * 'the'? \"end\" within s",
      "\"in\" []{0,3} @[] []* \"the\" []? \"end\" within <s/>" },
    { "MU \"a\"%c", "\"a\"%c" },
    { "a:[]? b:[] :: a -> b.pos contains 'N' | !b;",
      "a:[]? b:[] :: !a | (b.pos contains \"N\" | !b)" },
    { "a:[] & strlen(a.word) < 4 & a within s",
      "a:[] :: strlen(a.word) < 4 & a within <s/>" },
    { "a:[] [word=a.word]{2}",
      "a:[] (_1:[] _2:[]) :: _1.word = a.word :: _2.word = a.word" },
    { "[] & \"a\" | ![]", "[word=\".*\" & \"a\"] | [!word=\".*\"]" },
    { "(\"a\" \"b\" & [] \"c\" & ([]? | x:\"d\"))+ \"e\"",
      "(\"a\" \"b\" & [] \"c\" & ([]? | x:\"d\"))+ \"e\"" },
    { "\"a\" & (\"b\" \"c\" & []*) within s",
      "\"a\" & (\"b\" \"c\" & []*) within <s/>" },
    { "a:(\"b\" & x:[pos=\"N\"]) \"c\" & <s> [] & (meet \"a\" \"b\")",
      "(a:\"b\" & x:[pos=\"N\"]) \"c\" & <s> [] & (meet \"a\" \"b\" 1 1)" },
    { "a:[] \"b\" & [] [word = a.word]", "a:[] \"b\" & [] _1:[] :: _1.word = a.word" },
    { "$names \"a\"", "[word=$names] \"a\"" },
    { "[lemma = RE($names) %c]", "[lemma=RE($names)%c]" },
    { "[::] \"a\"", "(?= []) \"a\"" },
    { "\"a\" within 2 s", NULL },
    { "\"a\" !within 1 s within 2 words", "\"a\" !within 1 s within 2" },
    { "[word=\"a\" & match.text_year=\"1\"]",
      "_1:[word=\"a\"] :: match.text_year=\"1\"" },
    { "a:[] :: a.chapter.n = match.chapter_n & a.text_year >= 3",
      "a:[] :: a.chapter.n = match.chapter_n & a.text_year>=\"3\"" },
    { "[!(s | q) & word=\"a\"] [head]", NULL },
    { "l\"a.\" [word!=l'b']", "[word==\"a.\"] [word!==\"b\"]" },
    { "<<s>> /region[q] @0:[] @:\"a\"", "<s/> <q/> @[] @\"a\"" },
    { "\"a\" # a comment\n\"b\"", "\"a\" \"b\"" },
};

static void
test_a_query_prints_in_one_form_which_reads_back (void)
{
    for (size_t i = 0; i < G_N_ELEMENTS (printed); i++) {
        const char *wanted = printed[i].printed ? printed[i].printed : printed[i].asked;
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaQuery) query =
            copia_query_parse (printed[i].asked, COPIA_LANGUAGE_CQL, &error);
        g_autofree char *once = NULL;

        g_assert_no_error (error);
        once = copia_query_print (query);
        g_assert_cmpstr (once, ==, wanted);
        print_back (query, COPIA_LANGUAGE_CQL);
    }
}

/* What is asked, a part of what is said, and where the caret stands, in characters. */
static const struct {
    const char *asked, *said;
    int caret;
} faults[] = {
    { "\"abc", "does not end", 0 },
    { "\"a\" [word=\"b\"", "a ] for the [ before", 13 },
    { "(\"a\"", "a ) for the ( before", 4 },
    { "<s", "an attribute", 2 },
    { "[]{0,1000000}", "1000 repetitions", 5 },
    { "[]{3,2}", "write {2,3}", 2 },
    { "\"a\"*+", "put what is repeated twice in brackets", 4 },
    { "[word]", "is compared, as in word=\"war\"", 5 },
    { "[: \"a\" :]", "an attribute, as in", 3 },
    { "[word < a.word]", "a number", 8 },
    { "[word = RE(\"a\")]", "a string in quotes", 8 },
    { "[word = RE($a]", "a ) for the (", 13 },
    { "<s n<3>", "=, !=, ==, !==, <= or >=", 4 },
    { "\"a\" & \"b\" & a.word = \"c\" \"d\"", "does not belong here", 25 },
    { "!(\"a\" \"b\")", "stands beside &", 0 },
    { "\"a\" cut 10", "--limit", 4 },
    { "\"a\" within 0 s", "no hit has 0 words", 11 },
    { "[text.=\"a\"]", "an attribute after the .", 6 },
    { "<s n=b.word>", "a string in quotes", 5 },
    { "a:[] [word=a.word]?", "once in each match", 6 },
    { "a:[] (\"x\" | [word=a.word])", "once in each match", 13 },
    { "a:[] (?= [word=a.word])", "once in each match", 10 },
    { "a:[] (union [word=a.word] \"b\")", "once in each match", 13 },
    { "a:[] (meet (\"x\" | [word=a.word]) \"b\")", "once in each match", 19 },
    { "(meet \"a\" <s>)", "one token, as in", 10 },
    { "a:[] [word=a.word | word=\"b\"]", "joined by &", 6 },
    { "a:[] [!(word=a.word)]", "joined by &", 8 },
    { "\"a\"%x", "after the %", 4 },
    { "\"a\" ]", "does not belong here", 4 },
    { "a:(\"x\"? \"y\")", "marks one token", 0 },
    { "\"a\" !(\"b\" \"c\")", "stands beside &", 4 },
    { "!(\"b\" \"c\") within s", "stands beside &", 0 },
    { "\"a\" containing !(\"b\" \"c\")", "stands beside &", 15 },
    { "(?= \"a\" within s) \"b\"", "do not stand in a look-around", 8 },
    { "(?! (\"a\" within s)) \"b\"", "do not stand in a look-around", 5 },
    { "\"a\" & !(a:[] b:[] :: a.word = b.word)", "once in each match", 21 },
    { "(meet (\"a\" \"b\") \"c\")", "single tokens", 6 },
    { "(meet \"a\" \"b\" 3 -3)", "from the smaller number", 14 },
    { "a:[] :: a.word < a.word", "are the same or not", 15 },
    { "\"a\" within 0", "no hit has 0 words", 11 },
    { "\"a\" :: ", "but the query ends", 7 },
    { "\"ab\xff\"", "not UTF-8 at byte 4", 3 },
    { " #", "the query is empty", 0 },
    { "a:[] [word=a.word]{0,2}", "once in each match", 6 },
    { "a:[] ([word=a.word]{4}){5}", "in 16 tokens at most", 7 },
    { "TAB \"a\" {1,2}", "a token, as in TAB", 13 },
    { "TAB * \"a\"", "a token, as in TAB", 4 },
    { "[f(word)=\"a\"]", "a number", 9 },
    { "[strlen word > 5]", "=, !=, ==", 8 },
    { "[lbound(\"s\")]", "the name of a structure", 8 },
    { "[pos contains]", "a string in quotes", 13 },
    { "[#100]", "copia read INDEX CPOS", 1 },
    { "[_ < 500]", "--where", 1 },
    { "a:[] :: a < 500", "a.word = \"re\"", 8 },
    { "A = \"the\"", "copia shell", 0 },
    { "/np[] \"of\"", "macros", 0 },
    { "\"a\" expand to s", "the sentences around them", 4 },
    { "\"a\" within! <s/>", "A !within B", 10 },
    { "(?longest \"a\")", "--longest", 1 },
    { "[ws(\"go-v\", \"object\")]", "copia collocates", 1 },
    { "[word=\"a\" && pos=\"N\"]", "write & once", 11 },
    { "[word=\"a\" and pos=\"N\"]", "write & for", 10 },
    { "[word=1984]", "stands in quotes: \"1984\"", 6 },
    /* These need a corpus. */
    { "[f(chapter_n) > 2]", "f() is of what tokens have", 1 },
    { "[lbound(scene)]", "it has text, part, chapter, s", 1 },
    { "([]?[]?[]?[]?[]?[]?[]?[]?[]?[]?[]?[]?){9} & ([]?){70}", "more than 4096 ways",
      1 },
    { "[lemma=\"be\"]", "have word, form", 1 },
    { "a:[] :: a.word < \"b\"", "compare numbers", 15 },
    { "[part_voice=\"x\"]", "structure 'part' has no attribute 'voice'", 1 },
    { "a:[] :: f(a.part_n) > 2", "f() is of what tokens have", 8 },
    { "[] within 2 scenes", "it has text, part, chapter, s", 12 },
    { "<part_voice> []", "no structure 'part_voice'", 0 },
    { "[] :: match.pos = \"N\"", "have word, form", 6 },
    { "[word=b.word]", "labelled 'b'", 1 },
    { "<scene>[]", "it has text, part, chapter, s", 0 },
    { "<q voice=\"x\">[]", "it has who", 3 },
    { "[word=\"(\"]", "is not a regular expression", 1 },
    { "[word=$names]", "--list", 1 },
    { "a:[] :: a.word = b.word", "labelled 'b'", 17 },
    { "<s>", "asks for no word", 0 },
    { "([]{1000} []{1000}){3}", "too large", 1 },
    { "\"a\" (?= ([]{1000}){5})", "too large", 9 },
};

static GError *
fault_of (const char *text)
{
    GError *error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, &error);
    g_autoptr (CopiaHits) hits =
        query ? copia_hits_new (small_corpus ()->index, query, NULL, 0, 9, &error)
              : NULL;

    if (hits)
        g_test_message ("'%s' is answered", text);
    g_assert_null (hits);
    return error;
}

static void
test_a_fault_is_said_with_a_caret_under_it (void)
{
    for (size_t i = 0; i < G_N_ELEMENTS (faults); i++) {
        g_autoptr (GError) error = fault_of (faults[i].asked);
        g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);

        if (g_strv_length (lines) == 3 && strstr (lines[0], faults[i].said) &&
            strlen (lines[2]) == (size_t) faults[i].caret + 3)
            continue;
        g_test_message ("'%s' at %d:\n%s", faults[i].said, faults[i].caret,
                        error->message);
        g_test_fail ();
    }
}

static char *
repeated (const char *before, const char *what, unsigned times, const char *after)
{
    GString *text = g_string_new (before);

    while (times-- > 0)
        g_string_append (text, what);
    return g_string_free (g_string_append (text, after), FALSE);
}

static void
test_what_is_nested_too_deep_is_refused (void)
{
    g_autofree char *groups = repeated ("", "(", 5000, "\"a\"");
    g_autofree char *nots = repeated ("[", "!", 5000, "word=\"a\"]");
    g_autofree char *looks = repeated ("", "(?= ", 5000, "\"a\"");
    g_autofree char *tails = repeated ("\"a\"", " within s", 5000, "");
    const char *const deep[] = { groups, nots, looks, tails };

    for (size_t i = 0; i < G_N_ELEMENTS (deep); i++) {
        g_autoptr (GError) error = fault_of (deep[i]);

        g_assert_nonnull (strstr (error->message, "more than 100 deep"));
    }
}

static uint64_t
count (const char *text, CopiaMatching matching, GError **error)
{
    CopiaMatchOptions options = { .matching = matching };
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, error);
    g_autoptr (CopiaHits) hits =
        query ? copia_hits_new_with (small_corpus ()->index, query, NULL, 0, UINT64_MAX,
                                     &options, error)
              : NULL;
    CopiaHit hit;
    uint64_t n = 0;

    while (hits && copia_hits_next (hits, &hit))
        n++;
    return hits && copia_hits_ended_well (hits, error) ? n : UINT64_MAX;
}

static void
test_more_guards_than_can_be_told_apart_are_refused (void)
{
    g_autofree char *open = repeated ("", "(", 17, "\"a\"");
    g_autofree char *text = repeated (open, " within s)", 17, " \"b\"");
    g_autoptr (GError) error = fault_of (text);

    g_assert_nonnull (strstr (error->message, "16 together at most"));
}

static void
test_ten_thousand_alternatives_are_one_set (void)
{
    g_autofree char *text = repeated ("\".*\"", "|\"absent\"", 10000, "");
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (count (text, COPIA_MATCH_SHORTEST, &error), ==, 300);
    g_assert_no_error (error);
}

static void
test_an_evil_regex_ends (void)
{
    g_autoptr (GError) error = NULL;

    count ("[word=\"(.*)*(.*)*(.*)*[^a-zA-Z]x\"] | [word=\"(a*)*b\"]", COPIA_MATCH_ALL,
           &error);
    g_assert_true (!error || g_error_matches (error, COPIA_ERROR, COPIA_ERROR_QUERY));
}

static void
test_a_deadline_is_kept (void)
{
    CopiaMatchOptions options = { .matching = COPIA_MATCH_ALL, .deadline = 1 };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) slow =
        copia_query_parse ("a:[] []* b:[] []* c:[] & a.word != b.word",
                           COPIA_LANGUAGE_CQL, NULL);
    g_autoptr (CopiaHits) hits =
        copia_hits_new_with (small_corpus ()->index, slow, NULL, 0, UINT64_MAX,
                             &options, NULL);
    CopiaHit hit;

    while (copia_hits_next (hits, &hit))
        ;
    g_assert_false (copia_hits_ended_well (hits, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
}

static void
test_an_explanation_tells_the_plan_and_the_count (void)
{
    const char *text = "<s> [] within (<q/> containing \",\")";
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, NULL);
    g_autofree char *said =
        copia_query_explain (small_corpus ()->index, query, NULL, NULL, NULL);
    g_autofree char *hits = g_strdup_printf ("\nhits: %" G_GUINT64_FORMAT "\n",
                                             count (text, COPIA_MATCH_SHORTEST, NULL));

    g_test_message ("%s", said);
    g_assert_nonnull (strstr (said, "the start of a region 's'"));
    g_assert_nonnull (strstr (said, "pattern: \",\""));
    g_assert_nonnull (strstr (said, hits));
}

static const char *const *
names (void *data, const char *name, GError **error)
{
    g_assert_cmpstr (name, ==, "names");
    g_assert_null (*error);
    return data;
}

static void
test_a_word_list_is_asked_for_by_name (void)
{
    const char *const words[] = { ",", ".", NULL };
    CopiaMatchOptions options = { .list = names, .data = (void *) words };
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("[word=$names]", COPIA_LANGUAGE_CQL, NULL);
    g_autoptr (CopiaHits) hits =
        copia_hits_new_with (small_corpus ()->index, query, NULL, 0, UINT64_MAX,
                             &options, NULL);
    CopiaHit hit;
    uint64_t n = 0;

    while (copia_hits_next (hits, &hit))
        n++;
    g_assert_cmpuint (n, ==, count ("\",|\\.\"", COPIA_MATCH_SHORTEST, NULL));
    g_assert_cmpuint (n, >, 0);
}

static void
test_the_seeds_of_the_fuzzer_do_no_harm (void)
{
    const char *folder = "tests/fuzz/seeds/query", *name;
    g_autoptr (GDir) seeds = g_dir_open (folder, 0, NULL);
    unsigned n = 0;

    g_assert_nonnull (seeds);
    while ((name = g_dir_read_name (seeds))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;
        gsize size;

        g_assert_true (g_file_get_contents (path, &text, &size, NULL));
        LLVMFuzzerTestOneInput ((const uint8_t *) text, size);
        n++;
    }
    g_assert_cmpuint (n, >, 20);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/cql/a query prints in one form, which reads back",
                     test_a_query_prints_in_one_form_which_reads_back);
    g_test_add_func ("/cql/a fault is said with a caret under it",
                     test_a_fault_is_said_with_a_caret_under_it);
    g_test_add_func ("/cql/more guards than can be told apart are refused",
                     test_more_guards_than_can_be_told_apart_are_refused);
    g_test_add_func ("/cql/what is nested too deep is refused",
                     test_what_is_nested_too_deep_is_refused);
    g_test_add_func ("/cql/ten thousand alternatives are one set",
                     test_ten_thousand_alternatives_are_one_set);
    g_test_add_func ("/cql/an evil regex ends", test_an_evil_regex_ends);
    g_test_add_func ("/cql/a deadline is kept", test_a_deadline_is_kept);
    g_test_add_func ("/cql/an explanation tells the plan and the count",
                     test_an_explanation_tells_the_plan_and_the_count);
    g_test_add_func ("/cql/a word list is asked for by name",
                     test_a_word_list_is_asked_for_by_name);
    g_test_add_func ("/cql/the seeds of the fuzzer do no harm",
                     test_the_seeds_of_the_fuzzer_do_no_harm);
    return g_test_run ();
}
