/* test-derived.c - lemmas and stems side by side: whoever makes the index, of however many files,
 * and what is added to it has what it has. */
#include "support/folder.c"

#include "base/error.h"
#include "index/merge.h"
#include "index/set.h"
#include "text/lemma-list.h"
#include "text/stemmer.h"

#include <string.h>

#define TEXTS 3

typedef struct {
    char *folder, *texts[TEXTS], *list, *other_list;
} Place;

static char *
random_text (void)
{
    static const char *const stems[] = { "walk", "Revolution", "cat", "hous", "be" };
    static const char *const endings[] = { "", "ed", "ing", "s", "ary", "es" };
    GString *text = g_string_new (NULL);
    int n = g_test_rand_int_range (500, 3000);

    for (int i = 0; i < n; i++)
        g_string_append_printf (
            text, "%s%s%s", stems[g_test_rand_int_range (0, G_N_ELEMENTS (stems))],
            endings[g_test_rand_int_range (0, G_N_ELEMENTS (endings))],
            i % 11 == 10 ? ".\n\n" : " ");
    return g_string_free (text, FALSE);
}

static void
set_up (Place *place, const void *data)
{
    (void) data;
    place->folder = folder_new ();
    for (unsigned i = 0; i < TEXTS; i++) {
        g_autofree char *name = g_strdup_printf ("text%u.txt", i);
        g_autofree char *text = random_text ();

        place->texts[i] = put (place->folder, name, text);
    }
    place->list =
        put (place->folder, "lemmas.txt", "be -> being, bes\nwalk -> walks, walked\n");
    place->other_list = put (place->folder, "other.txt", "be -> being\n");
}

static void
tear_down (Place *place, const void *data)
{
    (void) data;
    folder_free (place->folder);
    for (unsigned i = 0; i < TEXTS; i++)
        g_free (place->texts[i]);
    g_free (place->list);
    g_free (place->other_list);
}

/* An index of the texts [first, end), with both attributes. */
static char *
make_both (const Place *place, const char *name, unsigned first, unsigned end,
           unsigned threads)
{
    const char *inputs[TEXTS + 1] = { NULL };
    CopiaRecipe recipe = {
        .threads = threads, .lemmas = place->list, .stem = true, .inputs = inputs
    };
    g_autofree char *said = NULL;
    char *path = name_in (place->folder, name);

    for (unsigned i = first; i < end; i++)
        inputs[i - first] = place->texts[i];
    said = make (&recipe, path, false);
    g_assert_cmpstr (said, ==, "");
    return path;
}

static bool
has_library (void)
{
    g_autoptr (GError) error = NULL;

    if (copia_stemmer_ready (&error))
        return true;
    g_test_skip (error->message);
    return false;
}

static void
assert_same_bytes (const char *path, const char *other)
{
    g_autofree char *a = NULL, *b = NULL;
    gsize a_size, b_size;

    g_assert_true (g_file_get_contents (path, &a, &a_size, NULL));
    g_assert_true (g_file_get_contents (other, &b, &b_size, NULL));
    g_assert_cmpmem (a, a_size, b, b_size);
}

static void
test_threads_change_no_byte (Place *place, const void *data)
{
    static const unsigned threads[] = { 2, 3, 7 };
    g_autofree char *one = NULL;

    (void) data;
    if (!has_library ())
        return;
    one = make_both (place, "one.copia", 0, TEXTS, 1);
    for (size_t i = 0; i < G_N_ELEMENTS (threads); i++) {
        g_autofree char *other = make_both (place, "other.copia", 0, TEXTS, threads[i]);

        assert_same_bytes (one, other);
    }
}

/* Each token has the values that the list and the rules, asked by themselves, have for it. */
static void
check_values (const Place *place, const CopiaIndex *index)
{
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (CopiaLemmaList) list = copia_lemma_list_load (place->list, notes, NULL);
    g_autoptr (CopiaStemmer) stemmer = copia_stemmer_new ("en", NULL);
    g_autoptr (GString) value = g_string_new (NULL);
    const CopiaLayer *word = copia_index_layer (index, 0);

    for (uint64_t cpos = 0; cpos < copia_index_tokens (index)->size; cpos++) {
        CopiaString form = copia_layer_value (word, copia_layer_at (word, cpos));

        for (unsigned i = 0; i < 2; i++) {
            const CopiaLayer *layer = copia_index_layer (index, 2 + i);
            CopiaString has = copia_layer_value (layer, copia_layer_at (layer, cpos));

            g_assert_cmpstr (layer->name, ==, i ? "stem" : "lemma");
            g_string_truncate (value, 0);
            if (i)
                copia_stemmer_find (stemmer, form, value);
            else
                copia_lemma_list_find (list, form, value);
            g_assert_cmpmem (has.bytes, has.size, value->str, value->len);
        }
    }
}

static void
test_merged_and_set_they_are_those_of_one_index (Place *place, const void *data)
{
    g_autofree char *one = NULL, *merged = NULL, *set = NULL;
    char *paths[TEXTS];
    g_autoptr (CopiaIndex) shelf = NULL;
    CopiaIndex *parts[TEXTS];

    (void) data;
    if (!has_library ())
        return;
    one = make_both (place, "one.copia", 0, TEXTS, 2);
    merged = name_in (place->folder, "merged.copia");
    set = name_in (place->folder, "set.copia");
    for (unsigned i = 0; i < TEXTS; i++) {
        g_autofree char *name = g_strdup_printf ("part%u.copia", i);

        paths[i] = make_both (place, name, i, i + 1, 1);
        parts[i] = copia_index_open (paths[i], NULL);
    }
    g_assert_true (
        copia_merge ((const CopiaIndex *const *) parts, TEXTS, merged, NULL));
    g_assert_true (
        copia_set_write ((const CopiaIndex *const *) parts, TEXTS, set, NULL));
    assert_same_bytes (one, merged);
    shelf = copia_index_open (set, NULL);
    g_assert_true (copia_index_verify (shelf, NULL));
    g_assert_cmpstr (copia_index_meta (shelf, "stem"), ==, "english");
    check_values (place, shelf);
    for (unsigned i = 0; i < TEXTS; i++) {
        copia_index_close (parts[i]);
        g_free (paths[i]);
    }
}

static void
test_what_is_added_has_what_the_corpus_has (Place *place, const void *data)
{
    const char *const inputs[] = { place->texts[1], NULL };
    const CopiaRecipe both = { .lemmas = place->list, .stem = true, .inputs = inputs };
    CopiaRecipe plain = { .inputs = inputs }, without_stem = both, other_list = both,
                german = both;
    g_autofree char *path = NULL, *bare = NULL, *copied = NULL;
    struct {
        const char *path;
        const CopiaRecipe *recipe;
        const char *says; /* a part of it */
    } cases[6];

    (void) data;
    if (!has_library ())
        return;
    path = make_both (place, "both.copia", 0, 1, 1);
    bare = name_in (place->folder, "bare.copia");
    g_free (make (&plain, bare, false));
    copied = put (place->folder, "copied.txt",
                  "# the same list\n\nbe -> being, bes\n"
                  "walk -> walks, walked\n");
    without_stem.stem = false;
    other_list.lemmas = place->other_list;
    german.reading.language = "de";
    memcpy (cases,
            (__typeof__ (cases[0])[]){ { path, &plain, "add --lemmas" },
                                       { path, &without_stem, "add --stem" },
                                       { path, &other_list, "other lemmas" },
                                       { path, &german, "'german'" },
                                       { bare, &without_stem, "without --lemmas" },
                                       { bare, &both, "without --lemmas" } },
            sizeof cases);
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *said = make (cases[i].recipe, cases[i].path, true);

        g_assert_nonnull (strstr (said, cases[i].says));
    }
    for (unsigned i = 0; i < 2; i++) { /* to a file, and to a set */
        g_autoptr (CopiaIndex) index = NULL;
        g_autofree char *said = NULL;
        CopiaRecipe again = both;

        again.lemmas = i ? copied : place->list;
        said = make (&again, path, true);
        g_assert_cmpstr (said, ==, "");
        index = copia_index_open (path, NULL);
        check_values (place, index);
    }
}

static void
test_the_language_of_the_texts_chooses_the_rules (Place *place, const void *data)
{
    g_autofree char *german =
        put (place->folder, "g.md", "---\nlang: de\n---\nDie Häuser.\n");
    g_autofree char *finnish =
        put (place->folder, "f.md", "---\nlang: fi\n---\nTaloissa on.\n");
    g_autofree char *path = name_in (place->folder, "it.copia");
    const char *inputs[] = { german, NULL, NULL };
    CopiaRecipe recipe = { .stem = true, .inputs = inputs };
    g_autofree char *said = NULL, *two = NULL, *forced = NULL;
    g_autoptr (CopiaIndex) index = NULL, danish = NULL;

    (void) data;
    if (!has_library ())
        return;
    said = make (&recipe, path, false);
    g_assert_cmpstr (said, ==, "");
    index = copia_index_open (path, NULL);
    g_assert_cmpstr (copia_index_meta (index, "stem"), ==, "german");
    inputs[1] = finnish;
    two = make (&recipe, path, false);
    g_assert_nonnull (strstr (two, "(de fi)"));
    g_assert_nonnull (strstr (two, "--language"));
    recipe.reading.language = "da"; /* stems have it, sentences have no rules for it */
    forced = make (&recipe, path, false);
    g_assert_cmpstr (forced, ==, "");
    danish = copia_index_open (path, NULL);
    g_assert_cmpstr (copia_index_meta (danish, "stem"), ==, "danish");
}

static void
test_annotated_texts_say_their_language_too (Place *place, const void *data)
{
    static const char *const said[][2] = { { "language=\"German\"", "german" },
                                           { "lang=\"fi-FI\"", "finnish" },
                                           { "n=\"1\"", "english" } };
    g_autofree char *path = name_in (place->folder, "it.copia");

    (void) data;
    if (!has_library ())
        return;
    for (size_t i = 0; i < G_N_ELEMENTS (said); i++) {
        g_autofree char *text = g_strdup_printf (
            "<text %s>\nHuset\n</text>\n<text language=\"%s\">\nTaloissa\n</text>\n",
            said[i][0], said[i][1]);
        g_autofree char *input = put (place->folder, "t.vrt", text), *error = NULL;
        const char *const inputs[] = { input, NULL };
        const CopiaRecipe recipe = { .stem = true, .inputs = inputs };
        g_autoptr (CopiaIndex) index = NULL;

        error = make (&recipe, path, false);
        g_assert_cmpstr (error, ==, "");
        index = copia_index_open (path, NULL);
        g_assert_cmpstr (copia_index_meta (index, "stem"), ==, said[i][1]);
    }
}

static void
test_what_is_annotated_is_not_made_again (Place *place, const void *data)
{
    g_autofree char *text = put (place->folder, "t.vrt",
                                 "<text>\nThe\tthe\tthe\ncats\tcat\tcat\n</text>\n");
    g_autofree char *path = name_in (place->folder, "it.copia");
    const char *const inputs[] = { text, NULL };
    CopiaRecipe recipe = { .inputs = inputs };
    g_autofree char *lemmas = NULL, *stem = NULL;

    (void) data;
    if (!has_library ())
        return;
    recipe.reading.attributes = "word,lemma,stem";
    recipe.stem = true;
    stem = make (&recipe, path, false);
    g_assert_nonnull (strstr (stem, "'stem' already; index them without --stem"));
    recipe.lemmas = place->list;
    lemmas = make (&recipe, path, false);
    g_assert_nonnull (strstr (lemmas, "'lemma' already; index them without --lemmas"));
}

static void
test_what_has_lemmas_of_its_own_is_added_as_it_is (Place *place, const void *data)
{
    g_autofree char *own =
        put (place->folder, "own.vrt", "<text>\nThe\tTHE\n</text>\n");
    g_autofree char *path = name_in (place->folder, "it.copia"), *made = NULL,
                    *again = NULL;
    g_autofree char *added = NULL, *none = NULL;
    const char *const plain[] = { place->texts[0], NULL };
    const char *const annotated[] = { own, NULL };
    CopiaRecipe recipe = { .inputs = plain, .lemmas = place->list };
    g_autoptr (CopiaIndex) index = NULL;
    const CopiaLayer *layer;
    CopiaString last;

    (void) data;
    made = make (&recipe, path, false);
    g_assert_cmpstr (made, ==, "");
    recipe.inputs = annotated;
    recipe.reading.attributes = "word,lemma";
    again = make (&recipe, path, true);
    g_assert_nonnull (strstr (again, "'lemma' already; index them without --lemmas"));
    recipe.lemmas = NULL;
    added = make (&recipe, path, true);
    g_assert_cmpstr (added, ==, "");
    recipe.reading.attributes = "word,other";
    none = make (&recipe, path, true);
    g_assert_nonnull (strstr (none, "add --lemmas"));
    index = copia_index_open (path, NULL);
    layer = copia_index_find_layer (index, "lemma");
    last = copia_layer_value (layer,
                              copia_layer_at (layer,
                                              copia_index_tokens (index)->size - 1));
    g_assert_cmpmem (last.bytes, last.size, "THE", 3);
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test) (Place *, const void *);
    } tests[] = {
        { "/derived/threads", test_threads_change_no_byte },
        { "/derived/merge-and-set", test_merged_and_set_they_are_those_of_one_index },
        { "/derived/append", test_what_is_added_has_what_the_corpus_has },
        { "/derived/language", test_the_language_of_the_texts_chooses_the_rules },
        { "/derived/annotated-language", test_annotated_texts_say_their_language_too },
        { "/derived/own-lemmas", test_what_has_lemmas_of_its_own_is_added_as_it_is },
        { "/derived/annotated", test_what_is_annotated_is_not_made_again },
    };

    g_test_init (&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
        g_test_add (tests[i].path, Place, NULL, set_up, tests[i].test, tear_down);
    return g_test_run ();
}
