/* test-set.c - several files in a set answer as one file of all their texts, byte for byte. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "support/annotated.h"

#include "base/error.h"
#include "command/command.h"
#include "index/merge.h"
#include "index/set.h"

#include <string.h>

/* A corpus in two folders, both times called "c.copia": as one file, and as a set. */
typedef struct {
    RandomCorpus *corpus;
    char *home, *whole, *parts; /* folders */
    guint files;
    bool annotated;
} Twins;

static void
write_range (const RandomCorpus *corpus, unsigned from, unsigned end, const char *path,
             bool annotated)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (GError) error = NULL;

    if (annotated)
        annotated_send (corpus, from, end, &to);
    else
        random_corpus_send (corpus, from, end, &to);
    copia_index_writer_meta (writer, "tokenizer", "words");
    copia_index_writer_meta (writer, "tokenizer.options", "");
    copia_index_writer_close (writer, path, &error);
    g_assert_no_error (error);
}

/* Where texts begin, some of them. */
static GArray *
cuts_of (const RandomCorpus *corpus, GRand *random)
{
    GArray *cuts = g_array_new (FALSE, FALSE, sizeof (unsigned));
    unsigned n = corpus->tokens->len, zero = 0;

    g_array_append_val (cuts, zero);
    for (unsigned i = 1; i < n; i++)
        if (random_corpus_token (corpus, i)->text !=
                random_corpus_token (corpus, i - 1)->text &&
            g_rand_int_range (random, 0, 4) > 0)
            g_array_append_val (cuts, i);
    g_array_append_val (cuts, n);
    return cuts;
}

static void
close_index (void *index)
{
    copia_index_close (index);
}

/* Half the time one file after the other is added to the set. */
static void
write_set (Twins *self, GRand *random)
{
    g_autoptr (GArray) cuts = cuts_of (self->corpus, random);
    g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (close_index);
    g_autofree char *path = g_build_filename (self->parts, "c.copia", NULL);
    bool grow = g_rand_boolean (random);
    g_autoptr (GError) error = NULL;

    self->files = cuts->len - 1;
    for (guint i = 0; i + 1 < cuts->len; i++) {
        g_autofree char *name = g_strdup_printf ("%u.copia", i);
        g_autofree char *file = g_build_filename (self->parts, name, NULL);

        write_range (self->corpus, g_array_index (cuts, unsigned, i),
                     g_array_index (cuts, unsigned, i + 1), file, self->annotated);
        g_ptr_array_add (indexes, copia_index_open (file, &error));
        g_assert_no_error (error);
        if (!grow && i + 2 < cuts->len)
            continue;
        copia_set_write_as ((const CopiaIndex *const *) indexes->pdata, indexes->len,
                            path, (CopiaSetKind) g_rand_int_range (random, 0, 3),
                            &error);
        g_assert_no_error (error);
        g_ptr_array_set_size (indexes, 0);
        g_ptr_array_add (indexes, copia_index_open (path, &error));
        g_assert_no_error (error);
    }
}

static Twins
twins_new (GRand *random)
{
    Twins self = { .annotated = g_rand_boolean (random) };
    g_autofree char *path = NULL;
    g_autoptr (GError) error = NULL;

    self.corpus =
        random_corpus_new (random, (unsigned) g_rand_int_range (random, 200, 2500),
                           (unsigned) g_rand_int_range (random, 5, 300));
    self.home = g_dir_make_tmp ("copia-test-XXXXXX", &error);
    g_assert_no_error (error);
    self.whole = g_build_filename (self.home, "whole", NULL);
    self.parts = g_build_filename (self.home, "parts", NULL);
    g_mkdir (self.whole, 0700);
    g_mkdir (self.parts, 0700);
    path = g_build_filename (self.whole, "c.copia", NULL);
    write_range (self.corpus, 0, self.corpus->tokens->len, path, self.annotated);
    write_set (&self, random);
    return self;
}

static void
remove_folder (const char *folder)
{
    GDir *dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
    }
    g_dir_close (dir);
    g_rmdir (folder);
}

static void
twins_clear (Twins *self)
{
    remove_folder (self->whole);
    remove_folder (self->parts);
    g_rmdir (self->home);
    random_corpus_free (self->corpus);
    g_free (self->home);
    g_free (self->whole);
    g_free (self->parts);
}

static bool
take_bytes (void *answer, const char *bytes, size_t size, GError **error)
{
    (void) error;
    g_string_append_len (answer, bytes, (gssize) size);
    return true;
}

static void
take_note (void *answer, const char *line)
{
    g_string_append_printf (answer, "note: %s\n", line);
}

/* What the command says, and how it ends; the index id is made one. */
static char *
answer (const char *folder, const char *id, const char *line)
{
    GString *said = g_string_new (NULL);
    CopiaFront front = { .sink = { said, take_bytes, take_note } };
    g_auto (GStrv) words = g_strsplit (line, "~", -1);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaRequest) request = NULL;
    CopiaOutcome outcome = COPIA_OUTCOME_FAILED;
    bool good = true;

    g_assert_cmpint (g_chdir (folder), ==, 0);
    request = copia_request_new (copia_command_find (words[0]), &front);
    copia_request_argument (request, "c.copia");
    for (char **word = words + 1; *word && good; word++) {
        char *value = strchr (*word, '=');

        if (!g_str_has_prefix (*word, "--")) {
            copia_request_argument (request, *word);
            continue;
        }
        if (value)
            *value++ = '\0';
        good = copia_request_set (request, *word + 2, value, &error);
    }
    if (good)
        outcome = copia_request_run (request, &error);
    g_string_append_printf (said, "outcome %d %s\n", outcome,
                            error ? error->message : "");
    g_string_replace (said, id, "the same", 0);
    return g_string_free (said, FALSE);
}

static char *
id_in (const char *folder)
{
    g_autofree char *path = g_build_filename (folder, "c.copia", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) index = copia_index_open (path, &error);

    g_assert_no_error (error);
    return g_strdup (copia_index_id (index));
}

/* A word of the corpus, the one in front of it, and a rare one fill the places. */
static char *
fill (const Twins *twins, GRand *random, const char *line)
{
    unsigned n = twins->corpus->tokens->len;
    unsigned at = (unsigned) g_rand_int_range (random, 1, (int) n);
    GString *filled = g_string_new (line);
    g_autofree char *cpos = g_strdup_printf ("%u", at);
    const char *vocabulary = twins->corpus->vocabulary[g_rand_int_range (random, 0, 5)];

    g_string_replace (filled, "FIRST",
                      random_corpus_token (twins->corpus, at - 1)->form, 0);
    g_string_replace (filled, "SECOND", random_corpus_token (twins->corpus, at)->form,
                      0);
    g_string_replace (filled, "WORD", vocabulary, 0);
    g_string_replace (filled, "CPOS", cpos, 0);
    return g_string_free (filled, FALSE);
}

/* Words of a command line, with ~ between. */
static const char *const lines[] = {
    "kwic~WORD",
    "kwic~WORD~--format=text~--sort=R1,L1",
    "kwic~FIRST SECOND~--sort=L2,node",
    "kwic~a*~--sort=R2~--limit=7~--offset=3",
    "kwic~*~--sample=20~--seed=5",
    "kwic~[form=\"WORD\"] []{0,3} [form=\"b.*\"]~--cql",
    "kwic~<s> []~--cql~--refs=part,chapter",
    "kwic~[word=\".*a\"] within <chapter n=\"2\"/>~--cql~--where=part=1",
    "kwic~a:[] []{0,2} b:[] :: a.form = b.form~--cql~--limit=30",
    "kwic~(meet \"WORD\" \"a.*\"%c -3 3)~--cql",
    "freq~WORD~FIRST SECOND~*a~--by=chapter",
    "freq~WORD~--slices=7~--format=json",
    "freq~WORD~--by=text~--where=part=2",
    "words~--limit=50~--by=text",
    "words~--where=part=1~--sort=range",
    "words~--regex=.*a~--format=json",
    "words~--attribute=word~--punctuation",
    "collocates~WORD~--min=1",
    "collocates~WORD~--window=2,3~--measure=mi,ll~--format=jsonl",
    "collocates~a*~--within=s~--min=2~--where=part=1",
    "ngrams~--size=2,3~--min=1",
    "ngrams~--size=3~--node=WORD~--min=1~--by=text",
    "keywords~--target=part=1~--min=1",
    "dispersion~WORD~FIRST~--by=chapter",
    "dispersion~WORD~--slices=11~--plot~--format=text",
    "diversity~--by=part",
    "diversity~--slices=3",
    "read~CPOS~--format=text",
    "read~CPOS~--unit=s~--neighbours=3",
    "outline~--format=text",
    "export",
    "kwic~zzzz",
};

static void
test_a_set_answers_as_one_index (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    guint files = 0, failed = 0, asked = 0;

    for (unsigned round = 0; round < 12; round++) {
        Twins twins = twins_new (random);
        g_autofree char *id = id_in (twins.whole), *set_id = id_in (twins.parts);
        size_t n = G_N_ELEMENTS (lines), most = n;

        files += twins.files;
        most += twins.annotated ? G_N_ELEMENTS (annotated_lines) : 0;
        for (size_t i = 0; i < most; i++, asked++) {
            g_autofree char *line =
                fill (&twins, random, i < n ? lines[i] : annotated_lines[i - n]);
            g_autofree char *one = answer (twins.whole, id, line);
            g_autofree char *set = answer (twins.parts, set_id, line);

            if (strcmp (one, set) != 0)
                g_test_message ("%s", line);
            g_assert_cmpstr (one, ==, set);
            failed += strstr (one, "outcome 2") != NULL;
        }
        g_chdir (twins.home);
        twins_clear (&twins);
    }
    g_assert_cmpuint (files, >, 40);
    g_assert_cmpuint (failed * 20, <,
                      asked); /* nearly all are questions it can answer */
    g_rand_free (random);
}

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

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/set/a-set-answers-as-one-index",
                     test_a_set_answers_as_one_index);
    g_test_add_func ("/set/a-set-is-verified-and-merged",
                     test_a_set_is_verified_and_merged);
    g_test_add_func ("/set/lists-seek-across-files", test_lists_seek_across_files);
    g_test_add_func ("/set/attributes-are-those-of-one-index",
                     test_attributes_are_those_of_one_index);
    g_test_add_func ("/set/a-file-that-is-gone-or-another-is-an-error",
                     test_a_file_that_is_gone_or_another_is_an_error);
    g_test_add_func ("/set/a-damaged-manifest-is-refused",
                     test_a_damaged_manifest_is_refused);
    return g_test_run ();
}
