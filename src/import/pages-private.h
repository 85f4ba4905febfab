/* pages-private.h - what the files of pages.c share. */
#pragma once

#include "import/pages.h"

typedef struct {
    const char *text; /* trimmed */
    uint32_t size;    /* 0: an empty line */
    uint32_t page;
    char *key; /* of a line at the edge: in lower case, each number one #; else NULL */
    bool dropped;
    bool goes_on;       /* the heading of the line above */
    uint32_t level;     /* of the heading it is; 0: none */
    const char *called; /* a heading that is not printed opens here; NULL: none */
} CopiaPageLine;

typedef struct {
    CopiaDocument *document;
    GArray *lines;     /* CopiaPageLine */
    GHashTable *words; /* that stand within lines, in lower case */
    GString *out;
    uint32_t pages, dropped, joined;
    uint32_t width;   /* bytes of a full line */
    uint32_t span;    /* number of the open page's span */
    uint32_t page;    /* its number; 0: none is open */
    uint32_t level;   /* of the open heading; 0: none */
    uint32_t heading; /* where it begins */
    bool broken;      /* an empty line stood before */
} CopiaPages;

static inline CopiaPageLine *
copia_page_line (const CopiaPages *self, guint i)
{
    return &g_array_index (self->lines, CopiaPageLine, i);
}

/* Sets of lines that they are headings: false, and of none, where most were not found, or where
 * the lines themselves show more chapters. */
bool copia_pages_find_headings (CopiaPages *self, const CopiaPrinted *printed);
