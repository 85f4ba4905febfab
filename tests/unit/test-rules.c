/* test-rules.c - a rules file corrects what is found, and says where it is wrong. */
#include "text/rules.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "document.h"
#include "reading.h"
#include "text/segment.h"

static CopiaRules *
parse (const char *text)
{
    g_autoptr (GError) error = NULL;
    CopiaRules *rules = copia_rules_parse (text, strlen (text), "book.rules", &error);

    g_assert_no_error (error);
    return rules;
}

static void
refuse (const char *text, const char *says)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_rules_parse (text, strlen (text), "book.rules", &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_null (strchr (error->message, '\n'));
    if (!strstr (error->message, says))
        g_error ("'%s' does not say '%s'", error->message, says);
}

static void
test_errors_name_the_line_and_the_way_out (void)
{
    refuse ("# fine\n\nchapters X\n",
            "book.rules:3: there is no rule 'chapters'; rules begin");
    refuse ("part", "book.rules:1: 'part' says nothing");
    refuse ("part ^(", "book.rules:1: in the regular expression, at character 3");
    refuse ("level x part", "wants the number of a line");
    refuse ("level 0 part", "wants the number of a line");
    refuse ("level 3", "wants the number of a line");
    refuse ("level 99999999999 part", "wants the number of a line");
    refuse ("level 3 section", "part, chapter, head or none, not 'section'");
    refuse ("paragraphs words", "blank, indent or lines, not 'words'");
    refuse ("language english please", "not the code");
    refuse ("part \xFF", "byte 0xFF at offset 5 is not UTF-8");
    refuse ("part \\C", "character");
}

/* Parts and chapters as `1 A[1 B]`, only their titles. */
static char *
divide (const char *text, const char *rules_text, const char *importer)
{
    g_autoptr (CopiaDocument) document = import_text (text, strlen (text), importer);
    g_autoptr (CopiaRules) rules = parse (rules_text);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaSegment) segment = NULL;
    GString *out = g_string_new (NULL);

    g_assert_true (copia_rules_skip (rules, document, &error));
    segment = copia_segment_new (document, rules, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < segment->blocks->len; i++) {
        const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, i);

        if (block->kind == COPIA_BLOCK_PARAGRAPH)
            g_string_append_c (out, '.');
        else
            g_string_append_printf (out, "%c%s ", "PC-"[block->kind],
                                    copia_block_heading (segment, block) -> title);
    }
    return g_string_free (out, FALSE);
}

static void
check (const char *text, const char *rules, const char *shown)
{
    g_autofree char *found = divide (text, rules, NULL);

    g_assert_cmpstr (found, ==, shown);
}

static const char book[] =
    "A Book\n\nfor all\n\nOf Land\n\nfirst\n\nOf Sea\n\nsecond\n\n"
    "Notes\n\nOf Air\n\nthird\n";

static void
test_patterns_name_headings (void)
{
    check (book, "chapter ^Of ", "C(front) ..COf Land .COf Sea ..COf Air .");
    check (book, "part ^Of (Land|Air)$\nchapter ^Of Sea$",
           "P(front) C(front) ..POf Land C(front) .COf Sea ..POf Air C(front) .");
    check (book, "chapter ^Of\nhead ^Notes$",
           "C(front) ..COf Land .COf Sea .-Notes COf Air .");
    check (book, "chapter (?i)^of", "C(front) ..COf Land .COf Sea ..COf Air .");
}

static void
test_patterns_see_long_lines_to_their_ends (void)
{
    g_autofree char *line = g_strnfill (1000, 'a');
    g_autofree char *text = g_strdup_printf ("%s.\n\n%s\n\nb\n", line, line);
    g_autofree char *shown = divide (text, "chapter ^a+$", NULL);
    g_autofree char *wanted = g_strdup_printf ("C(front) .C%s .", line);

    g_assert_cmpstr (shown, ==, wanted);
}

static void
test_not_takes_back_what_would_be_a_heading (void)
{
    check ("CHAPTER I\n\na\n\nCHAPTER II\n\nb", "not II$", "CCHAPTER I ...");
    check (book, "chapter ^Of\nnot Air", "C(front) ..COf Land .COf Sea ....");
    check ("not\n\nIntroduction\n\nx", "not ^Intro", "...");
}

static void
test_named_levels_are_not_guessed (void)
{
    check ("PART I\n\nCHAPTER 1\n\na\n\nX one\n\nb\n\nCHAPTER 2\n\nc", "chapter ^X",
           "PPART I C(front) ..CX one ...");
}

static void
test_lines_by_number_are_stronger_than_patterns (void)
{
    check (book,
           "chapter ^Of\nlevel 9 none\nlevel 13 chapter\ntitle 13 Remarks\n"
           "title 5 The Land",
           "C(front) ..CThe Land ...CRemarks COf Air .");
    check (book, "level 1 part\nlevel 5 chapter",
           "PA Book C(front) .COf Land ...CNotes ..");
    check ("CHAPTER I\n\na\n\nCHAPTER II\n\nb", "title 5 Second",
           "CCHAPTER I .CSecond .");
}

static void
test_lines_are_left_out (void)
{
    check (book, "chapter ^Of\nskip ^Notes$",
           "C(front) ..COf Land .COf Sea .COf Air .");
    check (book, "chapter ^Of\nstart ^Of Land\nend ^Notes", "COf Land .COf Sea .");
    check ("END\n\nBEGIN\n\na\n\nEND\n\nb", "start ^BEGIN$\nend ^END$\nnot .", "..");
    check ("a\n\nb", "start ^never", "..");
}

static void
test_rules_that_fit_nothing_are_noted (void)
{
    g_autoptr (CopiaDocument) document = import_text ("a\n", 2, NULL);
    g_autoptr (CopiaRules) rules = parse ("skip ^x\n\nstart ^y\nend ^a");

    g_assert_true (copia_rules_skip (rules, document, NULL));
    g_assert_cmpuint (document->notes->len, ==, 2);
    g_assert_cmpstr (g_ptr_array_index (document->notes, 0), ==,
                     "book.rules:1: the rule 'skip' fits no line");
}

static void
test_paragraphs_are_divided_as_told (void)
{
    check ("a\nb\n\n c\nd", "paragraphs lines", "....");
    check ("a\nb\n\n c\nd\n e", "paragraphs indent", "...");
    check ("a.\nb.\nc.\nd.\ne.\nf.\ng.\nh.\ni.", "paragraphs blank", ".");
}

static void
test_marked_headings_obey_rules_too (void)
{
    g_autofree char *one = divide ("# A\n\na\n\n# B\n\nb\n", "not ^B$", "markdown");
    g_autofree char *two =
        divide ("# A\n\na\n\nplain\n\n# B\n\nb\n", "chapter ^plain$", "markdown");
    g_autofree char *three = divide ("# A\n\na\n\n# B\n\nb\n", "part ^A$", "markdown");

    g_assert_cmpstr (one, ==, "CA ...");
    g_assert_cmpstr (two, ==, "C(front) -A .Cplain -B .");
    g_assert_cmpstr (three, ==, "PA C(front) .CB .");
}

static void
test_a_pattern_that_takes_too_long_is_an_error (void)
{
    g_autoptr (GString) line = g_string_new (NULL);
    g_autoptr (CopiaRules) rules = parse ("# slow\nchapter ^(a+)+$");
    g_autoptr (CopiaDocument) document = NULL;
    g_autoptr (GError) error = NULL;

    for (int i = 0; i < 60; i++)
        g_string_append_c (line, 'a');
    g_string_append (line, "!\n");
    document = import_text (line->str, line->len, NULL);
    g_assert_null (copia_segment_new (document, rules, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
    g_assert_nonnull (strstr (error->message, "book.rules:2"));
    g_assert_nonnull (strstr (error->message, "line 1"));
}

static void
test_language_and_abbreviations_reach_the_sentences (void)
{
    static const char text[] = "He met Gov. Smith and Pfd. Jones there.";
    g_autofree char *path = NULL;
    CopiaReaderOptions options = { 0 };
    int fd = g_file_open_tmp ("copia-rules-XXXXXX", &path, NULL);

    g_close (fd, NULL);
    for (int i = 0; i < 2; i++) {
        g_autoptr (CopiaReader) reader = NULL;
        Catch *caught = catch_new (false);
        CopiaReceiver to = catch_receiver (caught);

        g_assert_true (g_file_set_contents (
            path, i ? "language en\nabbreviation Pfd. Xyz\n" : "# none\n", -1, NULL));
        options.rules = path;
        reader = copia_reader_new (&options, NULL);
        g_assert_true (copia_reader_read_memory (reader, "x", text, strlen (text), &to,
                                                 NULL, NULL));
        g_assert_cmpuint (catch_count (caught, "s"), ==, i ? 1 : 2);
        catch_free (caught);
    }
    g_unlink (path);
}

static void
test_a_missing_file_is_named (void)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_rules_load ("no-such.rules", &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_assert_true (g_str_has_prefix (error->message, "no-such.rules: "));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/rules/errors", test_errors_name_the_line_and_the_way_out);
    g_test_add_func ("/rules/patterns", test_patterns_name_headings);
    g_test_add_func ("/rules/long-lines", test_patterns_see_long_lines_to_their_ends);
    g_test_add_func ("/rules/not", test_not_takes_back_what_would_be_a_heading);
    g_test_add_func ("/rules/no-guess", test_named_levels_are_not_guessed);
    g_test_add_func ("/rules/lines", test_lines_by_number_are_stronger_than_patterns);
    g_test_add_func ("/rules/skip", test_lines_are_left_out);
    g_test_add_func ("/rules/unused", test_rules_that_fit_nothing_are_noted);
    g_test_add_func ("/rules/paragraphs", test_paragraphs_are_divided_as_told);
    g_test_add_func ("/rules/marked", test_marked_headings_obey_rules_too);
    g_test_add_func ("/rules/slow", test_a_pattern_that_takes_too_long_is_an_error);
    g_test_add_func ("/rules/language",
                     test_language_and_abbreviations_reach_the_sentences);
    g_test_add_func ("/rules/missing", test_a_missing_file_is_named);
    return g_test_run ();
}
