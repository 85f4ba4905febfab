/* formats.c - any bytes as a file of any format: an error of one line, or texts that keep the
 * contract of events.
 *
 * The first byte chooses the ending of the file's name.
 */
#include "reading.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_reading (bool read, Catch *caught, const GError *error)
{
    g_assert_true (read == (error == NULL));
    g_assert_true (!error || (g_utf8_validate (error->message, -1, NULL) &&
                              !strchr (error->message, '\n')));
    caught->outside = 0; /* mark-up need not put everything in chapters */
    if (read)
        catch_check (caught);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const names[] = { "x.html", "x.xml", "x.epub",  "x.docx",
                                         "x.odt",  "x.zip", "x.tar.gz" };
    CopiaReaderOptions options = { .drop_notes = size > 1 && data[0] >= 128,
                                   .limit = 1 << 24 };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    g_autoptr (GError) error = NULL;
    Catch *caught = catch_new (false);
    CopiaReceiver to = catch_receiver (caught);

    if (size > 1) {
        bool read =
            copia_reader_read_memory (reader, names[data[0] % G_N_ELEMENTS (names)],
                                      data + 1, size - 1, &to, NULL, &error);

        check_reading (read, caught, error);
    }
    catch_free (caught);
    return 0;
}
