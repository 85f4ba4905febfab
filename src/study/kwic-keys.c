/* kwic-keys.c - names of sort keys to what lines are compared by. */
#include "study/kwic-keys.h"

#include "base/error.h"
#include "query/token-test.h"
#include "study/division.h"
#include "study/number-order.h"
#include "study/scope.h"

#include <string.h>

#define MANY_VALUES 4 /* so many times the hits: only those are sorted that hits have */

/* ---- names ----------------------------------------------------------------------------- */

static const struct {
    const char *name;
    CopiaSortKind kind;
} places[] = {
    { "node", COPIA_SORT_NODE },        { "cpos", COPIA_SORT_CPOS },
    { "match", COPIA_SORT_MATCH },      { "first", COPIA_SORT_FIRST },
    { "matchstart", COPIA_SORT_FIRST }, { "last", COPIA_SORT_LAST },
    { "matchend", COPIA_SORT_LAST },    { "target", COPIA_SORT_TARGET },
    { "keyword", COPIA_SORT_TARGET },
};

static bool
find_place (CopiaSortKey *key, const char *name)
{
    char side = g_ascii_tolower (name[0]);

    for (size_t i = 0; i < G_N_ELEMENTS (places); i++)
        if (g_ascii_strcasecmp (places[i].name, name) == 0) {
            key->kind = places[i].kind;
            return true;
        }
    if ((side != 'l' && side != 'r') || name[1] < '1' ||
        name[1] > '0' + COPIA_FARTHEST_SORT_KEY || name[2] != '\0')
        return false;
    key->kind = side == 'l' ? COPIA_SORT_LEFT : COPIA_SORT_RIGHT;
    key->word = (uint32_t) (name[1] - '0');
    return true;
}

/* R6, l0: a place that is too far, rather than a structure. */
static bool
looks_like_place (const char *name)
{
    return name[0] != '\0' && strchr ("LlRr", name[0]) && name[1] != '\0' &&
           name[1 + strspn (name + 1, "0123456789")] == '\0';
}

static bool
unknown_key (const char *name, const char *structures, GError **error)
{
    g_autofree char *shown = copia_error_show (name, 60);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "lines cannot be sorted by '%s'; sort by L5 to L1, R1 to R5, left, "
                 "right, node or cpos, by an attribute there such as R1.pos, or by "
                 "that of a structure such as text.year%s%s",
                 shown, structures ? "; the structures are " : "",
                 structures ? structures : "");
    return false;
}

/* key := place ('.' ATTRIBUTE)? | STRUCTURE ('.' ATTRIBUTE)? */
static bool
add_key (const char *name, CopiaSortKey sort[], int *n, GError **error)
{
    CopiaSortKey key = { .kind = COPIA_SORT_STRUCTURE, .word = 1 };
    g_auto (GStrv) parts = g_strsplit (name, ".", 2);
    const char *attribute = parts[1] ? parts[1] : "";
    bool place = find_place (&key, parts[0]);

    if ((parts[1] && !copia_regions_name_is_good (attribute)) ||
        (key.kind == COPIA_SORT_CPOS && parts[1]) ||
        (!place &&
         (looks_like_place (parts[0]) || !copia_regions_name_is_good (parts[0]))))
        return unknown_key (name, NULL, error);
    if (*n == COPIA_MOST_SORT_KEYS) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "lines can be sorted by %d keys at most", COPIA_MOST_SORT_KEYS);
        return false;
    }
    if (!place)
        g_strlcpy (key.structure, parts[0], sizeof key.structure);
    g_strlcpy (key.attribute, attribute, sizeof key.attribute);
    sort[(*n)++] = key;
    return true;
}

/* Three words on a side under one name; an attribute is that of each. */
static bool
add_keys (const char *name, CopiaSortKey sort[], int *n, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (name, ".", 2);
    bool left = g_ascii_strcasecmp (parts[0] ? parts[0] : "", "left") == 0;

    if (!left && g_ascii_strcasecmp (parts[0] ? parts[0] : "", "right") != 0)
        return add_key (name, sort, n, error);
    for (unsigned i = 1; i <= 3; i++) {
        g_autofree char *one =
            g_strdup_printf ("%c%u%s%s", left ? 'L' : 'R', i, parts[1] ? "." : "",
                             parts[1] ? parts[1] : "");

        if (!add_key (one, sort, n, error))
            return false;
    }
    return true;
}

int
copia_sort_keys_parse (const char *text, CopiaSortKey sort[COPIA_MOST_SORT_KEYS],
                       GError **error)
{
    g_auto (GStrv) names = g_strsplit_set (text, ", \t", -1);
    int n = 0;

    for (char **name = names; *name; name++)
        if (**name && !add_keys (*name, sort, &n, error))
            return -1;
    return n;
}

/* ---- in an index ----------------------------------------------------------------------- */

static CopiaString
value_of_layer (const void *layer, uint32_t value)
{
    return copia_layer_value (layer, value);
}

static CopiaString
value_of_regions (const void *values, uint32_t value)
{
    return copia_strings_get (values, value);
}

/* Words as printed and forms share one order, in which The follows the. */
static bool
find_layer (CopiaSortLevel *self, const CopiaIndex *index, bool names_only,
            GError **error)
{
    const char *name = self->key.attribute;
    const CopiaLayer *layer = copia_index_find_layer (index, *name ? name : "word");
    g_autofree char *names = NULL;

    if (!layer) {
        names = copia_index_layer_names (index);
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "lines cannot be sorted by '%s': tokens of this corpus have no such "
            "attribute; they have %s",
            name, names);
        return false;
    }
    self->largest = layer->lexicon->types;
    if (layer->kind == COPIA_LAYER_WORD || layer->kind == COPIA_LAYER_FORM)
        return true;
    self->layer = layer;
    if (!names_only)
        self->orders = copia_number_orders (layer->count, value_of_layer, layer);
    return true;
}

/* A bit for the number of each value that hits stand in; NULL: they are most of them. */
static uint8_t *
used_by (const CopiaSortLevel *self, const CopiaKeptList *hits, uint32_t values)
{
    CopiaBounds bounds = copia_bounds_of (self->regions);
    uint8_t *used;

    if (hits->n >= values / MANY_VALUES)
        return NULL;
    used = g_new0 (uint8_t, (gsize) values / 8 + 1);
    for (uint32_t i = 0; i < hits->n; i++) {
        uint64_t value = 0;

        if (copia_bounds_move (&bounds, copia_kept_start (copia_kept_at (hits, i))))
            value = copia_regions_value_number (self->regions, self->attribute,
                                                bounds.region);
        if (value <= values)
            used[value / 8] |= (uint8_t) (1u << (value % 8));
    }
    return used;
}

static bool
find_structure (CopiaSortLevel *self, const CopiaIndex *index,
                const CopiaKeptList *hits, GError **error)
{
    g_autofree char *name = g_strjoin (*self->key.attribute ? "." : "",
                                       self->key.structure, self->key.attribute, NULL);
    CopiaDivision division;
    const CopiaStrings *values;
    g_autofree uint8_t *used = NULL;
    uint32_t n;

    if (!copia_index_find_structure (index, self->key.structure)) {
        g_autofree char *names = copia_region_names (index, NULL);

        unknown_key (name, names, error);
        return false;
    }
    if (!copia_division_read (&division, index, name, error))
        return false;
    self->regions = division.regions;
    self->attribute = division.attribute;
    self->largest = copia_regions_count (division.regions);
    if (self->attribute == COPIA_NONE || !hits)
        return true;
    values = copia_regions_values (division.regions, division.attribute);
    n = (uint32_t) values->count;
    self->largest = n;
    self->orders = copia_number_orders (n, value_of_regions, values);
    if (self->orders)
        return true;
    used = used_by (self, hits, n);
    self->orders = copia_division_orders (&division, used);
    for (uint32_t i = 0; i < n; i++) /* by number from 0, as those of numbers */
        self->orders[i] = self->orders[i + 1] + 1;
    return true;
}

static void
clear_level (void *data)
{
    g_free (((CopiaSortLevel *) data)->owned);
}

static void
add_along (GArray *levels, CopiaSortLevel level, uint32_t longest)
{
    bool along =
        level.key.kind == COPIA_SORT_NODE || level.key.kind == COPIA_SORT_MATCH;

    level.owned = level.orders;
    for (uint32_t i = 1; i <= (along ? longest : 1); i++) {
        if (along)
            level.key.word = i;
        g_array_append_val (levels, level);
        level.owned = NULL;
    }
}

/* Tokens of the longest hit, as far as they are compared. */
static uint32_t
longest_of (const CopiaKeptList *hits)
{
    uint32_t longest = 1;

    for (uint32_t i = 0; i < hits->n && hits->all; i++)
        longest = MAX (longest, MIN (hits->all[i].length, COPIA_SORT_NODE_WORDS) + 1);
    return MIN (longest, COPIA_SORT_NODE_WORDS);
}

GArray *
copia_sort_levels (const CopiaIndex *index, const CopiaKwicAsk *ask,
                   const CopiaKeptList *hits, GError **error)
{
    uint32_t longest = hits ? longest_of (hits) : 1;
    g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (CopiaSortLevel));

    g_array_set_clear_func (levels, clear_level);
    for (uint32_t i = 0; i < ask->n_sort && ask->sort[i].kind != COPIA_SORT_CPOS; i++) {
        CopiaSortLevel level = { .key = ask->sort[i], .attribute = COPIA_NONE };

        if (!(level.key.kind == COPIA_SORT_STRUCTURE
                  ? find_structure (&level, index, hits, error)
                  : find_layer (&level, index, hits == NULL, error)))
            return NULL;
        add_along (levels, level, longest);
    }
    return g_steal_pointer (&levels);
}
