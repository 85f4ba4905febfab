/* test-tei-book.c - whole books in TEI are read as they are marked up. */
#include "reading.h"
#include "support/tei-book.c"

/* ---- what is read ---------------------------------------------------------------------- */

typedef struct {
    Catch *contract;
    CopiaReceiver to; /* of it */
    GString *open;
    Row row;
} Reading;

static void
take_open (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    Reading *self = data;

    self->to.open (self->to.self, name, attributes, n);
    g_string_append_printf (self->open, "%s ", name);
}

static void
take_token (void *data, const CopiaTokenEvent *event)
{
    Reading *self = data;

    self->to.token (self->to.self, event);
    g_ptr_array_add (self->row.words, g_strndup (event->token, event->token_size));
    g_ptr_array_add (self->row.inside, g_strdup (self->open->str));
}

static void
take_close (void *data, const char *name)
{
    Reading *self = data;
    g_autofree char *word = g_strdup_printf (" %s ", name);
    char *at = strstr (self->open->str, word);

    self->to.close (self->to.self, name);
    g_string_erase (self->open, at - self->open->str, (gssize) strlen (word) - 1);
}

static void
take_tail (void *data, const char *gap, size_t size)
{
    Reading *self = data;

    self->to.tail (self->to.self, gap, size);
}

/* Structures that the book knows of; the others are its parts of speech, pages and sentences. */
static const char *const compared[] = {
    " front ", " body ", " back ",    " part ",    " chapter ", " head ",     " lg ",
    " l ",     " sp ",   " speaker ", " list ",    " item ",    " figure ",   " quote ",
    " stage ", " note ", " hi ",      " foreign ", " unclear ", " supplied ", " sic ",
    " corr ",  " orig ", " reg ",     " abbr ",    " expan ",   " said ",     " cit ",
};

static void
compare (const Book *book, const Row *read)
{
    g_assert_cmpuint (read->words->len, ==, book->main.words->len);
    for (guint i = 0; i < read->words->len; i++) {
        g_assert_cmpstr (read->words->pdata[i], ==, book->main.words->pdata[i]);
        for (size_t k = 0; k < G_N_ELEMENTS (compared); k++) {
            bool is = strstr (read->inside->pdata[i], compared[k]) != NULL;

            if (is != (strstr (book->main.inside->pdata[i], compared[k]) != NULL))
                g_error ("word %u, '%s', stands in '%s', not '%s'", i,
                         (char *) read->words->pdata[i],
                         (char *) read->inside->pdata[i],
                         (char *) book->main.inside->pdata[i]);
        }
    }
}

static void
read_book (const Book *book, unsigned texts)
{
    CopiaReaderOptions options = { .importer = "tei",
                                   .drop_notes = book->drop_notes,
                                   .original = book->original };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    g_autoptr (GError) error = NULL;
    Reading reading = { .contract = catch_new (false), .open = g_string_new (" ") };
    CopiaReceiver to = { &reading,  take_open, take_token, take_close,
                         take_tail, NULL,      NULL };

    row_init (&reading.row);
    reading.to = catch_receiver (reading.contract);
    copia_reader_read_memory (reader, "book", book->xml->str, book->xml->len, &to, NULL,
                              &error);
    g_assert_no_error (error);
    g_assert_cmpuint (reading.contract->open->len, ==, 0);
    g_assert_true (reading.contract->ended);
    g_assert_cmpuint (reading.contract->texts, ==, texts);
    g_assert_cmpuint (catch_count (reading.contract, "part"), ==, 2 * texts);
    g_assert_cmpuint (catch_count (reading.contract, "chapter"), ==, 8 * texts);
    compare (book, &reading.row);
    row_clear (&reading.row);
    catch_free (reading.contract);
    g_string_free (reading.open, TRUE);
}

static void
test_a_book_is_read_as_it_is_marked_up (void)
{
    for (unsigned round = 0; round < 40; round++) {
        unsigned texts = 1 + (round % 3 == 2);
        Book book = { .xml = g_string_new (NULL),
                      .prefix = round & 1 ? "tei:" : "",
                      .notes = g_ptr_array_new (),
                      .around = g_string_new (NULL),
                      .here = g_string_new (NULL),
                      .drop_notes = round % 5 == 3,
                      .original = round % 4 == 1 };

        row_init (&book.main);
        write_book (&book, texts);
        read_book (&book, texts);
        row_clear (&book.main);
        g_ptr_array_unref (book.notes);
        g_string_free (book.xml, TRUE);
        g_string_free (book.around, TRUE);
        g_string_free (book.here, TRUE);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/tei-book/random", test_a_book_is_read_as_it_is_marked_up);
    return g_test_run ();
}
