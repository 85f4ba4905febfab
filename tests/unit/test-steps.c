/* test-steps.c - bytes looked at several at a time are what each of them is. */
#include "text.h"
#include "text/tokenizer.h"

/* Where several bytes can be looked at together they say what each says alone: at the end of a
 * text they cannot. */
static void
test_what_follows_a_blank_changes_no_word (void)
{
    static const char *const between[] = { "\u00E9", "\u2019", "\u4E2D", "\U0001F600" };

    for (unsigned c = 1; c < 0x80 + G_N_ELEMENTS (between); c++)
        for (unsigned at = 0; at <= 24; at++) {
            g_autoptr (GString) text = g_string_new ("aZ09zA5b.cdQ8y'xYw-v77u,t");
            g_autoptr (GArray) alone = NULL;
            g_autoptr (GArray) before = NULL;

            if (c < 0x80)
                g_string_insert_c (text, at, (char) c);
            else
                g_string_insert (text, at, between[c - 0x80]);
            g_string_erase (text, 0, at > 5 ? at - 5 : 0); /* less than a step behind */
            g_string_truncate (text, MIN (text->len, 12));
            while (!g_utf8_validate_len (text->str, text->len, NULL))
                g_string_truncate (text, text->len - 1);
            alone = tokens_of ("words", NULL, text->str, text->len);
            g_string_append (text, " 0123456789abcdef");
            before = tokens_of ("words", NULL, text->str, text->len);
            g_assert_cmpuint (before->len, ==, alone->len + 1);
            for (guint i = 0; i < alone->len; i++) {
                const CopiaToken *x = &g_array_index (alone, CopiaToken, i);
                const CopiaToken *y = &g_array_index (before, CopiaToken, i);

                g_assert_true (x->start == y->start && x->end == y->end &&
                               x->kind == y->kind);
            }
        }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/steps/words/what-follows-a-blank-changes-none",
                     test_what_follows_a_blank_changes_no_word);
    return g_test_run ();
}
