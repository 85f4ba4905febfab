/* study-answer.h - random questions, their hits by plain scan, and answers as rows of strings. */
#pragma once

#include "query/hits.h"
#include "study-corpus.h"
#include "study/ask.h"
#include "table-catch.h"

/* ---- random queries in the simple language, and their matches by plain scan */

typedef struct {
    char *text;       /* as asked */
    GPtrArray *forms; /* items: char * form, "x*" a prefix, NULL any word */
    int min, max;     /* any words between the first and the last item; -1: one item */
} Wanted;

static inline void
wanted_clear (Wanted *self)
{
    g_free (self->text);
    g_ptr_array_unref (self->forms);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static inline char *
random_form (GRand *rand)
{
    g_autoptr (GString) form = g_string_new (NULL);
    const char *word = random_of (rand, corpus_words, G_N_ELEMENTS (corpus_words));

    copia_fold (word, strlen (word), form);
    return g_strdup (form->str);
}

/* One word, a prefix, two words, or two words with a gap. */
static inline Wanted
wanted_random (GRand *rand)
{
    Wanted self = { NULL, g_ptr_array_new_with_free_func (g_free), -1, -1 };
    char *first = random_form (rand), *second = random_form (rand);
    int kind = g_rand_int_range (rand, 0, 5);

    g_ptr_array_add (self.forms, first);
    if (kind >= 3)
        g_ptr_array_add (self.forms, second);
    else
        g_free (second);
    if (kind == 0) {
        self.forms->pdata[0] =
            g_strdup_printf ("%.*s*", g_rand_int_range (rand, 1, 3), "pow");
        g_free (first);
    }
    self.min = kind == 3 ? 0 : kind == 4 ? g_rand_int_range (rand, 0, 3) : -1;
    self.max = kind == 3   ? 0
               : kind == 4 ? self.min + g_rand_int_range (rand, 0, 9)
                           : -1;
    if (kind <= 2)
        self.text = g_strdup (self.forms->pdata[0]);
    else if (kind == 3)
        self.text = g_strdup_printf ("%s %s", first, (char *) self.forms->pdata[1]);
    else
        self.text = g_strdup_printf ("%s +{%d,%d} %s", first, self.min, self.max,
                                     (char *) self.forms->pdata[1]);
    return self;
}

static inline bool
wanted_holds (const Corpus *corpus, const char *form, uint64_t cpos)
{
    const Token *token = token_at (corpus, cpos);
    size_t size = strlen (form);

    if (form[size - 1] == '*')
        return token->is_word && strncmp (token->form, form, size - 1) == 0;
    return strcmp (token->form, form) == 0;
}

/* The end of the shortest match that starts at `start` and ends at or before `last`. */
static inline bool
wanted_match (const Wanted *self, const Corpus *corpus, uint64_t start, uint64_t last,
              uint64_t *end)
{
    bool loose = strchr (self->text, '+') != NULL;

    if (!wanted_holds (corpus, self->forms->pdata[0], start))
        return false;
    *end = start;
    if (self->max < 0)
        return true;
    for (int words = 0; ++*end <= last;) {
        bool word = token_at (corpus, *end)->is_word;

        if (words >= self->min && wanted_holds (corpus, self->forms->pdata[1], *end))
            return true;
        words += word;
        if (words > self->max || (!word && !loose)) /* a gap steps over marks */
            return false;
    }
    return false;
}

static inline bool
where_holds (const CopiaSubcorpus *where, uint64_t start, uint64_t end)
{
    return !where || copia_subcorpus_holds (where, start, end);
}

/* All hits, CopiaHit. */
static inline GArray *
wanted_hits (const Wanted *self, const Corpus *corpus, const CopiaSubcorpus *where)
{
    GArray *hits = g_array_new (FALSE, FALSE, sizeof (CopiaHit));

    for (uint64_t start = 0; start < corpus->tokens->len; start++) {
        CopiaHit hit = { .start = start, .end = start };
        uint64_t last = region_at (corpus, "text", start)->end;

        if (wanted_match (self, corpus, start, last, &hit.end) &&
            where_holds (where, hit.start, hit.end))
            g_array_append_val (hits, hit);
    }
    return hits;
}

static inline CopiaQuery *
wanted_query (const Wanted *self)
{
    g_autoptr (GError) error = NULL;
    CopiaQuery *query = copia_query_parse (self->text, COPIA_LANGUAGE_SIMPLE, &error);

    g_assert_no_error (error);
    return query;
}

/* A condition that holds somewhere, or NULL for the whole corpus. */
static inline CopiaSubcorpus *
random_where (const Corpus *corpus, GRand *rand)
{
    static const char *const conditions[] = {
        "text.title=Text 1", "part=1",      "part=2|3",
        "chapter.n=1|2",     "chapter.n=2", "part=1&chapter.n=1"
    };
    const char *asked[2] = { NULL, NULL };

    if (g_rand_boolean (rand))
        return NULL;
    asked[0] = conditions[g_rand_int_range (rand, 0, G_N_ELEMENTS (conditions))];
    return copia_subcorpus_new (corpus->index, asked, NULL);
}

/* ---- answers */

typedef struct {
    GPtrArray *rows; /* char **: the cells of each, the first row the columns' names */
    GString *notes;
    CopiaFound found;
} Answer;

static inline void
answer_clear (Answer *self)
{
    g_ptr_array_unref (self->rows);
    g_string_free (self->notes, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static inline void
free_row (gpointer data)
{
    g_strfreev (data);
}

/* What a study answers; `ask` is that of the study. */
static inline Answer
answer_of (bool (*study) (const void *index, const void *ask, CopiaTable *table,
                          CopiaFound *found, GError **error),
           const Corpus *corpus, const void *ask)
{
    Answer answer = { g_ptr_array_new_with_free_func (free_row),
                      g_string_new (NULL),
                      { 0, 0 } };
    g_auto (Catch) catch;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) lines = NULL;

    catch_init (&catch);
    table = catch_table (&catch, "tsv", 0, false);
    study (corpus->index, ask, table, &answer.found, &error);
    g_assert_no_error (error);
    lines = g_strsplit (catch.out->str, "\n", -1);
    for (char **line = lines; *line && (**line || line[1]); line++)
        g_ptr_array_add (answer.rows, g_strsplit (*line, "\t", -1));
    g_string_assign (answer.notes, catch.notes->str);
    return answer;
}

#define ANSWER(name)                                                                   \
    static bool name##_study (const void *index, const void *ask, CopiaTable *table,   \
                              CopiaFound *found, GError **error)                       \
    {                                                                                  \
        return copia_##name (index, ask, table, found, error);                         \
    }

static inline const char *
cell (const Answer *self, guint row, guint column)
{
    char **cells = self->rows->pdata[row];

    g_assert_cmpuint (column, <, g_strv_length (cells));
    return cells[column];
}

static inline uint64_t
number_in (const Answer *self, guint row, guint column)
{
    return g_ascii_strtoull (cell (self, row, column), NULL, 10);
}

static inline void
assert_close (const char *cell, double expected)
{
    double got = g_ascii_strtod (cell, NULL);

    if (fabs (got - expected) > 1e-9 * MAX (1, fabs (expected)))
        g_error ("%s instead of %.17g", cell, expected);
}

/* Both answers are the same in every cell and note. */
static inline void
assert_same (const Answer *a, const Answer *b)
{
    g_assert_cmpuint (a->rows->len, ==, b->rows->len);
    for (guint i = 0; i < a->rows->len; i++)
        g_assert_cmpstrv (a->rows->pdata[i], b->rows->pdata[i]);
    g_assert_cmpstr (a->notes->str, ==, b->notes->str);
    g_assert_cmpuint (a->found.hits, ==, b->found.hits);
    g_assert_cmpuint (a->found.rows, ==, b->found.rows);
}
