/* choice.c - names to entries of a registry. */
#include "study/choice.h"

#include "base/error.h"

#include <stdint.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_."
/* Names that are worth a look at what was meant. */
#define SHORTEST 3
#define LONGEST 40

/* "log-likelihood" is "log_likelihood". */
static const CopiaAbout *
find (const CopiaChoice *self, const char *name)
{
    const CopiaAbout *entry = self->find (name);
    g_autofree char *plain = entry ? NULL : g_strdelimit (g_strdup (name), "-", '_');

    return entry ? entry : self->find (plain);
}

/* `size` letters of `name` from `at` on become this. */
static bool
fits (CopiaFindMeasure find_measure, const char *name, size_t at, size_t size,
      const char *instead, char **meant)
{
    g_autofree char *other =
        g_strdup_printf ("%.*s%s%s", (int) at, name, instead, name + at + size);

    if (!find_measure (other))
        return false;
    *meant = g_steal_pointer (&other);
    return true;
}

/* One letter for `size` letters somewhere. */
static bool
fits_letter (CopiaFindMeasure find_measure, const char *name, size_t size, char **meant)
{
    for (size_t i = 0; i + size <= strlen (name); i++)
        for (const char *letter = LETTERS; *letter; letter++) {
            const char one[] = { *letter, '\0' };

            if (fits (find_measure, name, i, size, one, meant))
                return true;
        }
    return false;
}

/* The registry is asked for all names that are one slip away: another letter, two that changed
 * places, one that is missing, one too many. */
static char *
meant_by (CopiaFindMeasure find_measure, const char *name)
{
    char *meant = NULL;

    if (fits_letter (find_measure, name, 1, &meant))
        return meant;
    for (size_t i = 0; name[i + 1]; i++) {
        const char swapped[] = { name[i + 1], name[i], '\0' };

        if (fits (find_measure, name, i, 2, swapped, &meant))
            return meant;
    }
    if (fits_letter (find_measure, name, 0, &meant))
        return meant;
    for (size_t i = 0; name[i]; i++)
        if (fits (find_measure, name, i, 1, "", &meant))
            return meant;
    return NULL;
}

void
copia_choice_unknown (const char *name, CopiaFindMeasure find_measure, GError **error)
{
    size_t size = strlen (name);
    g_autofree char *meant =
        size >= SHORTEST && size <= LONGEST ? meant_by (find_measure, name) : NULL;

    if (meant)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "no measure is called '%s'; did you mean %s?", name, meant);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "no measure is called '%s'; see 'copia help measures'", name);
}

static bool
add (CopiaChoice *self, const char *name, GError **error)
{
    const CopiaAbout *entry = find (self, name);

    if (!entry) {
        copia_choice_unknown (name, self->find, error);
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
