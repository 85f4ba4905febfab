/* frequency-columns.h - which column of a list has the words, and which the counts.
 *
 * A line's cells are parted by the tab if it has one, else by the semicolon or comma, else by
 * blanks; a comma between two digits parts thousands where blanks part cells.  The first lines
 * are looked at: counts stand in the first column of whole numbers that does not number the
 * lines 1, 2, 3; words in the first column that has the fewest numbers.  So `word count`,
 * `count word` (as `uniq -c` prints it) and `rank word pos count` are all read.  A line of
 * names above settles it where it has names that are known (word, form, lemma; count, freq).
 */
#pragma once

#include "base/strings.h"
#include <stdbool.h>
#include <stdint.h>

enum { COPIA_MOST_CELLS = 64 };

typedef struct {
    char parts; /* a tab, a comma, a semicolon, or a blank for any white space */
    unsigned word, count;
} CopiaFrequencyColumns;

/* Cells of a line, trimmed and without quotes around; returns how many there are of those kept. */
unsigned copia_frequency_cells (CopiaString line, char parts,
                                CopiaString cells[COPIA_MOST_CELLS]);
/* 8214, 8,214 or 8214.0. */
bool copia_frequency_count (CopiaString cell, uint64_t *count);
/* From lines at the beginning of a list, without comments; `*first` is the first that is no
 * heading.  False: there is no column of counts. */
bool copia_frequency_columns_find (const CopiaString *lines, unsigned n,
                                   CopiaFrequencyColumns *self, unsigned *first);
