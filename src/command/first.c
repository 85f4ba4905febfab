/* first.c - the index a command is given. */
#include "command/first.h"

#include "base/error.h"

CopiaIndex *
copia_first_index (const char *command, const GPtrArray *arguments, GError **error)
{
    const char *first = arguments->pdata[0];
    const char *second = arguments->len > 1 ? arguments->pdata[1] : NULL;

    if (!second || g_file_test (first, G_FILE_TEST_EXISTS) || !copia_index_is (second))
        return copia_index_open (first, error);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s: there is no such index; the index comes first: copia %s %s ..",
                 first, command, second);
    return NULL;
}
