/* test-encoding.c - bytes become UTF-8 by the ladder that encoding.h states. */
#include "import/encoding.h"

#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "import/binary.h"

static CopiaDocument *
decode (const char *bytes, gsize size, const char *wanted, GError **error)
{
    g_autoptr (CopiaDocument) document = copia_document_new ("x.txt");
    char *copy = g_malloc (size + 1);

    memcpy (copy, bytes, size);
    copy[size] = 0;
    if (!copia_encoding_decode (document, copy, size, wanted, error))
        return NULL;
    copia_document_settle (document);
    g_assert_true (g_utf8_validate_len (document->text, document->size, NULL));
    g_assert_cmpuint (document->text[document->size], ==, 0);
    return g_steal_pointer (&document);
}

static void
check (const char *bytes, gsize size, const char *wanted, const char *text,
       const char *encoding, const char *note)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaDocument) document = decode (bytes, size, wanted, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (document->text, ==, text);
    g_assert_cmpstr (document->encoding, ==, encoding);
    g_assert_cmpuint (document->notes->len, ==, note ? 1 : 0);
    if (note && !strstr (g_ptr_array_index (document->notes, 0), note))
        g_error ("'%s' does not say '%s'",
                 (char *) g_ptr_array_index (document->notes, 0), note);
}

#define CHECK(bytes, wanted, text, encoding, note)                                     \
    check (bytes, sizeof (bytes) - 1, wanted, text, encoding, note)

static void
refuse (const char *bytes, gsize size, const char *wanted, int code, const char *says)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (decode (bytes, size, wanted, &error));
    g_assert_error (error, COPIA_ERROR, code);
    if (!strstr (error->message, says))
        g_error ("'%s' does not say '%s'", error->message, says);
}

#define REFUSE(bytes, wanted, code, says)                                              \
    refuse (bytes, sizeof (bytes) - 1, wanted, code, says)

static void
test_utf8_is_taken_as_it_is (void)
{
    CHECK ("na\xC3\xAFve\r\n\rend", NULL, "naïve\r\n\rend", "UTF-8", NULL);
    CHECK ("plain", "utf8", "plain", "UTF-8", NULL);
}

static void
test_a_mark_of_utf8_stays_and_is_skipped (void)
{
    g_autoptr (CopiaDocument) document = decode ("\xEF\xBB\xBFx", 4, NULL, NULL);

    g_assert_cmpuint (document->size, ==, 4);
    g_assert_cmpuint (document->skips->len, ==, 1);
    g_assert_cmpuint (g_array_index (document->skips, CopiaRange, 0).end, ==, 3);
}

static void
test_marks_of_utf16_and_utf32_decide_and_go (void)
{
    CHECK ("\xFF\xFEg\0\xE9\0", NULL, "gé", "UTF-16LE", NULL);
    CHECK ("\xFE\xFF\0g\0\xE9", NULL, "gé", "UTF-16BE", NULL);
    CHECK ("\xFF\xFE\0\0g\0\0\0\xE9\0\0\0", NULL, "gé", "UTF-32LE", NULL);
    CHECK ("\0\0\xFE\xFF\0\0\0g\0\0\0\xE9", NULL, "gé", "UTF-32BE", NULL);
    CHECK ("\xFF\xFE\x3D\xD8\x00\xDE", NULL, "😀", "UTF-16LE", NULL);
    CHECK ("\xFF\xFEg\0", "UTF-16LE", "g", "UTF-16LE", NULL);
}

static void
test_utf16_without_a_mark_is_known_by_its_nul_bytes (void)
{
    CHECK ("T\0h\0e\0 \0e\0n\0d\0", NULL, "The end", "UTF-16LE", "UTF-16LE");
    CHECK ("\0T\0h\0e\0 \0e\0n\0d", NULL, "The end", "UTF-16BE", "--encoding");
    /* Cyrillic: only blanks and stops have a NUL */
    CHECK ("\x14\x04\x30\x04 \0\x3D\x04\x35\x04\x42\x04.\0", NULL, "Да нет.",
           "UTF-16LE", "NUL");
}

static void
test_a_nul_in_ascii_makes_no_utf16_of_it (void)
{
    static const char *const texts[] = { "<p>a_b</p>", "<p>ab_</p>", "one_two",
                                         "<html><p>One _two</p></html>" };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (CopiaDocument) document = copia_document_new ("x");
        g_autoptr (GError) error = NULL;
        gsize size = strlen (texts[i]);
        char *bytes = g_strdelimit (g_strdup (texts[i]), "_", '.');

        *strchr (bytes, '.') = 0;
        g_assert_false (copia_encoding_decode (document, bytes, size, NULL, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
        g_assert_nonnull (strstr (error->message, "a NUL byte at offset"));
    }
}

static void
test_a_declaration_decides_where_utf8_does_not_hold (void)
{
    CHECK ("Character set encoding: ISO-8859-1\nna\xEFve", NULL,
           "Character set encoding: ISO-8859-1\nnaïve", "windows-1252", "ISO-8859-1");
    CHECK ("Character set encoding: ISO-Latin-1\n\x93q\x94", NULL,
           "Character set encoding: ISO-Latin-1\n“q”", "windows-1252", "ISO-Latin-1");
    CHECK ("<meta charset=\"koi8-r\">\xC4\xC1", NULL, "<meta charset=\"koi8-r\">да",
           "koi8-r", "koi8-r");
}

static void
test_a_false_declaration_is_told_and_guessed_past (void)
{
    g_autoptr (CopiaDocument) document =
        decode ("charset: utf-8\ncaf\xE9 x", 21, NULL, NULL);

    g_assert_cmpstr (document->text, ==, "charset: utf-8\ncafé x");
    g_assert_cmpuint (document->notes->len, ==, 2);
    g_assert_nonnull (strstr (g_ptr_array_index (document->notes, 0), "not so"));
}

static void
test_a_guess_names_the_first_bad_byte_and_the_way_out (void)
{
    CHECK ("Stra\xDF"
           "e",
           NULL, "Straße", "windows-1252", "byte 0xDF at offset 4");
    CHECK ("\x93"
           "a\x94 \x81",
           NULL, "“a” \xC2\x81", "windows-1252", "--encoding");
    CHECK ("\xC4\xE0 \xED\xE5\xF2", NULL, "Äà íåò", "windows-1252", "windows-1251");
    CHECK ("\xC4\xE0 \xED\xE5\xF2", NULL, "Äà íåò", "windows-1252",
           "windows-1253 if Greek, windows-1255 if Hebrew, windows-1256 if Arabic");
    /* in markup most bytes are ASCII */
    CHECK ("<p class='first'>\xEA\xEE\xF2</p> <hr width='100%'/>", NULL,
           "<p class='first'>êîò</p> <hr width='100%'/>", "windows-1252", "koi8-r");
}

static void
test_a_few_broken_places_do_not_make_utf8_windows_1252 (void)
{
    CHECK ("é é é é é \xFF ü", NULL, "é é é é é \uFFFD ü", "UTF-8",
           "1 place, the first byte 0xFF at offset 15");
    CHECK ("é é é é é \xE2\x80", NULL, "é é é é é \uFFFD", "UTF-8", "0xE2");
}

static void
test_what_the_user_names_is_taken_at_its_word (void)
{
    CHECK ("\xC4\xE0", "windows-1251", "Да", "windows-1251", NULL);
    REFUSE ("ab\xFFz", "utf-8", COPIA_ERROR_INPUT,
            "byte 0xFF at offset 2 is not UTF-8");
    REFUSE ("ab\xFFz", "ascii", COPIA_ERROR_INPUT, "offset 2");
    REFUSE ("x", "klingon", COPIA_ERROR_QUERY, "klingon");
    REFUSE ("x", "", COPIA_ERROR_QUERY, "encoding");
    REFUSE ("x", "latin1//TRANSLIT", COPIA_ERROR_QUERY, "TRANSLIT");
}

static void
test_encodings_cut_in_the_middle_are_told_with_the_offset (void)
{
    REFUSE ("\xFF\xFEg\0\xE9", NULL, COPIA_ERROR_INPUT, "offset 4");
    REFUSE ("\xFF\xFE\0\0g\0\0", NULL, COPIA_ERROR_INPUT, "offset 4");
    REFUSE ("\xFF\xFE\x3D\xD8", NULL, COPIA_ERROR_INPUT, "offset 2");
    REFUSE ("\x82", "shift_jis", COPIA_ERROR_INPUT, "offset 0");
    CHECK ("caf\xC3", NULL, "cafÃ", "windows-1252", "0xC3 at offset 3");
}

static void
test_nothing_is_an_error (void)
{
    REFUSE ("", NULL, COPIA_ERROR_INPUT, "empty");
    REFUSE ("\xEF\xBB\xBF", NULL, COPIA_ERROR_INPUT, "empty");
    REFUSE ("\xFF\xFE", NULL, COPIA_ERROR_INPUT, "empty");
}

static void
test_binary_files_are_called_by_their_name (void)
{
    REFUSE ("\177ELF\2\1\1", NULL, COPIA_ERROR_INPUT, "program");
    REFUSE ("%PDF-1.4 all text so far", NULL, COPIA_ERROR_INPUT, "pdftotext");
    REFUSE ("PK\3\4....", NULL, COPIA_ERROR_INPUT, "DOCX");
    REFUSE ("\x1f\x8b\x08", NULL, COPIA_ERROR_INPUT, "gunzip");
    REFUSE ("\x89PNG\r\n\x1a\n", NULL, COPIA_ERROR_INPUT, "picture");
    REFUSE ("{\\rtf1", NULL, COPIA_ERROR_INPUT, "Rich Text");
    REFUSE ("text\0with a NUL", NULL, COPIA_ERROR_INPUT, "NUL byte at offset 4");
    REFUSE ("\1\2\3\4 mostly", NULL, COPIA_ERROR_INPUT, "control characters");
    REFUSE ("a\0b", "latin1", COPIA_ERROR_INPUT, "NUL");
}

static void
test_text_that_begins_like_a_binary_file_is_text (void)
{
    CHECK ("MZ was his sign.", NULL, "MZ was his sign.", "UTF-8", NULL);
    CHECK ("BM, he wrote.\f\x1a", NULL, "BM, he wrote.\f\x1a", "UTF-8", NULL);
    CHECK ("ID3 is a tag.", NULL, "ID3 is a tag.", "UTF-8", NULL);
}

/* Whatever the bytes: valid UTF-8 without NUL, or one of our errors. */
static void
test_random_bytes_decode_or_fail_with_reason (void)
{
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    static const char *const names[] = { NULL,     NULL,    NULL,      "UTF-16",
                                         "latin1", "utf-7", "gb18030", "iso-2022-jp" };

    g_test_message ("seed %u", seed);
    for (int i = 0; i < 4000; i++) {
        char bytes[64];
        gsize size = (gsize) g_rand_int_range (rand, 0, sizeof bytes);
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaDocument) document = NULL;
        int kind = g_rand_int_range (rand, 0, 3);

        for (gsize j = 0; j < size; j++)
            bytes[j] =
                (char) (kind == 0 ? g_rand_int_range (rand, 0, 256)
                        : kind == 1
                            ? g_rand_int_range (rand, 32, 256)
                            : "a \0\n\xC3\xA9\xE2"[g_rand_int_range (rand, 0, 7)]);
        document = decode (bytes, size, names[g_rand_int_range (rand, 0, 8)], &error);
        if (document)
            g_assert_null (memchr (document->text, 0, document->size));
        else
            g_assert_true (error->domain == COPIA_ERROR);
    }
}

/* What threads look at ends between characters, wherever it would have ended. */
static void
test_threads_judge_a_long_text_as_one_would (void)
{
    const size_t size = ((size_t) 8 << 20) + 100;
    static const char *const letters[] = { "a", "é", "€", "\xF0\x9F\x98\x80" };

    for (size_t shift = 0; shift < 4; shift++)
        for (size_t i = 0; i < G_N_ELEMENTS (letters); i++)
            for (unsigned broken = 0; broken < 2; broken++) {
                g_autoptr (CopiaDocument) document = copia_document_new ("x.txt");
                char *text = g_malloc (size + 1);
                size_t n = strlen (letters[i]), at = shift;

                memset (text, 'x', size);
                text[size] = '\0';
                for (; at + n <= size; at += n)
                    memcpy (text + at, letters[i], n);
                if (broken)
                    text[((size_t) 4 << 20) + 1] = '\xFF';
                document->threads = 3;
                g_assert_true (
                    copia_encoding_decode (document, text, size, NULL, NULL));
                g_assert_cmpuint (document->notes->len, ==, broken);
            }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/encoding/utf8-as-it-is", test_utf8_is_taken_as_it_is);
    g_test_add_func ("/encoding/utf8-mark", test_a_mark_of_utf8_stays_and_is_skipped);
    g_test_add_func ("/encoding/marks", test_marks_of_utf16_and_utf32_decide_and_go);
    g_test_add_func ("/encoding/nul", test_a_nul_in_ascii_makes_no_utf16_of_it);
    g_test_add_func ("/encoding/utf16-unmarked",
                     test_utf16_without_a_mark_is_known_by_its_nul_bytes);
    g_test_add_func ("/encoding/declared",
                     test_a_declaration_decides_where_utf8_does_not_hold);
    g_test_add_func ("/encoding/declared-falsely",
                     test_a_false_declaration_is_told_and_guessed_past);
    g_test_add_func ("/encoding/guess",
                     test_a_guess_names_the_first_bad_byte_and_the_way_out);
    g_test_add_func ("/encoding/broken-utf8",
                     test_a_few_broken_places_do_not_make_utf8_windows_1252);
    g_test_add_func ("/encoding/wanted", test_what_the_user_names_is_taken_at_its_word);
    g_test_add_func ("/encoding/cut",
                     test_encodings_cut_in_the_middle_are_told_with_the_offset);
    g_test_add_func ("/encoding/empty", test_nothing_is_an_error);
    g_test_add_func ("/encoding/binary", test_binary_files_are_called_by_their_name);
    g_test_add_func ("/encoding/not-binary",
                     test_text_that_begins_like_a_binary_file_is_text);
    g_test_add_func ("/encoding/random", test_random_bytes_decode_or_fail_with_reason);
    g_test_add_func ("/encoding/threads", test_threads_judge_a_long_text_as_one_would);
    return g_test_run ();
}
