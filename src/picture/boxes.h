/* boxes.h - texts as boxes that keep clear of each other. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Its middle and half its width and height. */
typedef struct {
    double x, y, w, h;
} CopiaBox;

bool copia_boxes_meet (const CopiaBox *one, const CopiaBox *other);
/* Whether `box` meets one of n. */
bool copia_boxes_hit (const CopiaBox *boxes, size_t n, const CopiaBox *box);
/* Moves boxes apart, up and down more than sideways, within x 0..width and y top..bottom; as
 * far as there is room, in a bounded number of steps. */
void copia_boxes_part (CopiaBox *boxes, size_t n, double left, double right, double top,
                       double bottom);
