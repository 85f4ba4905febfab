/* test-writer.c - misuse of the writer is an error of its close, and nothing is written. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "index/regions.h"

static CopiaReceiver to;

static void
token (const char *word)
{
    scratch_send_word (&to, word, false);
}

static void
sized (const char *word, size_t size)
{
    to.token (to.self, &(CopiaTokenEvent){ " ", 1, word, size, true, NULL });
}

static void
open_with (const char *structure, const char *name, const char *value)
{
    to.open (to.self, structure, &(CopiaAttribute){ name, value }, 1);
}

static void
open_ (const char *structure)
{
    to.open (to.self, structure, NULL, 0);
}

static void
shut (const char *structure)
{
    to.close (to.self, structure);
}

static void
nothing (void)
{
}

static void
no_text (void)
{
    token ("word");
}

static void
after_the_text (void)
{
    open_ ("text");
    token ("word");
    shut ("text");
    token ("word");
}

static void
inside_itself (void)
{
    open_ ("text");
    open_ ("s");
    token ("word");
    open_ ("s");
}

static void
closed_twice (void)
{
    open_ ("text");
    open_ ("s");
    token ("word");
    shut ("s");
    shut ("s");
}

static void
never_opened (void)
{
    shut ("text");
}

static void
never_closed (void)
{
    open_ ("text");
    open_ ("s");
    token ("word");
    shut ("text");
}

static void
text_never_closed (void)
{
    open_ ("text");
    token ("word");
}

static void
holds_no_token (void)
{
    open_ ("text");
    token ("word");
    open_ ("s");
    shut ("s");
    shut ("text");
}

static void
empty_text (void)
{
    open_ ("text");
    to.tail (to.self, "\n", 1);
    shut ("text");
}

static void
tail_in_no_text (void)
{
    open_ ("text");
    token ("word");
    shut ("text");
    to.tail (to.self, "\n", 1);
}

static void
empty_token (void)
{
    open_ ("text");
    sized ("", 0);
    shut ("text");
}

static void
token_with_nul (void)
{
    open_ ("text");
    sized ("a\0b", 3);
    shut ("text");
}

static void
token_not_utf8 (void)
{
    open_ ("text");
    sized ("caf\xE9", 4);
    shut ("text");
}

static void
long_name (void)
{
    open_ ("text");
    open_ ("abcdefghijklmnopqrst");
}

static void
blank_name (void)
{
    open_ ("text");
    open_ ("a b");
}

static void
no_name (void)
{
    open_ ("text");
    open_ ("");
}

static void
path_name (void)
{
    open_ ("a@b.value");
}

static void
attribute_name (void)
{
    open_with ("text", "a\tb", "1");
}

static void
own_attribute (void)
{
    open_with ("text", "_tail", "1");
}

static void
many_structures (void)
{
    open_ ("text");
    for (int i = 0; i < COPIA_MOST_NAMES; i++) {
        g_autofree char *name = g_strdup_printf ("s%d", i);

        open_ (name);
        token ("word");
        shut (name);
    }
}

static void
many_attributes (void)
{
    open_ ("text");
    for (int i = 0; i <= COPIA_MOST_NAMES; i++) {
        g_autofree char *name = g_strdup_printf ("a%d", i);

        open_with ("s", name, "1");
        token ("word");
        shut ("s");
    }
}

static const struct {
    void (*run) (void);
    CopiaError code;
    const char *message;
} cases[] = {
    { nothing, COPIA_ERROR_INPUT, "there is not one word in the input" },
    { no_text, COPIA_ERROR_INPUT, "token 0 is in no text" },
    { after_the_text, COPIA_ERROR_INPUT, "token 1 is in no text" },
    { inside_itself, COPIA_ERROR_INPUT,
      "at token 1 structure 's' is opened inside itself" },
    { closed_twice, COPIA_ERROR_INPUT,
      "at token 1 structure 's' is closed, but not open" },
    { never_opened, COPIA_ERROR_INPUT,
      "at token 0 structure 'text' is closed, but not open" },
    { never_closed, COPIA_ERROR_INPUT, "structure 's' is opened, but not closed" },
    { text_never_closed, COPIA_ERROR_INPUT,
      "structure 'text' is opened, but not closed" },
    { holds_no_token, COPIA_ERROR_INPUT,
      "at token 1 structure 's' is closed, but holds no token" },
    { empty_text, COPIA_ERROR_INPUT,
      "at token 0 structure 'text' is closed, but holds no token" },
    { tail_in_no_text, COPIA_ERROR_INPUT, "after token 1 a tail is in no text" },
    { empty_token, COPIA_ERROR_INPUT, "token 0 is empty, holds a NUL or is not UTF-8" },
    { token_with_nul, COPIA_ERROR_INPUT,
      "token 0 is empty, holds a NUL or is not UTF-8" },
    { token_not_utf8, COPIA_ERROR_INPUT,
      "token 0 is empty, holds a NUL or is not UTF-8" },
    { long_name, COPIA_ERROR_LIMIT,
      "a structure cannot be called 'abcdefghijklmnopqrst'" },
    { blank_name, COPIA_ERROR_LIMIT, "a structure cannot be called 'a b'" },
    { no_name, COPIA_ERROR_LIMIT, "a structure cannot be called ''" },
    { path_name, COPIA_ERROR_LIMIT, "a structure cannot be called 'a@b.value'" },
    { attribute_name, COPIA_ERROR_LIMIT, "an attribute cannot be called 'a\tb'" },
    { own_attribute, COPIA_ERROR_LIMIT, "an attribute cannot be called '_tail'" },
    { many_structures, COPIA_ERROR_LIMIT, "more than 1000 structures" },
    { many_attributes, COPIA_ERROR_LIMIT,
      "structure 's' has more than 1000 attributes, as 'a1000' is one; leave out" },
};

static void
test_misuse_is_an_error_of_the_close (void)
{
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
        g_autoptr (GError) error = NULL;
        char *path = scratch_path ();

        to = copia_index_writer_receiver (writer);
        cases[i].run ();
        g_assert_false (copia_index_writer_close (writer, path, &error));
        g_assert_error (error, COPIA_ERROR, (int) cases[i].code);
        if (!g_str_has_prefix (error->message, cases[i].message))
            g_error ("'%s' instead of '%s'", error->message, cases[i].message);
        g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
        scratch_path_free (path);
    }
}

static void
test_the_first_fault_is_told_and_nothing_is_taken_after_it (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    g_autoptr (GError) error = NULL;

    to = copia_index_writer_receiver (writer);
    inside_itself ();
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
        cases[i].run ();
    g_assert_cmpuint (copia_index_writer_tokens (writer), ==, 1);
    g_assert_false (copia_index_writer_close (writer, "nowhere.copia", &error));
    g_assert_cmpstr (error->message, ==,
                     "at token 1 structure 's' is opened inside itself");
}

static void
test_an_index_that_cannot_be_written_is_an_error (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    g_autoptr (GError) error = NULL;

    to = copia_index_writer_receiver (writer);
    open_ ("text");
    token ("word");
    shut ("text");
    g_assert_false (copia_index_writer_close (writer, "/dev/full", &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_an_attribute_that_is_not_utf8_is_made_so (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    g_autoptr (ScratchIndex) scratch = NULL;
    CopiaString value;

    to = copia_index_writer_receiver (writer);
    open_with ("text", "file", "caf\xE9.txt");
    token ("word");
    shut ("text");
    scratch = scratch_index_new (writer);
    g_assert_true (
        copia_regions_value (copia_index_texts (scratch->index), 0, 0, &value));
    g_assert_cmpmem (value.bytes, value.size, "caf\xEF\xBF\xBD.txt", 10);
    g_assert_true (copia_index_verify (scratch->index, NULL));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/writer/misuse-is-an-error-of-the-close",
                     test_misuse_is_an_error_of_the_close);
    g_test_add_func ("/writer/the-first-fault-is-told-and-nothing-is-taken-after-it",
                     test_the_first_fault_is_told_and_nothing_is_taken_after_it);
    g_test_add_func ("/writer/an-index-that-cannot-be-written-is-an-error",
                     test_an_index_that_cannot_be_written_is_an_error);
    g_test_add_func ("/writer/an-attribute-that-is-not-utf8-is-made-so",
                     test_an_attribute_that_is_not_utf8_is_made_so);
    return g_test_run ();
}
