/* test-lossless.c - whatever a text holds, its events give it back byte for byte, in linear time. */
#include "import/reader.h"

#include <glib.h>
#include <string.h>

#include "fuzz/reading.c"
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
check_lossless (const CopiaReader *reader, const char *name, const char *text,
                gsize size)
{
    Catch *caught = read_text (reader, name, text, size, false);

    if (caught->texts) {
        g_assert_cmpuint (caught->text->len, ==, size);
        g_assert_cmpint (memcmp (caught->text->str, text, size), ==, 0);
    }
    catch_free (caught);
}

static const char *const shared_texts[][2] = { { "corpus", "russian-revolution.txt" },
                                               { "texts", "alice.txt" },
                                               { "texts", "hamlet.txt" },
                                               { "texts", "moby-dick.txt" } };
static const char *const names[] = { "a.txt", "a.md", "a.wiki" };

static void
test_texts_come_back_byte_for_byte (void)
{
    g_autoptr (CopiaReader) reader = usual_reader ();

    for (gsize i = 0; i < G_N_ELEMENTS (shared_texts); i++) {
        gsize size;
        g_autofree char *text =
            shared_file (shared_texts[i][0], shared_texts[i][1], &size);

        for (gsize j = 0; text && j < G_N_ELEMENTS (names); j++)
            check_lossless (reader, names[j], text, size);
    }
}

/* Bytes changed, doubled, cut out, marks put in: what is still UTF-8 comes back too. */
static void
mutate (GRand *rand, GString *text)
{
    static const char *const marks[] = { "\n\n",
                                         "**",
                                         "[[",
                                         "]]",
                                         "{{",
                                         "}}",
                                         "<!--",
                                         "-->",
                                         "\r\n",
                                         "\r",
                                         "# ",
                                         "\n== A ==\n",
                                         "[edit]\n",
                                         "\nCHAPTER IX\n\n",
                                         "\nPART II\n\n",
                                         "`",
                                         "\n> ",
                                         "\n- ",
                                         "\xC2\xA0",
                                         "\u200B",
                                         "\f",
                                         "\n\nIV\n\n",
                                         "\n\nCONTENTS\n\n",
                                         "<b>",
                                         "é",
                                         "| " };

    for (int n = g_rand_int_range (rand, 1, 40); n > 0; n--) {
        gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
        gsize length = (gsize) g_rand_int_range (rand, 0, 200);

        while (at > 0 && ((guchar) text->str[at] & 0xC0) == 0x80)
            at--;
        if (at + length > text->len)
            length = text->len - at;
        while (at + length < text->len &&
               ((guchar) text->str[at + length] & 0xC0) == 0x80)
            length++;
        switch (g_rand_int_range (rand, 0, 4)) {
        case 0:
            g_string_erase (text, (gssize) at, (gssize) length);
            break;
        case 1: {
            g_autofree char *copy = g_strndup (text->str + at, length);

            g_string_insert (text, (gssize) at, copy);
            break;
        }
        default:
            g_string_insert (text, (gssize) at,
                             marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))]);
        }
        if (text->len < 2)
            return;
    }
}

static void
test_mutated_texts_come_back_byte_for_byte (void)
{
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (CopiaReader) reader = usual_reader ();

    g_test_message ("seed %u", seed);
    for (gsize i = 0; i < G_N_ELEMENTS (shared_texts); i++) {
        gsize size;
        g_autofree char *text =
            shared_file (shared_texts[i][0], shared_texts[i][1], &size);

        for (int n = 0; text && n < 60; n++) {
            gsize from = (gsize) g_rand_int_range (rand, 0, (gint32) size);
            gsize length = (gsize) g_rand_int_range (rand, 1, 20000);
            gsize to = MIN (size, from + length);
            g_autofree char *valid =
                g_utf8_make_valid (text + from, (gssize) (to - from));
            g_autoptr (GString) changed = g_string_new (valid);

            mutate (rand, changed);
            if (changed->len > 0 && g_utf8_validate (changed->str, -1, NULL))
                check_lossless (reader, names[n % 3], changed->str, changed->len);
        }
    }
}

/* ---- hostile sizes -------------------------------------------------------------------- */

/* Where time grew with the square of the size this would be hours, and whoever runs the tests
 * ends one that takes ten minutes; what was said last is what took them. */
static void
read_to_the_end (const char *name, GString *text)
{
    g_autoptr (CopiaReader) reader = usual_reader ();
    g_autofree char *shown = g_strescape (name, NULL);

    g_test_message ("%s, %u bytes", shown, (unsigned) text->len);
    check_lossless (reader, name, text->str, text->len);
    g_string_free (text, TRUE);
}

static GString *
repeat (const char *unit, gsize size)
{
    GString *text = g_string_sized_new (size + 64);

    while (text->len < size)
        g_string_append (text, unit);
    return text;
}

static void
test_huge_and_hostile_texts_cost_linear_time (void)
{
    static const char *const units[] = {
        "word ",
        "a",
        "CHAPTER I\n\n",
        "I\n\n",
        "A LINE IN CAPITALS\n\n",
        ".",
        "\n",
        "“A.” ",
        "x\n\n",
        "Part I\n",
        "CONTENTS\n\n",
        "\r",
        "Mr. A. ",
        "Contents\n\nA\n\nB\n\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
        read_to_the_end (units[i], repeat (units[i], 1000000));
    read_to_the_end ("a.md", repeat ("[[", 5000000));
    read_to_the_end ("a.wiki", repeat ("{{", 5000000));
    read_to_the_end ("b.md", repeat ("<!--", 5000000));
}

static void
test_a_hundred_thousand_headings_are_as_many_chapters (void)
{
    GString *text = g_string_new (NULL);
    g_autoptr (CopiaReader) reader = usual_reader ();
    Catch *caught;

    for (int i = 1; i <= 100000; i++)
        g_string_append_printf (text, "Chapter %d\n\nx\n\n", i % 9000 + 1);
    caught = read_text (reader, "x", text->str, text->len, false);
    g_assert_cmpuint (catch_count (caught, "chapter"), ==, 100000);
    catch_free (caught);
    g_string_truncate (text, 0);
    for (int i = 1; i <= 100000; i++)
        g_string_append_printf (text, "# H %d\n", i);
    caught = read_text (reader, "x.md", text->str, text->len, false);
    g_assert_cmpuint (catch_count (caught, "chapter"), ==, 100000);
    catch_free (caught);
    g_string_free (text, TRUE);
}

static void
test_the_seeds_of_the_fuzzer_do_no_harm (void)
{
    const char *folder = "tests/fuzz/seeds/reading", *name;
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    guint n = 0;

    if (!dir) {
        g_test_skip ("not run from the project's top");
        return;
    }
    for (; (name = g_dir_read_name (dir)); n++) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize size;

        g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
        LLVMFuzzerTestOneInput ((const uint8_t *) bytes, size);
    }
    g_assert_cmpuint (n, >=, 14);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/lossless/texts", test_texts_come_back_byte_for_byte);
    g_test_add_func ("/lossless/mutated", test_mutated_texts_come_back_byte_for_byte);
    g_test_add_func ("/lossless/hostile", test_huge_and_hostile_texts_cost_linear_time);
    g_test_add_func ("/lossless/many-headings",
                     test_a_hundred_thousand_headings_are_as_many_chapters);
    g_test_add_func ("/lossless/seeds", test_the_seeds_of_the_fuzzer_do_no_harm);
    return g_test_run ();
}
