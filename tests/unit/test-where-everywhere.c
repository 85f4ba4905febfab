/* test-where-everywhere.c - every command that reads a corpus reads a part of it by --where. */
#include "command/commands.h"
#include "command/options.h"

#include "base/error.h"
#include "support/request-line.h"
#include "support/scratch-index.c"

#include <string.h>

/* One line for each command: words with ~ between; what it says of part 1 must be what it says
 * of a corpus that is part 1 alone.  Or why it does not take --where. */
static const struct {
    const char *line, *reason;
} commands[] = {
    { "kwic~a2~--context=2", NULL },
    { "freq~a1~a1 a2~--by=chapter", NULL },
    { "tabulate~a2~--columns=cpos,L1,match,R1,chapter.n", NULL },
    { "words~--min=1", NULL },
    { "collocates~a1~--min=1~--all", NULL },
    { "compare~a1~--left=chapter=1~--right=chapter=2~--min=1", NULL },
    { "keywords~--target=chapter=2~--min=1~--all", NULL },
    { "ngrams~--size=2,3~--min=1", NULL },
    { "dispersion~a1~a3~--by=chapter", NULL },
    { "diversity~--by=chapter", NULL },
    { "distance~--by=chapter", NULL },
    { "trend~--by=chapter~--min=1", NULL },
    { "growth~--points=5", NULL },
    { "read~20~--unit=chapter", NULL },
    { "outline", NULL },
    { "export~--format=vrt", NULL },
    { "export~--format=conllu", NULL },
    { "subcorpus", "it gives the conditions a name, and writes beside the index" },
    { "index", "it makes a corpus" },
    { "merge", "it makes a corpus of whole files, whose bytes it takes over" },
    { "info", "it describes the file" },
    { "shell", "each line of the session takes its own" },
    { "score", "it reads no corpus" },
    { "help", "it reads no corpus" },
};

static void
send_part (const CopiaReceiver *to, unsigned part, bool *first)
{
    g_autofree char *n = g_strdup_printf ("%u", part);
    CopiaAttribute of_part[] = { { "n", n } };
    unsigned dice = 7 * part;

    to->open (to->self, "part", of_part, 1);
    for (unsigned chapter = 1; chapter <= 3; chapter++) {
        g_autofree char *number = g_strdup_printf ("%u", chapter);
        CopiaAttribute of_chapter[] = { { "n", number } };

        to->open (to->self, "chapter", of_chapter, 1);
        for (unsigned i = 0; i < 60; i++) {
            g_autofree char *word = NULL;

            dice = dice * 1103515245 + 12345;
            word = g_strdup_printf ("a%u", (dice >> 16) % (4 + chapter));
            if (i % 10 == 0)
                to->open (to->self, "s", NULL, 0);
            scratch_send_word (to, word, *first);
            *first = false;
            if (i % 10 == 9)
                to->close (to->self, "s");
        }
        to->close (to->self, "chapter");
    }
    to->close (to->self, "part");
}

static ScratchIndex *
corpus_of (unsigned parts)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    CopiaAttribute file[] = { { "file", "a.txt" } };
    bool first = true;

    to.open (to.self, "text", file, 1);
    for (unsigned part = 1; part <= parts; part++)
        send_part (&to, part, &first);
    to.close (to.self, "text");
    return scratch_index_new (writer);
}

static bool
take_bytes (void *said, const char *bytes, size_t size, GError **error G_GNUC_UNUSED)
{
    g_string_append_len (said, bytes, (gssize) size);
    return true;
}

static char *
answer (const ScratchIndex *scratch, const char *line, const char *where)
{
    g_autoptr (GString) said = g_string_new (NULL);
    CopiaFront front = { .sink = { said, take_bytes, NULL, NULL } };
    g_autoptr (CopiaRequest) request = request_of_line (line, scratch->path, &front);
    g_autoptr (GError) error = NULL;

    if (where)
        copia_request_set (request, "where", where, &error);
    g_assert_no_error (error);
    g_assert_cmpint (copia_request_run (request, &error), ==, COPIA_OUTCOME_ANSWERED);
    return g_string_free (g_steal_pointer (&said), FALSE);
}

static bool
is_of (const char *line, const CopiaCommand *command)
{
    size_t size = strlen (command->name);

    return strncmp (line, command->name, size) == 0 &&
           (line[size] == '\0' || line[size] == '~');
}

static void
test_every_command_has_a_line (void)
{
    for (const CopiaCommand *const *command = copia_commands; *command; command++) {
        bool known = false, takes = false;

        for (size_t i = 0; i < G_N_ELEMENTS (commands); i++)
            if (is_of (commands[i].line, *command)) {
                known = true;
                takes = takes || !commands[i].reason;
            }
        if (!known)
            g_test_message ("%s has no line", (*command)->name);
        g_assert_true (known);
        if (strcmp ((*command)->name, "subcorpus") != 0)
            g_assert_true (takes == (copia_command_option (*command, "where") ==
                                     &copia_option_where));
    }
}

static void
test_a_part_is_as_if_it_were_all (void)
{
    g_autoptr (ScratchIndex) both = corpus_of (2), one = corpus_of (1);

    for (size_t i = 0; i < G_N_ELEMENTS (commands); i++) {
        g_autofree char *part = NULL, *alone = NULL, *all = NULL;

        if (commands[i].reason)
            continue;
        part = answer (both, commands[i].line, "part=1");
        alone = answer (one, commands[i].line, NULL);
        if (strcmp (part, alone) != 0)
            g_test_message ("%s", commands[i].line);
        g_assert_cmpstr (part, ==, alone);
        if (g_str_has_prefix (commands[i].line, "read"))
            continue; /* near the place there is nothing else */
        all = answer (both, commands[i].line, NULL);
        g_assert_cmpstr (part, !=, all);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/where-everywhere/registry", test_every_command_has_a_line);
    g_test_add_func ("/where-everywhere/answers", test_a_part_is_as_if_it_were_all);
    return g_test_run ();
}
