/* inputs.c - what the user names to read, as a list of files. */
#include "import/inputs.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/natural.h"
#include "import/import.h"

#define DEPTH 64 /* folders within folders */

typedef struct {
    GPtrArray *files;
    guint others; /* files that no importer claims, README and LICENSE */
    guint closed; /* folders that cannot be read */
} Finder;

static bool
fail (const char *path, int number, GError **error)
{
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path,
                 number == ENOENT ? "there is no such file or folder"
                                  : g_strerror (number));
    return false;
}

static bool
is_about (const char *name)
{
    return g_ascii_strncasecmp (name, "README", 6) == 0 ||
           g_ascii_strncasecmp (name, "LICENSE", 7) == 0;
}

static void find_in_folder (Finder *self, const char *folder, int depth);

/* Links to files are followed, links to folders are not: they may lead in circles. */
static void
find (Finder *self, const char *path, const char *name, int depth)
{
    struct stat status;

    if (lstat (path, &status) != 0)
        return;
    if (S_ISDIR (status.st_mode))
        find_in_folder (self, path, depth + 1);
    else if (S_ISLNK (status.st_mode) &&
             (stat (path, &status) != 0 || S_ISDIR (status.st_mode)))
        self->others++;
    else if (S_ISREG (status.st_mode) && !is_about (name) && copia_import_wants (path))
        g_ptr_array_add (self->files, g_strdup (path));
    else
        self->others++;
}

static void
find_in_folder (Finder *self, const char *folder, int depth)
{
    g_autoptr (GDir) entries = depth < DEPTH ? g_dir_open (folder, 0, NULL) : NULL;
    const char *name;

    if (!entries) {
        self->closed++;
        return;
    }
    while ((name = g_dir_read_name (entries))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (*name != '.')
            find (self, path, name, depth);
    }
}

static int
by_name (const void *a, const void *b)
{
    return copia_natural_compare (*(char *const *) a, *(char *const *) b);
}

/* The files below a folder, in natural order of their paths. */
static bool
expand_folder (const char *folder, GPtrArray *list, GPtrArray *notes, GError **error)
{
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
    Finder finder = { files, 0, 0 };
    g_autoptr (GDir) probe = g_dir_open (folder, 0, error);

    if (!probe)
        return false;
    find_in_folder (&finder, folder, 0);
    if (files->len == 0) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_INPUT,
            "%s: there is no text in this folder (%u other file%s); texts are known by "
            "their endings, see 'copia help formats', or name a file itself",
            folder, finder.others, finder.others == 1 ? "" : "s");
        return false;
    }
    g_ptr_array_sort (files, by_name);
    g_ptr_array_extend_and_steal (list, g_steal_pointer (&files));
    if (notes && finder.others)
        g_ptr_array_add (notes, g_strdup_printf ("%s: %u other file%s passed over",
                                                 folder, finder.others,
                                                 finder.others == 1 ? "" : "s"));
    if (notes && finder.closed)
        g_ptr_array_add (notes, g_strdup_printf ("%s: %u folder%s could not be read",
                                                 folder, finder.closed,
                                                 finder.closed == 1 ? "" : "s"));
    return true;
}

GPtrArray *
copia_inputs_expand (const char *const *inputs, GPtrArray *notes, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

    for (; *inputs; inputs++) {
        const char *path = strcmp (*inputs, "-") == 0 ? "/dev/stdin" : *inputs;
        struct stat status;

        if (stat (path, &status) != 0) {
            fail (path, errno, error);
            return NULL;
        }
        if (!S_ISDIR (status.st_mode))
            g_ptr_array_add (list, g_strdup (path));
        else if (!expand_folder (path, list, notes, error))
            return NULL;
    }
    return g_steal_pointer (&list);
}
