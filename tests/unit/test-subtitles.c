/* test-subtitles.c - subtitles: what is said, and when. */
#include <glib.h>
#include <string.h>

#include "document.h"

static CopiaDocument *
read_as (const char *name, const char *text)
{
    g_autoptr (GError) error = NULL;
    CopiaDocument *document = import_one (name, text, strlen (text), NULL, &error);

    g_assert_no_error (error);
    return document;
}

static char *
show_regions (const CopiaDocument *document)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < document->spans->len; i++) {
        CopiaStretch span = g_array_index (document->spans, CopiaStretch, i);
        g_autofree char *text =
            g_strndup (document->text + span.start, span.end - span.start);

        g_string_append_printf (out, "%s", span.name);
        for (guint k = span.first; k < span.first + 2 * span.n; k += 2)
            g_string_append_printf (out, " %s", (char *) document->pairs->pdata[k + 1]);
        g_string_append_printf (out, ": %s|", g_strstrip (text));
    }
    return g_string_free (out, FALSE);
}

static void
test_subrip_is_what_is_said (void)
{
    g_autoptr (CopiaDocument) document =
        read_as ("x.srt",
                 "\xEF\xBB\xBF"
                 "1\r\n00:00:01,000 --> 00:00:02,500\r\nThe <i>gate</i>\r\n"
                 "is {\\an8}open,\r\n\r\n2\r\n00:00:02,600 --> 0:00:04,05 X1:1\r\n"
                 "said 3 < 4 &amp; {no}body.\r\n- Who?\r\n3\r\n"
                 "1:00:00,000 --> 1:00:01,000\r\nLater.\r\n7\r\n");
    g_autofree char *regions = show_regions (document);

    g_assert_cmpstr (document->format, ==, "subtitles");
    g_assert_cmpstr (document->text, ==,
                     "The gate\nis open,\nsaid 3 < 4 & {no}body.\n\n- Who?\n\nLater.\n"
                     "7\n");
    g_assert_cmpstr (regions, ==,
                     "cue 00:00:01.000 00:00:02.500: The gate\nis open,|"
                     "cue 00:00:02.600 00:00:04.050: said 3 < 4 & {no}body.\n\n- Who?|"
                     "cue 01:00:00.000 01:00:01.000: Later.\n7|");
}

static void
test_webvtt_says_who_speaks (void)
{
    g_autoptr (CopiaDocument) document = read_as (
        "x.vtt",
        "WEBVTT - a film\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nno\n\n"
        "intro\n00:01.000 --> 00:03.000 align:start\n<v.loud Mary Ann>Hello "
        "<c.x>there</c>,\n<00:00:02.000>my&nbsp;friend.\n\n00:03.500 --> 00:05.000\n"
        "<v Mary Ann>It is I.</v>\n<v Bob>Who?\n\n00:05.100 --> 00:06.000\nNobody.\n");
    g_autofree char *regions = show_regions (document);

    g_assert_cmpstr (document->text, ==,
                     "Hello there,\nmy\xC2\xA0"
                     "friend.\nIt is I.\n\nWho?\nNobody.\n");
    g_assert_cmpstr (regions, ==,
                     "cue 00:00:01.000 00:00:03.000: Hello there,\nmy\xC2\xA0"
                     "friend.|u Mary Ann: Hello there,\nmy\xC2\xA0"
                     "friend.|cue 00:00:03.500 00:00:05.000: It is I.\n\nWho?|u Mary "
                     "Ann: It is I.|u "
                     "Bob: Who?|cue 00:00:05.100 00:00:06.000: Nobody.|");
}

static void
test_subtitles_are_known_by_their_first_cue (void)
{
    static const struct {
        const char *text, *format;
    } cases[] = {
        { "1\n00:00:01,000 --> 00:00:02,500\nThe gate.\n", "subtitles" },
        { "WEBVTT\n\n00:01.000 --> 00:02.500\nThe gate.\n", "subtitles" },
        { "1\nThe gate.\n", "plain" },
        { "WEBVTTS\n", "plain" },
        { "1\n00:00:01 --> 00:00:02\nThe gate.\n", "plain" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaDocument) document = read_as ("x.txt", cases[i].text);

        g_assert_cmpstr (document->format, ==, cases[i].format);
    }
}

/* Tags that never end cost no more than others. */
static void
test_hostile_lines_are_read_in_linear_time (void)
{
    g_autoptr (GString) text = g_string_new ("1\n00:00:01,000 --> 00:00:02,500\n");
    g_autoptr (CopiaDocument) document = NULL;

    for (int i = 0; i < 2000000; i++)
        g_string_append (text, i % 2 ? "<v" : "{\\");
    document = read_as ("x.srt", text->str);
    g_assert_cmpuint (document->size, ==, 4000001);
}

static void
test_any_lines_are_subtitles (void)
{
    static const char *const lines[] = { "1",
                                         "",
                                         "00:00:01,000 --> 00:00:02,5",
                                         "<v A>b",
                                         "</v>",
                                         "- c <i>d</i>",
                                         "99999:99:99.9 --> 1:1.1",
                                         "WEBVTT" };

    for (int round = 0; round < 500; round++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (CopiaDocument) document = NULL;
        uint32_t end = 0;

        for (int n = g_test_rand_int_range (1, 30); n > 0; n--)
            g_string_append_printf (
                text, "%s\n", lines[g_test_rand_int_range (0, G_N_ELEMENTS (lines))]);
        g_string_append (text, "1\n00:00:01,000 --> 00:00:02,500\nend\n");
        document = read_as ("x.srt", text->str);
        for (guint i = 0; i < document->spans->len; i++) {
            CopiaStretch span = g_array_index (document->spans, CopiaStretch, i);

            if (strcmp (span.name, "cue") != 0)
                continue;
            g_assert_cmpuint (span.start, >=, end);
            end = span.end;
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add_func ("/subtitles/" name, function)
    TEST ("subrip", test_subrip_is_what_is_said);
    TEST ("webvtt", test_webvtt_says_who_speaks);
    TEST ("known", test_subtitles_are_known_by_their_first_cue);
    TEST ("linear", test_hostile_lines_are_read_in_linear_time);
    TEST ("random", test_any_lines_are_subtitles);
    return g_test_run ();
}
