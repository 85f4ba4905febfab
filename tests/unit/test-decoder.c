/* test-decoder.c - bytes decoded a piece after the other are what they are at once. */
#include "base/error.h"
#include "import/decoder.h"
#include "import/encoding.h"

#include <string.h>

static const char *const letters[] = { "a", " ", "\n", "é", "ß", "Ω", "中", "😀", "ж" };

static char *
random_text (gsize *size)
{
    g_autoptr (GString) text = g_string_new ("Anfang ");

    for (int n = g_test_rand_int_range (0, 300); n > 0; n--)
        g_string_append (text,
                         letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
    *size = text->len;
    return g_strndup (text->str, text->len);
}

/* In pieces of any length, the first of at least `beginning` bytes. */
static char *
decode (const char *bytes, size_t size, size_t beginning, const char *wanted,
        char **note, GError **error)
{
    g_autoptr (CopiaDecoder) decoder = copia_decoder_new (bytes, size, wanted, error);
    g_autoptr (GString) text = g_string_new (NULL);
    size_t at = 0;

    if (!decoder)
        return NULL;
    do {
        size_t n = (size_t) g_test_rand_int_range (0, 9) + (at == 0 ? beginning : 0);

        n = MIN (n, size - at);
        if (!copia_decoder_take (decoder, bytes + at, n, at + n == size, text, error))
            return NULL;
        at += n;
    } while (at < size);
    if (note)
        *note = copia_decoder_note (decoder);
    return g_strndup (text->str, text->len);
}

static void
assert_as_at_once (const char *bytes, size_t size, const char *wanted)
{
    g_autoptr (CopiaDocument) document = copia_document_new ("x");
    g_autoptr (GError) error = NULL, other = NULL;
    g_autofree char *text = decode (bytes, size, 8, wanted, NULL, &error);

    copia_encoding_decode (document, g_memdup2 (bytes, size + 1), size, wanted, &other);
    g_assert_cmpstr (error ? error->message : NULL, ==, other ? other->message : NULL);
    if (!error)
        g_assert_cmpstr (text, ==, document->text);
}

static void
test_cut_anywhere_it_is_the_same_text (void)
{
    static const char *const encodings[] = { "UTF-16", "UTF-32LE", "GB18030",
                                             "UTF-16BE", "UTF-8" };

    for (int round = 0; round < 400; round++) {
        const char *encoding = encodings[round % G_N_ELEMENTS (encodings)];
        gsize size, n;
        g_autofree char *text = random_text (&size);
        g_autofree char *bytes =
            g_convert (text, (gssize) size, encoding, "UTF-8", NULL, &n, NULL);
        bool marked = strcmp (encoding, "UTF-16") == 0;

        assert_as_at_once (bytes, n, marked ? NULL : encoding);
        if (n > 20) { /* cut, and with a byte of another kind */
            g_autofree char *broken = g_memdup2 (bytes, n + 1);

            broken[n - 3] = '\xFF';
            assert_as_at_once (broken, n - 1, encoding);
        }
    }
}

/* Vietnamese: a letter may be one with the accent that follows it. */
static void
test_the_last_letter_is_there_though_an_accent_could_follow (void)
{
    static const char *const said[] = { "windows-1258", "TCVN" };

    for (size_t i = 0; i < G_N_ELEMENTS (said); i++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *text = decode ("song tin", 8, 0, said[i], NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (text, ==, "song tin");
    }
}

static void
test_broken_bytes_are_counted_and_replaced (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *note = NULL;
    const char *bytes = "Caf\xC3\xA9 na\xC3\xAFve \xE2\x82 \xC3\xBC\xC3\xA4\xC3\xB6"
                        "\xC3\xBC\xC3\xA4\xC3\xB6 \xC3";
    g_autofree char *text = decode (bytes, strlen (bytes), 0, NULL, &note, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (text, ==, "Café naïve \xEF\xBF\xBD üäöüäö \xEF\xBF\xBD");
    g_assert_true (
        g_str_has_prefix (note, "UTF-8 but for 2 places, the first byte 0xE2 at offset "
                                "13: read as U+FFFD"));
}

static void
test_what_turns_out_to_be_no_utf8_is_refused (void)
{
    g_autoptr (GString) bytes = g_string_new ("plain letters, ");
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaDecoder) decoder =
        copia_decoder_new (bytes->str, bytes->len, NULL, NULL);
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = 0; i < 1001; i++)
        g_string_append (bytes, "gr\xFCn ");
    g_assert_false (
        copia_decoder_take (decoder, bytes->str, bytes->len, false, text, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "byte 0xFC at offset 17"));
    g_assert_nonnull (strstr (error->message, "--encoding windows-1252"));
}

static void
test_a_beginning_that_shows_nothing_is_not_guessed_at (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    const char *said = "coding: latin-1\ngr\xFCn \x93x\x94";

    g_assert_null (copia_decoder_new ("gr\xFCn", 4, NULL, &error));
    g_assert_no_error (error);
    text = decode (said, strlen (said), strlen (said), NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (text, ==, "coding: latin-1\ngrün “x”");
    g_assert_null (copia_decoder_new ("x", 1, "no-such", &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add_func ("/decoder/" name, function)
    TEST ("pieces", test_cut_anywhere_it_is_the_same_text);
    TEST ("last", test_the_last_letter_is_there_though_an_accent_could_follow);
    TEST ("broken", test_broken_bytes_are_counted_and_replaced);
    TEST ("refused", test_what_turns_out_to_be_no_utf8_is_refused);
    TEST ("shown", test_a_beginning_that_shows_nothing_is_not_guessed_at);
    return g_test_run ();
}
