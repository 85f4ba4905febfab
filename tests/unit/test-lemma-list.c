/* test-lemma-list.c - lemmas from a list: each token has what the list says of its form. */
#include "text/lemma-list.h"

#include "base/error.h"
#include "support/scratch-index.c"

#include <glib/gstdio.h>
#include <string.h>

#define FORMS 30

static CopiaLemmaList *
load (const char *text, GPtrArray *notes, GError **error)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp ("lemmas-XXXXXX", &path, NULL);
    CopiaLemmaList *list;

    g_assert_cmpint (file, >=, 0);
    g_assert_true (g_close (file, NULL));
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    list = copia_lemma_list_load (path, notes, error);
    (void) g_unlink (path);
    return list;
}

static void
assert_lemma (const CopiaLemmaList *list, const char *word, const char *lemma)
{
    g_autoptr (GString) out = g_string_new ("<");

    copia_lemma_list_find (list, (CopiaString){ word, strlen (word) }, out);
    g_assert_cmpstr (out->str + 1, ==, lemma);
}

static void
test_forms_have_the_lemma_of_their_first_entry (void)
{
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (CopiaLemmaList) list =
        load ("\xEF\xBB\xBF# list\r\n\r\nBe -> am,are , IS # so\r\nsee->saw, Ä\r\n"
              "saw -> saw, saws,\r\n",
              notes, NULL);

    g_assert_nonnull (list);
    assert_lemma (list, "Are", "be");
    assert_lemma (list, "is", "be");
    assert_lemma (list, "be", "be");
    assert_lemma (list, "A\u0308", "see");
    assert_lemma (list, "saw", "see");
    assert_lemma (list, "saws", "saw");
    assert_lemma (list, "Other", "other");
    assert_lemma (list, ",", ",");
    g_assert_cmpuint (notes->len, ==, 1);
    g_assert_nonnull (strstr (notes->pdata[0], "'saw' is in two entries"));
}

static void
test_a_line_that_is_no_entry_is_named (void)
{
    static const char *const bad[] = { "be am", "-> am", "be ->", "be -> ,", "->" };

    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
        g_autoptr (GError) error = NULL;
        g_autofree char *text = g_strdup_printf ("# x\n\na -> b\n%s\n", bad[i]);

        g_assert_null (load (text, notes, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
        g_assert_nonnull (strstr (error->message, ":4: "));
    }
}

static void
find_lemma (const void *data, CopiaString word, GString *out)
{
    copia_lemma_list_find (data, word, out);
}

/* Forms fN belong to the lemma of their number by three; those above 20 to none. */
static void
test_each_token_has_the_lemma_of_its_form (void)
{
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (CopiaLemmaList) list = NULL;
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    int sent[2000];
    ScratchIndex *scratch;
    const CopiaLayer *layer;

    for (int form = 0; form < 20; form++)
        g_string_append_printf (text, "L%d -> f%d\n", form / 3, form);
    list = load (text->str, notes, NULL);
    to.open (to.self, "text", NULL, 0);
    for (unsigned i = 0; i < G_N_ELEMENTS (sent); i++) {
        char word[16];

        sent[i] = g_test_rand_int_range (0, FORMS);
        g_snprintf (word, sizeof word, "%c%d", g_test_rand_bit () ? 'f' : 'F', sent[i]);
        to.token (to.self,
                  &(CopiaTokenEvent){ " ", 1, word, strlen (word), true, NULL });
    }
    to.close (to.self, "text");
    copia_index_writer_derive (writer, &(CopiaDerivation){ "lemma", "--lemmas",
                                                           find_lemma, list });
    scratch = scratch_index_new (writer);
    layer = copia_index_layer (scratch->index, 2);
    for (unsigned i = 0; i < G_N_ELEMENTS (sent); i++) {
        CopiaString value = copia_layer_value (layer, copia_layer_at (layer, i));
        g_autofree char *expected = sent[i] < 20 ? g_strdup_printf ("l%d", sent[i] / 3)
                                                 : g_strdup_printf ("f%d", sent[i]);

        g_assert_cmpmem (value.bytes, value.size, expected, strlen (expected));
    }
    scratch_index_free (scratch);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/lemma-list/forms",
                     test_forms_have_the_lemma_of_their_first_entry);
    g_test_add_func ("/lemma-list/bad-line", test_a_line_that_is_no_entry_is_named);
    g_test_add_func ("/lemma-list/tokens", test_each_token_has_the_lemma_of_its_form);
    return g_test_run ();
}
