/* postings.c - cursors over compressed lists. */
#include "index/postings.h"

#include "base/container-layout.h"
#include "index/column-name.h"
#include "index/layer.h"

#define SKIP_SIZE 8u

bool
copia_postings_open (CopiaPostings *self, const CopiaContainer *container,
                     const char *prefix, uint64_t tokens, GError **error)
{
    char freq[COPIA_NAME_SIZE], at[COPIA_NAME_SIZE], name[COPIA_NAME_SIZE];
    const CopiaSection *section;
    uint64_t types, often;

    section = copia_container_find (container,
                                    copia_column_section (freq, prefix, "word.freq"));
    types = section ? section->count : 0;
    section =
        copia_container_find (container, copia_column_section (at, prefix, "post.at"));
    often = section && section->count > 0 ? section->count - 1 : 0;
    self->tokens = tokens;
    self->bytes = copia_container_find (container, copia_column_section (name, prefix,
                                                                         "post.bytes"));
    if (!self->bytes || often > types)
        return copia_container_damaged (container, error,
                                        "its postings do not fit its types");
    copia_column_section (name, prefix, "post.once");
    return copia_ints_open (&self->freq, container, freq, types, error) &&
           copia_ints_open (&self->at, container, at, often + 1, error) &&
           copia_ints_open (&self->once, container, name, types - often, error);
}

bool
copia_postings_open_set (CopiaPostings *self, const CopiaContainer *container,
                         const char *freq, const CopiaShards *shards, GError **error)
{
    *self = (CopiaPostings){ .tokens = copia_shards_tokens (shards), .shards = shards };
    return copia_ints_open (&self->freq, container, freq, shards->types, error);
}

static void
empty (CopiaList *self)
{
    self->n = self->block = self->used = self->filled = 0;
    self->size = 0;
}

/* The list lies: it ends here, and the answer will not be given. */
static void
blame (CopiaList *self)
{
    copia_container_blame (self->postings->bytes);
    empty (self);
}

static void
open_single (CopiaList *self, const CopiaPostings *postings, uint64_t i)
{
    uint64_t pos = copia_ints_get (&postings->once, i);

    if (i >= postings->once.count)
        return;
    if (G_UNLIKELY (pos >= postings->tokens)) {
        blame (self);
        return;
    }
    self->values[0] = (uint32_t) pos;
    self->filled = 1;
    self->count = 1;
}

/* The list of an id in one file. */
static void
open_list (CopiaList *self, const CopiaPostings *postings, uint32_t id)
{
    uint64_t often = postings->at.count - 1;
    uint64_t start, end, n;

    self->postings = postings;
    self->count = 0;
    empty (self);
    if (id >= often) {
        open_single (self, postings, id - often);
        return;
    }
    n = copia_ints_get (&postings->freq, id);
    start = copia_ints_get (&postings->at, id);
    end = copia_ints_get (&postings->at, id + 1);
    if (start > end || end > postings->bytes->size || n > postings->tokens ||
        n / COPIA_PFOR_BLOCK * SKIP_SIZE > end - start) {
        blame (self);
        return;
    }
    self->offset = start;
    self->skips = postings->bytes->bytes + start;
    self->size = end - start;
    self->n = (uint32_t) n;
    self->count = n;
}

CopiaList
copia_postings_list (const CopiaPostings *self, uint32_t id)
{
    CopiaList list;

    list.pos = list.base = list.before = list.end = 0;
    list.place = list.last_place = 0;
    list.set = self->shards ? self : NULL;
    if (!self->shards) {
        open_list (&list, self, id);
        return list;
    }
    list.postings = self;
    list.count = 0;
    empty (&list);
    copia_shards_places (self->shards, id, &list.place, &list.last_place);
    return list;
}

static uint32_t
skip_last (const CopiaList *self, uint32_t block)
{
    copia_section_touch (self->postings->bytes, self->offset + block * SKIP_SIZE, 4);
    return copia_load32 (self->skips + block * SKIP_SIZE);
}

/* Where block number `block` begins, from the end of the skips; the tail begins where the
 * last block ends. */
static uint64_t
block_start (const CopiaList *self, uint32_t block)
{
    uint64_t at = (block - 1) * (uint64_t) SKIP_SIZE + 4;

    if (block == 0)
        return 0;
    copia_section_touch (self->postings->bytes, self->offset + at, 4);
    return copia_load32 (self->skips + at);
}

/* All bytes of the block or tail must belong to it, and its values to the corpus. */
static bool
decode (CopiaList *self, uint32_t block, const uint8_t *bytes, uint64_t size)
{
    uint32_t base = block > 0 ? skip_last (self, block - 1) : COPIA_PFOR_START;
    uint32_t rest = self->n % COPIA_PFOR_BLOCK;

    if (block == self->n / COPIA_PFOR_BLOCK)
        return copia_pfor_decode_tail (bytes, size, rest, base, self->values) == size &&
               self->values[rest - 1] < self->postings->tokens;
    return copia_pfor_decode (bytes, size, base, self->values) == size &&
           self->values[COPIA_PFOR_BLOCK - 1] == skip_last (self, block) &&
           self->values[COPIA_PFOR_BLOCK - 1] < self->postings->tokens;
}

/* Decodes block number `block`, the tail being the last; false at the end of the list. */
static bool
fill (CopiaList *self, uint32_t block)
{
    uint32_t blocks = self->n / COPIA_PFOR_BLOCK, rest = self->n % COPIA_PFOR_BLOCK;
    uint64_t skips = (uint64_t) blocks * SKIP_SIZE, from, to;

    self->used = self->filled = 0;
    self->block = block + 1;
    if (block > blocks || (block == blocks && rest == 0))
        return false;
    from = skips + block_start (self, block);
    to = block < blocks ? skips + block_start (self, block + 1) : self->size;
    if (from >= to || to > self->size) {
        blame (self);
        return false;
    }
    copia_section_touch (self->postings->bytes, self->offset + from, to - from);
    if (!decode (self, block, self->skips + from, to - from)) {
        blame (self);
        return false;
    }
    self->filled = block < blocks ? COPIA_PFOR_BLOCK : rest;
    return true;
}

/* The first postings in the next file that has the type; false: there is none. */
static bool
next_file (CopiaList *self)
{
    while (self->place < self->last_place) {
        const CopiaShards *shards = self->set->shards;
        uint32_t id;
        const CopiaShard *shard = copia_shards_place (shards, self->place++, &id);

        if (G_UNLIKELY (shard->first < self->end)) { /* files do not rise */
            copia_shards_blame (shards);
            self->place = self->last_place;
            return false;
        }
        self->before += self->count;
        self->base = shard->first;
        self->end = shard->end;
        open_list (self, shard->layer->postings, id);
        if (self->filled > 0 || fill (self, 0))
            return true;
    }
    return false;
}

bool
copia_list_fill (CopiaList *self)
{
    return fill (self, self->block) || (self->set && next_file (self));
}

/* The first block from `self->block` on whose last value reaches `value`, galloping. */
static uint32_t
find_block (const CopiaList *self, uint32_t value)
{
    uint32_t blocks = self->n / COPIA_PFOR_BLOCK, low = self->block, step = 1;
    uint32_t high;

    while (low + step <= blocks && skip_last (self, low + step - 1) < value) {
        low += step;
        step *= 2;
    }
    high = MIN (blocks, low + step);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (skip_last (self, middle) < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first of the values from `low` on that reaches `value`; the last one does. */
static uint32_t
find_value (const CopiaList *self, uint32_t low, uint32_t value)
{
    uint32_t high = self->filled - 1;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (self->values[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void
leave (CopiaList *self)
{
    self->used = self->filled = 0;
    self->block = self->n / COPIA_PFOR_BLOCK + 1;
}

/* In the file at hand; `target` is counted from its base. */
static bool
seek_in_file (CopiaList *self, uint64_t target)
{
    uint32_t value = (uint32_t) target;

    if (target >= self->postings->tokens) {
        leave (self);
        return false;
    }
    if (self->filled == 0 || self->values[self->filled - 1] < value) {
        if (!fill (self, find_block (self, value)))
            return false;
        if (self->values[self->filled - 1] < value) { /* only in the tail */
            self->used = self->filled = 0;
            return false;
        }
    }
    self->used = find_value (self, self->used > 0 ? self->used - 1 : 0, value);
    self->pos = self->base + self->values[self->used++];
    return true;
}

/* Files that end before the target are passed over. */
static void
pass_files (CopiaList *self, uint64_t target)
{
    for (; self->place < self->last_place; self->place++) {
        uint32_t id;
        const CopiaShard *shard =
            copia_shards_place (self->set->shards, self->place, &id);

        if (shard->end > target || shard->first < self->end)
            return;
        self->before += self->count;
        self->count = copia_ints_get (&shard->layer->postings->freq, id);
        self->end = shard->end;
    }
}

static bool
seek_in_set (CopiaList *self, uint64_t target)
{
    if (target < self->end) {
        uint64_t local = target > self->base ? target - self->base : 0;

        return seek_in_file (self, local) || copia_list_next (self);
    }
    leave (self);
    pass_files (self, target);
    if (!next_file (self))
        return false;
    if (target > self->base)
        return seek_in_file (self, target - self->base) || copia_list_next (self);
    return copia_list_next (self);
}

bool
copia_list_seek (CopiaList *self, uint64_t target)
{
    return self->set ? seek_in_set (self, target) : seek_in_file (self, target);
}
