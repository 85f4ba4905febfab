/* handbook.c - finds a page of the handbook. */
#include "command/handbook.h"

const CopiaPage *
copia_handbook_find (const char *topic)
{
    return copia_page_find (copia_handbook, topic);
}
