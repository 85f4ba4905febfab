/* test-saved.c - subcorpora are kept by name, and a file that is none is refused. */

#include "base/error.h"
#include "query/saved.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
    char *index, *file;
} Place;

static void
set_up (Place *place, gconstpointer data G_GNUC_UNUSED)
{
    place->index =
        g_strdup_printf ("%s/copia-saved-%u", g_get_tmp_dir (), (unsigned) getpid ());
    place->file = g_strconcat (place->index, ".subcorpora", NULL);
}

static void
tear_down (Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_unlink (place->file);
    g_free (place->index);
    g_free (place->file);
}

static void
test_names_are_put_found_and_taken_out (Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) none = copia_saved_read (place->index, &error);
    g_autoptr (GPtrArray) both = NULL;
    g_autoptr (GPtrArray) one = NULL;

    g_assert_no_error (error);
    g_assert_cmpuint (none->len, ==, 0);
    g_assert_true (copia_saved_put (place->index, "war", "part=1", &error));
    g_assert_true (copia_saved_put (place->index, "für-1", "part=2", &error));
    g_assert_true (copia_saved_put (place->index, "war", "part=3", &error));
    both = copia_saved_read (place->index, &error);
    g_assert_cmpuint (both->len, ==, 2);
    g_assert_cmpstr (copia_saved_find (both, "war")->conditions, ==, "part=3");
    g_assert_true (copia_saved_put (place->index, "war", NULL, &error));
    one = copia_saved_read (place->index, &error);
    g_assert_cmpuint (one->len, ==, 1);
    g_assert_null (copia_saved_find (one, "war"));
}

static void
test_what_is_no_list_is_refused (Place *place, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const wrong[] = { "war",          "war\t\n",   "a b\tpart=1\n",
                                         "a\tx\na\ty\n", "\xFF\tx\n", "\tpart=1" };

    for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_true (g_file_set_contents (place->file, wrong[i], -1, NULL));
        g_assert_null (copia_saved_read (place->index, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
        g_assert_true (g_str_has_prefix (error->message, place->file));
        g_clear_error (&error);
        g_assert_false (copia_saved_put (place->index, "new", "part=1", &error));
    }
}

static void
test_names_are_letters_and_digits (void)
{
    g_assert_true (copia_saved_name_is_good ("a"));
    g_assert_true (copia_saved_name_is_good ("Krieg_und-Frieden1"));
    g_assert_true (copia_saved_name_is_good ("война"));
    g_assert_false (copia_saved_name_is_good (""));
    g_assert_false (copia_saved_name_is_good ("a b"));
    g_assert_false (copia_saved_name_is_good ("../a"));
    g_assert_false (copia_saved_name_is_good ("\xFF"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add ("/saved/names are put, found and taken out", Place, NULL, set_up,
                test_names_are_put_found_and_taken_out, tear_down);
    g_test_add ("/saved/what is no list is refused", Place, NULL, set_up,
                test_what_is_no_list_is_refused, tear_down);
    g_test_add_func ("/saved/names are letters and digits",
                     test_names_are_letters_and_digits);
    return g_test_run ();
}
