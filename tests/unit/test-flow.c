/* test-flow.c - annotated text is read as it comes, however long it is. */
#include "base/error.h"
#include "import/flow.h"
#include "import/reader.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packing.h"

#define LIMIT (COPIA_FLOW_BEGINNING + 1)

static char *folder;

/* ---- what is heard -------------------------------------------------------------------- */

static void
hear_open (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    g_string_append_printf (data, "<%s", name);
    for (size_t i = 0; i < n; i++)
        if (strcmp (attributes[i].name, "file") != 0)
            g_string_append_printf (data, " %s=%s", attributes[i].name,
                                    attributes[i].value);
    g_string_append (data, ">\n");
}

static void
hear_token (void *data, const CopiaTokenEvent *event)
{
    g_string_append_len (data, event->gap, (gssize) event->gap_size);
    g_string_append_len (data, event->token, (gssize) event->token_size);
    g_string_append_printf (data, "/%.*s\n", (int) event->values[0].size,
                            event->values[0].bytes);
}

static void
hear_close (void *data, const char *name)
{
    g_string_append_printf (data, "</%s>\n", name);
}

static void
hear_tail (void *data, const char *gap, size_t size)
{
    g_string_append_len (data, gap, (gssize) size);
}

static void
hear_layers (void *data, const char *const *names, size_t n)
{
    (void) data;
    g_assert_cmpuint (n, >, 0);
    g_assert_nonnull (names[0]);
}

static CopiaReceiver
hear (GString *heard)
{
    return (CopiaReceiver){ .self = heard,
                            .open = hear_open,
                            .token = hear_token,
                            .close = hear_close,
                            .tail = hear_tail,
                            .layers = hear_layers };
}

/* ---- long texts ----------------------------------------------------------------------- */

static const char *const words[] = {
    "naïve", "Straße", "中文", "😀😀", "the", "a\r", "x"
};

static const char *
any_word (void)
{
    return words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];
}

static char *
vertical (void)
{
    GString *text = g_string_new ("\xEF\xBB\xBF<text id=\"a\">\n<s>\n");

    while (text->len < 2 * LIMIT)
        g_string_append_printf (text, "%s%s\t%d\t%s\r\n", any_word (), any_word (),
                                g_test_rand_int_range (0, 2000), any_word ());
    g_string_append (text, "</s>\n</text>");
    return g_string_free (text, FALSE);
}

static char *
treebank (void)
{
    GString *text = g_string_new (NULL);

    for (int i = 0; text->len < 2 * LIMIT; i++)
        g_string_append_printf (text,
                                "# sent_id = %d\n1\t%sx\tb\tX\t_\t_\t0\troot\t_\t_\n"
                                "2\tы\tb\tX\t_\t_\t1\td\t_\tSpaceAfter=No\n\n",
                                i, any_word ());
    return g_string_free (text, FALSE);
}

static char *
write_bytes (const char *name, const char *bytes, gsize size)
{
    char *path = g_build_filename (folder, name, NULL);

    g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
    return path;
}

static char *
read_path (const char *path, CopiaReaderOptions options, GPtrArray *notes,
           GError **error)
{
    g_autoptr (GString) heard = g_string_new (NULL);
    CopiaReceiver to = hear (heard);
    g_autoptr (CopiaReader) reader = NULL;

    options.limit = LIMIT;
    reader = copia_reader_new (&options, error);
    if (!reader || !copia_reader_read (reader, path, &to, notes, error)) {
        g_assert_nonnull (*error);
        return NULL;
    }
    g_assert_no_error (*error);
    return g_strndup (heard->str, heard->len);
}

/* At once, without the limit. */
static char *
read_text (const char *name, const char *text)
{
    CopiaReaderOptions options = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) heard = g_string_new (NULL);
    CopiaReceiver to = hear (heard);
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, &error);

    copia_reader_read_memory (reader, name, text, strlen (text), &to, NULL, &error);
    g_assert_no_error (error);
    return g_strndup (heard->str, heard->len);
}

typedef struct {
    const char *path, *bytes;
    gsize size;
} Feed;

static void *
feed (void *data)
{
    const Feed *self = data;
    int fd = open (self->path, O_WRONLY | O_CLOEXEC);
    ssize_t n = 1;

    for (gsize at = 0; at < self->size && n > 0; at += (gsize) n)
        n = write (fd, self->bytes + at, self->size - at);
    close (fd);
    return NULL;
}

static char *
read_pipe (const char *name, const char *bytes, gsize size, GError **error)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    Feed what = { path, bytes, size };
    GThread *thread;
    char *heard;

    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
    thread = g_thread_new ("feed", feed, &what);
    heard = read_path (path, (CopiaReaderOptions){ 0 }, NULL, error);
    g_thread_join (thread);
    (void) g_unlink (path);
    return heard;
}

static GByteArray *
pack (const char *filter, const char *text, gsize size)
{
    Packing *packing = packing_new ("raw", filter, NULL);

    packing_add (packing, "x", text, size, 1);
    return packing_end (packing);
}

static void
assert_long (const char *name, const char *text)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = write_bytes (name, text, strlen (text));
    g_autofree char *usual = read_text (name, text);
    g_autofree char *pipe = g_strconcat ("pipe-", name, NULL);
    g_autofree char *heard = read_path (path, (CopiaReaderOptions){ 0 }, NULL, &error);
    g_autofree char *flowed = NULL;

    g_assert_no_error (error);
    g_assert_cmpuint (strlen (text), >, LIMIT);
    g_assert_true (strcmp (heard, usual) == 0);
    flowed = read_pipe (pipe, text, strlen (text), &error);
    g_assert_no_error (error);
    g_assert_true (strcmp (flowed, usual) == 0);
}

static void
test_a_file_beyond_the_limit_is_told_to_its_end (void)
{
    g_autofree char *columns = vertical (), *sentences = treebank ();

    assert_long ("a.vrt", columns);
    assert_long ("a.conllu", sentences);
    assert_long ("shown.txt", columns); /* by its lines */
}

static void
test_a_long_text_of_another_encoding_is_told_where_it_is_named (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *text = treebank ();
    g_autofree char *usual = read_text ("a.conllu", text);
    gsize size;
    g_autofree char *bytes =
        g_convert (text, -1, "UTF-16", "UTF-8", NULL, &size, &error);
    g_autofree char *path = write_bytes ("a.conllu", bytes, size);
    g_autofree char *marked = read_path (path, (CopiaReaderOptions){ 0 }, NULL, &error);
    g_autofree char *named = NULL;

    g_assert_no_error (error);
    g_assert_true (strcmp (marked, usual) == 0);
    g_free (bytes);
    bytes = g_convert (text, -1, "GB18030", "UTF-8", NULL, &size, &error);
    g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
    named =
        read_path (path, (CopiaReaderOptions){ .encoding = "GB18030" }, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (strcmp (named, usual) == 0);
}

/* ---- what is packed ------------------------------------------------------------------- */

static const struct {
    const char *filter, *ending;
    gsize checked; /* a byte of a checksum, from the end */
} packers[] = { { "gzip", ".gz", 7 },
                { "bzip2", ".bz2", 4 },
                { "xz", ".xz", 9 },
                { "zstd", ".zst", 0 } };

/* As one member, or as two and padding. */
static GByteArray *
pack_members (const char *filter, const char *text, gsize cut)
{
    GByteArray *bytes = pack (filter, text, cut > 0 ? cut : strlen (text));

    if (cut > 0) {
        GByteArray *more = pack (filter, text + cut, strlen (text + cut));

        g_byte_array_append (bytes, more->data, more->len);
        g_byte_array_unref (more);
        if (strcmp (filter, "gzip") == 0)
            g_byte_array_append (bytes, (const guint8 *) "\0\0\0", 3);
    }
    return bytes;
}

static void
assert_long_packed (const char *name, const char *text, gsize cut, gsize ways)
{
    g_autofree char *usual = read_text (name, text);

    g_assert_cmpuint (strlen (text), >, LIMIT);
    for (gsize i = 0; i < ways; i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (GByteArray) bytes = pack_members (packers[i].filter, text, cut);
        g_autofree char *called = g_strconcat (name, packers[i].ending, NULL);
        g_autofree char *pipe = g_strconcat ("pipe-", called, NULL);
        g_autofree char *path = write_bytes (called, (char *) bytes->data, bytes->len);
        g_autofree char *heard =
            read_path (path, (CopiaReaderOptions){ 0 }, NULL, &error);
        g_autofree char *flowed = NULL;

        g_assert_no_error (error);
        g_assert_true (strcmp (heard, usual) == 0);
        flowed = read_pipe (pipe, (char *) bytes->data, bytes->len, &error);
        g_assert_no_error (error);
        g_assert_true (strcmp (flowed, usual) == 0);
    }
}

/* Such that its packed beginning is not all either. */
static char *
noise (void)
{
    GString *text = g_string_new ("<text>\n");

    while (text->len < 3 * LIMIT) {
        for (int i = 0; i < 24; i++)
            g_string_append_c (text, "0123456789abcdef"[g_test_rand_int_range (0, 16)]);
        g_string_append (text, "\tN\tx\n");
    }
    g_string_append (text, "</text>\n");
    return g_string_free (text, FALSE);
}

static void
test_annotated_text_that_is_packed_is_told_beyond_the_limit (void)
{
    g_autofree char *columns = vertical (), *sentences = treebank (), *more = noise ();
    gsize cut = (gsize) g_test_rand_int_range (1, (gint32) strlen (columns));
    assert_long_packed ("a.vrt", columns, 0, 1);
    assert_long_packed ("a.vrt", columns, cut, G_N_ELEMENTS (packers));
    assert_long_packed ("a.conllu", sentences, 0, 1);
    assert_long_packed ("shown.txt", columns, 0, 1); /* by its lines */
    assert_long_packed ("n.vrt", more, 0, G_N_ELEMENTS (packers));
    assert_long_packed ("n.vrt", more, strlen (more) - 100, 1);
}

/* ---- what is wrong -------------------------------------------------------------------- */

static void
assert_refused (const char *name, const char *bytes, gsize size, const char *why)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = write_bytes (name, bytes, size);

    g_free (read_path (path, (CopiaReaderOptions){ 0 }, NULL, &error));
    g_assert_nonnull (error);
    if (!strstr (error->message, why))
        g_error ("'%s' is not said: %s", why, error->message);
}

static void
test_what_is_wrong_far_behind_is_told (void)
{
    g_autofree char *text = vertical ();
    gsize size = strlen (text);
    guint64 lines = 1;

    for (const char *at = text; (at = strchr (at, '\n')); at++)
        lines++;
    {
        g_autofree char *more = g_strconcat (text, "\n</q>\n", NULL);
        g_autofree char *why =
            g_strdup_printf (".vrt:%" G_GUINT64_FORMAT ": </q> closes what is not open",
                             lines + 1);

        assert_refused ("b.vrt", more, strlen (more), why);
    }
    text[size - 3] = '\0';
    {
        g_autofree char *why =
            g_strdup_printf ("n.vrt: binary: a NUL byte at offset %" G_GSIZE_FORMAT,
                             size - 3);

        assert_refused ("n.vrt", text, size, why);
    }
}

static void
test_packed_text_that_is_damaged_far_behind_is_refused (void)
{
    g_autofree char *text = noise ();

    for (gsize i = 0; i < G_N_ELEMENTS (packers); i++) {
        g_autoptr (GByteArray) bytes = pack (packers[i].filter, text, strlen (text));
        g_autofree char *name = g_strconcat ("d.vrt", packers[i].ending, NULL);
        g_autofree char *why =
            g_strconcat (name, ": packed, and cut or damaged (", NULL);
        char *packed = (char *) bytes->data;
        gsize size = bytes->len;

        g_assert_cmpuint (size * 9 / 10, >, COPIA_FLOW_BEGINNING);
        assert_refused (name, packed, size - 1, why);
        assert_refused (name, packed, size * 9 / 10, why);
        if (packers[i].checked) {
            packed[size - packers[i].checked] ^= 1;
            assert_refused (name, packed, size, why);
            packed[size - packers[i].checked] ^= 1;
        }
        g_byte_array_append (bytes, (const guint8 *) "\x1f\x8c and more", 11);
        assert_refused (name, (char *) bytes->data, size + 1, why);
        assert_refused (name, (char *) bytes->data, size + 11, why);
    }
}

static void
test_a_long_text_with_a_broken_byte_is_told_so (void)
{
    g_autofree char *text = vertical ();
    g_autofree char *path = NULL;
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autofree char *heard = NULL;

    *strstr (text + 2 * COPIA_FLOW_BEGINNING - 1000, "\t") = '\xFC';
    path = write_bytes ("u.vrt", text, strlen (text));
    heard = read_path (path, (CopiaReaderOptions){ 0 }, notes, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (notes->len, ==, 1);
    g_assert_nonnull (strstr (notes->pdata[0], "UTF-8 but for 1 place"));
}

static void
test_a_long_text_in_an_unknown_encoding_is_not_guessed_at (void)
{
    g_autoptr (GString) text = g_string_new (NULL);

    while (text->len < 2 * LIMIT)
        g_string_append (text, "gr\xFCn\tA\tgr\xFCn\n");
    assert_refused ("e.vrt", text->str, text->len,
                    "e.vrt: its beginning does not show its encoding; name it: "
                    "--encoding");
}

static void
test_other_texts_beyond_the_limit_are_refused_with_the_way_out (void)
{
    g_autofree char *text = g_strnfill (2 * LIMIT, ' ');
    g_autoptr (GError) error = NULL;

    assert_refused ("a.txt", text, 2 * LIMIT, "divide it into files (split -C 1G");
    memcpy (text, "\x1f\x8b", 2);
    assert_refused ("a.vrt.gz", text, 2 * LIMIT,
                    "packed, and longer than 1048577 bytes, the most that is unpacked; "
                    "unpack it yourself, into a pipe if it is annotated: zcat FILE |");
    memset (text, ' ', 2);
    g_assert_null (read_pipe ("p.txt", text, 2 * LIMIT, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
}

static void
test_what_has_no_end_is_refused_at_once (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *nothing = g_malloc0 (2 * LIMIT);

    g_assert_null (read_path ("/dev/zero", (CopiaReaderOptions){ 0 }, NULL, &error));
    g_assert_nonnull (strstr (error->message, "/dev/zero: a device"));
    g_clear_error (&error);
    g_assert_null (read_path ("/dev/null", (CopiaReaderOptions){ 0 }, NULL, &error));
    g_assert_nonnull (strstr (error->message, "/dev/null: empty"));
    g_clear_error (&error);
    g_assert_null (read_pipe ("nothing", nothing, 2 * LIMIT, &error));
    g_assert_nonnull (strstr (error->message, "nothing but NUL bytes"));
}

static void
clear_folder (void)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        (void) g_unlink (path);
    }
    (void) g_rmdir (folder);
    g_free (folder);
}

int
main (int argc, char **argv)
{
    int failed;

    g_test_init (&argc, &argv, NULL);
    (void) signal (SIGPIPE, SIG_IGN); /* of a pipe that is not read to its end */
    folder = g_dir_make_tmp ("copia-flow-XXXXXX", NULL);
#define TEST(name, function) g_test_add_func ("/flow/" name, function)
    TEST ("long", test_a_file_beyond_the_limit_is_told_to_its_end);
    TEST ("encodings", test_a_long_text_of_another_encoding_is_told_where_it_is_named);
    TEST ("packed", test_annotated_text_that_is_packed_is_told_beyond_the_limit);
    TEST ("wrong", test_what_is_wrong_far_behind_is_told);
    TEST ("damaged", test_packed_text_that_is_damaged_far_behind_is_refused);
    TEST ("broken", test_a_long_text_with_a_broken_byte_is_told_so);
    TEST ("unknown", test_a_long_text_in_an_unknown_encoding_is_not_guessed_at);
    TEST ("limit", test_other_texts_beyond_the_limit_are_refused_with_the_way_out);
    TEST ("no-end", test_what_has_no_end_is_refused_at_once);
    failed = g_test_run ();
    clear_folder ();
    return failed;
}
