/* choice.c - names to entries of a registry. */
#include "study/choice.h"

#include "base/error.h"

#include <stdint.h>

/* "log-likelihood" is "log_likelihood". */
static const CopiaAbout *
find (const CopiaChoice *self, const char *name)
{
    const CopiaAbout *entry = self->find (name);
    g_autofree char *plain = entry ? NULL : g_strdelimit (g_strdup (name), "-", '_');

    return entry ? entry : self->find (plain);
}

static bool
add (CopiaChoice *self, const char *name, GError **error)
{
    const CopiaAbout *entry = find (self, name);

    if (!entry) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "no measure is called '%s'; see 'copia help measures'", name);
        return false;
    }
    for (size_t i = 0; i < self->n; i++)
        if (self->entries[i] == entry)
            return true;
    if (self->n == COPIA_MOST_MEASURES) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "more than %d measures are not possible", COPIA_MOST_MEASURES);
        return false;
    }
    self->names[self->n] = name;
    self->entries[self->n++] = entry;
    return true;
}

bool
copia_choice_make (CopiaChoice *self, const char *names, CopiaFindMeasure find_measure,
                   GError **error)
{
    g_autofree char *small = g_ascii_strdown (names ? names : "", -1);

    self->find = find_measure;
    self->words = g_strsplit_set (small, ", \t", -1);
    for (char **word = self->words; *word; word++)
        if (**word && !add (self, *word, error))
            return false;
    return true;
}

size_t
copia_choice_place (const CopiaChoice *self, const char *name)
{
    const CopiaAbout *entry = find (self, name);

    for (size_t i = 0; i < self->n && entry; i++)
        if (self->entries[i] == entry)
            return i;
    return SIZE_MAX;
}

void
copia_choice_clear (CopiaChoice *self)
{
    g_clear_pointer (&self->words, g_strfreev);
    self->n = 0;
}
