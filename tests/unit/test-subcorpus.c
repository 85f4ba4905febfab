/* test-subcorpus.c - conditions hold where a plain reading of them says so. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "query/subcorpus.h"

#define TOKENS 400

static const char *const numbers[] = { "1", "2", "III", "four", "5", "12", "-1", NULL };
static const char *const titles[] = { "War",      "The War", "PEACE", "Peace & War",
                                      "1917",     "x=1&y",   "Über",  "a.b",
                                      "Part Two", "a(b",     NULL };

/* Regions of a structure, as they were made. */
typedef struct {
    unsigned start, end;
    const char *n, *title; /* NULL: it has none */
} Region;

typedef struct {
    const char *name;
    GArray *regions;
} Structure;

typedef struct {
    Structure parts, chapters;
    ScratchIndex *scratch;
} Corpus;

static const char *
pick (GRand *random, const char *const *values)
{
    return values[g_rand_int_range (random, 0,
                                    (int) g_strv_length ((char **) values) + 1)];
}

static void
open_random (GRand *random, const CopiaReceiver *to, Structure *structure,
             unsigned cpos)
{
    Region region = { cpos, cpos, pick (random, numbers), pick (random, titles) };
    CopiaAttribute attributes[2];
    size_t n = 0;

    if (region.n)
        attributes[n++] = (CopiaAttribute){ "n", region.n };
    if (region.title)
        attributes[n++] = (CopiaAttribute){ "title", region.title };
    to->open (to->self, structure->name, attributes, n);
    g_array_append_val (structure->regions, region);
}

static void
close_last (const CopiaReceiver *to, Structure *structure, unsigned cpos)
{
    g_array_index (structure->regions, Region, structure->regions->len - 1).end = cpos;
    to->close (to->self, structure->name);
}

static Corpus
corpus_new (GRand *random)
{
    Corpus self = { { "part", g_array_new (FALSE, FALSE, sizeof (Region)) },
                    { "chapter", g_array_new (FALSE, FALSE, sizeof (Region)) },
                    NULL };
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    bool part = false, chapter = false;

    to.open (to.self, "text", (CopiaAttribute[]){ { "file", "books/old/a book.txt" } },
             1);
    for (unsigned i = 0; i < TOKENS; i++) {
        bool last = i + 1 == TOKENS;

        if (!part && (i == 0 || g_rand_int_range (random, 0, 4) == 0)) {
            part = true;
            open_random (random, &to, &self.parts, i);
        }
        if (!chapter && (i == 0 || g_rand_int_range (random, 0, 3) == 0)) {
            chapter = true;
            open_random (random, &to, &self.chapters, i);
        }
        scratch_send_word (&to, i % 5 == 4 ? "," : "word", i == 0);
        if (chapter && (last || g_rand_int_range (random, 0, 6) == 0)) {
            chapter = false;
            close_last (&to, &self.chapters, i);
        }
        if (part && (last || g_rand_int_range (random, 0, 25) == 0)) {
            part = false;
            close_last (&to, &self.parts, i);
        }
    }
    to.close (to.self, "text");
    self.scratch = scratch_index_new (writer);
    return self;
}

static void
corpus_free (Corpus *self)
{
    g_array_unref (self->parts.regions);
    g_array_unref (self->chapters.regions);
    scratch_index_free (self->scratch);
}

typedef struct {
    const Structure *structure;
    const char *attribute; /* NULL: none is named */
    const char *sign, *value;
} Asked;

/* Only for the values above. */
static bool
plain_number (const char *value, bool is_n, double *number)
{
    static const struct {
        const char *value;
        double number;
        bool only_n;
    } known[] = { { "1", 1, false },   { "2", 2, false },    { "III", 3, true },
                  { "iii", 3, true },  { "four", 4, true },  { "5", 5, false },
                  { "12", 12, false }, { "-1", -1, false },  { "1917", 1917, false },
                  { "3", 3, false },   { "3.5", 3.5, false } };

    for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
        if (strcmp (known[i].value, value) == 0 && (is_n || !known[i].only_n)) {
            *number = known[i].number;
            return true;
        }
    return false;
}

static bool
plain_regex (const char *pattern, const char *value, bool whole)
{
    g_autofree char *all = g_strconcat ("^(?:", pattern, ")\\z", NULL);
    g_autoptr (GRegex) regex =
        g_regex_new (whole ? all : pattern, G_REGEX_CASELESS, 0, NULL);

    return regex && g_regex_match (regex, value, 0, NULL);
}

static bool
plain_value_holds (const Asked *asked, const char *value, bool is_n)
{
    double a = 0, b = 0;
    bool both = plain_number (value, is_n, &a) && plain_number (asked->value, is_n, &b);
    g_autofree char *folded = g_utf8_casefold (value, -1);
    g_autofree char *other = g_utf8_casefold (asked->value, -1);

    if (strcmp (asked->sign, "=~") == 0)
        return plain_regex (asked->value, value, false);
    if (asked->sign[0] == '<')
        return both && (a < b || (asked->sign[1] && a == b));
    if (asked->sign[0] == '>')
        return both && (a > b || (asked->sign[1] && a == b));
    return (both && a == b) || strcmp (folded, other) == 0 ||
           plain_regex (asked->value, value, true);
}

static bool
plain_holds (const Asked *asked, const Region *region)
{
    bool order = asked->sign[0] == '<' || asked->sign[0] == '>';
    bool n = !asked->attribute || strcmp (asked->attribute, "n") == 0;
    bool title = asked->attribute ? strcmp (asked->attribute, "title") == 0 : !order;
    bool known = (n && region->n) || (title && region->title);
    bool any =
        (n && region->n && plain_value_holds (asked, region->n, !asked->attribute)) ||
        (title && region->title && plain_value_holds (asked, region->title, false));

    return known && any != (asked->sign[0] == '!');
}

/* The region of a condition that holds and has cpos; -1: none. */
static int
region_at (const Asked *asked, unsigned cpos)
{
    for (guint i = 0; i < asked->structure->regions->len; i++) {
        const Region *region = &g_array_index (asked->structure->regions, Region, i);

        if (region->start <= cpos && cpos <= region->end && plain_holds (asked, region))
            return (int) i;
    }
    return -1;
}

static Asked
random_condition (GRand *random, const Corpus *corpus)
{
    static const char *const signs[] = { "=", "!=", "=~", "<", ">", "<=", ">=", NULL };
    static const char *const values[] = {
        "1",   "iii", "3",      "3.5",  "four", "war",  "peace",       "über", "W",
        ".*r", "a.b", "[ab].*", "two$", "a(b",  "1917", "Peace & War", NULL
    };
    static const char *const orders[] = { "1", "3", "3.5", "12", "1917", "-1", NULL };
    Asked asked = { g_rand_boolean (random) ? &corpus->parts : &corpus->chapters, NULL,
                    signs[g_rand_int_range (random, 0, 7)], NULL };
    int attribute = g_rand_int_range (random, 0, 3);

    asked.attribute = attribute == 0 ? NULL : attribute == 1 ? "n" : "title";
    asked.value = asked.sign[0] == '<' || asked.sign[0] == '>'
                      ? orders[g_rand_int_range (random, 0, 6)]
                      : values[g_rand_int_range (random, 0, 16)];
    if (strcmp (asked.sign, "=~") == 0 && strcmp (asked.value, "a(b") == 0)
        asked.value = "a\\(b"; /* alone it is no regular expression */
    return asked;
}

static char *
print (const Asked *asked)
{
    return g_strdup_printf ("%s%s%s %s %s", asked->structure->name,
                            asked->attribute ? "." : "",
                            asked->attribute ? asked->attribute : "", asked->sign,
                            asked->value);
}

static void
compare (GRand *random, const CopiaSubcorpus *where, const Asked *asked, unsigned n)
{
    uint64_t words = 0;

    for (unsigned cpos = 0; cpos < TOKENS; cpos++) {
        unsigned end = cpos + (unsigned) g_rand_int_range (random, 0, 12);
        bool all = true, span = end < TOKENS;

        for (unsigned i = 0; i < n; i++) {
            int region = region_at (&asked[i], cpos);

            all = all && region >= 0;
            span = span && region >= 0 && region_at (&asked[i], end) == region;
        }
        words += all && cpos % 5 != 4;
        g_assert_cmpint (copia_subcorpus_holds (where, cpos, cpos), ==, all);
        g_assert_cmpint (copia_subcorpus_holds (where, cpos, end), ==, span);
    }
    g_assert_cmpuint (copia_subcorpus_words (where), ==, words);
}

static void
test_conditions_hold_where_a_plain_reading_says_so (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    unsigned found = 0, none = 0;

    for (unsigned i = 0; i < 20; i++) {
        Corpus corpus = corpus_new (random);

        for (unsigned k = 0; k < 60; k++) {
            Asked asked[3];
            unsigned n = (unsigned) g_rand_int_range (random, 1, 4), joined = 0;
            g_autoptr (GString) text = g_string_new (NULL);
            g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
            g_autoptr (CopiaSubcorpus) where = NULL;

            for (unsigned c = 0; c < n; c++) {
                g_autofree char *one = NULL;

                asked[c] = random_condition (random, &corpus);
                one = print (&asked[c]);
                if (c > 0 && g_rand_boolean (random))
                    g_ptr_array_add (list, g_strdup (text->str));
                if (list->len > joined)
                    g_string_truncate (text, 0);
                joined = list->len;
                g_string_append_printf (text, "%s%s", text->len ? " & " : "", one);
            }
            g_ptr_array_add (list, g_strdup (text->str));
            g_ptr_array_add (list, NULL);
            where = copia_subcorpus_new (corpus.scratch->index,
                                         (const char *const *) list->pdata, NULL);
            if (where)
                compare (random, where, asked, n);
            else
                for (unsigned cpos = 0; cpos < TOKENS; cpos++) {
                    bool all = true;

                    for (unsigned c = 0; c < n; c++)
                        all = all && region_at (&asked[c], cpos) >= 0;
                    g_assert_false (all);
                }
            found += where != NULL;
            none += where == NULL;
        }
        corpus_free (&corpus);
    }
    g_assert_cmpuint (found, >, 100);
    g_assert_cmpuint (none, >, 20);
}

/* One text, two parts with a number and a title, a sentence. */
static ScratchIndex *
small (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    const CopiaAttribute year = { "year", "1930" };
    const CopiaAttribute first[] = { { "n", "1" }, { "title", "War \x1b[31mred" } };
    const CopiaAttribute second[] = { { "n", "2" }, { "title", "Peace" } };

    to.open (to.self, "text", &year, 1);
    for (unsigned i = 0; i < 4; i++) {
        if (i % 2 == 0)
            to.open (to.self, "part", i ? second : first, 2);
        if (i == 0)
            to.open (to.self, "s", NULL, 0);
        scratch_send_word (&to, "word", i == 0);
        if (i == 0)
            to.close (to.self, "s");
        if (i % 2 == 1)
            to.close (to.self, "part");
    }
    to.close (to.self, "text");
    return scratch_index_new (writer);
}

static void
test_errors_name_what_there_is (void)
{
    static const struct {
        const char *condition, *message;
        CopiaError code;
    } cases[] = {
        { "war",
          "'war' is not a condition; write part=3, chapter.title=~war or text=FILE",
          COPIA_ERROR_QUERY },
        { "", "'' is not a condition; write part=3, chapter.title=~war or text=FILE",
          COPIA_ERROR_QUERY },
        { "part!3",
          "'part!3' is not a condition; write part=3, chapter.title=~war or text=FILE",
          COPIA_ERROR_QUERY },
        { "\xFF=1",
          "'\xEF\xBF\xBD=1' is not a condition; write part=3, chapter.title=~war or "
          "text=FILE",
          COPIA_ERROR_QUERY },
        { "=3", "'=3': the corpus has no structure ''; it has text, part, s",
          COPIA_ERROR_QUERY },
        { "book=3",
          "'book=3': the corpus has no structure 'book'; it has text, part, s",
          COPIA_ERROR_QUERY },
        { "part.name=3",
          "'part.name=3': structure 'part' has no attribute name; it has n, title",
          COPIA_ERROR_QUERY },
        { "s=3", "'s=3' does not hold for the only region 's'; there is '1'",
          COPIA_ERROR_QUERY },
        { "s=word", "'s=word': nothing is known of a 's' but its number; write s=1",
          COPIA_ERROR_QUERY },
        { "part<y", "'part<y': 'y' is not a number; < and > compare numbers",
          COPIA_ERROR_QUERY },
        { "part<nan", "'part<nan': 'nan' is not a number; < and > compare numbers",
          COPIA_ERROR_QUERY },
        { "part=~a(",
          "'part=~a(': not a regular expression: missing closing parenthesis "
          "at character 3 of 'a('",
          COPIA_ERROR_QUERY },
        { "text=word",
          "'text=word': structure 'text' has no attribute n, title, file or id; it has "
          "year",
          COPIA_ERROR_QUERY },
        { "text<1", "'text<1' does not hold for the only region 'text'; there is '1'",
          COPIA_ERROR_QUERY },
        { "part.n=three",
          "'part.n=three' holds for none of the 2 regions 'part'; there are '1', '2'",
          COPIA_ERROR_QUERY },
        { "part=3",
          "'part=3' holds for none of the 2 regions 'part'; there are 'War "
          "\xEF\xBF\xBD[31mred', 'Peace'",
          COPIA_ERROR_QUERY },
        { "part.title=x",
          "'part.title=x' holds for none of the 2 regions 'part'; there are 'War "
          "\xEF\xBF\xBD[31mred', 'Peace'",
          COPIA_ERROR_QUERY },
        { "part=1&part=2",
          "no place in the corpus fulfils all conditions of --where at once",
          COPIA_ERROR_QUERY },
    };
    g_autoptr (ScratchIndex) scratch = small ();

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        const char *const list[] = { cases[i].condition, NULL };
        g_autoptr (GError) error = NULL;

        g_assert_null (copia_subcorpus_new (scratch->index, list, &error));
        g_assert_error (error, COPIA_ERROR, (int) cases[i].code);
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_a_text_is_known_by_the_last_part_of_its_path (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    Corpus corpus = corpus_new (random);
    static const struct {
        const char *condition;
        bool holds;
    } cases[] = {
        { "text=a book.txt", true },
        { "text=books/old/A Book.txt", true },
        { "text=.*book.txt", true },
        { "text=old/a book.txt", false },
        { "text.file=a book.txt", false },
        { "text.file=books/.*", true },
        { "text=~old", true },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        const char *const list[] = { cases[i].condition, NULL };
        g_autoptr (CopiaSubcorpus) where =
            copia_subcorpus_new (corpus.scratch->index, list, NULL);

        g_assert_cmpint (where != NULL, ==, cases[i].holds);
    }
    corpus_free (&corpus);
}

/* One that looks for a match in more ways than anybody can wait for. */
static void
test_a_regular_expression_that_takes_too_long_is_an_error (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autofree char *title = g_strnfill (60, 'a');
    const CopiaAttribute attribute = { "title", title };
    const char *const list[] = { "text.title=(a|aa)+[bc]", NULL };
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = NULL;

    to.open (to.self, "text", &attribute, 1);
    scratch_send_word (&to, "word", true);
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    g_assert_null (copia_subcorpus_new (scratch->index, list, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
    g_assert_cmpstr (error->message, ==,
                     "'text.title=(a|aa)+[bc]': the regular expression takes too long; "
                     "write a simpler one");
}

static void
test_without_conditions_it_is_all_of_the_corpus (void)
{
    g_autoptr (ScratchIndex) scratch = small ();
    const char *const none[] = { NULL };
    g_autoptr (CopiaSubcorpus) all = copia_subcorpus_new (scratch->index, NULL, NULL);
    g_autoptr (CopiaSubcorpus) empty = copia_subcorpus_new (scratch->index, none, NULL);
    size_t n;

    g_assert_true (copia_subcorpus_is_all (all));
    g_assert_true (copia_subcorpus_is_all (empty));
    g_assert_cmpuint (copia_subcorpus_words (all), ==, 4);
    g_assert_true (copia_subcorpus_holds (all, 0, 3));
    g_assert_false (copia_subcorpus_holds (all, 0, 4));
    copia_subcorpus_spans (all, &n);
    g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/subcorpus/conditions-hold-where-a-plain-reading-says-so",
                     test_conditions_hold_where_a_plain_reading_says_so);
    g_test_add_func ("/subcorpus/errors-name-what-there-is",
                     test_errors_name_what_there_is);
    g_test_add_func ("/subcorpus/a-text-is-known-by-the-last-part-of-its-path",
                     test_a_text_is_known_by_the_last_part_of_its_path);
    g_test_add_func ("/subcorpus/a-regular-expression-that-takes-too-long-is-an-error",
                     test_a_regular_expression_that_takes_too_long_is_an_error);
    g_test_add_func ("/subcorpus/without-conditions-it-is-all-of-the-corpus",
                     test_without_conditions_it_is_all_of_the_corpus);
    return g_test_run ();
}
