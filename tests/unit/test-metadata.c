/* test-metadata.c - a table meets the texts that it describes, and says which it did not. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "import/metadata.h"
#include "import/reader.h"

static char *path;

static CopiaMetadata *
load (const char *table, GError **error)
{
    g_assert_true (g_file_set_contents (path, table, -1, NULL));
    return copia_metadata_load (path, error);
}

/* The attributes that a text of that name gets: `name=value ..`. */
static char *
joined (CopiaMetadata *metadata, const char *name)
{
    g_autoptr (CopiaDocument) document = copia_document_new (name);
    GString *out = g_string_new (NULL);

    copia_document_attribute (document, "title", "its own");
    copia_metadata_join (metadata, document);
    for (guint i = 0; i + 1 < document->attributes->len; i += 2)
        g_string_append_printf (out, "%s%s=%s", i ? " " : "",
                                (char *) document->attributes->pdata[i],
                                (char *) document->attributes->pdata[i + 1]);
    return g_string_free (out, FALSE);
}

static void
join (CopiaMetadata *metadata, const char *name, const char *expected)
{
    g_autofree char *found = joined (metadata, name);

    g_assert_cmpstr (found, ==, expected);
}

static void
test_rows_meet_texts_by_the_end_of_their_names (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaMetadata) metadata = load ("Year,file,Place (of writing)\n"
                                               "1911,a.txt,Strake\n"
                                               "1912,letters/a.txt,\n"
                                               "1913,b,Over the sea\n"
                                               "1914,./c.d.html,x\n",
                                               &error);

    g_assert_no_error (error);
    join (metadata, "a.txt", "title=its own year=1911 place_of_writing=Strake");
    join (metadata, "shelf/a.txt", "title=its own year=1911 place_of_writing=Strake");
    join (metadata, "shelf/a.txt.gz",
          "title=its own year=1911 place_of_writing=Strake");
    join (metadata, "x/letters/a.txt", "title=its own year=1912");
    join (metadata, "s.zip/in/b.md",
          "title=its own year=1913 place_of_writing=Over the sea");
    join (metadata, "c.d.html", "title=its own year=1914 place_of_writing=x");
    join (metadata, "c.d.txt", "title=its own");
    join (metadata, "aa.txt", "title=its own");
    join (metadata, ".b", "title=its own");
}

static void
test_the_table_goes_before_the_file (void)
{
    g_autoptr (CopiaMetadata) metadata = load ("id\ttitle\nx\tThe table's\n", NULL);

    join (metadata, "x.txt", "title=The table's");
}

static void
test_cells_are_as_rfc_4180_has_them (void)
{
    static const struct {
        const char *table, *expected;
    } cases[] = {
        { "file,a,b\r\nx,\"one, \"\"two\"\"\r\nthree\",4\r\n",
          "title=its own a=one, \"two\"\r\nthree b=4" },
        { "file;a;b\nx;1,5;\"\"\n", "title=its own a=1,5" },
        { "file\ta\tb\nx\ta, b; c\td", "title=its own a=a, b; c b=d" },
        { "\xEF\xBB\xBF"
          "file,a\n\n x , y z \n\n",
          "title=its own a=y z" },
        { "file,a\nx,caf\xE9\n", "title=its own a=café" },
        { "file,a,b\nx,1\n", "title=its own a=1" },
        { "file,a\nx,1,,,\n", "title=its own a=1" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaMetadata) metadata = load (cases[i].table, &error);

        g_assert_no_error (error);
        join (metadata, "x", cases[i].expected);
    }
}

static void
test_what_does_not_meet_is_told (void)
{
    g_autoptr (CopiaMetadata) metadata = load ("file,a\nx,1\ny,2\nz,3\nw,4\n", NULL);
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *expected = NULL, *said = NULL;

    join (metadata, "x.txt", "title=its own a=1");
    join (metadata, "s/y.txt", "title=its own a=2");
    join (metadata, "t/y.txt", "title=its own a=2");
    for (const char *name = "dcba"; *name; name++) {
        const char one[] = { *name, 0 };

        join (metadata, one, "title=its own");
    }
    copia_metadata_report (metadata, notes);
    expected = g_strdup_printf ("%s: 4 texts have no row: a, b, c, ...|"
                                "%s: 2 rows fit no text: w, z|"
                                "%s: 1 row fits several texts: y",
                                path, path, path);
    g_ptr_array_add (notes, NULL);
    said = g_strjoinv ("|", (char **) notes->pdata);
    g_assert_cmpstr (said, ==, expected);
}

static void
test_how_its_letters_were_read_is_told (void)
{
    g_autoptr (CopiaMetadata) metadata = load ("file,a\nx,caf\xE9\n", NULL);
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

    join (metadata, "x", "title=its own a=café");
    copia_metadata_report (metadata, notes);
    g_assert_cmpuint (notes->len, ==, 1);
    g_assert_true (g_str_has_prefix (notes->pdata[0], path));
    g_assert_nonnull (strstr (notes->pdata[0], "windows-1252, which is a guess"));
}

/* `<text title='A' n='1'>` */
static void
show_open (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    g_string_append_printf (data, "<%s", name);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf (data, " %s='%s'", attributes[i].name,
                                attributes[i].value);
    g_string_append_c (data, '>');
}

static void
pass_token (void *data G_GNUC_UNUSED, const CopiaTokenEvent *event G_GNUC_UNUSED)
{
}

static void
pass_close (void *data G_GNUC_UNUSED, const char *name G_GNUC_UNUSED)
{
}

static void
pass_tail (void *data G_GNUC_UNUSED, const char *gap G_GNUC_UNUSED,
           size_t size G_GNUC_UNUSED)
{
}

/* What is annotated, too: in each of its texts, in place of what they say themselves. */
static void
test_annotated_texts_are_described (void)
{
    static const char *const texts[][2] = {
        { "x.vrt",
          "<text title=\"A\" n=\"1\">\none\n</text>\n<text n=\"2\">\ntwo\n</text>\n" },
        { "x.conllu", "1\tone\t_\t_\t_\t_\t0\t_\t_\t_\n\n" },
    };
    static const char *const expected[][3] = {
        { "title='The table'", "n='1'", "year='1911'" },
        { "title='The table'", "file='x.conllu'", "year='1911'" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        CopiaReaderOptions options = { .metadata = path };
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaReader) reader = NULL;
        g_autoptr (GString) shown = g_string_new (NULL);
        const CopiaReceiver to = { .self = shown,
                                   .open = show_open,
                                   .token = pass_token,
                                   .close = pass_close,
                                   .tail = pass_tail };

        g_file_set_contents (path, "file,year,title\nx,1911,The table\n", -1, NULL);
        reader = copia_reader_new (&options, &error);
        g_assert_no_error (error);
        copia_reader_read_memory (reader, texts[i][0], texts[i][1],
                                  strlen (texts[i][1]), &to, NULL, &error);
        g_assert_no_error (error);
        for (gsize k = 0; k < 3; k++)
            if (!strstr (shown->str, expected[i][k]))
                g_error ("'%s' lacks %s", shown->str, expected[i][k]);
        g_assert_null (strstr (shown->str, "title='A'"));
    }
}

static void
test_a_table_that_is_none_is_told_with_its_line (void)
{
    static const struct {
        const char *table, *says;
    } cases[] = {
        { "file\nx\n", ":1: only one column" },
        { "file,a\n", ":1: no row" },
        { "file,a,A\nx,1,2\n", ":1: columns 2 and 3 are both called 'a'" },
        { "file,,b\nx,,2\ny,1,2\n",
          ":3: '1' stands in column 2, which has no name in the first row; give it one "
          "there, or empty the column" },
        { "file,,\nx,,\n", ":1: only one column" },
        { ",\nx,1\n", ":1: only one column" },
        { "filename,file,b\nx,1,2\n", ":1: a second column" },
        { "file,a\nx,1\n\nx,2\n", ":4: 'x' was described in line 2 already" },
        { "file,a\nx,1,2\n", ":2: 3 cells, but the first row names 2 columns" },
        { "file,a\n,1\n", ":2: no file is named in column 1" },
        { "file,a\nx,\"1\ny,2\n", ":2: a quote that is not closed" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_null (load (cases[i].table, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
        g_assert_true (g_str_has_prefix (error->message, path));
        if (!strstr (error->message, cases[i].says))
            g_error ("'%s' does not say '%s'", error->message, cases[i].says);
    }
}

/* Any bytes are a table or an error. */
static void
test_random_tables_are_read_or_refused (void)
{
    for (int i = 0; i < 2000; i++) {
        g_autoptr (GString) table = g_string_new ("file,a\n");
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaMetadata) metadata = NULL;
        int n = g_test_rand_int_range (0, 40);

        for (int k = 0; k < n; k++)
            g_string_append_c (table,
                               "ax,;\t\"\n\r\xC3\xA9"[g_test_rand_int_range (0, 10)]);
        metadata = load (table->str, &error);
        g_assert_true ((metadata != NULL) == (error == NULL));
    }
}

int
main (int argc, char **argv)
{
    int failed, fd;

    g_test_init (&argc, &argv, NULL);
    fd = g_file_open_tmp ("copia-XXXXXX.csv", &path, NULL);
    g_assert_cmpint (fd, >=, 0);
    close (fd);
    g_test_add_func ("/metadata/join", test_rows_meet_texts_by_the_end_of_their_names);
    g_test_add_func ("/metadata/first", test_the_table_goes_before_the_file);
    g_test_add_func ("/metadata/cells", test_cells_are_as_rfc_4180_has_them);
    g_test_add_func ("/metadata/report", test_what_does_not_meet_is_told);
    g_test_add_func ("/metadata/letters", test_how_its_letters_were_read_is_told);
    g_test_add_func ("/metadata/annotated", test_annotated_texts_are_described);
    g_test_add_func ("/metadata/errors",
                     test_a_table_that_is_none_is_told_with_its_line);
    g_test_add_func ("/metadata/random", test_random_tables_are_read_or_refused);
    failed = g_test_run ();
    g_unlink (path);
    g_free (path);
    return failed;
}
