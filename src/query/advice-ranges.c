/* advice-ranges.c - words within, or around, what is a token. */
#include "query/advice-ranges.h"

#include "base/utf8.h"
#include "index/layer.h"
#include "index/surface.h"
#include "text/fold.h"

#include <string.h>

#define PARTS "parts" /* the words of a joined range: de+le */

/* The folded word that is all of a query; NULL: there is more in it. */
static GString *
only_word (const char *query)
{
    size_t size = strlen (query);
    g_autoptr (GString) word = g_string_new (NULL);

    if (size > 2 && query[0] == '"' && query[size - 1] == '"') {
        query++;
        size -= 2;
    }
    for (size_t i = 0; i < size; i++)
        if (!g_ascii_isalnum (query[i]) && (signed char) query[i] >= 0)
            return NULL;
    copia_fold (query, size, word);
    return word->len > 0 ? g_steal_pointer (&word) : NULL;
}

static bool
is_word (const char *bytes, size_t size, const GString *word, GString *room)
{
    g_string_truncate (room, 0);
    copia_fold (bytes, size, room);
    return g_string_equal (room, word);
}

/* Is it between two of the +? */
static bool
has_part (CopiaString value, const GString *word, GString *room)
{
    size_t from = 0;

    for (size_t i = 0; i <= value.size; i++) {
        if (i < value.size && value.bytes[i] != '+')
            continue;
        if (is_word (value.bytes + from, i - from, word, room))
            return true;
        from = i + 1;
    }
    return false;
}

static char *
within_token (const CopiaIndex *index, const GString *word, GString *room)
{
    const CopiaLayer *parts = copia_index_find_layer (index, PARTS);

    if (!parts || !copia_index_find_layer (index, "empty"))
        return NULL; /* nor did CoNLL-U make it */
    for (uint32_t i = 0; i < parts->count; i++) {
        CopiaString value = copia_layer_value (parts, i);
        g_autofree char *all = NULL, *brief = NULL;

        if (!memchr (value.bytes, '+', value.size) || !has_part (value, word, room))
            continue;
        all = g_strndup (value.bytes, value.size);
        brief = copia_utf8_brief (all, COPIA_UTF8_QUOTED);
        return g_strdup_printf (
            "it is a word of '%s', which is written as one and is one token here: ask "
            "for [" PARTS " contains \"%s\"%%c], or make another index with "
            "--ranges words",
            brief, word->str);
    }
    return NULL;
}

static char *
around_tokens (const CopiaIndex *index, const GString *word, GString *room)
{
    CopiaSurface surface = copia_surface_of (index);
    const CopiaStrings *forms =
        surface.regions ? copia_regions_values (surface.regions, surface.form) : NULL;

    for (uint64_t i = 0; forms && i < forms->count; i++) {
        CopiaString form = copia_strings_get (forms, i);

        if (is_word (form.bytes, form.size, word, room))
            return g_strdup_printf (
                "'%.*s' is written for several words, which are the tokens here: ask "
                "for <mwt form=\"%.*s\"/>",
                (int) form.size, form.bytes, (int) form.size, form.bytes);
    }
    return NULL;
}

char *
copia_advice_ranges (const CopiaIndex *index, const char *query)
{
    g_autoptr (GString) word = only_word (query);
    g_autoptr (GString) room = g_string_new (NULL);
    char *said = word ? within_token (index, word, room) : NULL;

    return said || !word ? said : around_tokens (index, word, room);
}
