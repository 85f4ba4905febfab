/* strip.c - blocks, ticks and labels. */
#include "picture/strip.h"

#include "base/utf8.h"

#include <string.h>

void
copia_strip_bars (GString *into, const double *heights, size_t n, double most)
{
    char block[] = "\xE2\x96\x80";

    for (size_t i = 0; i < n; i++) {
        double share = most > 0 ? heights[i] / most : 0;
        int eighths = (int) (share * 8);

        eighths = CLAMP (eighths + (eighths < share * 8), heights[i] > 0, 8);
        block[2] = (char) (0x80 + eighths);
        g_string_append (into, eighths > 0 ? block : " ");
    }
}

void
copia_strip_axis (GString *into, const CopiaStripBorder *borders, size_t n_borders,
                  size_t n)
{
    for (size_t cell = 0, k = 0; cell < n; cell++) {
        bool tick = k < n_borders && borders[k].cell == cell;

        for (; k < n_borders && borders[k].cell <= cell;)
            k++;
        g_string_append (into, tick ? "\xE2\x94\xAC" : "\xE2\x94\x80");
    }
}

void
copia_strip_labels (GString *into, const CopiaStripBorder *borders, size_t n_borders,
                    size_t n)
{
    size_t at = 0;

    for (size_t k = 0; k < n_borders; k++) {
        const char *label = borders[k].label;
        size_t width = copia_utf8_width (label, strlen (label));
        size_t cell = borders[k].cell;

        if (width == 0 || cell + width > n || cell < at + (at > 0))
            continue;
        for (; at < cell; at++)
            g_string_append_c (into, ' ');
        copia_utf8_safe (into, label, strlen (label));
        at = cell + width;
    }
}
