/* test-conventions.c - collocates as other tools count them, on whole books.
 *
 * ../shared/vectors/window.tsv has what two independent counters found in ../shared/texts
 * for every collocate of some nodes.  The books are cut into tokens here by the rule that the
 * rows state, so that only windows, counts and measures are under test.
 */
#include "base/json.h"
#include "base/number.h"

#include "small-collocates.h"

/* Where a row's number stands in an answer: asked of which convention, in which column. */
static const struct {
    const char *measure, *convention, *column;
} places[] = {
    { "O_rows", "cqpweb", "observed" },
    { "O_hits", "cqpweb", "hits" },
    { "O_union", "ucs", "observed" },
    { "f_coll", "cqpweb", "freq" },
    { "MI.log2(rows)", "cqpweb", "mi" },
    { "G2.rows", "cqpweb", "ll" },
    { "G2.union", "ucs", "ll" },
    { "MI.log2(no span)", "sketchengine", "mi" },
    { "logDice", "sketchengine", "logdice" },
    { "MI.log2(nominal span)", "lancsbox", "mi" },
    { "N", "cqpweb", "N = %.0f tokens" },
    { "R1_rows", "cqpweb", "R1 = %.0f tokens in windows" },
    { "R1_union", "ucs", "R1 = %.0f tokens in windows" },
    { "f_node", "sketchengine", "R1 = %.0f hits" },
};

/* A token that ends a sentence: [.!?]+["')\]]* */
static bool
ends_sentence (const char *token)
{
    size_t stops = strspn (token, ".!?");

    return stops > 0 && token[stops + strspn (token + stops, "\"')]")] == '\0';
}

/* The tokens of a line; sentences run on over its end. */
static void
add_line (Corpus *corpus, const GRegex *tokens, const char *line, bool *open)
{
    g_autoptr (GMatchInfo) match = NULL;

    for (g_regex_match (tokens, line, 0, &match); g_match_info_matches (match);
         g_match_info_next (match, NULL)) {
        g_autofree char *token = g_match_info_fetch (match, 0);

        if (!*open)
            corpus_open (corpus, "s", NULL, NULL);
        corpus_token (corpus, " ", token);
        *open = !ends_sentence (token);
        if (!*open)
            corpus_close (corpus);
    }
}

static Corpus *
corpus_of_book (const char *path)
{
    g_autofree char *bytes = NULL, *text = NULL;
    gsize size;
    g_autoptr (GRegex) tokens = g_regex_new ("\\w+|[^\\w\\s]+", 0, 0, NULL);
    g_auto (GStrv) lines = NULL;
    Corpus *corpus;
    bool open = false;

    if (!g_file_get_contents (path, &bytes, &size, NULL))
        return NULL;
    text = g_convert (bytes, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
    lines = g_strsplit (text, "\n", -1);
    corpus = corpus_new ();
    corpus_open (corpus, "text", NULL, NULL);
    for (char **line = lines; *line; line++)
        add_line (corpus, tokens, *line, &open);
    if (open)
        corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

/* What was asked last: rows of one node stand together. */
typedef struct {
    const char *folder;
    char *book;        /* of `corpus` */
    Corpus *corpus;    /* NULL: the book is not there */
    char *question;    /* of `answers` */
    Answer answers[6]; /* one a convention */
    GHashTable *rows[6];
    unsigned checked, absent, wrong;
} Bench;

static void
forget_answers (Bench *self)
{
    for (unsigned i = 0; self->question && copia_conventions[i].name; i++) {
        answer_clear (&self->answers[i]);
        g_hash_table_unref (self->rows[i]);
    }
    g_clear_pointer (&self->question, g_free);
}

static void
forget_book (Bench *self)
{
    forget_answers (self);
    g_clear_pointer (&self->corpus, corpus_free);
    g_clear_pointer (&self->book, g_free);
}

static const char *
file_of (const char *corpus)
{
    return strstr (corpus, "moby")     ? "moby-dick.txt"
           : strstr (corpus, "alice")  ? "alice.txt"
           : strstr (corpus, "hamlet") ? "hamlet.txt"
                                       : "none";
}

static void
take_book (Bench *self, const CopiaJson *input)
{
    const char *name = copia_json_string (copia_json_find (input, "corpus"));
    g_autofree char *path =
        g_build_filename (self->folder, "texts", file_of (name), NULL);

    if (self->book && strcmp (self->book, name) == 0)
        return;
    forget_book (self);
    self->book = g_strdup (name);
    self->corpus = corpus_of_book (path);
}

static uint32_t
side (const CopiaJson *input, const char *name)
{
    return (uint32_t) copia_json_number (copia_json_find (input, name));
}

static void
take_answers (Bench *self, const CopiaJson *input)
{
    const char *node = copia_json_string (copia_json_find (input, "node"));
    const char *boundary = copia_json_string (copia_json_find (input, "boundary"));
    bool within = g_str_has_prefix (boundary, "sentence");
    g_autofree char *question = g_strdup_printf ("%s %u %u %d", node, side (input, "L"),
                                                 side (input, "R"), within);
    g_autofree char *cql = g_strdup_printf ("[form=\"%s\"]", node);
    g_autoptr (CopiaQuery) query = copia_query_parse (cql, COPIA_LANGUAGE_CQL, NULL);
    CopiaCollocatesAsk ask = COPIA_COLLOCATES_USUAL;

    if (self->question && strcmp (self->question, question) == 0)
        return;
    forget_answers (self);
    self->question = g_steal_pointer (&question);
    ask.query = query;
    ask.left = side (input, "L");
    ask.right = side (input, "R");
    ask.within = within ? "s" : NULL;
    ask.min = 1;
    ask.attracted = false;
    ask.measures = "mi,ll,logdice";
    ask.hits = true;
    for (unsigned i = 0; copia_conventions[i].name; i++) {
        ask.convention = &copia_conventions[i];
        self->answers[i] = answer_of (collocates_study, self->corpus, &ask);
        self->rows[i] = g_hash_table_new (g_str_hash, g_str_equal);
        for (guint row = 1; row < self->answers[i].rows->len; row++)
            g_hash_table_insert (self->rows[i],
                                 (gpointer) (uintptr_t) cell (&self->answers[i], row,
                                                              0),
                                 GUINT_TO_POINTER (row));
    }
}

static guint
column_of (const Answer *answer, const char *name)
{
    char **names = answer->rows->pdata[0];

    for (guint i = 0; names[i]; i++)
        if (strcmp (names[i], name) == 0)
            return i;
    g_error ("no column '%s'", name);
}

/* True when the answer of a convention says it, in a cell or in a note. */
static bool
says (const Bench *self, unsigned place, const CopiaJson *input, double expected,
      double tolerance)
{
    unsigned i = (unsigned) (copia_convention_find (places[place].convention) -
                             copia_conventions);
    const Answer *answer = &self->answers[i];
    const CopiaJson *collocate = copia_json_find (input, "collocate");
    guint row;
    const char *text;

    if (!collocate) {
        const char *note = COPIA_SAID (expected);
        g_auto (GStrv) parts = g_strsplit (places[place].column, "%.0f", 2);
        g_autofree char *wanted = g_strconcat (parts[0], note, parts[1], NULL);

        return strstr (answer->notes->str, wanted) != NULL;
    }
    row = GPOINTER_TO_UINT (
        g_hash_table_lookup (self->rows[i], copia_json_string (collocate)));
    if (row == 0)
        return false;
    text = cell (answer, row, column_of (answer, places[place].column));
    return *text && fabs (g_ascii_strtod (text, NULL) - expected) <= tolerance;
}

static void
check_row (Bench *self, char **row)
{
    g_autoptr (CopiaJson) input = copia_json_parse (row[2], strlen (row[2]), NULL);
    double expected = g_ascii_strtod (row[3], NULL);
    double tolerance = MAX (g_ascii_strtod (row[4], NULL), 1e-9);
    unsigned place = 0;

    g_assert_nonnull (input);
    take_book (self, input);
    if (!self->corpus) {
        self->absent++;
        return;
    }
    while (place < G_N_ELEMENTS (places) && strcmp (places[place].measure, row[1]) != 0)
        place++;
    g_assert_cmpuint (place, <, G_N_ELEMENTS (places));
    take_answers (self, input);
    self->checked++;
    if (says (self, place, input, expected, tolerance))
        return;
    self->wrong++;
    g_test_message ("%s: %s is not %s", row[0], row[1], row[3]);
}

static void
test_other_tools_count_so (void)
{
    const char *shared = g_getenv ("COPIA_SHARED");
    Bench bench = { .folder = shared ? shared : "../shared" };
    g_autofree char *path =
        g_build_filename (bench.folder, "vectors", "window.tsv", NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    if (!g_file_get_contents (path, &text, NULL, NULL)) {
        g_test_skip ("no counts of other tools: set COPIA_SHARED");
        return;
    }
    lines = g_strsplit (g_strchomp (text), "\n", -1);
    for (unsigned i = 1; lines[i]; i++) {
        g_auto (GStrv) row = g_strsplit (lines[i], "\t", -1);

        g_assert_cmpuint (g_strv_length (row), >=, 5);
        check_row (&bench, row);
    }
    forget_book (&bench);
    g_test_message ("%u rows agree; %u of texts that are not there",
                    bench.checked - bench.wrong, bench.absent);
    g_assert_cmpuint (bench.wrong, ==, 0);
    if (bench.checked == 0)
        g_test_skip ("the texts are not there");
}

/* ---- small ones by hand */

static void
test_tokens_in_two_windows_count_twice_where_a_tool_has_it_so (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = ask_of (query, "cqpweb");

    /* windows: red , war | war , of red | bread ,: R1 = 9 of N = 9 tokens */
    g_auto (Answer) each = answer_of (collocates_study, corpus, &ask);
    assert_row (&each, "war", "2 3 3");
    assert_row (&each, ",", "3 2 2");
    assert_row (&each, "red", "2 2 2");
    ask = ask_of (query, "ucs");
    g_auto (Answer) once = answer_of (collocates_study, corpus, &ask);
    assert_row (&once, ",", "2 1.3333333333333333 2");
    for (guint row = 1; row < once.rows->len; row++)
        g_assert_cmpstr (cell (&once, row, 0), !=, "war");
}

static void
test_a_measure_that_needs_no_other_cell_is_told_of_tokens_counted_twice (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = ask_of (query, "cqpweb");

    ask.measures = "mi,ll";
    g_auto (Answer) answer = answer_of (collocates_study, corpus, &ask);
    for (guint row = 1; row < answer.rows->len; row++)
        if (strcmp (cell (&answer, row, 0), ",") == 0) {
            assert_close (cell (&answer, row, 4), log2 (3 / 2.0));
            g_assert_cmpstr (cell (&answer, row, 5), ==, "");
        }
    g_assert_nonnull (strstr (answer.notes->str, "more windows than"));
}

static void
test_names_mean_what_they_mean_in_the_tool (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = ask_of (query, "ucs");

    g_auto (Answer) answer = answer_of (collocates_study, corpus, &ask);
    /* R1 = 6 tokens in windows, N = 9 */
    for (guint row = 1; row < answer.rows->len; row++)
        if (strcmp (cell (&answer, row, 0), "of") == 0)
            assert_close (cell (&answer, row, 4), log10 (9 / 6.0));
    ask.sort = "mi";
    g_auto (Answer) sorted = answer_of (collocates_study, corpus, &ask);
    assert_same (&answer, &sorted);
}

static void
test_places_add_up_to_what_every_window_holds (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = ask_of (query, "cqpweb");

    ask.positions = true;
    g_auto (Answer) answer = answer_of (collocates_study, corpus, &ask);
    g_assert_cmpstr (cell (&answer, 0, 5), ==, "L2");
    g_assert_cmpstr (cell (&answer, 0, 8), ==, "R2");
    for (guint row = 1; row < answer.rows->len; row++)
        g_assert_cmpuint (number_in (&answer, row, 5) + number_in (&answer, row, 6) +
                              number_in (&answer, row, 7) + number_in (&answer, row, 8),
                          ==, number_in (&answer, row, 1));
    ask.of.offset = 1;
    ask.of.limit = 2;
    g_auto (Answer) page = answer_of (collocates_study, corpus, &ask);
    for (guint row = 1; row < page.rows->len; row++)
        g_assert_cmpstrv (page.rows->pdata[row], answer.rows->pdata[row + 1]);
}

static void
test_any_number_of_parts_gives_the_same (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 10; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        g_auto (Wanted) wanted = wanted_random (rand);
        g_autoptr (CopiaQuery) query = wanted_query (&wanted);

        for (unsigned k = 0; copia_conventions[k].name; k++) {
            CopiaCollocatesAsk ask = ask_of (query, copia_conventions[k].name);

            ask.positions = g_rand_boolean (rand);
            g_auto (Answer) one = answer_of (collocates_study, corpus, &ask);
            ask.of.parts = (uint32_t) g_rand_int_range (rand, 2, 40);
            g_auto (Answer) several = answer_of (collocates_study, corpus, &ask);
            assert_same (&one, &several);
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/conventions/other-tools-count-so", test_other_tools_count_so);
    g_test_add_func ("/conventions/tokens-in-two-windows",
                     test_tokens_in_two_windows_count_twice_where_a_tool_has_it_so);
    g_test_add_func (
        "/conventions/tokens-counted-twice",
        test_a_measure_that_needs_no_other_cell_is_told_of_tokens_counted_twice);
    g_test_add_func ("/conventions/names", test_names_mean_what_they_mean_in_the_tool);
    g_test_add_func ("/conventions/places",
                     test_places_add_up_to_what_every_window_holds);
    g_test_add_func ("/conventions/parts", test_any_number_of_parts_gives_the_same);
    return g_test_run ();
}
