/* notes.c - what is to be said of very many texts, said briefly. */
#include "build/notes.h"

#include <string.h>

#define SHOWN 3 /* of a kind */

static const char *
what (const char *note)
{
    const char *colon = strstr (note, ": ");

    return colon ? colon + 2 : note;
}

static GHashTable *
count_kinds (const GPtrArray *notes)
{
    GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < notes->len; i++) {
        gpointer kind = (gpointer) what (notes->pdata[i]);
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind));

        g_hash_table_insert (counts, kind, GUINT_TO_POINTER (n + 1));
    }
    return counts;
}

void
copia_notes_fold (GPtrArray *notes)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GHashTable) counts = NULL;
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < notes->len; i++)
        g_ptr_array_add (all, g_strdup (notes->pdata[i]));
    g_ptr_array_set_size (notes, 0);
    counts = count_kinds (all);
    for (guint i = 0; i < all->len; i++) {
        gpointer kind = (gpointer) what (all->pdata[i]);
        guint total = GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind));
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, kind)) + 1;

        g_hash_table_insert (seen, kind, GUINT_TO_POINTER (n));
        if (n <= SHOWN || total == SHOWN + 1)
            g_ptr_array_add (notes, g_strdup (all->pdata[i]));
        else if (n == SHOWN + 1)
            g_ptr_array_add (notes,
                             g_strdup_printf ("%u other texts: %s", total - SHOWN,
                                              (const char *) kind));
    }
}
