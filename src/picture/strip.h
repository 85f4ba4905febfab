/* strip.h - where something stands in a text, drawn in cells of one column each. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* A place on the strip, and what begins there. */
typedef struct {
    size_t cell;
    const char *label;
} CopiaStripBorder;

/* A block a cell, in eighths of the height, the full one for `most`; 0 is blank. */
void copia_strip_bars (GString *into, const double *heights, size_t n, double most);
/* A line with a tick at each border; borders ascend. */
void copia_strip_axis (GString *into, const CopiaStripBorder *borders, size_t n_borders,
                       size_t n);
/* The labels that find room, each beginning below its tick; no blanks at the end. */
void copia_strip_labels (GString *into, const CopiaStripBorder *borders,
                         size_t n_borders, size_t n);
