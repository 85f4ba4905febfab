/* drawing.c - cells of the chart's columns become marks. */
#include "table/drawing.h"

#include "base/number.h"
#include "base/utf8.h"
#include "table/format.h"

#include <math.h>

enum { SERIES, GROUP, LABEL, N_TEXTS };
enum { X, VALUE, LOW, HIGH, N_NUMBERS };

struct CopiaDrawing {
    CopiaPicture *picture;
    CopiaChart chart; /* texts are kept in `strings` */
    GStringChunk *strings;
    size_t texts[N_TEXTS], numbers[N_NUMBERS]; /* columns; SIZE_MAX: none */
    bool rows;                                 /* make marks */
    uint64_t seen;                             /* rows */
    uint64_t drawn, most;
    GString *cells[N_TEXTS];
    bool known[N_TEXTS];
    double values[N_NUMBERS];
    char *sentence;
};

static size_t
find_column (CopiaDrawing *self, const CopiaTable *table, const char *name)
{
    size_t i = 0;

    if (!name)
        return SIZE_MAX;
    self->rows = true;
    while (i < table->n_columns && strcmp (table->columns[i].name, name) != 0)
        i++;
    g_assert (i < table->n_columns);
    return i;
}

static void
forget_row (CopiaDrawing *self)
{
    for (size_t i = 0; i < N_TEXTS; i++)
        self->known[i] = false;
    for (size_t i = 0; i < N_NUMBERS; i++)
        self->values[i] = NAN;
}

static const char *
keep (CopiaDrawing *self, const char *text)
{
    return text ? g_string_chunk_insert (self->strings, text) : NULL;
}

CopiaDrawing *
copia_drawing_new (const CopiaTable *table, const CopiaChart *chart)
{
    CopiaDrawing *self = g_new0 (CopiaDrawing, 1);

    self->picture = copia_picture_new (chart->kind);
    self->strings = g_string_chunk_new (256);
    self->chart = (CopiaChart){ .kind = chart->kind,
                                .of = keep (self, chart->of),
                                .title = keep (self, chart->title),
                                .sentence = keep (self, chart->sentence),
                                .x_title = keep (self, chart->x_title),
                                .value_title = keep (self, chart->value_title),
                                .below = keep (self, chart->below),
                                .above = keep (self, chart->above),
                                .from_zero = chart->from_zero };
    self->texts[SERIES] = find_column (self, table, chart->series);
    self->texts[GROUP] = find_column (self, table, chart->group);
    self->texts[LABEL] = find_column (self, table, chart->label);
    self->numbers[X] = find_column (self, table, chart->x);
    self->numbers[VALUE] = find_column (self, table, chart->value);
    self->numbers[LOW] = find_column (self, table, chart->low);
    self->numbers[HIGH] = find_column (self, table, chart->high);
    for (size_t i = 0; i < N_TEXTS; i++)
        self->cells[i] = g_string_new (NULL);
    self->most = copia_picture_most (self->picture);
    if (chart->most > 0)
        self->most = MIN (self->most, chart->most);
    forget_row (self);
    return self;
}

/* Safe, so that one label is one label however it hides. */
void
copia_drawing_text (CopiaDrawing *self, size_t column, const char *bytes, size_t size)
{
    for (size_t i = 0; i < N_TEXTS; i++) {
        if (self->texts[i] != column)
            continue;
        g_string_truncate (self->cells[i], 0);
        copia_utf8_safe (self->cells[i], bytes, size);
        self->known[i] = true;
    }
}

static void
number (CopiaDrawing *self, size_t column, double value, const char *digits)
{
    for (size_t i = 0; i < N_NUMBERS; i++)
        if (self->numbers[i] == column)
            self->values[i] = value;
    copia_drawing_text (self, column, digits, strlen (digits));
}

void
copia_drawing_count (CopiaDrawing *self, size_t column, uint64_t count)
{
    char digits[COPIA_NUMBER_MAX];

    copia_number_grouped (digits, count);
    number (self, column, (double) count, digits);
}

void
copia_drawing_number (CopiaDrawing *self, size_t column, double value)
{
    char digits[COPIA_NUMBER_MAX] = "-";

    if (isfinite (value))
        copia_number_shortest (digits, value);
    number (self, column, value, digits);
}

static const char *
cell (const CopiaDrawing *self, size_t i)
{
    return self->known[i] ? self->cells[i]->str : NULL;
}

void
copia_drawing_end_row (CopiaDrawing *self)
{
    const CopiaMark mark = {
        self->chart.of ? self->chart.of : cell (self, SERIES),
        cell (self, GROUP),
        cell (self, LABEL),
        self->values[X],
        self->values[VALUE],
        self->values[LOW],
        self->values[HIGH],
    };

    self->seen++;
    if (self->rows && self->drawn < self->most) {
        copia_picture_add (self->picture, &mark);
        self->drawn++;
    }
    forget_row (self);
}

void
copia_drawing_mark (CopiaDrawing *self, const CopiaMark *mark)
{
    copia_picture_add (self->picture, mark);
}

const char *
copia_drawing_title (const CopiaDrawing *self)
{
    return self->chart.title;
}

const char *
copia_drawing_sentence (CopiaDrawing *self)
{
    char drawn[COPIA_NUMBER_MAX], seen[COPIA_NUMBER_MAX];

    if (!self->rows || self->drawn == self->seen || self->sentence)
        return self->sentence ? self->sentence : self->chart.sentence;
    copia_number_grouped (drawn, self->drawn);
    copia_number_grouped (seen, self->seen);
    self->sentence = g_strdup_printf ("%s%sDrawn are the first %s of %s rows.",
                                      self->chart.sentence ? self->chart.sentence : "",
                                      self->chart.sentence ? " " : "", drawn, seen);
    return self->sentence;
}

static CopiaPictureTexts
texts_of (CopiaDrawing *self)
{
    return (CopiaPictureTexts){
        .title = self->chart.title,
        .sentence = copia_drawing_sentence (self),
        .x_title = self->chart.x_title,
        .value_title = self->chart.value_title,
        .below = self->chart.below,
        .above = self->chart.above,
        .from_zero = self->chart.from_zero,
    };
}

void
copia_drawing_draw (CopiaDrawing *self, const char *source, bool bare, GString *svg)
{
    CopiaPictureTexts texts = texts_of (self);

    texts.source = source;
    texts.bare = bare;
    copia_picture_draw (self->picture, &texts, svg);
}

void
copia_drawing_blocks (CopiaDrawing *self, size_t width, GString *text)
{
    CopiaPictureTexts texts = texts_of (self);

    copia_picture_blocks (self->picture, &texts, width, text);
    if (self->rows && self->drawn < self->seen)
        g_string_append_printf (text,
                                "drawn: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                                " rows\n",
                                self->drawn, self->seen);
}

void
copia_drawing_free (CopiaDrawing *self)
{
    if (!self)
        return;
    copia_picture_free (self->picture);
    g_string_chunk_free (self->strings);
    for (size_t i = 0; i < N_TEXTS; i++)
        g_string_free (self->cells[i], TRUE);
    g_free (self->sentence);
    g_free (self);
}
