/* test-layout.c - who gives way where the screen is narrow. */
#include "table/layout.h"

#include <glib.h>

/* A row of a table by chapter: part, chapter, and numbers ten columns wide. */
static void
lay_out (CopiaSlot *slots, CopiaColumn *columns, size_t numbers, size_t room)
{
    for (size_t i = 0; i < numbers + 2; i++) {
        columns[i] =
            (CopiaColumn){ .kind = i < 2 ? COPIA_COLUMN_TEXT : COPIA_COLUMN_NUMBER,
                           .around = i == 0,
                           .title = i == 1 };
        slots[i] = (CopiaSlot){ .column = &columns[i], .wanted = i < 2 ? 40 : 10 };
    }
    copia_layout_fit (slots, numbers + 2, room);
    g_assert_cmpuint (copia_layout_width (slots, numbers + 2), <=, room);
}

static size_t
shown (const CopiaSlot *slots, size_t n)
{
    size_t shown = 0;

    for (size_t i = 0; i < n; i++)
        shown += !slots[i].dropped;
    return shown;
}

static void
test_what_lies_around_is_cut_before_a_title (void)
{
    CopiaColumn columns[8];
    CopiaSlot slots[8];

    lay_out (slots, columns, 2, 2 * 12 + 2 + 10 + 40);
    g_assert_cmpuint (slots[0].width, ==, 22);
    g_assert_cmpuint (slots[1].width, ==, 28);
    lay_out (slots, columns, 2, 2 * 12 + 2 + 10 + 25);
    g_assert_cmpuint (slots[0].width, ==, 10);
    g_assert_cmpuint (slots[1].width, ==, 25);
}

static void
test_a_title_is_read_before_the_sixth_number_is (void)
{
    CopiaColumn columns[10];
    CopiaSlot slots[10];

    lay_out (slots, columns, 8, 8 * 12 + 2 + 8 + 15);
    g_assert_cmpuint (shown (slots, 10), ==, 9);
    g_assert_cmpuint (slots[1].width, >=, 16);
    g_assert_true (slots[9].dropped);
}

static void
test_five_numbers_are_shown_before_a_title_is_read (void)
{
    CopiaColumn columns[7];
    CopiaSlot slots[7];

    lay_out (slots, columns, 5, 5 * 12 + 2 + 8 + 8);
    g_assert_cmpuint (shown (slots, 7), ==, 7);
    g_assert_cmpuint (slots[0].width, ==, 8);
    g_assert_cmpuint (slots[1].width, ==, 8);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/layout/" #name, test_##name)
    TEST (what_lies_around_is_cut_before_a_title);
    TEST (a_title_is_read_before_the_sixth_number_is);
    TEST (five_numbers_are_shown_before_a_title_is_read);
    return g_test_run ();
}
