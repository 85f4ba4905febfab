/* twice.c - paths compared as they are written, but for what `.` and `..` leave out. */
#include "build/twice.h"

#include <string.h>

static GHashTable *
files_of (const CopiaIndex *corpus)
{
    GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const char *const *line = corpus ? copia_index_meta_all (corpus) : NULL;

    for (; line && line[0]; line += 2)
        if (strcmp (line[0], "file") == 0)
            g_hash_table_add (all, g_canonicalize_filename (line[1], NULL));
    return all;
}

void
copia_note_twice (const GPtrArray *files, const CopiaIndex *corpus, GPtrArray *notes)
{
    g_autoptr (GHashTable) old = files_of (corpus);
    g_autoptr (GHashTable) met =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < files->len; i++) {
        const char *path = files->pdata[i], *why = NULL;
        char *whole = g_canonicalize_filename (path, NULL);
        bool was_there = g_hash_table_contains (old, whole);

        if (!g_hash_table_add (met, whole)) /* frees it then */
            why = "was named before: its words count once more";
        else if (was_there)
            why = "a file of this name was read before: what is still in it counts "
                  "twice";
        if (why &&
            strcmp (path, "-") != 0) /* the standard input is another each time */
            g_ptr_array_add (notes, g_strdup_printf ("%s: %s", path, why));
    }
}
