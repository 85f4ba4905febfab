/* formats.c - any bytes as a file of any format: an error of one line, or texts that keep the
 * contract of events.
 *
 * The first byte chooses the ending of the file's name, or the pages that a PDF holds, or a table
 * of metadata.
 */
#include "reading.h"

#include "import/metadata.h"
#include "import/pages.h"

#include <sys/mman.h>
#include <unistd.h>

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

/* As pages and what is known of their headings, which stands before the first NUL. */
static void
try_pages (const uint8_t *data, size_t size)
{
    const uint8_t *nul = memchr (data, 0, size);
    size_t known = nul ? (size_t) (nul - data) : 0;
    g_autoptr (CopiaPrinted) printed = copia_printed_read ((const char *) data, known);
    g_autofree char *text =
        g_utf8_make_valid ((const char *) data + known + (nul != NULL),
                           (gssize) (size - known - (nul != NULL)));
    g_autoptr (CopiaDocument) document = copia_document_new ("x");
    g_autoptr (GError) error = NULL;
    bool read = copia_pages_read (document, text, strlen (text), printed, &error);

    g_assert_true (read == (error == NULL));
    g_assert_true (g_utf8_validate_len (document->text, document->size, NULL));
    copia_document_settle (document);
    for (guint i = 0; i < document->headings->len; i++) {
        const CopiaHeading *heading =
            &g_array_index (document->headings, CopiaHeading, i);

        g_assert_true (heading->line.start <= heading->line.end &&
                       heading->line.end <= document->size);
        g_assert_true (heading->called || heading->line.start < heading->line.end);
    }
}

/* As a table of metadata for a text that is called `a.txt`. */
static void
try_metadata (const uint8_t *data, size_t size)
{
    int fd = memfd_create ("fuzz", 0);
    g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
    g_autoptr (CopiaDocument) document = copia_document_new ("folder/a.txt");
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (CopiaMetadata) table = NULL;
    g_autoptr (GError) error = NULL;

    if (fd < 0 || write (fd, data, size) != (ssize_t) size)
        return;
    table = copia_metadata_load (path, &error);
    close (fd);
    g_assert_true ((table == NULL) == (error != NULL));
    g_assert_true (!error || g_utf8_validate (error->message, -1, NULL));
    if (!table)
        return;
    copia_metadata_join (table, document);
    copia_metadata_report (table, notes);
    for (guint i = 0; i < notes->len; i++)
        g_assert_true (g_utf8_validate (notes->pdata[i], -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const names[] = { "x.html",   "x.xml",  "x.epub",   "x.docx",
                                         "x.odt",    "x.zip",  "x.tar.gz", "pages",
                                         "metadata", "x.srt",  "x.vtt",    "x.csv",
                                         "x.tsv",    "x.jsonl" };
    const char *name = size > 1 ? names[data[0] % G_N_ELEMENTS (names)] : "";
    bool xml =
        strcmp (name, "x.xml") == 0; /* or it may be annotated, without sentences */
    CopiaReaderOptions options = { .importer = xml ? "tei" : NULL,
                                   .drop_notes = size > 1 && data[0] >= 128,
                                   .limit = 1 << 24 };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    g_autoptr (GError) error = NULL;
    Catch *caught = catch_new (false);
    CopiaReceiver to = catch_receiver (caught);

    if (strcmp (name, "pages") == 0) {
        try_pages (data + 1, size - 1);
    } else if (strcmp (name, "metadata") == 0) {
        try_metadata (data + 1, size - 1);
    } else if (size > 1) {
        bool read = copia_reader_read_memory (reader, name, data + 1, size - 1, &to,
                                              NULL, &error);

        check_reading (read, caught, error);
    }
    catch_free (caught);
    return 0;
}
