/* utf8.h - text as a reader sees it: characters, columns on a terminal, and what would do harm.
 *
 * Sizes are bytes, widths are columns of a terminal.  What is measured and cut is a cluster: a
 * character with the marks, joiners and modifiers that belong to it.  Combining marks take no
 * column, East Asian wide characters and emoji two (UAX #11; an emoji joined by U+200D or
 * followed by U+FE0F counts once, as two columns).  No function trusts its bytes: what is not
 * UTF-8 counts as U+FFFD, once for each maximal ill-formed run (Unicode 15, table 3-7).
 * Plain ASCII takes short cuts everywhere.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COPIA_UTF8_ELLIPSIS "\xE2\x80\xA6" /* U+2026, one column */
#define COPIA_UTF8_REPLACEMENT "\xEF\xBF\xBD"
#define COPIA_UTF8_BAD UINT32_MAX /* not a character */

/* The character `text` starts with, or COPIA_UTF8_BAD, and the bytes it takes: 1 to 4, never
 * more than `size`, which is at least 1. */
size_t copia_utf8_decode (const char *text, size_t size, uint32_t *character);

/* Bytes of the cluster `text` starts with (0 when size is 0) and the columns it takes. */
size_t copia_utf8_cluster (const char *text, size_t size, size_t *columns);

/* Columns of the whole text. */
size_t copia_utf8_width (const char *text, size_t size);

typedef enum {
    COPIA_CUT_END,   /* keep the start: "the revolu…" */
    COPIA_CUT_START, /* keep the end: "…olution of" */
    COPIA_CUT_END_WORD, /* as above, at a space when that costs a third of the room or less */
    COPIA_CUT_START_WORD,
} CopiaCut;

/* Appends what fits into `columns` and returns the columns taken: the whole text, or a part of
 * it and an ellipsis on the side that was cut.  Nothing is appended when columns is 0. */
size_t copia_utf8_cut (GString *into, const char *text, size_t size, size_t columns,
                       CopiaCut how);

#define COPIA_UTF8_QUOTED 100 /* columns of what a message quotes */

/* The text, or what fits of it and an ellipsis; free with g_free(). */
char *copia_utf8_brief (const char *text, size_t columns);
/* Appends a message with every word, in it, of more than COPIA_UTF8_QUOTED columns cut so: a
 * name or value from outside may be of any length, and what follows it must be seen. */
void copia_utf8_message (GString *into, const char *message, size_t size);

/* Bytes at the start of `text` that can do no harm on a terminal, in a page or in a file.
 * Harmful are controls (C0, DEL, C1), bidi marks, embeddings, overrides and isolates (U+061C,
 * U+200E-F, U+202A-E, U+2066-9 and their deprecated neighbours U+206A-F), line and paragraph
 * separators (U+2028-9), and bytes that are not UTF-8. */
size_t copia_utf8_harmless (const char *text, size_t size);

/* `text` starts with something harmful (size > 0).  Returns its bytes and what stands for it:
 * " " for a run of tabs, line ends and separators, nothing for a bidi mark, which legitimate
 * text is full of, U+FFFD for all else, so that what was hidden becomes visible. */
size_t copia_utf8_defuse (const char *text, size_t size, const char **instead);

/* Appends `text` with everything harmful replaced as above. */
void copia_utf8_safe (GString *into, const char *text, size_t size);
