/* saved.c - a small text file of names and conditions. */
#include "query/saved.h"

#include "base/error.h"
#include "base/out.h"
#include "query/condition.h"

#include <string.h>

#define LONGEST_NAME 100
#define LARGEST_FILE (4 << 20)
#define MOST_NAMED 20 /* where a message says what there is */

static void
free_saved (void *data)
{
    CopiaSaved *saved = data;

    g_free (saved->name);
    g_free (saved->conditions);
    g_free (saved);
}

bool
copia_saved_name_is_good (const char *name)
{
    const char *at = name;

    if (!g_utf8_validate (name, -1, NULL) || strlen (name) > LONGEST_NAME)
        return false;
    while (*at && (g_unichar_isalnum (g_utf8_get_char (at)) || strchr ("-_", *at)))
        at = g_utf8_next_char (at);
    return at > name && !*at;
}

static char *
path_of (const char *index_path)
{
    return g_strconcat (index_path, ".subcorpora", NULL);
}

static int
compare_saved (const void *a, const void *b)
{
    return strcmp ((*(CopiaSaved *const *) a)->name, (*(CopiaSaved *const *) b)->name);
}

static bool
add_line (GPtrArray *saved, const char *line)
{
    const char *tab = strchr (line, '\t');
    g_autofree char *name = tab ? g_strndup (line, (gsize) (tab - line)) : NULL;
    CopiaSaved *one;

    if (*line == '#' || *line == '\0')
        return true;
    if (!tab || !tab[1] || !copia_saved_name_is_good (name) ||
        copia_saved_find (saved, name) || saved->len >= COPIA_MOST_SAVED)
        return false;
    one = g_new (CopiaSaved, 1);
    one->name = g_steal_pointer (&name);
    one->conditions = g_strdup (tab + 1);
    g_ptr_array_add (saved, one);
    return true;
}

/* The file's text; NULL without error: there is no file. */
static char *
read_file (const char *path, GError **error)
{
    g_autoptr (GError) why = NULL;
    char *text = NULL;
    gsize size = 0;

    if (g_file_get_contents (path, &text, &size, &why)) {
        if (size <= LARGEST_FILE && g_utf8_validate_len (text, size, NULL))
            return text;
        g_free (text);
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: not a list of subcorpora (UTF-8, up to 4 MiB)", path);
        return NULL;
    }
    if (!g_error_matches (why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
}

GPtrArray *
copia_saved_read (const char *index_path, GError **error)
{
    g_autofree char *path = path_of (index_path);
    g_autoptr (GError) why = NULL;
    g_autofree char *text = read_file (path, &why);
    g_autoptr (GPtrArray) saved = g_ptr_array_new_with_free_func (free_saved);
    g_auto (GStrv) lines = NULL;

    if (why) {
        g_propagate_error (error, g_steal_pointer (&why));
        return NULL;
    }
    lines = g_strsplit (text ? text : "", "\n", -1);
    for (unsigned i = 0; lines[i]; i++)
        if (!add_line (saved, lines[i])) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "%s:%u: a line is NAME, a tab and conditions, each name once",
                         path, i + 1);
            return NULL;
        }
    g_ptr_array_sort (saved, compare_saved);
    return g_steal_pointer (&saved);
}

const CopiaSaved *
copia_saved_find (const GPtrArray *saved, const char *name)
{
    for (guint i = 0; i < saved->len; i++)
        if (strcmp (((const CopiaSaved *) saved->pdata[i])->name, name) == 0)
            return saved->pdata[i];
    return NULL;
}

static bool
write_file (const char *index_path, const GPtrArray *saved, GError **error)
{
    static const char head[] = "# subcorpora: a name, a tab, conditions\n";
    g_autofree char *path = path_of (index_path);
    g_autoptr (CopiaOut) out = copia_out_new (path);

    copia_out_bytes (out, head, sizeof head - 1);
    for (guint i = 0; i < saved->len; i++) {
        const CopiaSaved *one = saved->pdata[i];
        g_autofree char *line =
            g_strdup_printf ("%s\t%s\n", one->name, one->conditions);

        copia_out_bytes (out, line, strlen (line));
    }
    return copia_out_close (out, error);
}

bool
copia_saved_put (const char *index_path, const char *name, const char *conditions,
                 GError **error)
{
    g_autoptr (GPtrArray) saved = copia_saved_read (index_path, error);
    CopiaSaved *one;

    if (!saved)
        return false;
    for (guint i = saved->len; i-- > 0;)
        if (strcmp (((CopiaSaved *) saved->pdata[i])->name, name) == 0)
            g_ptr_array_remove_index (saved, i);
    if (conditions) {
        one = g_new (CopiaSaved, 1);
        *one = (CopiaSaved){ g_strdup (name), g_strdup (conditions) };
        g_ptr_array_add (saved, one);
    }
    g_ptr_array_sort (saved, compare_saved);
    return write_file (index_path, saved, error);
}

static bool
append_saved (const CopiaIndex *index, const char *name, GString *out, GError **error)
{
    g_autoptr (GPtrArray) saved = copia_saved_read (copia_index_path (index), error);
    g_autoptr (GString) names = g_string_new (NULL);
    g_autoptr (GString) wrong = g_string_new (NULL);
    g_autofree char *shown = copia_error_show (name, 60);
    const CopiaSaved *one = saved ? copia_saved_find (saved, name) : NULL;

    if (one)
        g_string_append (out, one->conditions);
    if (one || !saved)
        return one != NULL;
    for (guint i = 0; i < MIN (saved->len, MOST_NAMED); i++)
        g_string_append_printf (names, "%s@%s", i > 0 ? ", " : "",
                                ((const CopiaSaved *) saved->pdata[i])->name);
    if (saved->len > MOST_NAMED)
        g_string_append (names, ", ..");
    if (*name == '\0')
        g_string_assign (wrong, "behind @ stands the name of a saved subcorpus");
    else
        g_string_printf (wrong, "no subcorpus was saved as '%s'", shown);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY, "%s; %s%s", wrong->str,
                 names->len > 0 ? "there are " : "see 'copia help subcorpora'",
                 names->str);
    return false;
}

char *
copia_saved_expand (const CopiaIndex *index, const char *conditions, GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);

    for (const char *from = conditions, *end; from; from = end) {
        g_autofree char *part = NULL;

        end = copia_condition_end (from);
        part =
            g_strstrip (end ? g_strndup (from, (gsize) (end - from)) : g_strdup (from));
        g_string_append (out, out->len > 0 ? " & " : "");
        if (part[0] != '@')
            g_string_append (out, part);
        else if (!append_saved (index, part + 1, out, error))
            return NULL;
        end = end ? end + 1 : NULL;
    }
    return g_string_free (g_steal_pointer (&out), FALSE);
}

bool
copia_saved_expand_all (const CopiaIndex *index, GPtrArray *texts, GError **error)
{
    for (guint i = 0; i < texts->len; i++) {
        char *text = texts->pdata[i];
        char *all = text && strchr (text, '@') ? copia_saved_expand (index, text, error)
                                               : g_strdup (text);

        if (text && !all)
            return false;
        texts->pdata[i] = all;
        g_free (text);
    }
    return true;
}
