/* lemma-list.c - entries of a file, as a table from form to lemma. */
#include "text/lemma-list.h"

#include "base/error.h"
#include "text/fold.h"
#include "text/word-list.h"

#include <string.h>

#define ARROW "->"

struct CopiaLemmaList {
    GHashTable *lemmas; /* char * -> char *, both folded */
    char *fingerprint;
};

#define FINGERPRINT 16

typedef struct {
    CopiaLemmaList *list;
    unsigned twice;    /* forms that an earlier entry has */
    char *form, *kept; /* the first of them, and its lemma */
} Filling;

static char *
folded (const char *text, size_t size)
{
    g_autofree char *copy = g_strndup (text, size);
    GString *out = g_string_new (NULL);

    g_strstrip (copy);
    copia_fold (copy, strlen (copy), out);
    return g_string_free (out, FALSE);
}

static void
add_form (Filling *self, char *form, const char *lemma)
{
    const char *kept = g_hash_table_lookup (self->list->lemmas, form);

    if (!kept) {
        g_hash_table_insert (self->list->lemmas, form, g_strdup (lemma));
        return;
    }
    if (strcmp (kept, lemma) != 0 && self->twice++ == 0) {
        self->form = g_strdup (form);
        self->kept = g_strdup (kept);
    }
    g_free (form);
}

static bool
add_entry (Filling *self, const char *line)
{
    const char *arrow = strstr (line, ARROW);
    g_autofree char *lemma = folded (line, arrow ? (size_t) (arrow - line) : 0);
    g_auto (GStrv) forms = arrow ? g_strsplit (arrow + strlen (ARROW), ",", -1) : NULL;
    unsigned n = 0;

    if (!*lemma)
        return false;
    for (char **form = forms; *form; form++) {
        char *key = folded (*form, strlen (*form));

        if (*key) {
            add_form (self, key, lemma);
            n++;
        } else
            g_free (key);
    }
    return n > 0;
}

static void
note_twice (const Filling *self, const char *path, GPtrArray *notes)
{
    if (self->twice > 0)
        g_ptr_array_add (notes,
                         g_strdup_printf ("%s: '%s' is in two entries; its lemma is "
                                          "'%s', as the first says (so with %u "
                                          "form%s)",
                                          path, self->form, self->kept, self->twice,
                                          self->twice == 1 ? "" : "s"));
}

static char *
fingerprint (const char *const *line)
{
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

    for (; *line; line++) {
        g_checksum_update (sum, (const guchar *) *line, -1);
        g_checksum_update (sum, (const guchar *) "\n", 1);
    }
    return g_strndup (g_checksum_get_string (sum), FINGERPRINT);
}

static CopiaLemmaList *
fill (const CopiaWordList *lines, const char *path, GPtrArray *notes, GError **error)
{
    g_autoptr (CopiaLemmaList) self = g_new0 (CopiaLemmaList, 1);
    const char *const *line = copia_word_list_words (lines);
    Filling filling = { .list = self };

    self->lemmas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    for (size_t i = 0; line[i]; i++) {
        g_autofree char *shown = NULL;

        if (add_entry (&filling, line[i]))
            continue;
        shown = copia_error_show (line[i], 60);
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s:%u: '%s' is no entry; write a lemma and its forms, as in "
                     "'be -> am, are, is'",
                     path, copia_word_list_line (lines, i), shown);
        g_free (filling.form);
        g_free (filling.kept);
        return NULL;
    }
    self->fingerprint = fingerprint (line);
    note_twice (&filling, path, notes);
    g_free (filling.form);
    g_free (filling.kept);
    return g_steal_pointer (&self);
}

CopiaLemmaList *
copia_lemma_list_load (const char *path, GPtrArray *notes, GError **error)
{
    g_autofree char *shown = g_filename_display_name (path);
    g_autoptr (CopiaWordList) lines = copia_word_list_load (path, error);

    return lines ? fill (lines, shown, notes, error) : NULL;
}

void
copia_lemma_list_find (const CopiaLemmaList *self, CopiaString word, GString *out)
{
    gsize before = out->len;
    const char *lemma;

    copia_fold (word.bytes, word.size, out);
    lemma = g_hash_table_lookup (self->lemmas, out->str + before);
    if (!lemma)
        return;
    g_string_truncate (out, before);
    g_string_append (out, lemma);
}

const char *
copia_lemma_list_fingerprint (const CopiaLemmaList *self)
{
    return self->fingerprint;
}

void
copia_lemma_list_free (CopiaLemmaList *self)
{
    if (!self)
        return;
    g_hash_table_unref (self->lemmas);
    g_free (self->fingerprint);
    g_free (self);
}
