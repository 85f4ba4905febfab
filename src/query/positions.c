/* positions.c - the four ways to find positions. */
#include "query/positions.h"

#define FEW_LISTS 8
/* Reading along the corpus costs about as much a token as decoding and sorting does for a
 * quarter of its positions. */
#define SCAN_SHARE 4

struct CopiaPositions {
    const CopiaIndex *index;
    const CopiaTypeset *const *sets;
    size_t n_sets;
    bool scan;
    uint64_t at;      /* scan: the next cpos to look at */
    CopiaList *lists; /* merged */
    bool *open;
    guint n_lists;
    GArray *sorted; /* uint32_t; NULL: lists */
    guint used;
};

static GArray *
collect_ids (const CopiaTypeset *const *sets, size_t n)
{
    GArray *ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    for (size_t i = 0; i < n; i++)
        g_array_append_vals (ids, sets[i]->ids->data, sets[i]->ids->len);
    return ids;
}

static int
compare_positions (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

static void
decode_all (CopiaPositions *self, const GArray *ids, uint64_t from)
{
    const CopiaPostings *postings = copia_index_postings (self->index);

    self->sorted = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    for (guint i = 0; i < ids->len; i++) {
        CopiaList list =
            copia_postings_list (postings, g_array_index (ids, uint32_t, i));
        bool more = from > 0 ? copia_list_seek (&list, from) : copia_list_next (&list);

        for (; more; more = copia_list_next (&list)) {
            uint32_t pos = (uint32_t) list.pos;

            g_array_append_val (self->sorted, pos);
        }
    }
    g_array_sort (self->sorted, compare_positions);
}

static void
open_lists (CopiaPositions *self, const GArray *ids, uint64_t from)
{
    const CopiaPostings *postings = copia_index_postings (self->index);

    self->n_lists = ids->len;
    self->lists = g_new (CopiaList, ids->len + 1);
    self->open = g_new (bool, ids->len + 1);
    for (guint i = 0; i < ids->len; i++) {
        self->lists[i] =
            copia_postings_list (postings, g_array_index (ids, uint32_t, i));
        self->open[i] = from > 0 ? copia_list_seek (&self->lists[i], from)
                                 : copia_list_next (&self->lists[i]);
    }
}

CopiaPositions *
copia_positions_new (const CopiaIndex *index, const CopiaTypeset *const *sets, size_t n,
                     uint64_t from)
{
    CopiaPositions *self = g_new0 (CopiaPositions, 1);
    g_autoptr (GArray) ids = collect_ids (sets, n);
    uint64_t freq = 0;

    self->index = index;
    self->sets = sets;
    self->n_sets = n;
    self->at = from;
    for (size_t i = 0; i < n; i++) {
        self->scan = self->scan || sets[i]->kind != COPIA_TYPESET_LISTED;
        freq += sets[i]->freq;
    }
    if (ids->len > FEW_LISTS && freq > copia_index_tokens (index)->size / SCAN_SHARE)
        self->scan = true;
    if (!self->scan && ids->len <= FEW_LISTS)
        open_lists (self, ids, from);
    else if (!self->scan)
        decode_all (self, ids, from);
    return self;
}

static bool
scan_next (CopiaPositions *self, uint64_t *cpos)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);

    while (self->at < tokens->size) {
        uint32_t id = copia_tokens_get (tokens, self->at++);

        for (size_t i = 0; i < self->n_sets; i++)
            if (copia_typeset_has (self->sets[i], lexicon, id)) {
                *cpos = self->at - 1;
                return true;
            }
    }
    return false;
}

/* The smallest head of the lists; lists may hold the same position (equal sets). */
static bool
merge_next (CopiaPositions *self, uint64_t *cpos)
{
    uint64_t least = UINT64_MAX;

    for (guint i = 0; i < self->n_lists; i++)
        if (self->open[i])
            least = MIN (least, self->lists[i].pos);
    if (least == UINT64_MAX)
        return false;
    for (guint i = 0; i < self->n_lists; i++)
        if (self->open[i] && self->lists[i].pos == least)
            self->open[i] = copia_list_next (&self->lists[i]);
    *cpos = least;
    return true;
}

bool
copia_positions_next (CopiaPositions *self, uint64_t *cpos)
{
    if (self->scan)
        return scan_next (self, cpos);
    if (!self->sorted)
        return merge_next (self, cpos);
    if (self->used >= self->sorted->len)
        return false;
    *cpos = g_array_index (self->sorted, uint32_t, self->used++);
    while (self->used < self->sorted->len &&
           g_array_index (self->sorted, uint32_t, self->used) == *cpos)
        self->used++;
    return true;
}

bool
copia_positions_seek (CopiaPositions *self, uint64_t target, uint64_t *cpos)
{
    guint low = self->used, high;

    if (self->scan) {
        self->at = MAX (self->at, target);
    } else if (!self->sorted) {
        for (guint i = 0; i < self->n_lists; i++)
            if (self->open[i] && self->lists[i].pos < target)
                self->open[i] = copia_list_seek (&self->lists[i], target);
    } else {
        for (high = self->sorted->len; low < high;) {
            guint middle = low + (high - low) / 2;

            if (g_array_index (self->sorted, uint32_t, middle) < target)
                low = middle + 1;
            else
                high = middle;
        }
        self->used = low;
    }
    return copia_positions_next (self, cpos);
}

void
copia_positions_free (CopiaPositions *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->sorted, g_array_unref);
    g_free (self->lists);
    g_free (self->open);
    g_free (self);
}
