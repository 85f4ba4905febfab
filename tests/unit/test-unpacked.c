/* test-unpacked.c - a reader's own pieces are those of the section. */
#include "packed-place.h"

#include "base/unpacked.h"

typedef struct {
    const CopiaSection *section;
    const uint8_t *bytes; /* what is right; NULL: nobody knows */
    unsigned seed;
    unsigned apart; /* places that were not read in the section */
} Reader;

static void
look (Reader *self, CopiaUnpacked *unpacked, uint64_t element)
{
    uint64_t first, end;
    const uint8_t *piece =
        copia_unpacked_find (unpacked, self->section, element, &first, &end);

    self->apart += piece != NULL;
    if (!piece) {
        copia_section_touch (self->section, element * WIDTH, WIDTH);
        piece = self->section->bytes + element * WIDTH;
        first = element;
        end = element + 1;
    }
    g_assert_true (first <= element && element < end && end <= ELEMENTS);
    if (self->bytes)
        g_assert_cmpmem (piece, (end - first) * WIDTH, self->bytes + first * WIDTH,
                         (end - first) * WIDTH);
}

/* Places that rise by steps of all sizes, again and again. */
static void *
read_here_and_there (void *data)
{
    Reader *self = data;
    g_autoptr (CopiaUnpacked) unpacked = copia_unpacked_new ();
    uint64_t at = self->seed, random = self->seed;

    for (unsigned i = 0; i < 3000; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        at = (at + (random >> 33) % (1u << (random >> 60))) % ELEMENTS;
        look (self, unpacked, at);
    }
    return NULL;
}

static CopiaPacking
packing_of (const char *name)
{
    return g_str_equal (name, "linked") ? COPIA_PACKING_LINKED : COPIA_PACKING_VALUES;
}

static uint8_t *
write_both (const Place *place)
{
    static const char *const names[] = { "linked", "values" };

    return write_packed (place, names, G_N_ELEMENTS (names), packing_of);
}

static void
test_what_is_asked_for_twice_is_unpacked_for_all (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_both (place);
    g_autoptr (CopiaContainer) container = open_good (place);
    g_autoptr (CopiaUnpacked) one = copia_unpacked_new ();
    g_autoptr (CopiaUnpacked) other = copia_unpacked_new ();
    Reader reader = { copia_container_find (container, "linked"), bytes, 0, 0 };

    (void) data;
    look (&reader, one, 5000);
    look (&reader, one, 9000); /* another piece */
    look (&reader, one, 5001);
    g_assert_cmpuint (reader.apart, ==, 3);
    look (&reader, other, 5000);
    g_assert_cmpuint (reader.apart, ==, 3);
    look (&reader, other, 1);
    g_assert_cmpuint (reader.apart, ==, 4);
    for (uint64_t at = 20000; at < 60000; at++)
        look (&reader, one, at);
    g_assert_cmpuint (reader.apart, ==, 40004);
    look (&reader, one, 5000);
    g_assert_cmpuint (reader.apart, ==, 40004);
    g_assert_true (copia_container_verify (container, NULL));
}

static void
test_where_there_is_no_room_all_stays_apart (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_both (place);
    g_autoptr (CopiaContainer) container = open_good (place);
    g_autoptr (CopiaUnpacked) one = copia_unpacked_new ();
    g_autoptr (CopiaUnpacked) other = copia_unpacked_new ();
    Reader reader = { copia_container_find (container, "linked"), bytes, 0, 0 };

    (void) data;
    copia_container_limit (container, 20000);
    for (unsigned round = 0; round < 3; round++)
        for (uint64_t at = 0; at < ELEMENTS; at += 100)
            look (&reader, round % 2 ? one : other, at);
    /* some pieces were unpacked for all, and then no more */
    g_assert_cmpuint (reader.apart, >, 5 * (ELEMENTS / 100) / 2);
    g_assert_cmpuint (reader.apart, <, 3 * (ELEMENTS / 100));
    copia_section_touch (reader.section, 0, reader.section->size);
    look (&reader, one, ELEMENTS / 2);
    g_assert_cmpmem (reader.section->bytes, reader.section->size, bytes,
                     ELEMENTS * WIDTH);
    g_assert_true (copia_container_sound (container, NULL));
}

/* All of them, in the same order, so that they meet. */
static void *
touch_all (void *data)
{
    const Reader *self = data;

    for (uint64_t at = 0; at < ELEMENTS; at += 50) {
        copia_section_touch (self->section, at * WIDTH, WIDTH);
        g_assert_cmpmem (self->section->bytes + at * WIDTH, WIDTH,
                         self->bytes + at * WIDTH, WIDTH);
    }
    return NULL;
}

static void
test_threads_wait_for_what_another_unpacks (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_both (place);

    (void) data;
    for (unsigned round = 0; round < 10; round++) {
        g_autoptr (CopiaContainer) container = open_good (place);
        Reader reader = { copia_container_find (container,
                                                round % 2 ? "linked" : "values"),
                          bytes, 0, 0 };
        GThread *threads[8];

        for (unsigned i = 0; i < G_N_ELEMENTS (threads); i++)
            threads[i] = g_thread_new ("toucher", touch_all, &reader);
        for (unsigned i = 0; i < G_N_ELEMENTS (threads); i++)
            g_thread_join (threads[i]);
        g_assert_true (copia_container_sound (container, NULL));
    }
}

/* Its pieces are longer than a reader has room for. */
static void
test_only_what_is_linked_is_kept_apart (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_both (place);
    g_autoptr (CopiaContainer) container = open_good (place);
    Reader reader = { copia_container_find (container, "values"), bytes, 7, 0 };

    (void) data;
    g_assert_cmpint (reader.section->packing, ==, COPIA_PACKING_VALUES);
    read_here_and_there (&reader);
    g_assert_cmpuint (reader.apart, ==, 0);
}

static void
test_threads_have_their_own_pieces (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_both (place);

    (void) data;
    for (unsigned round = 0; round < 10; round++) {
        g_autoptr (CopiaContainer) container = open_good (place);
        const CopiaSection *section = copia_container_find (container, "linked");
        Reader readers[4];
        GThread *threads[4];

        g_assert_cmpint (section->packing, ==, COPIA_PACKING_LINKED);
        for (unsigned i = 0; i < G_N_ELEMENTS (threads); i++) {
            readers[i] = (Reader){ section, bytes, i + 4 * round, 0 };
            threads[i] = g_thread_new ("reader", read_here_and_there, &readers[i]);
        }
        for (unsigned i = 0; i < G_N_ELEMENTS (threads); i++)
            g_thread_join (threads[i]);
        g_assert_true (copia_container_sound (container, NULL));
    }
}

/* Any byte may be any other, in the codes, their tables, and what tells where they lie. */
static void
test_damage_is_told_by_who_reads_apart (Place *place, const void *data)
{
    g_autofree char *good = NULL, *changed = NULL;
    gsize size, told = 0;

    (void) data;
    g_free (write_both (place));
    g_assert_true (g_file_get_contents (place->path, &good, &size, NULL));
    for (unsigned i = 0; i < 500; i++) {
        g_autoptr (CopiaContainer) container = NULL;
        g_autoptr (CopiaUnpacked) unpacked = copia_unpacked_new ();
        Reader reader = { 0 };

        changed = g_memdup2 (good, size);
        for (unsigned k = 0; k <= i % 100; k++)
            changed[g_test_rand_int_range (64, (gint32) size / 2)] ^=
                (char) g_test_rand_int_range (1, 256);
        g_assert_true (g_file_set_contents (place->path, changed, (gssize) size, NULL));
        g_clear_pointer (&changed, g_free);
        container = copia_container_open (place->path, NULL);
        reader.section = container ? copia_container_find (container, "linked") : NULL;
        for (uint64_t at = 0; reader.section && at < ELEMENTS; at += 100)
            look (&reader, unpacked, at);
        told += reader.section && !copia_container_sound (container, NULL);
    }
    g_assert_cmpuint (told, >, 400);
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/unpacked/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("what-is-asked-for-twice-is-unpacked-for-all",
          test_what_is_asked_for_twice_is_unpacked_for_all);
    TEST ("where-there-is-no-room-all-stays-apart",
          test_where_there_is_no_room_all_stays_apart);
    TEST ("threads-wait-for-what-another-unpacks",
          test_threads_wait_for_what_another_unpacks);
    TEST ("only-what-is-linked-is-kept-apart", test_only_what_is_linked_is_kept_apart);
    TEST ("threads-have-their-own-pieces", test_threads_have_their_own_pieces);
    TEST ("damage-is-told-by-who-reads-apart", test_damage_is_told_by_who_reads_apart);
    return g_test_run ();
}
