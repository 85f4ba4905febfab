/* vertical-tag.h - a line of a vertical text: a tag, or what is none; and its characters. */
#pragma once

#include <glib.h>

typedef enum {
    COPIA_TAG_NONE, /* a token, then */
    COPIA_TAG_OPEN,
    COPIA_TAG_CLOSE,
    COPIA_TAG_EMPTY,  /* <name/> */
    COPIA_TAG_PASSED, /* a comment or a declaration of XML */
} CopiaTagKind;

typedef struct {
    char *name; /* as it stands; of the first three kinds of tag */
    GPtrArray *
        pairs; /* char *: name, value, name, value ..; names are made good; not of CLOSE */
} CopiaTag;

/* What stands in `tag` then is the caller's. */
CopiaTagKind copia_vertical_tag (const char *line, CopiaTag *tag);
void copia_tag_clear (CopiaTag *self);

/* `out` becomes the text, with characters in place of references. */
void copia_vertical_decode (GString *out, const char *text, size_t size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaTag, copia_tag_clear)
