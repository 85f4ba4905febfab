/* tsv.c - tab-separated values: a header line, a line a row, no quoting.
 *
 * A run of tabs and line ends inside a cell becomes one space, so a line has exactly one tab
 * fewer than there are columns.
 */
#include "table/separated.h"

const CopiaFormat copia_format_tsv = {
    .begin = copia_separated_begin,
    .text = copia_separated_text,
    .count = copia_separated_count,
    .number = copia_separated_number,
    .unknown = copia_separated_unknown,
    .end = copia_separated_end,
    .cell = copia_table_put_safe,
    .separator = '\t',
    .says_beside = true,
    .distinct = true,
};
