/* output.c - whether a file is one to write an answer to. */
#include "command/output.h"

#include "base/error.h"
#include "index/index.h"

#include <glib/gstdio.h>
#include <string.h>

/* `.docx`; NULL where the name has none: `answer`, `v1.2`, `.hidden`. */
static const char *
ending_of (const char *path)
{
    const char *slash = strrchr (path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr (name, '.');

    if (!dot || dot == name || !g_ascii_isalpha (dot[1]))
        return NULL;
    for (const char *at = dot + 1; *at; at++)
        if (!g_ascii_isalnum (*at))
            return NULL;
    return dot;
}

static bool
fail_ending (const char *path, const char *ending, GError **error)
{
    g_autoptr (GString) endings = g_string_new (".txt");
    g_autofree char *shown = copia_error_show (ending, 20);

    for (const CopiaWriter *writer = copia_writers; writer->name; writer++)
        if (writer->ending)
            g_string_append_printf (endings, " %s", writer->ending);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%s: copia writes no %s; say which format is meant with --format, or "
                 "end the name with one of %s",
                 path, shown, endings->str);
    return false;
}

bool
copia_output_check (const char *path, bool chooses, GError **error)
{
    const char *ending = ending_of (path);

    if (copia_index_is (path)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: an index, which the answer would replace; name another file "
                     "with -o",
                     path);
        return false;
    }
    if (ending && g_ascii_strcasecmp (ending, ".copia") == 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%s: files of this name are indexes, and an answer is none; name "
                     "another file with -o",
                     path);
        return false;
    }
    return !chooses || !ending || g_ascii_strcasecmp (ending, ".txt") == 0 ||
           copia_writer_of_file (path) || fail_ending (path, ending, error);
}

bool
copia_output_index (const char *path, GError **error)
{
    const char *ending = ending_of (path);
    GStatBuf status;

    if ((ending && g_ascii_strcasecmp (ending, ".copia") == 0) ||
        g_stat (path, &status) != 0 || !S_ISREG (status.st_mode) ||
        status.st_size == 0 || copia_index_is (path))
        return true;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "%s: no index, and would be replaced by one; name another file with -o, "
        "such as FILE.copia",
        path);
    return false;
}

static bool
can_draw (const CopiaCommand *command, const CopiaWriter *writer, GError **error)
{
    g_autoptr (GString) names = g_string_new (NULL);

    if (command->picture || !writer->picture)
        return true;
    for (const CopiaCommand *const *other = copia_commands; *other; other++)
        if ((*other)->picture)
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                    (*other)->name);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'copia %s' draws no picture; these do: %s", command->name,
                 names->str);
    return false;
}

bool
copia_output_ready (const CopiaCommand *command, const CopiaWriter *writer,
                    bool terminal, GError **error)
{
    if (!can_draw (command, writer, error))
        return false;
    if (!writer->bytes || !terminal)
        return copia_writer_ready (writer, error);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%s is nothing for a terminal; name a file: -o answer.%s",
                 writer->name, writer->name);
    return false;
}
