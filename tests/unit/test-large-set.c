/* test-large-set.c - a set of more than 2^32 tokens: no position and no count wraps.
 *
 * One file of four million tokens is named again and again.
 */
#include "support/request-line.h"
#include "support/scratch-index.c"

#include "base/error.h"
#include "command/command.h"
#include "index/set.h"

#include <string.h>

#define FILE_TOKENS ((uint64_t) 1 << 22)
#define FILES 1030u
#define NEEDLE 1000u  /* where it stands in the file */
#define CHAPTER 2000u /* tokens that are one, the first */
#define RARE 12u      /* more words than are merged list by list */

typedef struct {
    char *folder, *file, *path;
    CopiaIndex *index;
} Large;

/* Word i of the file. */
static void
say_word (uint64_t i, char word[16])
{
    g_snprintf (word, 16, "w%u", (unsigned) (i % 31));
    if (i == NEEDLE)
        strcpy (word, "needle");
    if (i == NEEDLE + 1)
        strcpy (word, "hay");
    if (i >= 5000 && i < 5000 + RARE)
        g_snprintf (word, 16, "rare%u", (unsigned) i);
}

static void
send_words (const CopiaReceiver *to)
{
    static const CopiaAttribute number = { "n", "1" };

    to->open (to->self, "text", NULL, 0);
    to->open (to->self, "chapter", &number, 1);
    for (uint64_t i = 0; i < FILE_TOKENS; i++) {
        char word[16];

        if (i == CHAPTER)
            to->close (to->self, "chapter");
        say_word (i, word);
        scratch_send_word (to, word, i == 0);
    }
    to->close (to->self, "text");
}

static Large
large_new (void)
{
    Large self = { .folder = g_dir_make_tmp ("copia-test-XXXXXX", NULL) };
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autofree const CopiaIndex **parts = g_new (const CopiaIndex *, FILES);
    g_autoptr (CopiaIndex) file = NULL;
    g_autoptr (GError) error = NULL;

    self.file = g_build_filename (self.folder, "file.copia", NULL);
    self.path = g_build_filename (self.folder, "large.copia", NULL);
    send_words (&to);
    copia_index_writer_close (writer, self.file, &error);
    g_assert_no_error (error);
    file = copia_index_open (self.file, &error);
    g_assert_no_error (error);
    for (unsigned i = 0; i < FILES; i++)
        parts[i] = file;
    copia_set_write (parts, FILES, self.path, &error);
    g_assert_no_error (error);
    self.index = copia_index_open (self.path, &error);
    g_assert_no_error (error);
    return self;
}

static void
large_clear (Large *self)
{
    g_autofree char *joint = g_build_filename (self->folder, "large.1.union", NULL);

    copia_index_close (self->index);
    g_unlink (joint);
    g_unlink (self->file);
    g_unlink (self->path);
    g_rmdir (self->folder);
    g_free (self->folder);
    g_free (self->file);
    g_free (self->path);
}

static uint32_t
id_of (const CopiaIndex *index, const char *word)
{
    const CopiaLayer *words = copia_index_layer (index, 0);

    return copia_layer_find (words, (CopiaString){ word, strlen (word) });
}

static void
check_lists (const Large *self)
{
    uint32_t id = id_of (self->index, "needle");
    CopiaList list = copia_postings_list (copia_index_postings (self->index), id);

    for (uint64_t i = 0; i < FILES; i++) {
        g_assert_true (copia_list_next (&list));
        g_assert_cmpuint (list.pos, ==, i * FILE_TOKENS + NEEDLE);
        g_assert_cmpuint (copia_list_rank (&list), ==, i);
    }
    g_assert_false (copia_list_next (&list));
    for (uint64_t i = FILES - 1; i > 0; i /= 2) {
        list = copia_postings_list (copia_index_postings (self->index), id);
        g_assert_true (copia_list_seek (&list, i * FILE_TOKENS - 5));
        g_assert_cmpuint (list.pos, ==, i * FILE_TOKENS + NEEDLE);
        g_assert_cmpuint (copia_list_rank (&list), ==, i);
    }
}

static void
check_tokens (const Large *self)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    uint64_t last = FILES * FILE_TOKENS - 1;

    g_assert_cmpuint (tokens->size, ==, last + 1);
    g_assert_cmpuint (tokens->size, >, UINT32_MAX);
    g_assert_cmpuint (tokens->words, ==, tokens->size);
    g_assert_cmpuint (copia_tokens_words_before (tokens, last), ==, last);
    g_assert_cmpuint (copia_tokens_nth_word (tokens, last), ==, last);
    g_assert_cmpuint (copia_tokens_get (tokens, last - FILE_TOKENS + 1 + NEEDLE), ==,
                      id_of (self->index, "needle"));
    g_assert_cmpuint (copia_regions_start (copia_index_texts (self->index), FILES - 1),
                      ==, (FILES - 1) * FILE_TOKENS);
}

static bool
take_bytes (void *said, const char *bytes, size_t size, GError **error)
{
    (void) error;
    g_string_append_len (said, bytes, (gssize) size);
    return true;
}

/* Rows of a command, without the line of names, or its error; words with ~ between. */
static GStrv
rows_of (const Large *self, const char *line)
{
    g_autoptr (GString) said = g_string_new (NULL);
    CopiaFront front = { .sink = { said, take_bytes, NULL, NULL } };
    g_autoptr (CopiaRequest) request = request_of_line (line, self->path, &front);
    g_autoptr (GError) error = NULL;
    const char *names;

    copia_request_run (request, &error);
    if (error)
        g_string_printf (said, "\n%s\n", error->message);
    names = strchr (said->str, '\n');
    g_string_erase (said, 0, names - said->str + 1);
    if (said->len > 0)
        g_string_truncate (said, said->len - 1);
    return g_strsplit (said->str, "\n", -1);
}

static char *
field (const char *row, unsigned number)
{
    g_auto (GStrv) fields = g_strsplit (row, "\t", -1);

    g_assert_cmpuint (g_strv_length (fields), >, number);
    return g_strdup (fields[number]);
}

/* A concordance of one hit a file: its places, in order. */
static void
check_places (const Large *self, const char *line, uint64_t at)
{
    g_auto (GStrv) rows = rows_of (self, line);

    g_assert_cmpuint (g_strv_length (rows), ==, FILES);
    for (uint64_t i = 0; i < FILES; i++) {
        g_autofree char *cpos = field (rows[i], 1);

        g_assert_cmpuint (g_ascii_strtoull (cpos, NULL, 10), ==, i * FILE_TOKENS + at);
    }
}

/* What a row of a list of sequences says: how often, and in how many texts. */
static void
check_row (GStrv rows, const char *words, uint64_t count, uint64_t range)
{
    for (; *rows; rows++) {
        g_autofree char *name = field (*rows, 1);
        g_autofree char *times = field (*rows, 2), *texts = field (*rows, 4);

        if (strcmp (name, words) != 0)
            continue;
        g_assert_cmpuint (g_ascii_strtoull (times, NULL, 10), ==, count);
        g_assert_cmpuint (g_ascii_strtoull (texts, NULL, 10), ==, range);
        return;
    }
    g_error ("no row says '%s'", words);
}

/* Times that w0 stands `ahead` words before that word in a chapter. */
static uint64_t
count_pairs (const char *other, unsigned ahead)
{
    uint64_t n = 0;

    for (uint64_t i = 0; i + ahead < CHAPTER; i += 31) {
        char first[16], second[16];

        say_word (i, first);
        say_word (i + ahead, second);
        n += strcmp (first, "w0") == 0 && strcmp (second, other) == 0;
    }
    return n;
}

/* In chapters, which are everywhere. */
static void
check_sequences (const Large *self)
{
    g_auto (GStrv) pairs =
        rows_of (self, "ngrams~--size=2~--by=text~--where=chapter=1");
    g_auto (GStrv) around =
        rows_of (self, "ngrams~--node=needle~--size=2~--by=chapter~--where=chapter=1");
    g_auto (GStrv) frames = rows_of (
        self, "ngrams~--frames~--min-variants=1~--size=3~--by=text~--where=chapter=1");

    check_row (pairs, "w0 w1", FILES * count_pairs ("w1", 1), FILES);
    check_row (pairs, "needle hay", FILES, FILES);
    check_row (around, "needle hay", FILES, FILES);
    g_assert_cmpuint (g_strv_length (around), ==, 2);
    check_row (frames, "w0 * w2", FILES * count_pairs ("w2", 2), FILES);
}

static void
check_commands (const Large *self)
{
    g_auto (GStrv) rare = rows_of (self, "kwic~rare*~--limit=100000");
    g_auto (GStrv) near =
        rows_of (self, "collocates~needle~--min=1~--limit=1~--window=0,1");
    g_auto (GStrv) texts = rows_of (self, "freq~needle~--by=text");
    g_autofree char *last = NULL, *word = NULL, *observed = NULL;

    check_places (self, "kwic~needle~--limit=100000", NEEDLE);
    check_places (self, "kwic~needle~--limit=100000~--sort=R1,L1,node", NEEDLE);
    check_places (self, "kwic~\"needle\" \"h.*\"~--limit=100000", NEEDLE);
    check_places (self, "kwic~[word=\"needle\"] []{0,2} \"hay\"~--cql~--limit=100000",
                  NEEDLE);
    g_assert_cmpuint (g_strv_length (rare), ==, FILES * RARE);
    last = field (rare[FILES * RARE - 1], 1);
    g_assert_cmpuint (g_ascii_strtoull (last, NULL, 10), ==,
                      (FILES - 1) * FILE_TOKENS + 5000 + RARE - 1);
    word = field (near[0], 0);
    observed = field (near[0], 1);
    g_assert_cmpstr (word, ==, "hay");
    g_assert_cmpuint (g_ascii_strtoull (observed, NULL, 10), ==, FILES);
    g_assert_cmpuint (g_strv_length (texts), ==, FILES);
    check_sequences (self);
}

static void
test_nothing_wraps (void)
{
    Large large = large_new ();

    check_tokens (&large);
    check_lists (&large);
    check_commands (&large);
    large_clear (&large);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/large-set/nothing-wraps-beyond-32-bits", test_nothing_wraps);
    return g_test_run ();
}
