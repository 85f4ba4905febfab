/* test-caution.c - what finds more than its author may think is told. */
#include "query/caution.h"

#include <string.h>

/* A part of what is said; NULL: nothing is. */
static const struct {
    const char *asked;
    CopiaLanguage language;
    const char *said;
} cases[] = {
    { "<s> []* \"a\" []* </s>", COPIA_LANGUAGE_CQL, "of one: within s" },
    { "(<s> []* </s>) \"b\"", COPIA_LANGUAGE_CQL, "<s> and </s>" },
    { "<s> []* </s> within p", COPIA_LANGUAGE_CQL, "within s" },
    { "<s n=\"1\"> ([]? \"a\") </s> containing \"b\"", COPIA_LANGUAGE_CQL, "within s" },
    { "<s> []* </s> within s", COPIA_LANGUAGE_CQL, NULL },
    { "<s> []* </s> within <s n=\"1\"/>", COPIA_LANGUAGE_CQL, NULL },
    { "<s> []* </s> !within s", COPIA_LANGUAGE_CQL, "within s" },
    { "<s> \"a\" []{2} </s>", COPIA_LANGUAGE_CQL, NULL },
    { "<s> []* </p>", COPIA_LANGUAGE_CQL, NULL },
    { "</s> []* <s>", COPIA_LANGUAGE_CQL, NULL },
    { "[pos=\"D\"]? \"a\"", COPIA_LANGUAGE_CQL, "--drop nested" },
    { "[pos=\"J\"]+ \"a\" within s", COPIA_LANGUAGE_CQL, "--drop nested" },
    { "a:[]{0,3} \"a\" :: a.word = \"b\"", COPIA_LANGUAGE_CQL, "--drop nested" },
    { "\"a\" \"b\"?", COPIA_LANGUAGE_CQL, NULL },
    { "\"a\"{2} \"b\"", COPIA_LANGUAGE_CQL, NULL },
    { "\"a\"+", COPIA_LANGUAGE_CQL, NULL },
    { "(the)? gate", COPIA_LANGUAGE_SIMPLE, "--drop nested" },
    { "the (old)? gate", COPIA_LANGUAGE_SIMPLE, NULL },
    { "gate", COPIA_LANGUAGE_SIMPLE, NULL },
};

static void
test_what_finds_more_is_told (void)
{
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaQuery) query =
            copia_query_parse (cases[i].asked, cases[i].language, &error);
        g_autofree char *said = query ? copia_query_caution (query) : NULL;

        if (query && (cases[i].said ? said && strstr (said, cases[i].said) : !said))
            continue;
        g_test_fail ();
        g_test_message ("%s: %s", cases[i].asked,
                        error  ? error->message
                        : said ? said
                               : "nothing");
    }
}

static void
test_who_drops_nested_hits_is_told_nothing (void)
{
    const CopiaMatchOptions options = { .drop = COPIA_DROP_NESTED };
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("[]? \"a\"", COPIA_LANGUAGE_CQL, NULL);

    copia_query_set_options (query, &options);
    g_assert_null (copia_query_caution (query));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/caution/what finds more is told", test_what_finds_more_is_told);
    g_test_add_func ("/caution/who drops nested hits is told nothing",
                     test_who_drops_nested_hits_is_told_nothing);
    return g_test_run ();
}
