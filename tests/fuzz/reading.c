/* reading.c - any bytes as a text, and as rules for it: decoded, divided, told, given back.
 *
 * The first byte chooses the importer; what stands before the first NUL is a rules file.
 */
#include "reading.h"
#include "document.h"
#include "import/import.h"
#include "text/rules.h"
#include "text/segment.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Blocks stand in order, and rules cannot break that. */
static void
divide_by_rules (const char *importer, const char *rules_text, size_t rules_size,
                 const char *text, size_t size)
{
    CopiaImportOptions options = { .importer = importer };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaRules) rules =
        copia_rules_parse (rules_text, rules_size, "rules", &error);
    g_autoptr (CopiaDocument) document = NULL;
    g_autoptr (CopiaSegment) segment = NULL;
    guint32 at = 0;

    g_assert_true ((rules != NULL) == (error == NULL));
    if (!rules)
        return;
    document = import_one ("x", text, size, &options, NULL);
    if (!document || !copia_rules_skip (rules, document, NULL))
        return;
    segment = copia_segment_new (document, rules, &error);
    g_assert_true ((segment != NULL) == (error == NULL));
    for (guint i = 0; segment && i < segment->blocks->len; i++) {
        const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, i);

        g_assert_true (at <= block->start && block->start <= block->end);
        at = block->end;
    }
    g_assert_true (at <= document->size);
}

/* What is told of a text is the text: the bytes themselves, where they were UTF-8 and no
 * mark-up chose another importer. */
static void
read_all (const char *importer, const char *text, size_t size)
{
    CopiaReaderOptions options = { .importer = importer };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    g_autoptr (GError) error = NULL;
    Catch *caught = catch_new (false);
    CopiaReceiver to = catch_receiver (caught);
    bool read = copia_reader_read_memory (reader, "x", text, size, &to, NULL, &error);

    g_assert_true (read == (error == NULL));
    g_assert_true (!error || g_utf8_validate (error->message, -1, NULL));
    if (read)
        catch_check (caught);
    if (read && caught->texts && importer && g_utf8_validate_len (text, size, NULL)) {
        g_assert_cmpuint (caught->text->len, ==, size);
        g_assert_cmpint (memcmp (caught->text->str, text, size), ==, 0);
    }
    catch_free (caught);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const importers[] = { NULL, "plain", "markdown", "wiki",
                                             "gutenberg" };
    const char *text = (const char *) data, *nul;
    const char *importer;

    if (size < 2)
        return 0;
    importer = importers[data[0] % G_N_ELEMENTS (importers)];
    text++, size--;
    nul = memchr (text, 0, size);
    if (nul)
        divide_by_rules (importer, text, (size_t) (nul - text), nul + 1,
                         size - (size_t) (nul + 1 - text));
    read_all (importer, text, size);
    return 0;
}
