/* layout.h - who gets how many columns of the screen.
 *
 * Numbers are never cut.  When the room does not suffice, the contexts of a concordance shrink to
 * a comfortable width, nodes to a third, texts, longest first, to 12 as long as a column can be
 * spared and else to 8, then contexts further; what still does not fit is dropped from the right,
 * columns to spare first, never the first column nor the concordance, and on a very small screen
 * those shrink on.  Bars take what is left over.
 *
 * A title keeps 16 as long as there are more than five numbers: by chapter, whose it is matters
 * more than the sixth.  What lies around it, such as its part, is cut before it.
 */
#pragma once

#include "table/table.h"

enum {
    COPIA_LAYOUT_GAP = 2 /* between columns */
};

typedef struct {
    const CopiaColumn *column;
    size_t wanted; /* columns of the widest cell or of the name */
    double most;   /* the largest number: a full bar; 0: no bar */
    size_t width;  /* columns given; a cell wider than that is cut */
    size_t bar;    /* cells of a bar, one space to the right of the number; 0: none */
    bool dropped;
} CopiaSlot;

/* Sets width, bar and dropped.  room 0: no limit. */
void copia_layout_fit (CopiaSlot *slots, size_t n, size_t room);

/* Columns all slots take with gaps and bars. */
size_t copia_layout_width (const CopiaSlot *slots, size_t n);
