/* export-conllu-cut.c - numbers of words in what is left of a sentence. */
#include "study/export-conllu-private.h"

#include <string.h>

/* `id`, a word (3) or an empty node (3.1), as what is left counts it; 0 is what nothing in the
 * sentence governs.  False: it is no number, or of what is left out. */
static bool
put_number (const CopiaExportConllu *self, const char *id, GString *out)
{
    const char *dot = strchr (id, '.');
    g_autofree char *number = dot ? g_strndup (id, (gsize) (dot - id)) : g_strdup (id);
    uint64_t least = self->before + (dot == NULL || self->before > 0);
    guint64 word;

    if (!dot && strcmp (id, "0") == 0) {
        g_string_append (out, id);
        return true;
    }
    if (!g_ascii_string_to_unsigned (number, 10, least, self->before + self->words,
                                     &word, NULL))
        return false;
    g_string_append_printf (out, "%" G_GUINT64_FORMAT "%s", word - self->before,
                            dot ? dot : "");
    return true;
}

char *
copia_export_conllu_head (const CopiaExportConllu *self, const char *head)
{
    g_autoptr (GString) out = g_string_new (NULL);

    if (strchr (head, '.') || !put_number (self, head, out))
        g_string_assign (out, "_");
    return g_string_free (g_steal_pointer (&out), FALSE);
}

/* deps := NUMBER ':' relation ('|' NUMBER ':' relation)* */
char *
copia_export_conllu_deps (const CopiaExportConllu *self, const char *deps)
{
    g_auto (GStrv) all = g_strsplit (deps, "|", -1);
    g_autoptr (GString) out = g_string_new (NULL);

    for (char **dep = all; *dep; dep++) {
        char *colon = strchr (*dep, ':');
        gsize size = out->len;

        if (!colon)
            continue;
        *colon = '\0';
        if (size > 0)
            g_string_append_c (out, '|');
        if (put_number (self, *dep, out))
            g_string_append_printf (out, ":%s", colon + 1);
        else
            g_string_truncate (out, size);
    }
    if (out->len == 0)
        g_string_assign (out, "_");
    return g_string_free (g_steal_pointer (&out), FALSE);
}
