/* growth.c - the vocabulary as the text goes on. */
#include "stats/growth.h"

#include <glib.h>
#include <math.h>

size_t
copia_growth (const CopiaRunning *text, size_t step, CopiaGrowthPoint *points)
{
    if (step == 0 || text->n == 0)
        return 0;
    size_t count = (text->n - 1) / step + 1, at = 0;
    if (!points)
        return count;
    g_autofree uint8_t *seen =
        g_new0 (uint8_t, (size_t) text->types + 1); /* 0, 1, more */
    CopiaGrowthPoint now = { 0, 0, 0 };
    while (now.n < text->n) {
        uint8_t *times = &seen[text->tokens[now.n++]];
        now.v += *times == 0;
        now.v1 += *times == 0;
        now.v1 -= *times == 1;
        *times += *times < 2;
        if (now.n % step == 0 || now.n == text->n)
            points[at++] = now;
    }
    return count;
}

CopiaHeaps
copia_heaps (const CopiaGrowthPoint *points, size_t n)
{
    double x = 0, y = 0, xx = 0, xy = 0, yy = 0;

    if (n < 2)
        return (CopiaHeaps){ NAN, NAN, NAN };
    for (size_t i = 0; i < n; i++) {
        x += log (points[i].n) / n;
        y += log (points[i].v) / n;
    }
    for (size_t i = 0; i < n; i++) {
        double dx = log (points[i].n) - x, dy = log (points[i].v) - y;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    double beta = xy / xx;
    return (CopiaHeaps){ exp (y - beta * x), beta, yy > 0 ? xy / xx * (xy / yy) : 1 };
}
