/* picture.h - a picture of numbers: marks are collected, and one of a few charts draws them.
 *
 * The drawing is one SVG element of 800 pixels width, white, that needs nothing from elsewhere:
 * title, what one sees in one sentence, the chart, and where the numbers come from.  It can be
 * read without colour.  The same marks give the same bytes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    COPIA_PICTURE_BARS, /* `value` of each `label` under its `group`, with an interval from
                              `low` to `high`; a column of bars for each `series` */
    COPIA_PICTURE_LINE, /* `value` over `x` (NAN: the number of the mark), with a band from
                              `low` to `high`; a line for each `series` */
    COPIA_PICTURE_STRIPS, /* a strip for each `series`, with a mark at `x`, from 0 to 1, as
                              high as `value`; x NAN: `label` is said of the strip; series
                              NULL: a border at x called `label`; with a title of
                              the values, heights have a scale */
    COPIA_PICTURE_CLOUD, /* `label` as large as `value`; less than 0: of the other kind */
    COPIA_PICTURE_NETWORK, /* `label` the nearer to the `series` the greater `value`; with
                              `group`: a line between two labels, the thicker the greater */
    COPIA_PICTURE_TREE, /* merges in order: `label` and `group`, each the name of a leaf or
                              "(k)", what came of the kth merge, at the height `value` */
    COPIA_PICTURE_PLANE, /* `label` at `x`, `value`; each `series` has its own sign */
    COPIA_PICTURE_FOREST, /* `value` of each `label` under its `group`, on one side of zero
                             or the other, with an interval from `low` to `high` */
    COPIA_PICTURE_TRENDS, /* a panel for each `series`: `value` over `x`, `label` its name, and
                             a trend that is `low` there; x NAN: `label` is said of the panel */
    COPIA_PICTURE_OUTLINE, /* `series` a level, `group` `label` number and title of a region of
                              it, `value` its length; outer regions before inner ones */
    COPIA_N_PICTURES,
} CopiaPictureKind;

/* Strings may be NULL, numbers NAN: not there. */
typedef struct {
    const char *series, *group, *label;
    double x, value, low, high;
} CopiaMark;

#define COPIA_MARK_EMPTY                                                               \
    {                                                                                  \
        .x = NAN, .value = NAN, .low = NAN, .high = NAN                                \
    }

/* What is written around; any may be NULL. */
typedef struct {
    const char *title, *sentence, *source;
    bool from_zero; /* of a line: the axis of x begins at 0 */
    const char *x_title, *value_title;
    const char *below, *above; /* what it means to be on either side of zero */
    bool bare; /* title, sentence and source are not to be seen: they stand beside */
} CopiaPictureTexts;

typedef struct CopiaPicture CopiaPicture;

CopiaPicture *copia_picture_new (CopiaPictureKind kind);
void copia_picture_add (CopiaPicture *self, const CopiaMark *mark); /* copied */
/* Marks beyond this many would be a blot: the most that the chart draws, the first ones. */
size_t copia_picture_most (const CopiaPicture *self);
void copia_picture_draw (const CopiaPicture *self, const CopiaPictureTexts *texts,
                         GString *svg);

/* The same in block characters, lines of `width` >= 20 columns for a terminal; every line ends.
 * False: this kind has no such form, and a line says why. */
bool copia_picture_blocks (const CopiaPicture *self, const CopiaPictureTexts *texts,
                           size_t width, GString *text);
void copia_picture_free (CopiaPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaPicture, copia_picture_free)
