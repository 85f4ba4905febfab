/* vocabulary.c - units by words, counted. */
#include "study/vocabulary.h"

#include "base/error.h"
#include "base/workers.h"
#include "study/parts.h"
#include "study/sort.h"

#define MOST_ROWS 4000    /* distances are rows x rows */
#define FEWEST_WORDS 2000 /* of a unit (stats/caution.c: dist.*) */

static CopiaUnits *
open_units (const CopiaScope *scope, const CopiaVocabularyAsk *ask, const char **name,
            GError **error)
{
    if (ask->slices == 0)
        return copia_units_usual (scope, ask->by, name, error);
    *name = NULL;
    return copia_units_slices (scope, ask->slices);
}

static bool
take_units (CopiaVocabulary *self, GError **error)
{
    uint32_t n = copia_units_count (self->units);

    self->unit = g_new (uint32_t, MAX (n, 1));
    for (uint32_t unit = 0; unit < n; unit++)
        if (copia_units_words (self->units, unit) > 0 &&
            !copia_units_is_outside (self->units, unit))
            self->unit[self->rows++] = unit;
        else
            self->left_out++;
    if (self->rows < 2)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "there %s %zu unit%s with words; distances need two, see --by and "
                     "--slices",
                     self->rows == 1 ? "is" : "are", self->rows,
                     self->rows == 1 ? "" : "s");
    else if (self->rows > MOST_ROWS)
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_LIMIT,
            "%zu units are too many; at most %d can be compared, so take larger "
            "ones with --by or --slices",
            self->rows, MOST_ROWS);
    return self->rows >= 2 && self->rows <= MOST_ROWS;
}

/* Falling count, then code points. */
static int
compare (const void *a, const void *b, void *data)
{
    const CopiaTally *tally = data;
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    if (tally->counts[x] != tally->counts[y])
        return tally->counts[x] > tally->counts[y] ? -1 : 1;
    return copia_string_compare (copia_tally_name (tally, x),
                                 copia_tally_name (tally, y));
}

static bool
take_words (CopiaVocabulary *self, const CopiaVocabularyAsk *ask, GError **error)
{
    size_t n = 0;

    self->item = g_new (uint32_t, MAX (self->tally->n, 1));
    for (uint32_t item = 0; item < self->tally->n; item++)
        if (self->tally->counts[item] > 0 && copia_tally_is_word (self->tally, item) &&
            !copia_tally_is_stopped (self->tally, item, &ask->stop))
            self->item[n++] = item;
    self->columns = MIN (n, ask->words);
    copia_sort_best (self->item, n, self->columns, compare, self->tally);
    if (self->columns >= 2)
        return true;
    g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                         "there are fewer than two words to compare units by");
    return false;
}

typedef struct {
    CopiaVocabulary *of;
    uint64_t size; /* of the corpus */
} Columns;

/* One word in all units, a column of its own. */
static void *
count_word (void *data, unsigned thread, size_t c)
{
    const Columns *columns = data;
    const CopiaVocabulary *self = columns->of;
    uint32_t units = copia_units_count (self->units), first, end;
    g_autofree uint64_t *counts = g_new0 (uint64_t, MAX (units, 1));

    (void) thread;
    copia_tally_types (self->tally, self->item[c], &first, &end);
    for (; first < end; first++)
        copia_units_tally (self->units, copia_tally_id (self->tally, first), 0,
                           columns->size, counts, NULL);
    for (size_t r = 0; r < self->rows; r++) {
        double n = (double) counts[self->unit[r]];
        double words = (double) copia_units_words (self->units, self->unit[r]);

        self->counts[r * self->columns + c] = n;
        self->percent[r * self->columns + c] = 100 * n / words;
    }
    return NULL;
}

static bool
counted (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    (void) result;
    return true;
}

static void
count (CopiaVocabulary *self, uint64_t size, unsigned threads)
{
    Columns columns = { self, size };
    const CopiaWork words = { &columns, count_word, counted, NULL, 8 };

    self->counts = g_new (double, self->rows * self->columns);
    self->percent = g_new (double, self->rows * self->columns);
    copia_workers_run (&words, MIN (threads, copia_workers_most ()), self->columns);
}

CopiaVocabulary *
copia_vocabulary_new (const CopiaIndex *index, const CopiaSubcorpus *where,
                      const CopiaVocabularyAsk *ask, GError **error)
{
    g_autoptr (CopiaVocabulary) self = g_new0 (CopiaVocabulary, 1);
    CopiaScope scope = copia_scope_of (index, where);
    uint64_t size = copia_index_tokens (index)->size;
    g_autofree uint32_t *by_id = copia_tally_scope (index, where, 0, size);

    if (ask->words < 2 || ask->words > COPIA_MOST_FEATURES) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "units are compared by 2 to %d words, not %u", COPIA_MOST_FEATURES,
                     ask->words);
        return NULL;
    }
    if (!copia_counts_fit (index, error))
        return NULL;
    self->index = index;
    self->units = open_units (&scope, ask, &self->units_name, error);
    self->tally = copia_tally_new (index, by_id, ask->counted);
    if (!self->units || !take_units (self, error) || !take_words (self, ask, error) ||
        !copia_unit_names_open (&self->names, index, self->units, self->units_name,
                                !self->units_name, error))
        return NULL;
    count (self, size, ask->threads);
    return g_steal_pointer (&self);
}

void
copia_vocabulary_free (CopiaVocabulary *self)
{
    if (!self)
        return;
    copia_unit_names_clear (&self->names);
    copia_units_free (self->units);
    copia_tally_free (self->tally);
    g_free (self->unit);
    g_free (self->item);
    g_free (self->counts);
    g_free (self->percent);
    g_free (self);
}

char *
copia_vocabulary_tell (const CopiaVocabulary *self)
{
    GString *text = g_string_new (NULL);
    g_autofree char *what = copia_tally_what (self->index, self->tally->counted);

    g_string_append_printf (text, "%zu units: %s; compared by the %zu most frequent %s",
                            self->rows,
                            self->units_name ? self->units_name
                                             : "slices of equal length",
                            self->columns, what);
    if (self->left_out > 0)
        g_string_append_printf (text,
                                "; left out: %" G_GUINT64_FORMAT
                                " without words or outside of all regions",
                                self->left_out);
    return g_string_free (text, FALSE);
}

void
copia_vocabulary_warn (const CopiaVocabulary *self, CopiaTable *table)
{
    size_t few = 0;

    for (size_t i = 0; i < self->rows; i++)
        few += copia_units_words (self->units, self->unit[i]) < FEWEST_WORDS;
    if (few > 0)
        copia_table_note (table,
                          "fewer than %d words: %zu of the %zu units; how near such "
                          "lie to others is mostly chance, so take larger units (--by)",
                          FEWEST_WORDS, few, self->rows);
}
