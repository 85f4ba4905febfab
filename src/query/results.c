/* results.c - a sorted list of named arrays, and merging two arrays. */
#include "query/results.h"

#include "base/error.h"

#include <string.h>

struct CopiaResults {
    GPtrArray *results; /* CopiaResult, by name */
};

static int
compare_hits (const CopiaHit *a, const CopiaHit *b)
{
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->end > b->end) - (a->end < b->end);
}

GArray *
copia_hits_combine (CopiaSetOperation operation, const GArray *a, const GArray *b)
{
    GArray *out = g_array_new (FALSE, FALSE, sizeof (CopiaHit));

    for (guint i = 0, k = 0; i < a->len || k < b->len;) {
        const CopiaHit *x = i < a->len ? &g_array_index (a, CopiaHit, i) : NULL;
        const CopiaHit *y = k < b->len ? &g_array_index (b, CopiaHit, k) : NULL;
        int order = !x ? 1 : !y ? -1 : compare_hits (x, y);
        bool wanted = operation == COPIA_SET_UNION ||
                      (operation == COPIA_SET_INTER ? order == 0 : order < 0);

        if (wanted)
            g_array_append_vals (out, order > 0 ? y : x, 1);
        i += order <= 0;
        k += order >= 0;
    }
    return out;
}

static void
free_result (void *data)
{
    CopiaResult *self = data;

    g_free (self->name);
    g_free (self->said);
    g_array_unref (self->hits);
    g_free (self);
}

CopiaResults *
copia_results_new (void)
{
    CopiaResults *self = g_new0 (CopiaResults, 1);

    self->results = g_ptr_array_new_with_free_func (free_result);
    return self;
}

bool
copia_results_name_is_good (const char *name)
{
    size_t n = strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");

    return g_ascii_isalpha (name[0]) && name[n] == '\0' &&
           n <= COPIA_LONGEST_RESULT_NAME;
}

/* The place of the name, or where it would stand. */
static guint
place_of (const CopiaResults *self, const char *name, bool *there)
{
    guint i = 0;
    int order = 1;

    for (; i < self->results->len; i++) {
        const CopiaResult *result = self->results->pdata[i];

        order = strcmp (result->name, name);
        if (order >= 0)
            break;
    }
    *there = i < self->results->len && order == 0;
    return i;
}

const CopiaResult *
copia_results_find (const CopiaResults *self, const char *name)
{
    bool there;
    guint i = place_of (self, name, &there);

    return there ? self->results->pdata[i] : NULL;
}

const CopiaResult *
copia_results_at (const CopiaResults *self, guint i)
{
    return i < self->results->len ? self->results->pdata[i] : NULL;
}

uint64_t
copia_results_room (const CopiaResults *self, const char *name)
{
    uint64_t used = 0;

    for (guint i = 0; i < self->results->len; i++) {
        const CopiaResult *result = self->results->pdata[i];

        if (!g_str_equal (result->name, name))
            used += result->hits->len;
    }
    return COPIA_MOST_KEPT - MIN (used, COPIA_MOST_KEPT);
}

bool
copia_results_put (CopiaResults *self, const char *name, const char *said, GArray *hits,
                   GError **error)
{
    CopiaResult *result;
    bool there;
    guint i = place_of (self, name, &there);

    if (hits->len > copia_results_room (self, name)) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_LIMIT,
            "all results together can hold %u hits; drop some, or ask for less",
            COPIA_MOST_KEPT);
        g_array_unref (hits);
        return false;
    }
    result = g_new0 (CopiaResult, 1);
    *result = (CopiaResult){ g_strdup (name), g_strdup (said), hits };
    if (there)
        g_ptr_array_remove_index (self->results, i);
    g_ptr_array_insert (self->results, (gint) i, result);
    return true;
}

bool
copia_results_drop (CopiaResults *self, const char *name)
{
    bool there;
    guint i = place_of (self, name, &there);

    if (there)
        g_ptr_array_remove_index (self->results, i);
    return there;
}

void
copia_results_free (CopiaResults *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->results);
    g_free (self);
}
