/* page.h - texts that are compiled into the program: the handbook, the stop lists.
 *
 * A table of pages is generated at build time from the files of a folder (page.sh), sorted by
 * name in byte order, and ends with a NULL name.
 */
#pragma once

typedef struct {
    const char *name;  /* the file's name without folder and extension */
    const char *title; /* its first line without the mark of a heading or comment */
    const char *text;  /* the whole file, UTF-8; ends with a line end */
} CopiaPage;

extern const CopiaPage copia_handbook[];  /* src/handbook, the .md files */
extern const CopiaPage copia_stoplists[]; /* stoplists, the .txt files */

/* By exact name; NULL: no such page. */
const CopiaPage *copia_page_find (const CopiaPage *pages, const char *name);
