/* rhythm-plot.c - the lengths of sentences as marks on a strip. */
#include "study/rhythm-plot.h"

#include "base/number.h"
#include "study/dispersion-plot.h"

#include <math.h>

#define CELLS 720
#define SERIES "words in a sentence"

typedef struct {
    double words, sentences;
} Cell;

/* Words and sentences of each cell; returns the length of the longest sentence. */
static uint64_t
measure (const CopiaScope *scope, const CopiaRegions *sentences, uint64_t all,
         Cell *cells, uint32_t n, uint64_t *count)
{
    uint64_t before = 0, at = 0, longest = 0;

    for (uint32_t i = 0; i < copia_regions_count (sentences); i++) {
        uint64_t start = copia_regions_start (sentences, i);
        uint64_t end = copia_regions_end (sentences, i);
        uint64_t words;

        if (!copia_scope_meets (scope, start, end))
            continue;
        before += start > at ? copia_scope_words_in (scope, at, start - 1) : 0;
        at = start;
        words = copia_scope_words_in (scope, start, end);
        if (words == 0)
            continue;
        cells[MIN (before * n / all, n - 1)].words += (double) words;
        cells[MIN (before * n / all, n - 1)].sentences++;
        longest = MAX (longest, words);
        ++*count;
    }
    return longest;
}

static void
say (uint64_t count, uint64_t longest, CopiaTable *table)
{
    char sentences[COPIA_NUMBER_MAX], words[COPIA_NUMBER_MAX];
    CopiaMark mark = COPIA_MARK_EMPTY;
    g_autofree char *said = NULL;

    copia_number_grouped (sentences, count);
    copia_number_grouped (words, longest);
    said = g_strdup_printf ("%s sentences, the longest %s words", sentences, words);
    mark.series = SERIES;
    mark.label = said;
    copia_table_mark (table, &mark);
}

bool
copia_rhythm_draw (const CopiaScope *scope, const char *by, CopiaTable *table,
                   GError **error)
{
    const CopiaRegions *sentences = copia_index_find_structure (scope->index, "s");
    const char *borders =
        by || !copia_index_find_structure (scope->index, "chapter") ? by : "chapter";
    uint64_t all = copia_scope_words (scope), count = 0, longest;
    uint32_t n = copia_table_cells (table, CELLS);
    g_autofree Cell *cells = g_new0 (Cell, n);

    if (!sentences || all == 0)
        return true;
    longest = measure (scope, sentences, all, cells, n, &count);
    copia_table_chart (
        table,
        &(CopiaChart){ .kind = COPIA_PICTURE_STRIPS,
                       .title = "The length of sentences",
                       .value_title = SERIES,
                       .sentence =
                           "From the beginning of the text to its end; where several "
                           "sentences share a mark, it is as high as they are long "
                           "in the mean." });
    if (!copia_dispersion_draw (scope, borders, NULL, 0, n, table, error))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        CopiaMark mark = COPIA_MARK_EMPTY;

        mark.series = SERIES;
        mark.x = (i + 0.5) / n;
        mark.value = cells[i].words / cells[i].sentences;
        if (cells[i].sentences > 0)
            copia_table_mark (table, &mark);
    }
    say (count, longest, table);
    return true;
}
