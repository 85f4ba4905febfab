/* test-share.c - what a child unpacks is unpacked for its parent. */
#include "packed-place.h"

#include <sys/wait.h>
#include <unistd.h>

static const char *const names[] = { "0", "1", "2", "4", "5" }; /* by packing */

static CopiaPacking
packing_of (const char *name)
{
    return (CopiaPacking) (name[0] - '0');
}

static uint8_t *
write_all (const Place *place)
{
    return write_packed (place, names, G_N_ELEMENTS (names), packing_of);
}

/* What is known of the part that holds this byte. */
static uint8_t
seen_at (const CopiaSection *section, uint64_t offset)
{
    return section->seen[offset >> section->shift];
}

static void
end_child (pid_t child)
{
    int status = -1;

    g_assert_cmpint (child, >, 0);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (status, ==, 0);
}

static void
touch_in_a_child (const CopiaContainer *container, uint64_t offset, uint64_t size)
{
    pid_t child = fork ();

    if (child == 0) {
        for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
            copia_section_touch (copia_container_find (container, names[i]), offset,
                                 size);
        _exit (copia_container_sound (container, NULL) ? 0 : 1);
    }
    end_child (child);
    copia_container_settle (container);
}

static void
test_what_a_child_unpacks_its_parent_has (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_all (place);
    g_autoptr (CopiaContainer) container = open_good (place);
    const uint64_t half = SIZE / 2;

    (void) data;
    for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
        copia_section_touch (copia_container_find (container, names[i]), 0, 100);
    copia_container_share (container);
    touch_in_a_child (container, half, SIZE - half);
    for (unsigned i = 0; i < G_N_ELEMENTS (names); i++) {
        const CopiaSection *section = copia_container_find (container, names[i]);

        g_assert_cmpint (section->packing, ==, packing_of (names[i]));
        g_assert_cmpint (seen_at (section, 0), ==, COPIA_SEEN); /* before */
        g_assert_cmpmem (section->bytes, 100, bytes, 100);
        g_assert_cmpint (seen_at (section, SIZE - 1), ==, COPIA_SEEN);
        g_assert_cmpmem (section->bytes + half, SIZE - half, bytes + half, SIZE - half);
        copia_section_touch (section, 0, SIZE);
        g_assert_cmpmem (section->bytes, SIZE, bytes, SIZE);
    }
    copia_container_share (container); /* nothing more */
    g_assert_true (copia_container_verify (container, NULL));
}

static void
test_without_sharing_each_unpacks_for_itself (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_all (place);
    g_autoptr (CopiaContainer) container = open_good (place);

    (void) data;
    touch_in_a_child (container, 0, SIZE);
    for (unsigned i = 1; i < G_N_ELEMENTS (names); i++) {
        const CopiaSection *section = copia_container_find (container, names[i]);

        g_assert_cmpint (seen_at (section, 0), ==, COPIA_UNSEEN);
        copia_section_touch (section, 0, SIZE);
        g_assert_cmpmem (section->bytes, SIZE, bytes, SIZE);
    }
}

/* Else whoever needs the piece would wait for one who is gone. */
static void
test_what_an_ended_child_began_is_done_again (Place *place, const void *data)
{
    g_autofree uint8_t *bytes = write_all (place);
    g_autoptr (CopiaContainer) container = open_good (place);
    pid_t child;

    (void) data;
    copia_container_share (container);
    child = fork ();
    if (child == 0) {
        for (unsigned i = 1; i < G_N_ELEMENTS (names); i++) {
            const CopiaSection *section = copia_container_find (container, names[i]);

            section->seen[0] = COPIA_UNPACKING;
            memset ((void *) (uintptr_t) section->bytes, 0xFF, 1000);
        }
        _exit (0);
    }
    end_child (child);
    for (unsigned i = 1; i < G_N_ELEMENTS (names); i++)
        g_assert_cmpint (seen_at (copia_container_find (container, names[i]), 0), ==,
                         COPIA_UNPACKING);
    copia_container_settle (container);
    touch_in_a_child (container, 0, SIZE);
    for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
        g_assert_cmpmem (copia_container_find (container, names[i])->bytes, SIZE, bytes,
                         SIZE);
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/share/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("what-a-child-unpacks-its-parent-has",
          test_what_a_child_unpacks_its_parent_has);
    TEST ("without-sharing-each-unpacks-for-itself",
          test_without_sharing_each_unpacks_for_itself);
    TEST ("what-an-ended-child-began-is-done-again",
          test_what_an_ended_child_began_is_done_again);
    return g_test_run ();
}
