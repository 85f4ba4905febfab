/* type-counts.c - bytes that become numbers. */
#include "index/type-counts.h"

#include "base/large.h"

#include <string.h>

CopiaTypeCounts
copia_type_counts_new (uint32_t types)
{
    return (CopiaTypeCounts){ .types = types,
                              .numbers = copia_large_new0 (types, sizeof (uint32_t)) };
}

static void
free_bytes (CopiaTypeCounts *self)
{
    copia_large_free (self->bytes);
    copia_large_free (self->full);
    self->bytes = self->full = NULL;
}

void
copia_type_counts_clear (CopiaTypeCounts *self)
{
    free_bytes (self);
    copia_large_free (self->numbers);
    self->numbers = NULL;
}

void
copia_type_counts_take (CopiaTypeCounts *self, uint8_t *bytes, uint8_t *full)
{
    free_bytes (self);
    self->bytes = bytes;
    self->full = full;
    self->used = true;
}

/* Numbers that the compiler keeps in one vector register of any target. */
typedef uint8_t Bytes __attribute__ ((vector_size (4)));
typedef uint32_t Quad __attribute__ ((vector_size (16)));

static inline void
add_four (uint32_t *numbers, const uint8_t *bytes)
{
    Bytes some;
    Quad sums;

    memcpy (&some, bytes, sizeof some);
    memcpy (&sums, numbers, sizeof sums);
    sums += __builtin_convertvector(some, Quad);
    memcpy (numbers, &sums, sizeof sums);
}

/* Most eights of rare types are zeros. */
void
copia_type_counts_add (uint32_t *numbers, const uint8_t *bytes, uint32_t n)
{
    uint32_t i = 0;

    for (; i + 8 <= n; i += 8) {
        uint64_t any;

        memcpy (&any, bytes + i, sizeof any);
        if (any == 0)
            continue;
        add_four (numbers + i, bytes + i);
        add_four (numbers + i + 4, bytes + i + 4);
    }
    for (; i < n; i++)
        numbers[i] += bytes[i];
}

void
copia_type_counts_settle (CopiaTypeCounts *self)
{
    if (!self->bytes)
        return;
    copia_type_counts_add (self->numbers, self->bytes, self->types);
    free_bytes (self);
}

/* What of eight bytes is in numbers already, or does not fit into bytes any more. */
__attribute__ ((noinline)) static void
merge_full (CopiaTypeCounts *into, const CopiaTypeCounts *behind, uint32_t id,
            uint64_t carries)
{
    uint32_t full = behind->full[id / 8];

    for (uint32_t i = 0; i < 8; i++) {
        uint32_t carry = (uint32_t) (carries >> (8 * i + 7) & 1), bit = full >> i & 1;

        if (carry || bit)
            into->numbers[id + i] += 256 * carry + (bit ? behind->numbers[id + i] : 0);
        into->full[id / 8] |= (uint8_t) ((carry | bit) << i);
    }
}

/* Eight bytes at a time: seven bits of each are added, then the eighth without a carry, which is what
 * leaves the byte. */
static void
merge_bytes (CopiaTypeCounts *into, const CopiaTypeCounts *behind)
{
    const uint64_t high = 0x8080808080808080u;

    for (uint32_t id = 0; id < into->types; id += 8) {
        uint64_t a, b, sum, carries;

        memcpy (&a, into->bytes + id, sizeof a);
        memcpy (&b, behind->bytes + id, sizeof b);
        sum = ((a & ~high) + (b & ~high)) ^ ((a ^ b) & high);
        carries = ((a & b) | ((a | b) & ~sum)) & high;
        memcpy (into->bytes + id, &sum, sizeof sum);
        if (G_UNLIKELY (carries != 0 || behind->full[id / 8] != 0))
            merge_full (into, behind, id, carries);
    }
}

void
copia_type_counts_merge (CopiaTypeCounts *into, CopiaTypeCounts *behind)
{
    into->used = into->used || behind->used;
    into->told += behind->told;
    if (into->bytes && behind->bytes) {
        merge_bytes (into, behind);
        return;
    }
    copia_type_counts_settle (into);
    copia_type_counts_settle (behind);
    for (uint32_t id = 0; id < into->types; id++)
        into->numbers[id] += behind->numbers[id];
}

bool
copia_type_counts_are_whole (const CopiaTypeCounts *self)
{
    uint64_t sum = 0;

    if (self->told <= UINT32_MAX)
        return true;
    for (uint32_t id = 0; id < self->types; id++)
        sum += self->numbers[id];
    return sum == self->told;
}

static inline void
forget (CopiaTypeCounts *self, uint32_t id)
{
    if (!self->bytes || self->full[id / 8] >> (id % 8) & 1)
        self->numbers[id] = 0;
    if (self->bytes) {
        self->bytes[id] = 0;
        self->full[id / 8] &= (uint8_t) ~(1u << (id % 8));
    }
}

void
copia_type_counts_keep (CopiaTypeCounts *self, const uint8_t *kept)
{
    for (uint32_t id = 0; id < self->types; id++) {
        if (id % 8 == 0 && kept[id / 8] == 0xFF)
            id += 7;
        else if (!(kept[id / 8] >> (id % 8) & 1))
            forget (self, id);
    }
}
