/* vertical-tag.h - a line of a vertical text: a tag, or what is none; and its characters. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    COPIA_VERTICAL_NONE, /* a token, then */
    COPIA_VERTICAL_OPEN,
    COPIA_VERTICAL_CLOSE,
    COPIA_VERTICAL_EMPTY,  /* <name/> */
    COPIA_VERTICAL_PASSED, /* a comment or a declaration of XML */
} CopiaVerticalKind;

typedef struct {
    char *name; /* as it stands; of the first three kinds of tag */
    /* char *: name, value, name, value ..; names are made good; not of CLOSE. */
    GPtrArray *pairs;
    bool more; /* of CLOSE: something stands behind it */
} CopiaVerticalTag;

/* What stands in `tag` then is the caller's. */
CopiaVerticalKind copia_vertical_tag (const char *line, CopiaVerticalTag *tag);
void copia_vertical_tag_clear (CopiaVerticalTag *self);

/* `out` becomes the text, with characters in place of references. */
void copia_vertical_decode (GString *out, const char *text, size_t size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaVerticalTag, copia_vertical_tag_clear)
