/* test-set.c - the parts of a set are those of one index of all its texts. */
#include "support/twins.c"

#include "base/container-private.h"
#include "base/error.h"
#include "index/merge.h"

#include <string.h>

static void
test_a_set_is_verified_and_merged (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (unsigned round = 0; round < 10; round++) {
        Twins twins = twins_new (random);
        g_autofree char *path = g_build_filename (twins.parts, "c.copia", NULL);
        g_autofree char *merged = g_build_filename (twins.parts, "one.copia", NULL);
        g_autofree char *whole = g_build_filename (twins.whole, "c.copia", NULL);
        g_autofree char *a = NULL, *b = NULL;
        gsize a_size, b_size;
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaIndex) set = copia_index_open (path, &error);
        const CopiaIndex *parts[] = { set };

        g_assert_no_error (error);
        g_assert_cmpuint (copia_index_shards (set)->n, ==, twins.files);
        copia_index_verify (set, &error);
        g_assert_no_error (error);
        copia_merge (parts, 1, merged, &error);
        g_assert_no_error (error);
        g_file_get_contents (merged, &a, &a_size, &error);
        g_file_get_contents (whole, &b, &b_size, &error);
        g_assert_cmpmem (a, a_size, b, b_size);
        twins_clear (&twins);
    }
    g_rand_free (random);
}

/* Postings across files, sought at random places, are those of one file. */
static void
test_lists_seek_across_files (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    Twins twins = twins_new (random);
    g_autofree char *path = g_build_filename (twins.parts, "c.copia", NULL);
    g_autofree char *whole = g_build_filename (twins.whole, "c.copia", NULL);
    g_autoptr (CopiaIndex) set = copia_index_open (path, NULL);
    g_autoptr (CopiaIndex) one = copia_index_open (whole, NULL);
    uint32_t types = copia_index_lexicon (one)->types;
    int n = (int) copia_index_tokens (one)->size;

    g_assert_cmpuint (copia_index_lexicon (set)->types, ==, types);
    for (unsigned round = 0; round < 20000; round++) {
        uint32_t id = (uint32_t) g_rand_int_range (random, 0, (int) types);
        CopiaList a = copia_postings_list (copia_index_postings (one), id);
        CopiaList b = copia_postings_list (copia_index_postings (set), id);
        bool more = true;

        for (unsigned step = 0; step < 12; step++) {
            uint64_t target = (uint64_t) g_rand_int_range (random, 0, n + 20);
            bool seek = g_rand_int_range (random, 0, 3) == 0;

            more = seek ? copia_list_seek (&a, target) : copia_list_next (&a);
            g_assert_true (
                more == (seek ? copia_list_seek (&b, target) : copia_list_next (&b)));
            if (!more)
                continue;
            g_assert_cmpuint (a.pos, ==, b.pos);
            g_assert_cmpuint (copia_list_rank (&a), ==, copia_list_rank (&b));
        }
    }
    twins_clear (&twins);
    g_rand_free (random);
}

/* Where a value stands, by its lists. */
static GArray *
places_of (const CopiaLayer *layer, uint32_t value)
{
    GArray *places = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    copia_layer_add_ids (layer, value, ids);
    for (guint i = 0; i < ids->len; i++) {
        CopiaList list =
            copia_postings_list (layer->postings, g_array_index (ids, uint32_t, i));

        while (copia_list_next (&list))
            g_array_append_val (places, list.pos);
    }
    return places;
}

static void
assert_same_layer (const CopiaLayer *one, const CopiaLayer *set, uint64_t tokens)
{
    g_assert_cmpuint (one->count, ==, set->count);
    for (uint32_t value = 0; value < one->count; value++) {
        CopiaString a = copia_layer_value (one, value);
        CopiaString b = copia_layer_value (set, value);
        g_autoptr (GArray) places = places_of (set, value);

        g_assert_cmpmem (a.bytes, a.size, b.bytes, b.size);
        g_assert_cmpuint (copia_layer_freq (one, value), ==,
                          copia_layer_freq (set, value));
        g_assert_cmpuint (copia_layer_words (one, value), ==,
                          copia_layer_words (set, value));
        g_assert_cmpuint (places->len, ==, copia_layer_freq (one, value));
        for (guint i = 0; i < places->len; i++)
            g_assert_cmpuint (copia_layer_at (one, g_array_index (places, uint64_t, i)),
                              ==, value);
    }
    for (uint64_t cpos = 0; cpos < tokens; cpos++)
        g_assert_cmpuint (copia_layer_at (one, cpos), ==, copia_layer_at (set, cpos));
}

static void
test_attributes_are_those_of_one_index (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    guint annotated = 0;

    for (unsigned round = 0; round < 20; round++) {
        Twins twins = twins_new (random);
        g_autofree char *path = g_build_filename (twins.parts, "c.copia", NULL);
        g_autofree char *whole = g_build_filename (twins.whole, "c.copia", NULL);
        g_autoptr (CopiaIndex) set = copia_index_open (path, NULL);
        g_autoptr (CopiaIndex) one = copia_index_open (whole, NULL);

        annotated += twins.annotated;
        g_assert_cmpuint (copia_index_n_layers (one), ==, twins.annotated ? 6 : 2);
        for (uint32_t i = 0; i < copia_index_n_layers (one); i++)
            assert_same_layer (copia_index_layer (one, i), copia_index_layer (set, i),
                               copia_index_tokens (one)->size);
        twins_clear (&twins);
    }
    g_assert_cmpuint (annotated, >, 3);
    g_rand_free (random);
}

static char *
error_of_opening (const char *path, int code)
{
    g_autoptr (GError) error = NULL;
    CopiaIndex *index = copia_index_open (path, &error);

    g_assert_null (index);
    g_assert_nonnull (error);
    if (code >= 0)
        g_assert_error (error, COPIA_ERROR, code);
    return g_strdup (error->message);
}

static void
test_a_file_that_is_gone_or_another_is_an_error (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    Twins twins = twins_new (random);
    g_autofree char *path = g_build_filename (twins.parts, "c.copia", NULL);
    g_autofree char *first = g_build_filename (twins.parts, "0.copia", NULL);
    g_autofree char *away = g_build_filename (twins.parts, "away", NULL);
    g_autofree char *missing = NULL, *other = NULL;

    g_rename (first, away);
    missing = error_of_opening (path, -1);
    g_assert_nonnull (strstr (missing, "0.copia' is missing"));
    write_range (twins.corpus, 0, twins.corpus->tokens->len, first, false);
    if (twins.files > 1) {
        other = error_of_opening (path, COPIA_ERROR_DAMAGED);
        g_assert_nonnull (strstr (other, "was replaced"));
    }
    twins_clear (&twins);
    g_rand_free (random);
}

/* Cut or changed anywhere, a manifest is refused, or it still says the same. */
static void
test_a_damaged_manifest_is_refused (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    Twins twins = twins_new (random);
    g_autofree char *path = g_build_filename (twins.parts, "c.copia", NULL);
    g_autofree char *text = NULL;
    gsize size;

    g_file_get_contents (path, &text, &size, NULL);
    for (gsize cut = 0; cut < size; cut++) {
        g_file_set_contents (path, text, (gssize) cut, NULL);
        g_free (error_of_opening (path, -1));
    }
    for (gsize at = 0; at < size; at++) {
        g_autofree char *changed = g_memdup2 (text, size);

        changed[at] ^= 1;
        g_file_set_contents (path, changed, (gssize) size, NULL);
        g_free (error_of_opening (path, -1));
    }
    twins_clear (&twins);
    g_rand_free (random);
}

/* What may be unpacked for all readers. */
static uint64_t
limit_of (const CopiaIndex *index)
{
    return copia_index_container (index)->most_unpacked;
}

static void
test_files_share_one_limit (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    Twins twins = twins_new (random);
    g_autofree char *path = g_build_filename (twins.parts, "c.copia", NULL);
    g_autofree char *whole = g_build_filename (twins.whole, "c.copia", NULL);
    g_autoptr (CopiaIndex) set = copia_index_open (path, NULL);
    g_autoptr (CopiaIndex) one = copia_index_open (whole, NULL);
    const CopiaShards *shards = copia_index_shards (set);
    uint64_t sum = 0;

    for (uint32_t i = 0; i < shards->n; i++) {
        g_assert_cmpuint (limit_of (shards->shards[i].index), >, 0);
        sum += limit_of (shards->shards[i].index);
    }
    g_assert_cmpuint (sum, <=, limit_of (one) + limit_of (one) / 1000);
    g_assert_cmpuint (sum, >=, limit_of (one) - limit_of (one) / 1000);
    twins_clear (&twins);
    g_rand_free (random);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/set/a-set-is-verified-and-merged",
                     test_a_set_is_verified_and_merged);
    g_test_add_func ("/set/files-share-one-limit", test_files_share_one_limit);
    g_test_add_func ("/set/lists-seek-across-files", test_lists_seek_across_files);
    g_test_add_func ("/set/attributes-are-those-of-one-index",
                     test_attributes_are_those_of_one_index);
    g_test_add_func ("/set/a-file-that-is-gone-or-another-is-an-error",
                     test_a_file_that_is_gone_or_another_is_an_error);
    g_test_add_func ("/set/a-damaged-manifest-is-refused",
                     test_a_damaged_manifest_is_refused);
    return g_test_run ();
}
