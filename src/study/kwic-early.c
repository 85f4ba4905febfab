/* kwic-early.c - from words to the hits beside them. */
#include "study/kwic-early.h"

#include "index/walk.h"
#include "study/kwic-keys.h"
#include "study/scope.h"

#define FIRST_TYPES 65536 /* in reading order, and more of a large lexicon */
#define SHARE_TYPES 16
#define SHARE_PAGE 64

/* Tokens that are looked at in the time of: */
#define HIT 2     /* one of all hits */
#define PLACE 4   /* the first token at a place */
#define LIST 32   /* the first place of a word */
#define TEXT 16   /* the end of a text */
#define PACKED 64 /* any place, where it must be unpacked */

typedef struct {
    const CopiaIndex *index;
    const CopiaTypeset *types; /* of hits */
    bool right;                /* of the two sides of a hit */
    bool alone;                /* the word beside is all that is compared */
    uint64_t wanted;
    CopiaWalk walk;
    CopiaBounds text;
    CopiaKeptList *hits;
    uint64_t left; /* tokens that may yet be looked at */
} Search;

static bool
is_found (const Search *self)
{
    return self->hits->n >= self->wanted;
}

/* False: it takes too long. */
static bool
spend (Search *self, uint64_t tokens)
{
    self->left -= MIN (self->left, tokens);
    return self->left > 0;
}

/* The hits among n tokens from `at` on, away from the word beside them: some marks, and the word
 * behind these, which is the last one that may be. */
static bool
take_from (Search *self, uint64_t at, uint64_t n)
{
    const CopiaLexicon *lexicon = self->walk.tokens->lexicon;
    uint64_t seen = 0;
    bool word = false;

    for (; !word && seen < n; seen++, at += self->right ? -1 : 1) {
        uint32_t id = copia_walk_id (&self->walk, at);
        const CopiaKept hit = copia_kept_of ((CopiaHit){ at, at, at });

        word = self->walk.kinds[id / 8] >> (id % 8) & 1;
        if (G_UNLIKELY (copia_typeset_has (self->types, lexicon, id)))
            copia_kept_add (self->hits, &hit, 1);
    }
    return spend (self, PLACE + seen);
}

/* The place of a word that hits may stand beside. */
static bool
take_beside (Search *self, uint64_t at)
{
    if (!copia_bounds_move (&self->text, at))
        return true;
    if (self->right)
        return take_from (self, at - 1, at - self->text.start);
    return take_from (self, at + 1, self->text.end - at);
}

/* Those that have no word beside them come first. */
static bool
take_alone (Search *self)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t n = copia_regions_count (texts);

    if (!spend (self, (uint64_t) n * TEXT))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        if (!copia_bounds_move (&self->text, copia_regions_start (texts, i)))
            continue;
        if (!take_from (self, self->right ? self->text.end : self->text.start,
                        self->text.end - self->text.start + 1))
            return false;
    }
    return true;
}

/* Those beside the places of a word. */
static bool
take_word (Search *self, uint32_t id)
{
    CopiaList list = copia_postings_list (copia_index_postings (self->index), id);
    const uint32_t *places;

    if (!spend (self, LIST))
        return false;
    while (copia_list_next (&list)) {
        uint64_t base = list.base;
        uint32_t n = copia_list_run (&list, &places);

        for (uint32_t i = 0; i < n; i++)
            copia_walk_prefetch_place (&self->walk, base + places[i]);
        for (uint32_t i = 0; i < n; i++) {
            if (!take_beside (self, base + places[i]))
                return false;
            if (self->alone && is_found (self))
                return true;
        }
    }
    return true;
}

/* All places of a word are looked at where hits beside it are told apart by other words. */
static bool
may_be_taken (const Search *self, uint32_t id)
{
    const CopiaLexicon *lexicon = self->walk.tokens->lexicon;

    return self->alone || copia_lexicon_freq (lexicon, id) <= self->left / PLACE;
}

/* The first types in reading order, n of them; COPIA_NONE where the file lies. */
static uint32_t *
first_types (const CopiaLexicon *lexicon, uint32_t n)
{
    uint32_t *ids = g_new (uint32_t, n);

    memset (ids, 0xFF, n * sizeof *ids);
    copia_ints_touch (&lexicon->rank);
    for (uint32_t id = 0; id < lexicon->types; id++) {
        uint64_t place = copia_ints_raw (&lexicon->rank, id);

        if (place < n)
            ids[place] = id;
    }
    return ids;
}

static bool
take_words (Search *self)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    uint32_t n = MIN (lexicon->types, MAX (FIRST_TYPES, lexicon->types / SHARE_TYPES));
    g_autofree uint32_t *ids = first_types (lexicon, n);

    for (uint32_t i = 0; i < n && !is_found (self); i++)
        if (copia_lexicon_is_word (lexicon, ids[i]) &&
            (!may_be_taken (self, ids[i]) || !take_word (self, ids[i])))
            return false;
    return is_found (self);
}

/* None is there twice: from one place each is found. */
static int
compare_places (const void *a, const void *b)
{
    uint64_t x = copia_kept_start (*(const CopiaKept *) a);
    uint64_t y = copia_kept_start (*(const CopiaKept *) b);

    return (x > y) - (x < y);
}

static void
put_in_order (CopiaKeptList *hits)
{
    g_autofree CopiaKept *all = g_new (CopiaKept, hits->n);
    uint32_t n = hits->n;

    for (uint32_t i = 0; i < n; i++)
        all[i] = copia_kept_at (hits, i);
    qsort (all, n, sizeof *all, compare_places);
    copia_kept_clear (hits);
    copia_kept_add (hits, all, n);
}

static bool
search (const CopiaIndex *index, const CopiaKwicAsk *ask, CopiaKwicEarly *early)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    Search self = { .index = index,
                    .types = early->types,
                    .right = ask->sort[0].kind == COPIA_SORT_RIGHT,
                    .alone = ask->n_sort == 1 || ask->sort[1].kind == COPIA_SORT_CPOS,
                    .wanted = ask->of.offset + ask->of.limit,
                    .walk = copia_walk_begin (tokens),
                    .text = copia_bounds_of (copia_index_texts (index)),
                    .hits = &early->hits,
                    .left = early->total * HIT };
    bool found;

    if (copia_tokens_may_be_packed (tokens))
        self.left /= PACKED / PLACE;
    found = take_alone (&self) && (is_found (&self) || take_words (&self));
    copia_walk_end (&self.walk);
    if (found)
        put_in_order (&early->hits);
    return found;
}

/* The first key is the word next to the hit, in an index of words. */
static bool
is_sorted_by_neighbours (const CopiaIndex *index, const CopiaKwicAsk *ask)
{
    g_autoptr (GArray) levels = NULL;

    if (ask->n_sort == 0 || ask->sort[0].kind == COPIA_SORT_CPOS ||
        copia_index_tokens (index)->through)
        return false;
    levels = copia_sort_levels (index, ask, NULL, NULL);
    return levels &&
           copia_sort_level_is_beside (&g_array_index (levels, CopiaSortLevel, 0));
}

/* Each line is numbered by a look into the list of each type. */
static bool
is_worth_it (const CopiaIndex *index, const CopiaKwicAsk *ask,
             const CopiaTypeset *types)
{
    return types->freq >= copia_index_lexicon (index)->types / SHARE_TYPES &&
           ask->of.offset <= types->freq / SHARE_PAGE && ask->of.limit > 0 &&
           ask->of.limit <= types->freq / SHARE_PAGE / MAX (types->ids->len, 1);
}

CopiaKwicEarly *
copia_kwic_early_find (const CopiaIndex *index, const CopiaKwicAsk *ask)
{
    g_autoptr (CopiaKwicEarly) self = NULL;
    CopiaTypeset *types = NULL;

    if (!copia_ask_is_everywhere (&ask->of) || ask->sample > 0 ||
        !is_sorted_by_neighbours (index, ask) ||
        !copia_hits_types (index, ask->query, &types, NULL) || !types)
        return NULL;
    self = g_new0 (CopiaKwicEarly, 1);
    self->types = types;
    self->total = types->freq;
    if (types->kind != COPIA_TYPESET_LISTED || !is_worth_it (index, ask, types) ||
        !search (index, ask, self))
        return NULL;
    return g_steal_pointer (&self);
}

/* A hit whose number is wanted, and where it is to be written. */
typedef struct {
    uint32_t item, to;
} Wanted;

static int
compare_wanted (const void *a, const void *b)
{
    uint32_t x = ((const Wanted *) a)->item, y = ((const Wanted *) b)->item;

    return (x > y) - (x < y);
}

/* Adds how many places of a type stand before each. */
static void
add_before (const CopiaKwicEarly *self, const CopiaIndex *index, uint32_t id,
            const Wanted *wanted, uint32_t n, uint64_t *numbers)
{
    CopiaList list = copia_postings_list (copia_index_postings (index), id);
    uint64_t freq = copia_lexicon_freq (copia_index_lexicon (index), id);

    for (uint32_t i = 0; i < n; i++) {
        CopiaKept hit = copia_kept_at (&self->hits, wanted[i].item);
        bool behind = copia_list_seek (&list, copia_kept_start (hit));

        numbers[wanted[i].to] += behind ? copia_list_rank (&list) : freq;
    }
}

uint64_t *
copia_kwic_early_numbers (const CopiaKwicEarly *self, const CopiaIndex *index,
                          const uint32_t *items, uint32_t n)
{
    uint64_t *numbers = g_new0 (uint64_t, n);
    g_autofree Wanted *wanted = g_new (Wanted, n);

    for (uint32_t i = 0; i < n; i++)
        wanted[i] = (Wanted){ items[i], i };
    qsort (wanted, n, sizeof *wanted, compare_wanted);
    for (guint i = 0; i < self->types->ids->len; i++)
        add_before (self, index, g_array_index (self->types->ids, uint32_t, i), wanted,
                    n, numbers);
    return numbers;
}

void
copia_kwic_early_free (CopiaKwicEarly *self)
{
    if (!self)
        return;
    copia_kept_clear (&self->hits);
    copia_typeset_free (self->types);
    g_free (self);
}
