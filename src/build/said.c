/* said.c - the lines of a corpus about its making. */
#include "build/said.h"

#include "base/error.h"
#include "index/told.h"

#include <string.h>

const char *
copia_said_find (const CopiaIndex *corpus, const char *key, const char *beginning)
{
    const char *const *line = corpus ? copia_index_meta_all (corpus) : NULL;

    for (; line && line[0]; line += 2)
        if (strcmp (line[0], key) == 0 && g_str_has_prefix (line[1], beginning))
            return line[1];
    return NULL;
}

bool
copia_said_is (const CopiaIndex *corpus, const char *key, const char *value)
{
    const char *const *line = corpus ? copia_index_meta_all (corpus) : NULL;

    for (; line && line[0]; line += 2)
        if (strcmp (line[0], key) == 0 && strcmp (line[1], value) == 0)
            return true;
    return false;
}

bool
copia_said_allows (const CopiaIndex *corpus, const CopiaSaid *said, GError **error)
{
    bool has = true;

    if (!corpus || copia_said_find (corpus, said->key, ""))
        return true;
    for (const char *const *name = said->attributes; *name; name++)
        has = has && copia_index_find_layer (corpus, *name);
    if (!has)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%s: was made without %s, and what is added must be too; leave "
                     "the option out",
                     copia_index_path (corpus), said->option);
    return has;
}

bool
copia_said_has (const CopiaIndex *corpus, const CopiaSaid *said,
                const CopiaIndexWriter *writer, GError **error)
{
    const char *made = copia_said_find (corpus, said->key, "");
    bool has = true;
    g_autofree char *shown = NULL;

    for (const char *const *name = said->attributes; *name && made; name++)
        has = has && copia_told_has (writer, *name);
    if (has)
        return true;
    shown = copia_error_show (made, 60);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%s: was made with %s (%s), and what is added must be too; add %s",
                 copia_index_path (corpus), said->option, shown, said->option);
    return false;
}
