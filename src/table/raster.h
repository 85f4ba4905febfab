/* raster.h - SVG to PNG and PDF, by the program rsvg-convert. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum { COPIA_RASTER_PNG, COPIA_RASTER_PDF } CopiaRaster;

bool copia_raster_ready (GError **error); /* the program is there */
/* The same SVG gives the same bytes with the same version of the program and fonts. */
GBytes *copia_raster (const GString *svg, CopiaRaster kind, GError **error);
