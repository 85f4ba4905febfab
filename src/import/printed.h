/* printed.h - the headings of printed pages: those the file lists, or those set in larger type.
 *
 * Reads what `pdftohtml -xml` says: lines of text with their type sizes, and the outline that a
 * PDF may hold.  The outline counts; without one, headings are the lines in type that is a
 * seventh larger than that of most letters.  Their sizes, from the largest, are the levels.
 * A label (`Chapter 4`) goes before the title below it.  Lines that stand at one height on several
 * pages, sizes that stand on one page alone (a title page), and larger type that one line in four
 * has are no headings.
 *
 * Nothing is trusted: it is a list of lines, and what is not understood is passed over.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t page;  /* from 1 */
    uint32_t level; /* from 1, the outermost, to COPIA_PRINTED_LEVELS */
    char *title;    /* UTF-8, one line, not empty */
} CopiaPrintedHeading;

#define COPIA_PRINTED_LEVELS 6
#define COPIA_PRINTED_MOST 20000 /* headings */

typedef struct {
    GArray *headings; /* CopiaPrintedHeading, in the order of the file */
    bool listed;      /* by the outline */
} CopiaPrinted;

CopiaPrinted *copia_printed_read (const char *said, size_t size);
void copia_printed_free (CopiaPrinted *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaPrinted, copia_printed_free)
