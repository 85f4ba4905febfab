/* svg.c - the picture of an answer, as SVG, or from it as PNG and PDF. */
#include "base/error.h"
#include "table/drawing.h"
#include "table/format.h"
#include "table/raster.h"

static void
begin (CopiaTable *self)
{
    (void) self;
}

static void
text (CopiaTable *self, const char *bytes, size_t size)
{
    (void) self;
    (void) bytes;
    (void) size;
}

static void
count (CopiaTable *self, uint64_t value)
{
    (void) self;
    (void) value;
}

static void
number (CopiaTable *self, double value)
{
    (void) self;
    (void) value;
}

static void
unknown (CopiaTable *self)
{
    (void) self;
}

static GString *
draw (CopiaTable *self)
{
    g_autoptr (GString) svg =
        g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    if (self->error)
        return NULL;
    if (!self->drawing) {
        g_set_error_literal (&self->error, COPIA_ERROR, COPIA_ERROR_QUERY,
                             "this answer has no picture; use another --format, such "
                             "as html, or see 'copia help pictures'");
        return NULL;
    }
    copia_drawing_draw (self->drawing, self->caption.provenance, false, svg);
    return g_steal_pointer (&svg);
}

static void
end (CopiaTable *self)
{
    g_autoptr (GString) svg = draw (self);

    if (svg)
        copia_table_put (self, svg->str, svg->len);
}

static void
end_raster (CopiaTable *self, CopiaRaster kind)
{
    g_autoptr (GString) svg = draw (self);
    g_autoptr (GBytes) bytes = NULL;

    if (svg)
        bytes = copia_raster (svg, kind, &self->error);
    if (bytes)
        copia_table_put (self, g_bytes_get_data (bytes, NULL),
                         g_bytes_get_size (bytes));
}

static void
end_png (CopiaTable *self)
{
    end_raster (self, COPIA_RASTER_PNG);
}

static void
end_pdf (CopiaTable *self)
{
    end_raster (self, COPIA_RASTER_PDF);
}

#define PICTURE                                                                        \
    .begin = begin, .text = text, .count = count, .number = number,                    \
    .unknown = unknown, .draws = true, .says_beside = true

const CopiaFormat copia_format_svg = { PICTURE, .end = end };
const CopiaFormat copia_format_png = { PICTURE, .end = end_png,
                                       .ready = copia_raster_ready };
const CopiaFormat copia_format_pdf = { PICTURE, .end = end_pdf,
                                       .ready = copia_raster_ready };
