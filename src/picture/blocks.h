/* blocks.h - charts in block characters, for a terminal.  Only the files of this room include it.
 *
 * Lines of `width` columns at most, each with its end; no colour, and nothing that a reader of the
 * table below does not have too.
 */
#pragma once

#include "picture/chart.h"

#include <stdint.h>

#define COPIA_BLOCKS_VALUE 8 /* columns of a value */

typedef void (*CopiaBlocksDraw) (const CopiaChartData *data, size_t width,
                                 GString *into);

void copia_blocks_bars (const CopiaChartData *data, size_t width, GString *into);
void copia_blocks_forest (const CopiaChartData *data, size_t width, GString *into);
void copia_blocks_network (const CopiaChartData *data, size_t width, GString *into);
void copia_blocks_line (const CopiaChartData *data, size_t width, GString *into);
void copia_blocks_plane (const CopiaChartData *data, size_t width, GString *into);
void copia_blocks_strips (const CopiaChartData *data, size_t width, GString *into);
void copia_blocks_trends (const CopiaChartData *data, size_t width, GString *into);
void copia_blocks_outline (const CopiaChartData *data, size_t width, GString *into);

/* The text made safe, cut to `width` columns and filled up to them; NULL: blanks. */
void copia_blocks_cell (GString *into, const char *text, size_t width);
void copia_blocks_right (GString *into, const char *text, size_t width);
void copia_blocks_repeat (GString *into, const char *block, size_t n);
/* A value of eight columns at most. */
void copia_blocks_value (GString *into, double value);
/* A text in lines. */
void copia_blocks_say (GString *into, const char *text, size_t width);
/* A line of a text at the left and one at the right, or two lines. */
void copia_blocks_head (GString *into, const char *left, const char *right,
                        size_t width);
/* No blanks at the end of the line, and its end. */
void copia_blocks_end_line (GString *into);
/* Columns of the widest label, of `room` at most. */
size_t copia_blocks_widest (const CopiaChartData *data, size_t room);
