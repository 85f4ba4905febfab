/* contents.h - a table of contents: what it names, and how far it reaches. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/lines.h"

typedef struct CopiaContents CopiaContents;

/* The table that begins behind the line `heading` ("Contents"). */
CopiaContents *copia_contents_new (const CopiaLines *lines, uint32_t heading);

uint32_t
copia_contents_end (const CopiaContents *self);        /* first line behind the table */
guint copia_contents_size (const CopiaContents *self); /* how many lines it has */

/* Whether a line like this (as printed) stands in it, page numbers and labels aside. */
bool copia_contents_names (const CopiaContents *self, const char *text, size_t size);
/* False: it names no line that begins so, has no label and is trimmed.  Blanks may be any. */
bool copia_contents_may_name (const CopiaContents *self, const char *line, size_t size);
void copia_contents_free (CopiaContents *self);

/* What two lines have in common that are the same heading: letters and digits, folded, behind
 * a label (`Chapter I.`) and before a page number. */
void copia_contents_key (const char *text, size_t size, GString *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaContents, copia_contents_free)
