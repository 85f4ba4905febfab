/* test-crowd.c - tags of absurdly many attributes are found, and nothing else is. */
#include "import/crowd.h"

#include <string.h>

#include "base/error.h"

/* `n` times `one`, its # being a number, between `before` and `behind`. */
static char *
repeated (const char *before, const char *one, unsigned n, const char *behind)
{
    GString *text = g_string_new (before);

    for (unsigned i = 0; i < n; i++) {
        g_auto (GStrv) pieces = g_strsplit (one, "#", 2);

        g_string_append (text, pieces[0] ? pieces[0] : "");
        if (pieces[0] && pieces[1])
            g_string_append_printf (text, "%u%s", i, pieces[1]);
    }
    g_string_append (text, behind);
    return g_string_free (text, FALSE);
}

static bool
passes (const char *text, bool html)
{
    g_autoptr (GError) error = NULL;
    bool good = copia_crowd_check (text, strlen (text), html, &error);

    g_assert_true (good == !error);
    if (error)
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
    return good;
}

static void
test_a_crowd_is_found_however_it_is_written (void)
{
    static const struct {
        const char *before, *one, *behind;
    } ways[] = {
        { "<p", " a#=\"x\"", ">" },    { "<p", "\n\ta# = 'x'", "/>" },
        { "<p", " <a a#", "/>" },      { "<p", " a#", ">" },
        { "<p ", "a#='x'", ">" },      { "<p", " a#=\">\"", ">" },
        { "<p", " a#=\"<!--\"", ">" }, { "<a><b c='d'/>", "", "" },
        { "<p", " a#=x", "" },         { "<!-- < --><p", " a#=''", ">" },
        { "<p", " a#.b=''", ">" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (ways); i++) {
        g_autofree char *few =
            repeated (ways[i].before, ways[i].one, COPIA_CROWD_MOST, ways[i].behind);
        g_autofree char *many = repeated (ways[i].before, ways[i].one,
                                          COPIA_CROWD_MOST + 1, ways[i].behind);

        g_assert_true (passes (few, true) && passes (few, false));
        if (*ways[i].one)
            g_assert_false (passes (many, true) || passes (many, false));
    }
}

static void
test_what_is_no_tag_may_have_any_number_of_words (void)
{
    static const char *const ways[][2] = {
        { "<!--", "-->" },
        { "<![CDATA[<p", "]]>" },
        { "<?p", "?>" },
        { "<p>", "</p>" },
        { "1 < 2", "" },
        { "<p a=\"", "\">" },
        { "<script>if (a<b)", "</script>" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (ways); i++) {
        g_autofree char *text =
            repeated (ways[i][0], " a#=x", COPIA_CROWD_MOST * 2, ways[i][1]);

        g_assert_true (passes (text, true) == !strstr (ways[i][0], "CDATA"));
        g_assert_true (passes (text, false) == !strstr (ways[i][0], "script"));
    }
}

/* Where libxml2 goes on reading tags, though another reader might not. */
static void
test_nothing_before_a_crowd_hides_it (void)
{
    static const struct {
        const char *before;
        bool html, xml;
    } ways[] = {
        { "<!DOCTYPE a [<!ENTITY e \"<!--\"><!ENTITY f '<p x=\"'>]><p", false, true },
        { "<!DOCTYPE a [<!-- ' --><!ENTITY e \"<?\">]><p", false, true },
        { "<!-- x --!> <p", true, false },
        { "<!--> --><p", true, true },
        { "<![CDATA[> <p", true, false },
        { "<![CDATA[ <p y=\"]]><p", false, true },
        { "<!x <p", true, false },
        { "<?x > <p", true, false },
        { "<?x <p y=\" ?><p", true, true },
        { "<? <p", true, false },
        { "<script/><p", true, true },
        { "<script a='/'></script><p", true, true },
        { "<scripts><p", true, true },
        { "<style><!--</style><p", true, false },
        { "<!DOCTYPE a PUBLIC '>' \"<!--\"><p", true, true },
        { "<!DOCTYPE a ' ><p", true, false },
        { "<b c=d=\" ><p", true, false },
        { "<b =\" ><p", true, false },
        { "<b c\"=\" ><p", true, false },
        { "</b c=\" ><p", true, false },
        { "<b c=\"x\"d=\">\"/><p", true, true },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (ways); i++) {
        g_autofree char *many =
            repeated (ways[i].before, " a#=''", COPIA_CROWD_MOST + 1, ">");

        g_test_message ("%s", ways[i].before);
        g_assert_true (!ways[i].html || !passes (many, true));
        g_assert_true (!ways[i].xml || !passes (many, false));
    }
}

static void
test_many_beginnings_take_no_longer (void)
{
    static const char *const ways[] = {
        "<",   "<?",  "<!-",  "<!doctype", "<a b='",
        "<p ", "</p", "<!--", "<script",   "<![cdata["
    };

    for (size_t i = 0; i < G_N_ELEMENTS (ways); i++) {
        g_autofree char *text = repeated ("", ways[i], 1000000, "");

        g_assert_true (passes (text, true));
        g_assert_true (passes (text, false) == (strchr (ways[i], '=') == NULL));
    }
}

static void
test_utf16_hides_nothing (void)
{
    /* U+013E, whose first byte is that of >, and U+2201, one of whose is that of " */
    g_autofree char *many = repeated ("<p \xC4\xBE=\"\xE2\x88\x81\"", " a#=\"x\"",
                                      COPIA_CROWD_MOST + 1, ">");
    g_autoptr (GError) error = NULL;
    gsize size;
    g_autofree char *wide =
        g_convert (many, -1, "UTF-16LE", "UTF-8", NULL, &size, NULL);

    g_assert_false (copia_crowd_check (wide, size, false, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
}

static void
test_the_line_is_named (void)
{
    g_autofree char *many =
        repeated ("<a>\n\n<p", "\nb#=''", COPIA_CROWD_MOST + 1, ">");
    g_autoptr (GError) error = NULL;

    g_assert_false (copia_crowd_check (many, strlen (many), false, &error));
    g_assert_nonnull (strstr (error->message, "line 3: "));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/crowd/a-crowd-is-found-however-it-is-written",
                     test_a_crowd_is_found_however_it_is_written);
    g_test_add_func ("/crowd/what-is-no-tag-may-have-any-number-of-words",
                     test_what_is_no_tag_may_have_any_number_of_words);
    g_test_add_func ("/crowd/nothing-before-a-crowd-hides-it",
                     test_nothing_before_a_crowd_hides_it);
    g_test_add_func ("/crowd/many-beginnings-take-no-longer",
                     test_many_beginnings_take_no_longer);
    g_test_add_func ("/crowd/utf16-hides-nothing", test_utf16_hides_nothing);
    g_test_add_func ("/crowd/the-line-is-named", test_the_line_is_named);
    return g_test_run ();
}
