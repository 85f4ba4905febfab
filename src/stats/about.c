/* about.c - what there is to say of a measure: the part all registries share. */
#include "stats/about.h"

#include <string.h>

/* A point, a hyphen, a low line and a blank are one letter: "log-likelihood". */
static char
letter (char c)
{
    if (c == '.' || c == '-' || c == ' ')
        return '_';
    return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
}

static bool
is_same (const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (letter (a[i]) != letter (b[i]))
            return false;
    return true;
}

bool
copia_about_answers_to (const CopiaAbout *self, const char *name)
{
    size_t length = strlen (name);
    const char *alias = self->aliases;

    if (strlen (self->name) == length && is_same (self->name, name, length))
        return true;
    while (*alias) {
        size_t size = strcspn (alias, " ");
        if (size == length && is_same (alias, name, size))
            return true;
        alias += size;
        alias += strspn (alias, " ");
    }
    return false;
}
