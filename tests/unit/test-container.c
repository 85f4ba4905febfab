/* test-container.c - sections, arrays and strings come back, and what is no container is told. */
#include "container-place.h"

#include "base/container-layout.h"
#include "base/error.h"
#include "base/strings.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK ((uint64_t) 1 << COPIA_CHUNK_SHIFT)

static void
test_sections_of_any_size_come_back (Place *place, const void *data)
{
    static const uint64_t sizes[] = { 0,         1,         63,           64,
                                      65,        CHUNK - 1, CHUNK,        CHUNK + 1,
                                      2 * CHUNK, 0,         3 * CHUNK - 7 };
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autoptr (CopiaContainer) container = NULL;
    g_autofree uint8_t *bytes = g_malloc (3 * CHUNK);
    size_t n;

    (void) data;
    for (uint64_t i = 0; i < 3 * CHUNK; i++)
        bytes[i] = (uint8_t) (i * 2654435761u >> 13);
    for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++) {
        g_autofree char *name = g_strdup_printf ("section.%zu", i);

        copia_container_begin (writer, name, 1);
        for (uint64_t at = 0; at < sizes[i];) { /* put in pieces of odd sizes */
            uint64_t piece = MIN (sizes[i] - at, 1 + at / 3);

            copia_container_put (writer, bytes + at, piece);
            at += piece;
        }
        copia_container_end (writer, sizes[i]);
    }
    close_good (writer);
    container = open_good (place);
    copia_container_sections (container, &n);
    g_assert_cmpuint (n, ==, G_N_ELEMENTS (sizes));
    for (size_t i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf ("section.%zu", i);
        const CopiaSection *section = copia_container_find (container, name);

        g_assert_nonnull (section);
        g_assert_cmpstr (section->name, ==, name);
        g_assert_cmpuint (section->count, ==, sizes[i]);
        copia_section_touch (section, 0, section->size);
        copia_section_touch (section, section->size, 0);
        g_assert_cmpmem (section->bytes, section->size, bytes, sizes[i]);
        g_assert_cmpuint ((uintptr_t) section->bytes % COPIA_PADDING, ==, 0);
        for (unsigned k = 0; k < COPIA_PADDING; k++)
            g_assert_cmpuint (section->bytes[section->size + k], ==, 0);
    }
    g_assert_null (copia_container_find (container, "section"));
    g_assert_null (copia_container_find (container, "section.11"));
    g_assert_null (copia_container_find (container, ""));
    g_assert_true (copia_container_verify (container, NULL));
    g_assert_cmpuint (strlen (copia_container_id (container)), ==, 16);
    g_assert_cmpstr (copia_container_path (container), ==, place->path);
}

static void
test_numbers_of_all_widths_come_back (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autoptr (CopiaContainer) container = NULL;
    uint64_t wide[3000];
    uint32_t narrow[3000];

    (void) data;
    for (unsigned width = 1; width <= 8; width++) {
        g_autofree char *name = g_strdup_printf ("wide.%u", width);
        g_autofree char *other = g_strdup_printf ("narrow.%u", width);

        for (uint64_t i = 0; i < 3000; i++) {
            wide[i] = (UINT64_MAX >> (64 - 8 * width)) / 2999 * i;
            narrow[i] = (uint32_t) wide[i];
        }
        copia_ints_write64 (writer, name, wide, 3000);
        copia_ints_write (writer, other, narrow, width <= 4 ? 3000 : 0, width);
    }
    close_good (writer);
    container = open_good (place);
    for (unsigned width = 1; width <= 8; width++) {
        g_autofree char *name = g_strdup_printf ("wide.%u", width);
        g_autofree char *other = g_strdup_printf ("narrow.%u", width);
        CopiaInts ints, same;

        g_assert_true (copia_ints_open (&ints, container, name, 3000, NULL));
        g_assert_true (
            copia_ints_open (&same, container, other, width <= 4 ? 3000 : 0, NULL));
        g_assert_cmpuint (ints.width, ==, width);
        g_assert_cmpuint (same.width, ==, width);
        for (uint64_t i = 0; i < 3000; i++) {
            uint64_t value = (UINT64_MAX >> (64 - 8 * width)) / 2999 * i;

            g_assert_cmpuint (copia_ints_get (&ints, i), ==, value);
            g_assert_cmpuint (copia_ints_raw (&ints, i), ==, value);
            g_assert_cmpuint (copia_ints_get (&same, i), ==, width <= 4 ? value : 0);
        }
        g_assert_cmpuint (copia_ints_get (&ints, 3000), ==, 0);
        g_assert_cmpuint (copia_ints_get (&ints, UINT64_MAX), ==, 0);
    }
    g_assert_true (copia_container_sound (container, NULL));
}

static void
test_upper_counts_as_a_linear_search_does (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autoptr (CopiaContainer) container = NULL;
    uint32_t values[200];
    CopiaInts ints, none;

    (void) data;
    for (uint32_t i = 0, value = 3; i < 200; i++) {
        values[i] = value;
        value += (uint32_t) g_test_rand_int_range (0, 4);
    }
    copia_ints_write (writer, "values", values, 200, 1);
    copia_ints_write (writer, "none", values, 0, 1);
    close_good (writer);
    container = open_good (place);
    g_assert_true (copia_ints_open (&ints, container, "values", 200, NULL));
    g_assert_true (copia_ints_open (&none, container, "none", 0, NULL));
    for (uint64_t value = 0; value < values[199] + 3u; value++) {
        uint64_t n = 0;

        while (n < 200 && values[n] <= value)
            n++;
        g_assert_cmpuint (copia_ints_upper (&ints, value), ==, n);
        g_assert_cmpuint (copia_ints_upper (&none, value), ==, 0);
    }
    for (unsigned bits = 0; bits < 64; bits++) {
        g_assert_cmpuint (copia_ints_width (UINT64_C (1) << bits), ==, bits / 8 + 1);
        g_assert_cmpuint (copia_ints_width ((UINT64_C (1) << bits) - 1), ==,
                          MAX (bits + 7, 8) / 8);
    }
}

static const char *const words[] = { "",  "\x01", "a",  "aa",       "ab",
                                     "b", "b",    "zz", "\xC3\xA9", "\xFF\xFF" };

static CopiaString
word_at (const void *data, uint64_t i)
{
    (void) data;
    return (CopiaString){ words[i], strlen (words[i]) };
}

static void
test_strings_come_back_and_are_found (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autoptr (CopiaContainer) container = NULL;
    CopiaStrings strings, none;

    (void) data;
    copia_strings_write (writer, "words", G_N_ELEMENTS (words), word_at, NULL);
    copia_strings_write (writer, "none", 0, word_at, NULL);
    close_good (writer);
    container = open_good (place);
    g_assert_true (copia_strings_open (&strings, container, "words", NULL));
    g_assert_true (copia_strings_open (&none, container, "none", NULL));
    g_assert_cmpuint (strings.count, ==, G_N_ELEMENTS (words));
    copia_strings_touch (&strings, 0, UINT64_MAX);
    for (uint64_t i = 0; i < strings.count; i++) {
        CopiaString got = copia_strings_get (&strings, i);
        CopiaString raw = copia_strings_raw (&strings, i);
        uint64_t less = 0;

        g_assert_cmpmem (got.bytes, got.size, words[i], strlen (words[i]));
        g_assert_cmpmem (raw.bytes, raw.size, words[i], strlen (words[i]));
        while (copia_string_compare (word_at (NULL, less), got) < 0)
            less++;
        g_assert_cmpuint (copia_strings_lower (&strings, got), ==, less);
    }
    g_assert_cmpuint (copia_strings_get (&strings, strings.count).size, ==, 0);
    g_assert_cmpuint (copia_strings_get (&strings, UINT64_MAX).size, ==, 0);
    g_assert_cmpuint (copia_strings_get (&none, 0).size, ==, 0);
    g_assert_cmpuint (copia_strings_lower (&none, (CopiaString){ "a", 1 }), ==, 0);
    g_assert_true (copia_container_sound (container, NULL));
}

static void
test_what_is_missing_or_misshapen_is_damage (Place *place, const void *data)
{
    static const char *const names[] = { "no", "text", "short" };
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autoptr (CopiaContainer) container = NULL;
    CopiaStrings strings;
    CopiaInts ints;

    (void) data;
    copia_container_begin (writer, "text", 0);
    copia_container_put (writer, "abcd", 4);
    copia_container_end (writer, 4);
    copia_ints_write (writer, "short", (const uint32_t[]){ 1, 2, 3 }, 3, 1);
    copia_ints_write (writer, "lone.at", (const uint32_t[]){ 0, 1 }, 2, 1);
    close_good (writer);
    container = open_good (place);
    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_false (copia_ints_open (&ints, container, names[i], 4, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED);
        g_assert_nonnull (strstr (error->message, names[i]));
    }
    g_assert_false (copia_strings_open (&strings, container, "lone", NULL));
    g_assert_false (copia_strings_open (&strings, container, "no", NULL));
}

/* Strings whose places contradict each other are empty, and the container is not sound. */
static void
test_a_lying_place_of_a_string_is_blamed (Place *place, const void *data)
{
    static const uint32_t lies[][3] = { { 2, 1, 4 }, { 0, 5, 4 }, { 0, 1000000, 4 } };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS (lies); i++) {
        g_autoptr (CopiaContainerWriter) writer =
            copia_container_writer_new (place->path);
        g_autoptr (CopiaContainer) container = NULL;
        g_autoptr (GError) error = NULL;
        CopiaStrings strings;

        copia_container_begin (writer, "s.bytes", 1);
        copia_container_put (writer, "abcd", 4);
        copia_container_end (writer, 4);
        copia_ints_write (writer, "s.at", lies[i], 3, 1);
        close_good (writer);
        container = open_good (place);
        g_assert_true (copia_strings_open (&strings, container, "s", NULL));
        g_assert_true (copia_container_sound (container, NULL));
        g_assert_cmpuint (copia_strings_get (&strings, 0).size, ==, 0);
        g_assert_false (copia_container_sound (container, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED);
        g_assert_nonnull (strstr (error->message, "the section 's.bytes' was changed"));
    }
}

/* Only the chunk that was changed is found, and only when it is touched. */
static void
test_damage_is_found_at_first_touch (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autofree uint8_t *bytes = g_malloc0 (3 * CHUNK);
    uint64_t changed = COPIA_HEADER_SIZE + CHUNK + 17;
    FILE *file;

    (void) data;
    copia_container_begin (writer, "large", 1);
    copia_container_put (writer, bytes, 3 * CHUNK);
    copia_container_end (writer, 3 * CHUNK);
    close_good (writer);
    file = g_fopen (place->path, "r+");
    g_assert_cmpint (fseek (file, (long) changed, SEEK_SET), ==, 0);
    g_assert_cmpint (fputc (1, file), ==, 1);
    g_assert_cmpint (fclose (file), ==, 0);
    for (uint64_t at = 0; at < 3 * CHUNK; at += CHUNK - 1) {
        g_autoptr (CopiaContainer) container = open_good (place);
        const CopiaSection *section = copia_container_find (container, "large");
        uint64_t size = MIN (100, 3 * CHUNK - at);
        bool hit = at / CHUNK == 1 || (at + size - 1) / CHUNK == 1;

        copia_section_touch (section, 0, 0);
        g_assert_true (copia_container_sound (container, NULL));
        copia_section_touch (section, at, size);
        g_assert_cmpint (copia_container_sound (container, NULL), ==, !hit);
        g_assert_false (copia_container_verify (container, NULL));
    }
}

static void
touch_in_child (const CopiaSection *section, uint64_t chunk)
{
    pid_t child = fork ();

    if (child == 0) {
        copia_section_touch (section, chunk * CHUNK, 1);
        _exit (0);
    }
    g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

/* Also what is damaged: else nobody would look at it again. */
static void
test_what_a_child_has_checked_is_known_to_all (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autofree uint8_t *bytes = g_malloc0 (3 * CHUNK);
    g_autoptr (CopiaContainer) container = NULL;
    const CopiaSection *section;
    FILE *file;

    (void) data;
    copia_container_begin (writer, "large", 1);
    copia_container_put (writer, bytes, 3 * CHUNK);
    copia_container_end (writer, 3 * CHUNK);
    close_good (writer);
    file = g_fopen (place->path, "r+");
    g_assert_cmpint (fseek (file, COPIA_HEADER_SIZE + CHUNK + 17, SEEK_SET), ==, 0);
    g_assert_cmpint (fputc (1, file), ==, 1);
    g_assert_cmpint (fclose (file), ==, 0);
    container = open_good (place);
    section = copia_container_find (container, "large");
    touch_in_child (section, 2);
    g_assert_cmpint (section->seen[0], ==, COPIA_UNSEEN);
    g_assert_cmpint (section->seen[2], ==, COPIA_SEEN);
    g_assert_true (copia_container_sound (container, NULL));
    touch_in_child (section, 1);
    g_assert_false (copia_container_sound (container, NULL));
}

static void
assert_refused (const char *path, GQuark domain, int code, const char *why)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_container_open (path, &error));
    g_assert_error (error, domain, code);
    g_assert_true (g_str_has_prefix (error->message, path));
    g_assert_nonnull (strstr (error->message, why));
    g_assert_null (strchr (error->message, '\n'));
}

static void
test_what_is_no_container_is_told (Place *place, const void *data)
{
    static const char zeros[300];
    g_autofree char *folder = g_path_get_dirname (place->path);

    (void) data;
    assert_refused (place->path, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                    "there is no such index; make one");
    assert_refused (folder, COPIA_ERROR, COPIA_ERROR_INPUT, "not an index");
    assert_refused ("/dev/null", COPIA_ERROR, COPIA_ERROR_INPUT, "not an index");
    g_assert_true (g_file_set_contents (place->path, "", 0, NULL));
    assert_refused (place->path, COPIA_ERROR, COPIA_ERROR_INPUT, "not an index");
    g_assert_true (g_file_set_contents (place->path, "Call me Ishmael.", -1, NULL));
    assert_refused (place->path, COPIA_ERROR, COPIA_ERROR_INPUT, "not an index");
    g_assert_true (g_file_set_contents (place->path, zeros, sizeof zeros, NULL));
    assert_refused (place->path, COPIA_ERROR, COPIA_ERROR_INPUT, "not an index");
    g_assert_cmpint (g_unlink (place->path), ==, 0);
    g_assert_cmpint (mkfifo (place->path, 0666), ==, 0); /* nobody writes into it */
    assert_refused (place->path, COPIA_ERROR, COPIA_ERROR_INPUT, "not an index");
}

static void
test_other_versions_are_told_from_damage (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    static const struct {
        unsigned at, byte;
        CopiaError code;
        const char *why;
    } cases[] = {
        { 8, 2, COPIA_ERROR_VERSION, "has format 2.2, this copia reads format 1" },
        { 9, 1, COPIA_ERROR_VERSION, "has format 257.2, this copia reads format 1" },
        { 10, 3, COPIA_ERROR_VERSION, "has format 1.3, which is not read any more" },
        { 0, 'P', COPIA_ERROR_DAMAGED, "its first bytes were changed" },
        { 4, '\n', COPIA_ERROR_DAMAGED, "its first bytes were changed" },
        { 2, 'Q', COPIA_ERROR_INPUT, "not an index" },
        { 63, 1, COPIA_ERROR_DAMAGED, "its header was changed" },
    };
    g_autofree char *bytes = NULL;
    gsize size;

    (void) data;
    close_good (writer);
    g_assert_true (g_file_get_contents (place->path, &bytes, &size, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        char kept = bytes[cases[i].at];

        bytes[cases[i].at] = (char) cases[i].byte;
        g_assert_true (g_file_set_contents (place->path, bytes, (gssize) size, NULL));
        assert_refused (place->path, COPIA_ERROR, (int) cases[i].code, cases[i].why);
        bytes[cases[i].at] = kept;
    }
    bytes[10] = 7; /* a later minor version adds what is passed over */
    g_assert_true (g_file_set_contents (place->path, bytes, (gssize) size, NULL));
    copia_container_close (open_good (place));
}

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

static void
test_threads_share_an_open_container (Place *place, const void *data)
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    g_autofree uint8_t *bytes = g_malloc0 (3 * CHUNK);
    g_autoptr (CopiaContainer) container = NULL;
    Reader readers[4];
    GThread *threads[4];

    (void) data;
    copia_container_begin (writer, "large", 1);
    copia_container_put (writer, bytes, 3 * CHUNK);
    copia_container_end (writer, 3 * CHUNK);
    close_good (writer);
    container = open_good (place);
    for (unsigned i = 0; i < 4; i++) {
        readers[i] = (Reader){ copia_container_find (container, "large"), i, false };
        threads[i] = g_thread_new ("reader", read_at_random, &readers[i]);
    }
    for (unsigned i = 0; i < 4; i++) {
        g_thread_join (threads[i]);
        g_assert_true (readers[i].sound);
    }
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/container/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("sections-of-any-size-come-back", test_sections_of_any_size_come_back);
    TEST ("numbers-of-all-widths-come-back", test_numbers_of_all_widths_come_back);
    TEST ("upper-counts-as-a-linear-search-does",
          test_upper_counts_as_a_linear_search_does);
    TEST ("strings-come-back-and-are-found", test_strings_come_back_and_are_found);
    TEST ("what-is-missing-or-misshapen-is-damage",
          test_what_is_missing_or_misshapen_is_damage);
    TEST ("a-lying-place-of-a-string-is-blamed",
          test_a_lying_place_of_a_string_is_blamed);
    TEST ("damage-is-found-at-first-touch", test_damage_is_found_at_first_touch);
    TEST ("what-a-child-has-checked-is-known-to-all",
          test_what_a_child_has_checked_is_known_to_all);
    TEST ("what-is-no-container-is-told", test_what_is_no_container_is_told);
    TEST ("other-versions-are-told-from-damage",
          test_other_versions_are_told_from_damage);
    TEST ("threads-share-an-open-container", test_threads_share_an_open_container);
    return g_test_run ();
}
