/* page.c - finds a text compiled into the program. */
#include "base/page.h"

#include <stddef.h>
#include <string.h>

const CopiaPage *
copia_page_find (const CopiaPage *pages, const char *name)
{
    for (; pages->name; pages++)
        if (strcmp (pages->name, name) == 0)
            return pages;
    return NULL;
}
