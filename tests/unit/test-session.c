/* test-session.c - lines of a session mean what they say. */
#include "command/arguments.h"
#include "command/commands.h"
#include "command/session.h"

#include "base/error.h"
#include "support/scratch-index.c"

#include <string.h>

static void
assert_split (const char *command, const char *text, const char *wanted)
{
    g_auto (GStrv) words = copia_arguments_split (copia_command_find (command), text);
    g_autofree char *joined = g_strjoinv ("|", words);

    g_assert_cmpstr (joined, ==, wanted);
}

static void
test_a_question_of_one_is_taken_as_it_stands (void)
{
    assert_split ("kwic", "of  the --sort R1", "of  the|--sort|R1");
    assert_split ("kwic", "\"the\" []{0,2} \"of --x\" -l 5",
                  "\"the\" []{0,2} \"of --x\"|-l|5");
    assert_split ("kwic", "MU(meet \"a\" \"b\" -3 3) --longest",
                  "MU(meet \"a\" \"b\" -3 3)|--longest");
    assert_split ("kwic", "--longest of the", "--longest|of the");
    assert_split ("kwic", "'[word=\"a\"]' --limit=3", "[word=\"a\"]|--limit=3");
    assert_split ("kwic", "don't go --where=\"part = 2\"", "don't go|--where=part = 2");
    assert_split ("kwic", "'tis the season", "'tis the season");
    assert_split ("kwic", "[word=\"x --limit 5", "[word=\"x --limit 5");
    assert_split ("kwic", "\"a\" --where 'part=\"two words\"' --limit 2",
                  "\"a\"|--where|part=\"two words\"|--limit|2");
}

static void
test_where_many_can_be_asked_blanks_part_them (void)
{
    assert_split ("freq", "gate 'of the' [word=\"a b\"] \"x y\" --by part",
                  "gate|of the|[word=\"a b\"]|\"x y\"|--by|part");
    assert_split ("freq", "(a | b) {be} --per 1000", "(a | b)|{be}|--per|1000");
    assert_split ("words", "--by chapter", "--by|chapter");
    assert_split ("words", "  ", "");
}

static void
test_what_draws_a_picture_draws_it_on_a_terminal (void)
{
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        g_assert_true (((*command)->picture != NULL) ==
                       (copia_command_option (*command, "plot") != NULL));
}

typedef struct {
    ScratchIndex *index;
    CopiaResults *results;
} Fixture;

static void
set_up (Fixture *self, const void *data)
{
    static const char *const words[] = { "a", "b", "a", "c" };

    (void) data;
    self->index = scratch_index_of_words (words, G_N_ELEMENTS (words));
    self->results = copia_results_new ();
    for (const char *const *name = (const char *const[]){ "A", "B", NULL }; *name;
         name++)
        copia_results_put (self->results, *name, "\"a\"",
                           g_array_new (FALSE, FALSE, sizeof (CopiaHit)), NULL);
}

static void
tear_down (Fixture *self, const void *data)
{
    (void) data;
    scratch_index_free (self->index);
    copia_results_free (self->results);
}

static void
read_line (Fixture *self, const char *text, CopiaSessionLine *line)
{
    g_autoptr (GError) error = NULL;

    copia_session_read (self->index->index, self->results, text, line, &error);
    g_assert_no_error (error);
}

static void
assert_refused (Fixture *self, const char *text, const char *with)
{
    g_autoptr (GError) error = NULL;
    g_auto (CopiaSessionLine) line = { .kind = COPIA_LINE_EMPTY };

    g_assert_false (
        copia_session_read (self->index->index, self->results, text, &line, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    if (!strstr (error->message, with))
        g_error ("'%s' says: %s", text, error->message);
}

static void
test_lines_are_told_apart (Fixture *self, const void *data)
{
    static const struct {
        const char *text;
        CopiaSessionLineKind kind;
    } lines[] = {
        { "", COPIA_LINE_EMPTY },
        { "  # x", COPIA_LINE_EMPTY },
        { " ; ", COPIA_LINE_EMPTY },
        { "quit", COPIA_LINE_QUIT },
        { "exit;", COPIA_LINE_QUIT },
        { "help", COPIA_LINE_HELP },
        { "help freq", COPIA_LINE_RUN },
        { "drop A B", COPIA_LINE_DROP },
        { "discard A;", COPIA_LINE_DROP },
        { "union A B", COPIA_LINE_SET },
        { "C = join A B;", COPIA_LINE_SET },
        { "C=diff  A  B", COPIA_LINE_SET },
        { "C = \"a\"", COPIA_LINE_KEEP },
        { "C=a b --longest", COPIA_LINE_KEEP },
        { "C = 'union of a'", COPIA_LINE_KEEP },
        { "a == b", COPIA_LINE_RUN },
        { "list", COPIA_LINE_RUN },
        { "a b", COPIA_LINE_RUN },
        { "freq A", COPIA_LINE_RUN },
        { "A within s", COPIA_LINE_RUN },
    };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
        g_auto (CopiaSessionLine) line = { .kind = COPIA_LINE_EMPTY };

        read_line (self, lines[i].text, &line);
        if (line.kind != lines[i].kind)
            g_error ("'%s' is %d", lines[i].text, line.kind);
    }
}

static void
test_a_line_without_a_command_is_a_concordance (Fixture *self, const void *data)
{
    g_auto (CopiaSessionLine) bare = { .kind = COPIA_LINE_EMPTY };
    g_auto (CopiaSessionLine) named = { .kind = COPIA_LINE_EMPTY };
    g_autofree char *words = NULL;

    (void) data;
    read_line (self, "a b --limit 2;", &bare);
    words = g_strjoinv ("|", bare.words);
    g_assert_cmpstr (bare.command->name, ==, "kwic");
    g_assert_true (bare.indexed);
    g_assert_cmpstr (words, ==, "a b|--limit|2");
    read_line (self, "C = inter A B", &named);
    g_assert_cmpint (named.operation, ==, COPIA_SET_INTER);
    g_assert_cmpstr (named.name, ==, "C");
    g_assert_cmpstr (named.said, ==, "inter A B | A = \"a\" | B = \"a\"");
    g_assert_true (named.operands[1] == copia_results_find (self->results, "B"));
}

static void
test_what_can_mean_nothing_is_refused_with_the_way_out (Fixture *self, const void *data)
{
    (void) data;
    assert_refused (self, "union A Z", "there are A, B");
    assert_refused (self, "union A", "two results");
    assert_refused (self, "union A B A", "two results");
    assert_refused (self, "drop Z", "no result is called 'Z'");
    assert_refused (self, "drop", "'list' lists them");
    assert_refused (self, "C =", "write a query");
    assert_refused (self, "text = \"a\"", "structure");
    assert_refused (self, "word=\"a\"", "attribute");
    assert_refused (self, "freq = \"a\"", "command");
    assert_refused (self, "list = \"a\"", "command");
    assert_refused (self, "a-b = \"a\"", "no name for a result");
    assert_refused (self, "shell book", "already");
    assert_refused (self, "\xFF", "UTF-8");
}

#define ADD(name, function)                                                            \
    g_test_add ("/session/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/session/what-draws-a-picture-draws-it-on-a-terminal",
                     test_what_draws_a_picture_draws_it_on_a_terminal);
    g_test_add_func ("/session/a-question-of-one-is-taken-as-it-stands",
                     test_a_question_of_one_is_taken_as_it_stands);
    g_test_add_func ("/session/where-many-can-be-asked-blanks-part-them",
                     test_where_many_can_be_asked_blanks_part_them);
    ADD ("lines-are-told-apart", test_lines_are_told_apart);
    ADD ("a-line-without-a-command-is-a-concordance",
         test_a_line_without_a_command_is_a_concordance);
    ADD ("what-can-mean-nothing-is-refused-with-the-way-out",
         test_what_can_mean_nothing_is_refused_with_the_way_out);
    return g_test_run ();
}
