/* near-each.c - windows walked one by one. */
#include "study/near-each.h"

#include "study/ask.h"
#include "study/window.h"

/* A token in the window of a hit; `place` counts from the hit, 1 is next to it. */
typedef void (*Visit) (void *data, uint32_t id, bool left, uint32_t place);

typedef struct {
    const CopiaTokens *tokens;
    CopiaWindow around;
    bool marks;
    Visit visit;
    void *data;
} Walk;

static void
walk_side (const Walk *self, uint64_t from, uint64_t to, bool left)
{
    uint32_t place = 0;

    for (uint64_t n = left ? from - to : to - from, i = 1; i <= n; i++) {
        uint32_t id = copia_tokens_get (self->tokens, left ? from - i : from + i);
        bool counts = self->marks || copia_lexicon_is_word (self->tokens->lexicon, id);

        place += counts;
        /* a mark that takes no room stands at no place */
        self->visit (self->data, id, left, counts ? place : 0);
    }
}

static bool
walk (const CopiaIndex *index, const CopiaQuery *query, const CopiaSubcorpus *where,
      const CopiaSides *sides, uint64_t from, uint64_t to, Walk *self, uint64_t *n,
      GError **error)
{
    CopiaScope scope = copia_scope_of (index, where);
    g_autoptr (CopiaHits) hits = copia_hits_new (index, query, where, from, to, error);
    CopiaHit hit;

    if (!hits)
        return false;
    self->tokens = copia_index_tokens (index);
    self->around = copia_window_of (&scope, sides->within, sides->left, sides->right);
    self->around.marks = self->marks = sides->marks;
    while (copia_hits_next (hits, &hit)) {
        CopiaSpan window = copia_window_around (&self->around, hit);

        walk_side (self, hit.start, window.start, true);
        walk_side (self, hit.end, window.end, false);
        ++*n;
    }
    return copia_hits_ended_well (hits, error);
}

static void
count (void *data, uint32_t id, bool left, uint32_t place)
{
    uint32_t *near = data;

    (void) left;
    (void) place;
    near[id]++;
}

bool
copia_near_each (const CopiaIndex *index, const CopiaQuery *query,
                 const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                 uint64_t to, uint32_t *near, uint64_t *hits, GError **error)
{
    Walk self = { .visit = count, .data = near };

    return walk (index, query, where, sides, from, to, &self, hits, error);
}

typedef struct {
    uint32_t left, right;
    const uint32_t *row;
    uint64_t *places;
} Places;

static void
place_one (void *data, uint32_t id, bool left, uint32_t place)
{
    const Places *self = data;
    uint32_t row = self->row[id], at;

    if (row == COPIA_NONE || place == 0)
        return;
    at = left ? self->left - place : self->left + place - 1;
    self->places[(size_t) row * (self->left + self->right) + at]++;
}

bool
copia_near_places (const CopiaIndex *index, const CopiaQuery *query,
                   const CopiaSubcorpus *where, const CopiaSides *sides,
                   const uint32_t *row, uint64_t *places, GError **error)
{
    Places into = { sides->left, sides->right, row, places };
    Walk self = { .visit = place_one, .data = &into };
    uint64_t hits = 0;

    return walk (index, query, where, sides, 0, COPIA_ALL, &self, &hits, error);
}
