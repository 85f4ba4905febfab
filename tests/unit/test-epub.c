/* test-epub.c - a book in EPUB is read in its order, its chapters called as its table of contents
 * calls them. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "document.h"
#include "packing.h"
#include "reading.h"

#define PAGE(body)                                                                     \
    "<html xmlns='h'><head><title>no</title></head><body>" body "</body></html>"

typedef struct {
    const char *name, *content;
} File;

static const char container[] = "<container><rootfiles><rootfile "
                                "full-path='OEBPS/book.opf'/></rootfiles></container>";

#define PACKAGE                                                                        \
    "<package xmlns:dc='d'><metadata><dc:title>The\n "                                 \
    "Book</dc:title><dc:creator>A</dc:creator>"                                        \
    "<dc:creator>B</dc:creator><dc:language>fr</dc:language></metadata><manifest>"     \
    "<item id='one' href='text/one%%20page.xhtml'/><item id='two' "                    \
    "href='text/two.xhtml'/>"                                                          \
    "<item id='three' href='three.xhtml'/><item id='pic' href='x.png'/>"               \
    "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"            \
    "%s</manifest><spine><itemref idref='two'/><itemref idref='one'/>"                 \
    "<itemref idref='three'/><itemref idref='gone'/>%s</spine></package>"

static const char ncx[] =
    "<ncx><navMap><navPoint><navLabel><text>Part I</text></navLabel>"
    "<content src='text/two.xhtml'/><navPoint><navLabel><text>First</text></navLabel>"
    "<content src='text/two.xhtml#a'/></navPoint></navPoint>"
    "<navPoint><navLabel><text>Part II</text></navLabel>"
    "<content src='text/one%20page.xhtml'/><navPoint><navLabel><text>Second</text>"
    "</navLabel><content src='text/one%20page.xhtml'/></navPoint>"
    "<navPoint><navLabel><text>Third, unprinted</text></navLabel>"
    "<content src='three.xhtml'/></navPoint></navPoint></navMap></ncx>";

static const char nav[] = PAGE (
    "<nav epub:type='landmarks' xmlns:epub='e'><ol><li><a href='text/two.xhtml'>no</a>"
    "</li></ol></nav><nav epub:type='toc' xmlns:epub='e'><ol><li><a "
    "href='text/two.xhtml'>Un</a></li><li><a href='three.xhtml'>Deux</a></li></ol>"
    "</nav>");

static GByteArray *
book (bool with_nav, const File *more)
{
    Packing *packing = packing_new ("stored", NULL, NULL);
    g_autofree char *opf =
        g_strdup_printf (PACKAGE,
                         with_nav ? "<item id='nav' href='nav.xhtml' properties='nav'/>"
                                  : "",
                         with_nav ? "<itemref idref='nav'/>" : "");

    packing_add_text (packing, "mimetype", "application/epub+zip");
    packing_add_text (packing, "META-INF/container.xml", container);
    packing_add_text (packing, "OEBPS/book.opf", opf);
    packing_add_text (packing, "OEBPS/toc.ncx", ncx);
    if (with_nav)
        packing_add_text (packing, "OEBPS/nav.xhtml", nav);
    packing_add_text (packing, "OEBPS/text/two.xhtml",
                      PAGE ("<h2>PART ONE</h2><p id='a'>We left.</p>"));
    packing_add_text (packing, "OEBPS/text/one page.xhtml",
                      PAGE ("<h1>Second!</h1><h3>aside</h3><p>We came.</p>"));
    packing_add_text (packing, "OEBPS/three.xhtml", PAGE ("<p>We stayed.</p>"));
    packing_add_text (packing, "OEBPS/x.png", "\x89PNG");
    for (; more && more->name; more++)
        packing_add_text (packing, more->name, more->content);
    return packing_end (packing);
}

/* What the reader tells of it. */
static char *
tell (GByteArray *bytes)
{
    CopiaReaderOptions options = { 0 };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    g_autoptr (GError) error = NULL;
    Catch *caught = catch_new (true);
    CopiaReceiver to = catch_receiver (caught);
    char *events;

    copia_reader_read_memory (reader, "b.epub", bytes->data, bytes->len, &to, NULL,
                              &error);
    g_assert_no_error (error);
    catch_check (caught);
    events = g_strdup (caught->events->str);
    catch_free (caught);
    return events;
}

static void
test_the_table_of_contents_names_the_chapters (void)
{
    g_autoptr (GByteArray) bytes = book (false, NULL);
    g_autofree char *events = tell (bytes);

    g_assert_cmpstr (
        events, ==,
        "<text file='b.epub' title='The Book' language='fr' author='A; B'>"
        "<part n='1' title='Part I'><head><s>PART ONE </s></head>"
        "<chapter n='1' title='First'><p><s>We left . </s></p></chapter></part>"
        "<part n='2' title='Part II'>"
        "<chapter n='2' title='Second'><head><s>Second ! </s></head>"
        "<head><s>aside </s></head><p><s>We came . </s></p></chapter>"
        "<chapter n='3' title='Third, unprinted'><p><s>We stayed . </s></p></chapter>"
        "</part></text>");
}

static void
test_the_nav_of_epub_3_goes_first (void)
{
    g_autoptr (GByteArray) bytes = book (true, NULL);
    g_autofree char *events = tell (bytes);

    g_assert_nonnull (strstr (events, "<chapter n='1' title='Un'>"));
    g_assert_nonnull (strstr (events, "<chapter n='2' title='Deux'>"));
    g_assert_null (strstr (events, "Part I"));
    g_assert_null (strstr (events, "landmarks"));
    g_assert_null (strstr (events, "<s>Un")); /* the page of contents is navigation */
}

static void
test_locked_pages_are_told (void)
{
    static const File lock[] = {
        { "META-INF/encryption.xml",
          "<encryption><EncryptedData><CipherData><CipherReference "
          "URI='OEBPS/text/two.xhtml'/></CipherData></EncryptedData></encryption>" },
        { NULL, NULL }
    };
    static const File font[] = {
        { "META-INF/encryption.xml",
          "<encryption><EncryptedData><CipherData><CipherReference "
          "URI='OEBPS/font.otf'/></CipherData></EncryptedData></encryption>" },
        { NULL, NULL }
    };
    g_autoptr (GByteArray) locked = book (false, lock), open = book (false, font);
    g_autoptr (GError) error = NULL;
    g_autofree char *events = tell (open);

    g_assert_nonnull (strstr (events, "We left"));
    g_assert_null (
        import_one ("b.epub", (const char *) locked->data, locked->len, NULL, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (
        strstr (error->message, "b.epub: an EPUB whose pages are locked"));
}

static void
test_a_book_without_a_package_is_told (void)
{
    Packing *packing = packing_new ("zip", NULL, NULL);
    g_autoptr (GByteArray) bytes = NULL;
    g_autoptr (GError) error = NULL;

    packing_add_text (packing, "a.xhtml", PAGE ("x"));
    bytes = packing_end (packing);
    g_assert_null (
        import_one ("b.epub", (const char *) bytes->data, bytes->len, NULL, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "no package file"));
}

static void
test_damage_never_crashes (void)
{
    g_autoptr (GByteArray) bytes = book (true, NULL);

    for (guint i = 0; i < bytes->len; i++) {
        guint8 was = bytes->data[i];
        g_autoptr (CopiaDocument) document = NULL;

        bytes->data[i] ^= (guint8) g_test_rand_int_range (1, 256);
        document =
            import_one ("b.epub", (const char *) bytes->data, bytes->len, NULL, NULL);
        bytes->data[i] = was;
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/epub/contents", test_the_table_of_contents_names_the_chapters);
    g_test_add_func ("/epub/nav", test_the_nav_of_epub_3_goes_first);
    g_test_add_func ("/epub/locked", test_locked_pages_are_told);
    g_test_add_func ("/epub/no-package", test_a_book_without_a_package_is_told);
    g_test_add_func ("/epub/damage", test_damage_never_crashes);
    return g_test_run ();
}
