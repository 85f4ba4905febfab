/* test-packed.c - packed sections are sections. */
#include "container-place.h"

#define LINKED "4.l.300000"

typedef struct {
    const CopiaSection *section;
    unsigned seed;
    bool sound;
} Reader;

static void *
read_at_random (void *data)
{
    Reader *self = data;
    uint64_t at = self->seed;

    for (unsigned i = 0; i < 20000; i++) {
        at = (at * 6364136223846793005u + 1442695040888963407u) % self->section->size;
        copia_section_touch (self->section, at, 1);
    }
    self->sound = copia_container_sound (self->section->container, NULL);
    return NULL;
}

static CopiaPacking
packing_of (const char *name)
{
    return (CopiaPacking) (name[0] - '0');
}

/* A section long enough to have codes of its own, put as others are after it was learnt. */
static void
write_linked (CopiaContainerWriter *writer, const uint8_t *bytes)
{
    copia_container_begin (writer, LINKED, 3);
    g_assert_true (copia_container_learns (writer));
    copia_container_learn (writer, bytes, 99999);
    copia_container_learn (writer, bytes + 99999, 200001);
    copia_container_learnt (writer);
    g_assert_false (copia_container_learns (writer));
    copia_container_put (writer, bytes, 300000);
    copia_container_end (writer, 100000);
}

/* Sections of all packings and widths, of sizes around the borders of pieces. */
static void
write_packed (CopiaContainerWriter *writer, const uint8_t *bytes)
{
    static const uint32_t sizes[] = { 0,     1,     99,    100,   16383, 16384,
                                      16385, 16386, 32769, 60000, 300001 };

    copia_container_writer_pack (writer, packing_of, 100);
    copia_container_writer_share (writer, (unsigned) g_test_rand_int_range (1, 4));
    write_linked (writer, bytes);
    for (unsigned packing = 0; packing < COPIA_N_PACKINGS; packing++)
        for (uint32_t width = 0; width <= 8; width++)
            for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++) {
                g_autofree char *name =
                    g_strdup_printf ("%u.%u.%u", packing, width,
                                     sizes[i] - sizes[i] % MAX (width, 1));
                uint32_t size = sizes[i] - sizes[i] % MAX (width, 1);

                if (i > 0 && sizes[i] - sizes[i - 1] < width)
                    continue;
                copia_container_begin (writer, name, width);
                for (uint32_t at = 0; at < size;) {
                    uint32_t some =
                        (uint32_t) g_test_rand_int_range (1, (gint32) (size - at) + 1);

                    copia_container_put (writer, bytes + at, some);
                    at += some;
                }
                copia_container_end (writer, size / MAX (width, 1));
            }
}

static uint8_t *
packable_bytes (size_t size)
{
    uint8_t *bytes = g_malloc (size);

    for (size_t i = 0; i < size; i++)
        bytes[i] = i % 8 < 2 ? (uint8_t) (i >> (8 * (i % 8) + 3)) : 0;
    return bytes;
}

static void
test_packed_sections_are_read_as_if_they_were_not (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autofree uint8_t *bytes = packable_bytes (300001);
    g_autoptr (CopiaContainer) container = NULL;
    const CopiaSection *sections;
    size_t n, packed = 0;

    (void) data;
    write_packed (writer, bytes);
    close_good (writer);
    container = open_good (place);
    sections = copia_container_sections (container, &n);
    for (size_t i = 0; i < n; i++) {
        uint64_t size = g_ascii_strtoull (sections[i].name + 4, NULL, 10);
        uint64_t at = size ? (uint64_t) g_test_rand_int_range (0, (gint32) size) : 0;

        g_assert_cmpuint (sections[i].size, ==, size);
        if (size > 0) { /* some place first, then all */
            copia_section_touch (&sections[i], at, 1);
            g_assert_cmpuint (sections[i].bytes[at], ==, bytes[at]);
        }
        copia_section_touch (&sections[i], 0, size);
        g_assert_cmpmem (sections[i].bytes, size, bytes, size);
        packed += sections[i].stored_size < size;
    }
    g_assert_cmpuint (packed, >, 100);
    g_assert_true (copia_container_verify (container, NULL));
}

static void
check_threads (const Place *place, const char *name, const uint8_t *bytes)
{
    g_autoptr (CopiaContainer) container = open_good (place);
    Reader readers[4];
    GThread *threads[4];

    for (unsigned i = 0; i < 4; i++) {
        readers[i] = (Reader){ copia_container_find (container, name), i, false };
        threads[i] = g_thread_new ("reader", read_at_random, &readers[i]);
    }
    for (unsigned i = 0; i < 4; i++) {
        g_thread_join (threads[i]);
        g_assert_true (readers[i].sound);
    }
    g_assert_cmpmem (readers[0].section->bytes, 300000, bytes, 300000);
}

static void
test_threads_unpack_a_section_together (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autofree uint8_t *bytes = packable_bytes (300001);

    (void) data;
    write_packed (writer, bytes);
    close_good (writer);
    check_threads (place, "2.3.300000", bytes);
    check_threads (place, LINKED, bytes);
}

/* Whatever stands in a packed section, reading it ends and stays in its memory. */
static void
test_damage_in_packed_sections_is_told (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autofree uint8_t *bytes = packable_bytes (300001);
    g_autofree char *good = NULL;
    gsize size;

    (void) data;
    write_packed (writer, bytes);
    close_good (writer);
    g_assert_true (g_file_get_contents (place->path, &good, &size, NULL));
    for (unsigned i = 0; i < 300; i++) {
        gsize at = i < 30 ? 64 + (gsize) i * 997 /* what is linked stands first */
                          : (gsize) g_test_rand_int_range (0, (gint32) size);
        g_autoptr (CopiaContainer) container = NULL;

        good[at] ^= 0x10;
        g_assert_true (g_file_set_contents (place->path, good, (gssize) size, NULL));
        good[at] ^= 0x10;
        container = copia_container_open (place->path, NULL);
        g_assert_false (container && copia_container_verify (container, NULL));
    }
}

/* Sections whose pieces are four strings of codes: any byte may be any other, in the codes, their
 * tables, what tells how long they are, and where they lie. */
static void
test_any_damage_of_four_strings_is_survived (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autofree uint8_t *bytes = packable_bytes (300001);
    g_autofree char *good = NULL, *changed = NULL;
    gsize size;

    (void) data;
    copia_container_writer_pack (writer, packing_of, 100);
    write_linked (writer, bytes);
    copia_container_begin (writer, "5.0.50000", 0);
    copia_container_put (writer, bytes, 50000);
    copia_container_end (writer, 50000);
    close_good (writer);
    g_assert_true (g_file_get_contents (place->path, &good, &size, NULL));
    changed = g_malloc (size);
    for (unsigned i = 0; i < 1500; i++) {
        gint32 n = g_test_rand_int_range (1, 200);
        g_autoptr (CopiaContainer) container = NULL;

        memcpy (changed, good, size);
        for (gint32 k = 0; k < (i % 3 ? 1 : n); k++)
            changed[g_test_rand_int_range (64, (gint32) size)] ^=
                (char) g_test_rand_int_range (1, 256);
        if (memcmp (changed, good, size) == 0)
            continue;
        g_assert_true (g_file_set_contents (place->path, changed, (gssize) size, NULL));
        container = copia_container_open (place->path, NULL);
        g_assert_false (container && copia_container_verify (container, NULL));
    }
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/container/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("packed-sections-are-read-as-if-they-were-not",
          test_packed_sections_are_read_as_if_they_were_not);
    TEST ("threads-unpack-a-section-together", test_threads_unpack_a_section_together);
    TEST ("damage-in-packed-sections-is-told", test_damage_in_packed_sections_is_told);
    TEST ("any-damage-of-four-strings-is-survived",
          test_any_damage_of_four_strings_is_survived);
    return g_test_run ();
}
