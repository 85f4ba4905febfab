/* test-reader.c - a file is told as events: its structures nest, the book's facts hold. */
#include "import/reader.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "import/outline.h"
#include "reading.h"
#include "text.h"

static CopiaReader *
usual_reader (void)
{
    CopiaReaderOptions options = { 0 };

    return copia_reader_new (&options, NULL);
}

static Catch *
read_text (const CopiaReader *reader, const char *name, const char *text, gsize size,
           bool events)
{
    Catch *caught = catch_new (events);
    CopiaReceiver to = catch_receiver (caught);
    g_autoptr (GError) error = NULL;

    copia_reader_read_memory (reader, name, text, size, &to, NULL, &error);
    g_assert_no_error (error);
    catch_check (caught);
    return caught;
}

static void
tell (const char *text, const char *name, const char *events)
{
    g_autoptr (CopiaReader) reader = usual_reader ();
    Catch *caught = read_text (reader, name, text, strlen (text), true);

    g_assert_cmpstr (caught->events->str, ==, events);
    g_assert_cmpstr (caught->text->str, ==, text);
    catch_free (caught);
}

static void
test_structures_nest_as_promised (void)
{
    tell ("Hi. You!\n", "x", "<text file='x'><p><s>Hi . </s><s>You ! </s></p></text>");
    tell (
        "CHAPTER I\n\nA b.\n", "x",
        "<text file='x'><chapter n='1' title='CHAPTER I'><head><s>CHAPTER I </s></head>"
        "<p><s>A b . </s></p></chapter></text>");
    tell ("CHAPTER I. Who? Me!\n\nA.\n", "x",
          "<text file='x'><chapter n='1' title='CHAPTER I. Who? Me!'>"
          "<head><s>CHAPTER I . Who ? Me ! </s></head><p><s>A . "
          "</s></p></chapter></text>");
    tell ("---\ntitle: T\nauthor: A\n---\nx\n# Part One\n## Y\nb\n", "a.md",
          "<text file='a.md' title='T' author='A'><part n='0' title='(front)'>"
          "<chapter n='0' title='(front)'><p><s>x </s></p></chapter></part>"
          "<part n='1' title='Part One'><head><s>Part One </s></head>"
          "<chapter n='1' title='Y'><head><s>Y </s></head><p><s>b "
          "</s></p></chapter></part>"
          "</text>");
}

static void
test_skips_are_gaps_and_part_tokens (void)
{
    tell ("un*believ*able **a.** B\n", "a.md",
          "<text file='a.md'><p><s>un believ able a . </s><s>B </s></p></text>");
    tell ("\n<!-- x -->\n*a*\n<!-- y -->", "a.md",
          "<text file='a.md'><p><s>a </s></p></text>");
    tell ("[[a|b]]c {{d}} e<ref>f</ref>.", "a.wiki",
          "<text file='a.wiki'><p><s>b c e . </s></p></text>");
}

static void
test_headings_may_be_left_out (void)
{
    CopiaReaderOptions options = { .no_heads = true };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    static const char text[] = "PART I\n\nCHAPTER I\n\na\n\nCHAPTER II\n\nb";
    Catch *caught = read_text (reader, "x", text, strlen (text), true);

    g_assert_cmpstr (
        caught->events->str, ==,
        "<text file='x'><part n='1' title='PART I'>"
        "<chapter n='1' title='CHAPTER I'><p><s>a </s></p></chapter>"
        "<chapter n='2' title='CHAPTER II'><p><s>b </s></p></chapter></part>"
        "</text>");
    g_assert_cmpstr (caught->text->str, ==, text);
    catch_free (caught);
}

static void
test_a_text_without_a_token_sends_nothing_and_says_so (void)
{
    static const char *const texts[] = { " \n\t\n", "\n<!-- only -->\n", "{{x}}" };
    static const char *const names[] = { "a.txt", "a.md", "a.wiki" };
    g_autoptr (CopiaReader) reader = usual_reader ();

    for (int i = 0; i < 3; i++) {
        g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
        Catch *caught = catch_new (true);
        CopiaReceiver to = catch_receiver (caught);

        g_assert_true (copia_reader_read_memory (reader, names[i], texts[i],
                                                 strlen (texts[i]), &to, notes, NULL));
        g_assert_cmpstr (caught->events->str, ==, "");
        g_assert_cmpuint (notes->len, ==, 1);
        g_assert_true (g_str_has_prefix (g_ptr_array_index (notes, 0), names[i]));
        catch_free (caught);
    }
}

static void
test_options_that_make_no_sense_are_errors (void)
{
    static const CopiaReaderOptions options[] = { { .importer = "word" },
                                                  { .tokenizer = "letters" },
                                                  { .language = "xx-none" } };
    g_autoptr (GError) missing = NULL;
    CopiaReaderOptions rules = { .rules = "no-such.rules" };

    for (gsize i = 0; i < G_N_ELEMENTS (options); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_null (copia_reader_new (&options[i], &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    }
    g_assert_null (copia_reader_new (&rules, &missing));
    g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* ---- the book ------------------------------------------------------------------------- */

typedef struct {
    GHashTable *counts; /* "part word" -> hits */
    char *part;
} Book;

static void
book_open (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    Book *self = data;

    if (strcmp (name, "part") != 0)
        return;
    g_assert_cmpuint (n, ==, 2);
    g_free (self->part);
    self->part = g_strdup (attributes[0].value);
}

static void
book_token (void *data, const CopiaTokenEvent *event)
{
    Book *self = data;
    g_autofree char *lower = g_utf8_strdown (event->token, (gssize) event->token_size);
    const char *keys[] = { lower, event->word ? "WORDS" : "MARKS" };

    for (int i = 0; i < 2; i++) {
        g_autofree char *in_part = g_strdup_printf ("%s %s", self->part, keys[i]);
        const char *both[] = { in_part, keys[i] };

        for (int j = 0; j < 2; j++)
            g_hash_table_replace (self->counts, g_strdup (both[j]),
                                  GUINT_TO_POINTER (
                                      GPOINTER_TO_UINT (
                                          g_hash_table_lookup (self->counts, both[j])) +
                                      1));
    }
}

static void
book_close (void *data G_GNUC_UNUSED, const char *name G_GNUC_UNUSED)
{
}

static void
book_tail (void *data G_GNUC_UNUSED, const char *gap G_GNUC_UNUSED,
           size_t size G_GNUC_UNUSED)
{
}

static void
test_the_book_has_its_words_in_its_parts (void)
{
    static const struct {
        const char *key;
        guint count;
    } facts[] = {
        { "WORDS", 33945 },     { "revolution", 133 },  { "0 revolution", 4 },
        { "1 revolution", 40 }, { "2 revolution", 37 }, { "3 revolution", 33 },
        { "4 revolution", 19 }, { "we", 251 },          { "0 we", 5 },
        { "1 we", 37 },         { "2 we", 63 },         { "3 we", 35 },
        { "4 we", 111 },        { "the", 3991 },
    };
    gsize size;
    g_autofree char *text = shared_file ("corpus", "russian-revolution.txt", &size);
    g_autoptr (CopiaReader) reader = usual_reader ();
    Book book = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), NULL };
    CopiaReceiver to = {
        &book, book_open, book_token, book_close, book_tail, NULL, NULL
    };

    if (text) {
        g_assert_true (
            copia_reader_read_memory (reader, "book.txt", text, size, &to, NULL, NULL));
        for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
            if (GPOINTER_TO_UINT (g_hash_table_lookup (book.counts, facts[i].key)) !=
                facts[i].count)
                g_error ("'%s': %u, not %u", facts[i].key,
                         GPOINTER_TO_UINT (
                             g_hash_table_lookup (book.counts, facts[i].key)),
                         facts[i].count);
    }
    g_hash_table_unref (book.counts);
    g_free (book.part);
}

typedef struct {
    guint parts, chapters;
    GString *some; /* of the titles, those asked for below */
} Rows;

static void
count_row (void *data, const CopiaOutlineRow *row)
{
    Rows *rows = data;

    rows->parts += strcmp (row->level, "part") == 0;
    rows->chapters += strcmp (row->level, "chapter") == 0;
    if (rows->parts + rows->chapters <= 3 || strcmp (row->level, "part") == 0)
        g_string_append_printf (rows->some, "%s%s", rows->some->len ? "|" : "",
                                row->title);
}

static void
outline_shared (const char *folder, const char *name, guint parts, guint chapters,
                const char *some)
{
    const char *shared = g_getenv ("COPIA_SHARED");
    g_autofree char *path =
        g_build_filename (shared ? shared : "../shared", folder, name, NULL);
    g_autoptr (CopiaTextOutline) outline = copia_text_outline_new (false);
    g_autoptr (CopiaReader) reader = usual_reader ();
    Rows rows = { 0, 0, NULL };

    if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
        g_test_skip (path);
        return;
    }
    rows.some = g_string_new (NULL);
    g_assert_true (copia_text_outline_read (outline, reader, path, NULL, NULL));
    copia_text_outline_each (outline, count_row, &rows);
    g_assert_cmpuint (rows.parts, ==, parts);
    g_assert_cmpuint (rows.chapters, ==, chapters);
    g_assert_cmpstr (rows.some->str, ==, some);
    g_string_free (rows.some, TRUE);
}

static void
test_books_have_the_parts_and_chapters_they_print (void)
{
    outline_shared ("corpus", "russian-revolution.txt", 5, 36,
                    "(front)|(front)|Introduction|Part I|Part II|Part III|Part IV");
    outline_shared (
        "texts", "alice.txt", 0, 13,
        "(front)|CHAPTER I. Down the Rabbit-Hole|CHAPTER II. The Pool of Tears");
    outline_shared ("texts", "moby-dick.txt", 0, 139,
                    "(front)|ETYMOLOGY.|EXTRACTS (Supplied by a Sub-Sub-Librarian).");
    outline_shared ("texts", "hamlet.txt", 3, 6,
                    "(front)|(front)|Actus Primus.|Actus Secundus.");
}

/* The same headings found without the marks that declare them, and without empty lines. */
static void
test_the_book_divides_alike_without_its_mark_up (void)
{
    gsize size;
    g_autofree char *text = shared_file ("corpus", "russian-revolution.txt", &size);
    g_autoptr (CopiaReader) reader = usual_reader ();
    g_autofree char *wanted = NULL;

    for (int i = 0; text && i < 3; i++) {
        g_auto (GStrv) pieces = g_strsplit (text, i ? "[edit source]" : "\v", -1);
        g_autofree char *plain = g_strjoinv ("", pieces);
        g_auto (GStrv) lines = g_strsplit (plain, i == 2 ? "\n\n" : "\v", -1);
        g_autofree char *joined = g_strjoinv ("\n", lines);
        Catch *caught = read_text (reader, "book.txt", joined, strlen (joined), true);
        g_autoptr (GRegex) tokens = g_regex_new (">[^<]*<|</?p>|</?s>", 0, 0, NULL);
        g_autofree char *frame =
            g_regex_replace_literal (tokens, caught->events->str, -1, 0, "><", 0, NULL);

        g_assert_cmpuint (caught->words, ==, 33945);
        g_assert_cmpuint (catch_count (caught, "chapter"), ==, 36);
        if (!wanted)
            wanted = g_steal_pointer (&frame);
        else
            g_assert_cmpuint (strlen (frame), >, 0);
        catch_free (caught);
    }
}

/* ---- outline -------------------------------------------------------------------------- */

static void
take_line (void *data, const CopiaOutlineRow *row)
{
    g_string_append_printf (data, "%s%s=%u", ((GString *) data)->len ? " " : "", row->n,
                            row->line);
}

static void
test_the_outline_says_on_which_line_a_heading_stands (void)
{
    g_autofree char *path = NULL;
    g_autoptr (CopiaReader) reader = usual_reader ();
    g_autoptr (CopiaTextOutline) outline = copia_text_outline_new (false);
    g_autoptr (GString) lines = g_string_new (NULL);
    int fd = g_file_open_tmp ("copia-outline-XXXXXX", &path, NULL);

    g_close (fd, NULL);
    g_assert_true (g_file_set_contents (
        path, "\nfront\r\n\r\nCHAPTER I\r\rone\n\n\nCHAPTER II\n\ntwo", -1, NULL));
    g_assert_true (copia_text_outline_read (outline, reader, path, NULL, NULL));
    copia_text_outline_each (outline, take_line, lines);
    g_assert_cmpstr (lines->str, ==, "0=2 1=4 2=9");
    g_unlink (path);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/reader/structures", test_structures_nest_as_promised);
    g_test_add_func ("/reader/skips", test_skips_are_gaps_and_part_tokens);
    g_test_add_func ("/reader/no-heads", test_headings_may_be_left_out);
    g_test_add_func ("/reader/nothing",
                     test_a_text_without_a_token_sends_nothing_and_says_so);
    g_test_add_func ("/reader/options", test_options_that_make_no_sense_are_errors);
    g_test_add_func ("/reader/book-words", test_the_book_has_its_words_in_its_parts);
    g_test_add_func ("/reader/books",
                     test_books_have_the_parts_and_chapters_they_print);
    g_test_add_func ("/reader/book-plain",
                     test_the_book_divides_alike_without_its_mark_up);
    g_test_add_func ("/reader/outline-lines",
                     test_the_outline_says_on_which_line_a_heading_stands);
    return g_test_run ();
}
