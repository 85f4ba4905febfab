/* about.c - what there is to say of a measure: the part all registries share. */
#include "stats/about.h"

#include <string.h>
#include <strings.h>

bool
copia_about_answers_to (const CopiaAbout *self, const char *name)
{
    size_t length = strlen (name);
    const char *alias = self->aliases;

    if (strcasecmp (self->name, name) == 0)
        return true;
    while (*alias) {
        size_t size = strcspn (alias, " ");
        if (size == length && strncasecmp (alias, name, size) == 0)
            return true;
        alias += size;
        alias += strspn (alias, " ");
    }
    return false;
}
