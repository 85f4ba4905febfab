/* test-table-json.c - JSON and JSON lines are JSON to the letter and carry every cell. */
#include "base/utf8.h"
#include "table-catch.h"

#include <glib/gstdio.h>
#include <math.h>

/* A reader of RFC 8259 that fails the test at the first wrong byte and keeps the strings that are
 * values of rows: objects whose members are not objects. */
typedef struct {
    const char *at;
    GPtrArray *cells; /* strings only */
} Reader;

static void read_value (Reader *self, bool keep);

static void
skip_blank (Reader *self)
{
    self->at += strspn (self->at, " \t\r\n");
}

static void
take (Reader *self, char expected)
{
    skip_blank (self);
    g_assert_cmpint (*self->at, ==, expected);
    self->at++;
}

static bool
take_if (Reader *self, char maybe)
{
    skip_blank (self);
    if (*self->at != maybe)
        return false;
    self->at++;
    return true;
}

static void
read_escape (Reader *self, GString *into)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *letter;
    gunichar c = 0;

    if (*self->at != 'u') {
        letter = strchr (letters, *self->at++);
        g_assert_true (letter && *letter);
        g_string_append_c (into, meanings[letter - letters]);
        return;
    }
    self->at++;
    for (int i = 0; i < 4; i++) {
        g_assert_true (g_ascii_isxdigit (*self->at));
        c = c << 4 | (gunichar) g_ascii_xdigit_value (*self->at++);
    }
    g_assert_true (c < 0xD800 || c > 0xDFFF);
    g_string_append_unichar (into, c);
}

static char *
read_string (Reader *self)
{
    GString *into = g_string_new (NULL);

    take (self, '"');
    while (*self->at != '"') {
        g_assert_true ((unsigned char) *self->at >= ' '); /* NUL too */
        if (*self->at == '\\') {
            self->at++;
            read_escape (self, into);
        } else {
            g_string_append_c (into, *self->at++);
        }
    }
    self->at++;
    return g_string_free (into, FALSE);
}

static void
read_word (Reader *self)
{
    char *end;

    if (g_str_has_prefix (self->at, "null")) {
        self->at += 4;
        return;
    }
    g_assert_true (*self->at == '-' || g_ascii_isdigit (*self->at));
    g_assert_false (self->at[0] == '0' && g_ascii_isdigit (self->at[1]));
    g_ascii_strtod (self->at, &end);
    g_assert_true (end > self->at &&
                   strspn (self->at, "-+0123456789.e") == (size_t) (end - self->at));
    self->at = end;
}

static void
read_object (Reader *self, bool keep)
{
    take (self, '{');
    do {
        g_autofree char *name = read_string (self);

        take (self, ':');
        read_value (self, keep || strcmp (name, "rows") == 0);
    } while (take_if (self, ','));
    take (self, '}');
}

static void
read_array (Reader *self, bool keep)
{
    take (self, '[');
    if (take_if (self, ']'))
        return;
    do
        read_value (self, keep);
    while (take_if (self, ','));
    take (self, ']');
}

static void
read_value (Reader *self, bool keep)
{
    skip_blank (self);
    if (*self->at == '{') {
        read_object (self, keep);
    } else if (*self->at == '[') {
        read_array (self, keep);
    } else if (*self->at == '"') {
        g_autofree char *string = read_string (self);

        if (keep)
            g_ptr_array_add (self->cells, g_steal_pointer (&string));
    } else {
        read_word (self);
    }
}

static const CopiaColumn columns[] = {
    { .name = "hit", .kind = COPIA_COLUMN_COUNT },
    { .name = "cpos", .kind = COPIA_COLUMN_COUNT, .machine = true },
    { .name = "left", .kind = COPIA_COLUMN_LEFT },
    { .name = "match", .kind = COPIA_COLUMN_NODE },
    { .name = "right", .kind = COPIA_COLUMN_RIGHT },
    { .name = "part", .kind = COPIA_COLUMN_TEXT },
    { .name = "rate_low", .kind = COPIA_COLUMN_NUMBER },
};

static void
put_two_rows (CopiaTable *table)
{
    copia_table_count (table, 1);
    copia_table_count (table, UINT64_MAX);
    copia_table_text (table, "of the ");
    copia_table_text (table, "revolution");
    copia_table_text (table, "");
    copia_table_text (table, NULL);
    copia_table_number (table, 0.1);
    copia_table_unknown (table);
    copia_table_count (table, 0);
    copia_table_text (table, "a\tb\n\"c\" \\ </script>");
    copia_table_text (table, "<!-- 1 < 2");
    copia_table_text (table, "\x1B\xE2\x80\xAE\xE2\x80\xA8\x7F");
    copia_table_text (table, "\xFF");
    copia_table_number (table, NAN);
}

#define ROW1                                                                           \
    "{\"hit\":1,\"cpos\":18446744073709551615,\"left\":\"of the "                      \
    "\",\"match\":\"revolution\",\"right\":\"\",\"part\":null,\"rate_low\":0.1}"
#define ROW2                                                                           \
    "{\"hit\":null,\"cpos\":0,\"left\":\"a\\tb\\n\\\"c\\\" \\\\ \\u003c/script>\","    \
    "\"match\":\"\\u003c!-- 1 < 2\",\"right\":\"\\u001b\\u202e\\u2028\\u007f\","       \
    "\"part\":\"\xEF\xBF\xBD\",\"rate_low\":null}"

static void
test_an_answer_is_one_object_with_all_it_says (void)
{
    const CopiaCaption caption = { "title", "copia 1 \"x\"", 8214, 50, "hits" };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "json", 20, true);
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    put_two_rows (table);
    copia_table_note (table, "seed %d", 7);
    copia_table_note (table, "sample");
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==,
                     "{\"schema\":1,\n"
                     "\"columns\":[{\"name\":\"hit\",\"kind\":\"count\"},"
                     "{\"name\":\"cpos\",\"kind\":\"count\"},"
                     "{\"name\":\"left\",\"kind\":\"left\"},"
                     "{\"name\":\"match\",\"kind\":\"node\"},"
                     "{\"name\":\"right\",\"kind\":\"right\"},"
                     "{\"name\":\"part\",\"kind\":\"text\"},"
                     "{\"name\":\"rate_low\",\"kind\":\"number\"}],\n"
                     "\"rows\":[\n" ROW1 ",\n" ROW2 "],\n"
                     "\"total\":8214,\"offset\":50,\"notes\":[\"seed 7\",\"sample\"],"
                     "\"provenance\":\"copia 1 \\\"x\\\"\"}\n");
    g_assert_cmpstr (caught.notes->str, ==, "");
}

static void
test_an_answer_without_rows_is_an_object_too (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "json", 0, false);
    copia_table_begin (table, columns, 1, NULL);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==,
                     "{\"schema\":1,\n"
                     "\"columns\":[{\"name\":\"hit\",\"kind\":\"count\"}],\n"
                     "\"rows\":[\n],\n"
                     "\"total\":0,\"offset\":0,\"notes\":[],\"provenance\":null}\n");
}

static void
test_json_lines_hold_rows_and_nothing_else (void)
{
    const CopiaCaption caption = { "title", "copia 1", 8214, 50, "hits" };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "jsonl", 20, true);
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    put_two_rows (table);
    copia_table_note (table, "seed %d", 7);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==, ROW1 "\n" ROW2 "\n");
    g_assert_cmpstr (caught.notes->str, ==, "51-52 of 8,214 hits\nseed 7\n");
}

/* g_utf8_make_valid() replaces byte by byte, copia run by run: compare without. */
static void
assert_same_text (const char *found, const char *cell)
{
    g_autofree char *expected = g_utf8_make_valid (cell, -1);
    g_auto (GStrv) ours = g_strsplit (found, COPIA_UTF8_REPLACEMENT, -1);
    g_auto (GStrv) theirs = g_strsplit (expected, COPIA_UTF8_REPLACEMENT, -1);
    g_autofree char *our_text = g_strjoinv ("", ours);
    g_autofree char *their_text = g_strjoinv ("", theirs);

    g_assert_cmpstr (our_text, ==, their_text);
    g_assert_cmpint (g_strv_length (ours) > 1, ==, g_strv_length (theirs) > 1);
}

static void
test_random_cells_read_back_from (const void *writer)
{
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int round = 0; round < 200; round++) {
        size_t n = (size_t) g_rand_int_range (rand, 1, 9);
        g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
        g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
        g_auto (Catch) caught;
        Reader reader;

        catch_init (&caught);
        catch_random_table (&caught, writer, rand, n, 20, cells);
        g_assert_true (g_utf8_validate (caught.out->str, -1, NULL));
        g_assert_null (strstr (caught.out->str, "</"));
        reader = (Reader){ caught.out->str, found };
        for (skip_blank (&reader); *reader.at; skip_blank (&reader))
            read_value (&reader, strcmp (writer, "jsonl") == 0);
        g_assert_cmpuint (found->len, ==, cells->len);
        for (guint i = 0; i < cells->len; i++)
            assert_same_text (g_ptr_array_index (found, i),
                              g_ptr_array_index (cells, i));
    }
}

static void
test_another_program_reads_the_same (void)
{
    static const char program[] =
        "import json, sys\n"
        "def refuse(word): raise ValueError(word)\n"
        "answer = json.load(open(sys.argv[1], encoding='utf-8'), "
        "parse_constant=refuse)\n"
        "for row in answer['rows']:\n"
        "    for column in answer['columns']:\n"
        "        print(row[column['name']].encode('utf-8').hex())\n";
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *path = g_build_filename (g_get_tmp_dir (), "copia-XXXXXX", NULL);
    const char *arguments[] = { "/usr/bin/python3", "-c", program, path, NULL };
    g_autofree char *printed = NULL;
    g_auto (GStrv) lines = NULL;
    g_auto (Catch) caught;
    int status, file;

    catch_init (&caught);
    if (!g_file_test (arguments[0], G_FILE_TEST_IS_EXECUTABLE)) {
        g_test_skip ("no /usr/bin/python3 here");
        return;
    }
    g_test_message ("seed %u", seed);
    catch_random_table (&caught, "json", rand, 5, 1000, cells);
    file = g_mkstemp (path);
    g_assert_cmpint (file, >=, 0);
    g_close (file, NULL);
    g_assert_true (g_file_set_contents (path, caught.out->str, -1, NULL));
    g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL,
                                 NULL, &printed, NULL, &status, NULL));
    g_unlink (path);
    g_assert_cmpint (status, ==, 0);
    lines = g_strsplit (printed, "\n", -1);
    g_assert_cmpuint (g_strv_length (lines), ==, cells->len + 1);
    for (guint i = 0; i < cells->len; i++) {
        g_autoptr (GString) text = g_string_new (NULL);

        for (const char *hex = lines[i]; *hex; hex += 2)
            g_string_append_c (text, (char) (g_ascii_xdigit_value (hex[0]) << 4 |
                                             g_ascii_xdigit_value (hex[1])));
        assert_same_text (text->str, g_ptr_array_index (cells, i));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/table-json/" #name, test_##name)
    TEST (an_answer_is_one_object_with_all_it_says);
    TEST (an_answer_without_rows_is_an_object_too);
    TEST (json_lines_hold_rows_and_nothing_else);
    g_test_add_data_func ("/table-json/random_cells_read_back_from_json", "json",
                          test_random_cells_read_back_from);
    g_test_add_data_func ("/table-json/random_cells_read_back_from_jsonl", "jsonl",
                          test_random_cells_read_back_from);
    TEST (another_program_reads_the_same);
    return g_test_run ();
}
