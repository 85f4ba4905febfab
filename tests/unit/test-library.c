/* test-library.c - libraries opened when they are needed. */
#include "base/library.h"

#include "base/error.h"

#include <math.h>

#define FUNCTIONS(X) X (floor) X (hypot)

typedef struct {
    FUNCTIONS (COPIA_LIBRARY_MEMBER)
} Library;

static const char *const names[] = { FUNCTIONS (COPIA_LIBRARY_NAME) NULL };

static void
test_functions_are_found_by_name (void)
{
    g_autoptr (GError) error = NULL;
    Library library;

    g_assert_true (copia_library_load ("libm.so.6", names, &library, &error));
    g_assert_no_error (error);
    g_assert_cmpfloat (library.floor (3.5), ==, 3);
    g_assert_cmpfloat (library.hypot (3, 4), ==, 5);
}

static void
test_a_library_that_is_not_there_is_named (void)
{
    g_autoptr (GError) error = NULL;
    Library library;

    g_assert_false (copia_library_load ("libnowhere.so.1", names, &library, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "libnowhere.so.1"));
}

static void
test_a_function_that_is_not_in_it_is_named (void)
{
    static const char *const others[] = { "floor", "no_such_function", NULL };
    g_autoptr (GError) error = NULL;
    Library library;

    g_assert_false (copia_library_load ("libm.so.6", others, &library, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "no_such_function"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/library/functions-are-found-by-name",
                     test_functions_are_found_by_name);
    g_test_add_func ("/library/a-library-that-is-not-there-is-named",
                     test_a_library_that_is_not_there_is_named);
    g_test_add_func ("/library/a-function-that-is-not-in-it-is-named",
                     test_a_function_that_is_not_in_it_is_named);
    return g_test_run ();
}
