/* postings.c - cursors over compressed lists. */
#include "index/postings.h"

#include "base/container-layout.h"
#include "index/column-name.h"

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

static CopiaList
single (const CopiaPostings *self, CopiaList list, uint64_t i)
{
    uint64_t pos = copia_ints_get (&self->once, i);

    if (i >= self->once.count)
        return list;
    if (G_UNLIKELY (pos >= self->tokens)) {
        blame (&list);
        return list;
    }
    list.values[0] = (uint32_t) pos;
    list.filled = 1;
    return list;
}

CopiaList
copia_postings_list (const CopiaPostings *self, uint32_t id)
{
    CopiaList list;
    uint64_t often = self->at.count - 1;
    uint64_t start, end, n;

    list.postings = self;
    list.pos = 0;
    empty (&list);
    if (id >= often)
        return single (self, list, id - often);
    n = copia_ints_get (&self->freq, id);
    start = copia_ints_get (&self->at, id);
    end = copia_ints_get (&self->at, id + 1);
    if (start > end || end > self->bytes->size || n > self->tokens ||
        n / COPIA_PFOR_BLOCK * SKIP_SIZE > end - start) {
        blame (&list);
        return list;
    }
    list.offset = start;
    list.skips = self->bytes->bytes + start;
    list.size = end - start;
    list.n = (uint32_t) n;
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

bool
copia_list_fill (CopiaList *self)
{
    return fill (self, self->block);
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

bool
copia_list_seek (CopiaList *self, uint64_t target)
{
    uint32_t value = (uint32_t) target;

    if (target >= self->postings->tokens) {
        self->used = self->filled = 0;
        self->block = self->n / COPIA_PFOR_BLOCK + 1;
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
    self->pos = self->values[self->used++];
    return true;
}
