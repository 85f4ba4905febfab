/* missing.c - names that are near, and those other programs use. */
#include "index/missing.h"

#include <string.h>

/* The first is what copia calls it; corpora of others bear the other names. */
static const char *const families[][7] = {
    { "text", "doc", "document", "file", NULL },
    { "p", "paragraph", "par", "para", NULL },
    { "s", "sentence", "sent", NULL },
    { "head", "heading", "title", NULL },
    { "chapter", "chap", "section", NULL },
};

/* True, but for letter case and an s at the end. */
static bool
alike (const char *one, const char *two)
{
    size_t n = strlen (one), m = strlen (two);

    n -= n > 1 && g_ascii_tolower (one[n - 1]) == 's';
    m -= m > 1 && g_ascii_tolower (two[m - 1]) == 's';
    return n == m && g_ascii_strncasecmp (one, two, n) == 0;
}

static const char *
alike_in (const CopiaIndex *index, const char *name)
{
    for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
        const char *there = copia_regions_name (copia_index_structure (index, i));

        if (alike (there, name))
            return there;
    }
    return NULL;
}

static bool
is_of_family (const char *const *family, const char *name)
{
    for (; *family; family++)
        if (alike (*family, name))
            return true;
    return false;
}

const char *
copia_likely_structure (const CopiaIndex *index, const char *name)
{
    const char *there = alike_in (index, name);

    for (size_t i = 0; !there && i < G_N_ELEMENTS (families); i++)
        if (is_of_family (families[i], name))
            for (unsigned k = 0; !there && families[i][k]; k++)
                there = alike_in (index, families[i][k]);
    return there;
}

char *
copia_missing_structure (const CopiaIndex *index, const char *name)
{
    GString *said = g_string_new (NULL);
    const char *likely = copia_likely_structure (index, name), *between = "";

    g_string_append_printf (said, "the corpus has no structure '%s'; it has ", name);
    for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
        const char *there = copia_regions_name (copia_index_structure (index, i));

        if (there[0] == '_') /* copia's own */
            continue;
        g_string_append_printf (said, "%s%s", between, there);
        between = ", ";
    }
    if (likely)
        g_string_append_printf (said, "; did you mean %s?", likely);
    return g_string_free (said, FALSE);
}
