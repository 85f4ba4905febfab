/* chart.h - what a chart is inside: marks to shapes.  Only the files of this room include it. */
#pragma once

#include "picture/pen.h"
#include "picture/picture.h"

#define COPIA_PICTURE_WIDTH 800.0
#define COPIA_PICTURE_MARGIN 24.0
#define COPIA_PICTURE_ROOM (COPIA_PICTURE_WIDTH - 2 * COPIA_PICTURE_MARGIN)

typedef struct {
    const CopiaMark *marks;
    size_t n; /* at least 1 */
    GPtrArray
        *series; /* const char *, in the order met; at least one, which may be "" */
    const CopiaPictureTexts *texts;
} CopiaChartData;

/* Draws from the line `top` down and returns the line below. */
typedef double (*CopiaChartDraw) (const CopiaChartData *data, double top, GString *svg);

double copia_chart_bars (const CopiaChartData *data, double top, GString *svg);
double copia_chart_line (const CopiaChartData *data, double top, GString *svg);
double copia_chart_strips (const CopiaChartData *data, double top, GString *svg);
double copia_chart_cloud (const CopiaChartData *data, double top, GString *svg);
double copia_chart_network (const CopiaChartData *data, double top, GString *svg);
double copia_chart_tree (const CopiaChartData *data, double top, GString *svg);
double copia_chart_plane (const CopiaChartData *data, double top, GString *svg);
double copia_chart_forest (const CopiaChartData *data, double top, GString *svg);
double copia_chart_trends (const CopiaChartData *data, double top, GString *svg);
double copia_chart_outline (const CopiaChartData *data, double top, GString *svg);

/* Which of data->series the mark is of. */
size_t copia_chart_series (const CopiaChartData *data, const CopiaMark *mark);

/* Both coordinates are known; and the least and the most of those that are, zero among them. */
bool copia_chart_is_point (const CopiaMark *mark);
void copia_chart_bounds (const CopiaChartData *data, double x[2], double y[2]);

/* 1, 2 or 5 times a power of ten, so that about `n` of them make `range`. */
double copia_chart_step (double range, int n);
/* Of an axis of so many pixels: multiples of `step` from `first` on, `n` of them, as many as find
 * room for their names. */
typedef struct {
    double first, step;
    int n;
} CopiaTicks;

CopiaTicks copia_chart_ticks (double least, double most, double pixels,
                              const CopiaInk *ink);
/* A tick's name: no more decimals than its step needs, thousands separated. */
void copia_chart_tick (GString *into, double tick, double step);
/* A value for people: about three digits that say something. */
void copia_chart_value (GString *into, double value);
