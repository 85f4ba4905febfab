/* boxes.c - texts as boxes that keep clear of each other. */
#include "picture/boxes.h"

#include <glib.h>
#include <math.h>

#define ROUNDS 500
#define SLACK 0.2 /* pixels, so that they do not meet again at once */

bool
copia_boxes_meet (const CopiaBox *one, const CopiaBox *other)
{
    return fabs (one->x - other->x) < one->w + other->w &&
           fabs (one->y - other->y) < one->h + other->h;
}

bool
copia_boxes_hit (const CopiaBox *boxes, size_t n, const CopiaBox *box)
{
    for (size_t i = 0; i < n; i++)
        if (copia_boxes_meet (&boxes[i], box))
            return true;
    return false;
}

/* Two that meet give way by half of what they share, along the shorter way. */
static bool
give_way (CopiaBox *one, CopiaBox *other)
{
    double dx = one->w + other->w - fabs (one->x - other->x);
    double dy = one->h + other->h - fabs (one->y - other->y);

    if (dx <= 0 || dy <= 0)
        return false;
    if (dy <= 2 * dx) {
        double up = one->y <= other->y ? dy / 2 + SLACK : -dy / 2 - SLACK;

        one->y -= up;
        other->y += up;
    } else {
        double left = one->x <= other->x ? dx / 2 + SLACK : -dx / 2 - SLACK;

        one->x -= left;
        other->x += left;
    }
    return true;
}

void
copia_boxes_part (CopiaBox *boxes, size_t n, double left, double right, double top,
                  double bottom)
{
    bool met = true;

    for (int round = 0; round < ROUNDS && met; round++) {
        met = false;
        for (size_t i = 0; i < n; i++)
            for (size_t k = i + 1; k < n; k++)
                met |= give_way (&boxes[i], &boxes[k]);
        for (size_t i = 0; i < n; i++) {
            boxes[i].x = CLAMP (boxes[i].x, left + boxes[i].w, right - boxes[i].w);
            boxes[i].y = CLAMP (boxes[i].y, top + boxes[i].h, bottom - boxes[i].h);
        }
    }
}
