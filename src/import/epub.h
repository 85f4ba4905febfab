/* epub.h - how an EPUB is put together: its pages in the order of reading, and what its table
 * of contents calls the places in them.
 *
 * The package file's title, author, date, language and publisher become attributes of the
 * document.  The table is that of EPUB 3 (nav), else that of EPUB 2 (NCX).
 */
#pragma once

#include "import/archive.h"
#include "text/document.h"

typedef struct {
    char *label;
    char *page, *fragment; /* name of a member, and of a place in it or NULL */
    uint32_t level;        /* 1 is the outermost */
    uint32_t place;        /* for who reads the pages, as is `placed` */
    bool placed;
} CopiaEpubEntry;

typedef struct {
    GPtrArray *pages;   /* const CopiaMember *, borrowed, each once */
    GPtrArray *entries; /* CopiaEpubEntry * */
    GHashTable
        *leading; /* name of a page -> GPtrArray of the entries that lead into it */
} CopiaEpub;

/* COPIA_ERROR_INPUT: there is no package in it, or pages are locked. */
CopiaEpub *copia_epub_new (CopiaDocument *document, const GPtrArray *members,
                           GError **error);
void copia_epub_free (CopiaEpub *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaEpub, copia_epub_free)
