/* derived.c - what makes the attributes, and whether it is what the corpus has. */
#include "build/derived.h"

#include "base/error.h"
#include "base/out.h"
#include "build/said.h"

#include <string.h>

/* ---- what is added has what the corpus has -------------------------------------------- */

static const char *const lemma[] = { "lemma", NULL }, *const stem[] = { "stem", NULL };
static const CopiaSaid of_lemmas = { "lemmas", "--lemmas", lemma };
static const CopiaSaid of_stems = { "stem", "--stem", stem };

static bool
check_lemmas (const CopiaDerived *self, GError **error)
{
    const CopiaIndex *corpus = self->recipe->corpus;
    const char *said = corpus ? copia_said_find (corpus, "lemmas", "") : NULL;

    if (!said ||
        copia_said_find (corpus, "lemmas", copia_lemma_list_fingerprint (self->lemmas)))
        return true;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "%s: was made with other lemmas (%s) than those of '%s'; give --lemmas "
        "that list",
        copia_index_path (corpus), said, self->recipe->lemmas);
    return false;
}

static bool
check_stems (const CopiaDerived *self, GError **error)
{
    const CopiaIndex *corpus = self->recipe->corpus;
    const char *said = corpus ? copia_said_find (corpus, "stem", "") : NULL;
    const char *name = copia_stemmer_name (self->stemmer);

    if (!said || copia_said_find (corpus, "stem", name))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%s: has stems by the rules for '%s', and what is added would have "
                 "them for '%s'; say the corpus's --language, or index these texts by "
                 "themselves",
                 copia_index_path (corpus), said, name);
    return false;
}

/* ---- making them ---------------------------------------------------------------------- */

static bool
begin_lemmas (CopiaDerived *self, const char *path, GPtrArray *notes, GError **error)
{
    const char *list = self->recipe->lemmas;

    if (!list)
        return true;
    self->lemmas = copia_lemma_list_load (list, notes, error);
    return self->lemmas && copia_out_spares (path, list, error) &&
           check_lemmas (self, error);
}

static bool
find_stemmer (CopiaDerived *self, const char *language, GError **error)
{
    self->stemmer = copia_stemmer_new (language, error);
    return self->stemmer && check_stems (self, error);
}

static bool
begin_stems (CopiaDerived *self, GError **error)
{
    const char *language = self->recipe->reading.language;

    if (!self->recipe->stem)
        return true;
    if (language)
        return find_stemmer (self, language, error);
    self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return copia_stemmer_ready (error);
}

bool
copia_derived_begin (CopiaDerived *self, const CopiaRecipe *recipe, const char *path,
                     GPtrArray *notes, GError **error)
{
    *self = (CopiaDerived){ .recipe = recipe };
    if ((recipe->lemmas && !copia_said_allows (recipe->corpus, &of_lemmas, error)) ||
        (recipe->stem && !copia_said_allows (recipe->corpus, &of_stems, error)))
        return false;
    return begin_lemmas (self, path, notes, error) && begin_stems (self, error);
}

static int
compare_codes (const void *a, const void *b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Texts may call it by other names: fi, Finnish. */
static bool
are_same (const char *one, const char *other)
{
    g_autoptr (CopiaStemmer) first = copia_stemmer_new (one, NULL);
    g_autoptr (CopiaStemmer) second = copia_stemmer_new (other, NULL);

    return first && second &&
           strcmp (copia_stemmer_name (first), copia_stemmer_name (second)) == 0;
}

/* Without --language that of the texts. */
static bool
settle_stemmer (CopiaDerived *self, GPtrArray *notes, GError **error)
{
    guint n, same = 1;
    g_autofree const char **codes =
        (const char **) g_hash_table_get_keys_as_array (self->languages, &n);

    qsort (codes, n, sizeof *codes, compare_codes);
    while (same < n && are_same (codes[0], codes[same]))
        same++;
    if (same < n) {
        g_autofree char *all = NULL, *shown = NULL;

        all = g_strjoinv (" ", (char **) codes);
        shown = copia_error_show (all, 60);
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "the texts are in several languages (%s), and stems follow the "
                     "rules of one; say which with --language, or index each language "
                     "by itself",
                     shown);
        return false;
    }
    if (n == 0) /* nor is there a token */
        return true;
    if (!find_stemmer (self, codes[0], error))
        return false;
    g_ptr_array_add (notes, g_strdup_printf ("stems are by the rules for '%s'; "
                                             "--language asks for others",
                                             copia_stemmer_name (self->stemmer)));
    return true;
}

static void
derive_lemma (const void *data, CopiaString word, GString *out)
{
    copia_lemma_list_find (data, word, out);
}

static void
derive_stem (const void *data, CopiaString word, GString *out)
{
    copia_stemmer_find (data, word, out);
}

bool
copia_derived_end (CopiaDerived *self, CopiaIndexWriter *writer, GPtrArray *notes,
                   GError **error)
{
    const CopiaRecipe *recipe = self->recipe;

    if ((!recipe->lemmas &&
         !copia_said_has (recipe->corpus, &of_lemmas, writer, error)) ||
        (!recipe->stem && !copia_said_has (recipe->corpus, &of_stems, writer, error)) ||
        (self->languages && !settle_stemmer (self, notes, error)))
        return false;
    if (self->lemmas) {
        g_autofree char *shown = g_filename_display_name (self->recipe->lemmas);
        g_autofree char *said =
            g_strconcat (copia_lemma_list_fingerprint (self->lemmas), " ", shown, NULL);

        copia_index_writer_meta (writer, "lemmas", said);
        copia_index_writer_derive (writer,
                                   &(CopiaDerivation){ "lemma", "--lemmas",
                                                       derive_lemma, self->lemmas });
    }
    if (self->stemmer) {
        copia_index_writer_meta (writer, "stem", copia_stemmer_name (self->stemmer));
        copia_index_writer_derive (writer,
                                   &(CopiaDerivation){ "stem", "--stem", derive_stem,
                                                       self->stemmer });
    }
    return true;
}

void
copia_derived_clear (CopiaDerived *self)
{
    g_clear_pointer (&self->lemmas, copia_lemma_list_free);
    g_clear_pointer (&self->stemmer, copia_stemmer_free);
    g_clear_pointer (&self->languages, g_hash_table_unref);
}
