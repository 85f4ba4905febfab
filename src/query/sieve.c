/* sieve.c - dropping hits one by one. */
#include "query/sieve.h"

#include "base/error.h"
#include "index/missing.h"
#include "query/token-test.h"

struct CopiaSieve {
    CopiaDrop drop;
    const CopiaRegions *first_in; /* NULL: all hits */
    uint64_t from;
    CopiaHit ahead; /* read, and not looked at, where there is `more` */
    bool begun, more;
    uint64_t covered; /* one past the furthest end of hits so far */
    uint64_t free;    /* one past the end of the last hit that was kept */
    uint64_t closed;  /* one past the region that has its first hit */
};

bool
copia_sieve_needed (const CopiaMatchOptions *options)
{
    return options->drop != COPIA_DROP_NONE || options->first_in;
}

/* The start of the region that holds a place, or the place. */
static uint64_t
start_around (const CopiaRegions *regions, uint64_t cpos)
{
    uint32_t region = copia_regions_find (regions, cpos);

    return region == COPIA_NONE ? cpos : copia_regions_start (regions, region);
}

CopiaSieve *
copia_sieve_new (const CopiaIndex *index, const CopiaMatchOptions *options,
                 uint64_t from, uint64_t *stream_from, GError **error)
{
    g_autoptr (CopiaSieve) self = g_new0 (CopiaSieve, 1);

    self->drop = options->drop;
    self->from = from;
    *stream_from = from;
    if (options->first_in) {
        self->first_in = copia_index_find_structure (index, options->first_in);
        if (!self->first_in) {
            g_autofree char *said = copia_missing_structure (index, options->first_in);

            g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY, "--first-in: %s", said);
            return NULL;
        }
        *stream_from = start_around (self->first_in, from);
    }
    if (self->drop != COPIA_DROP_NONE)
        *stream_from = start_around (copia_index_texts (index), *stream_from);
    return g_steal_pointer (&self);
}

/* The next hit of those that start at the same place: the longest where nested ones go. */
static bool
read_hit (CopiaSieve *self, CopiaStream *stream, CopiaHit *hit)
{
    if (!self->begun)
        self->more = copia_stream_next (stream, &self->ahead);
    self->begun = true;
    if (!self->more)
        return false;
    do {
        *hit = self->ahead;
        self->more = copia_stream_next (stream, &self->ahead);
    } while (self->drop != COPIA_DROP_NONE && self->more &&
             self->ahead.start == hit->start);
    return true;
}

static bool
is_first (CopiaSieve *self, CopiaStream *stream, const CopiaHit *hit)
{
    uint32_t region;

    if (!self->first_in)
        return true;
    if (hit->start < self->closed)
        return false;
    region = copia_regions_find (self->first_in, hit->start);
    if (region == COPIA_NONE)
        return false;
    self->closed = copia_regions_end (self->first_in, region) + 1;
    if (self->drop == COPIA_DROP_NONE)
        copia_stream_skip (stream, self->closed);
    return true;
}

static bool
is_kept (CopiaSieve *self, const CopiaHit *hit)
{
    bool nested = hit->end < self->covered;

    if (self->drop == COPIA_DROP_NONE)
        return true;
    self->covered = MAX (self->covered, hit->end + 1);
    if (nested || (self->drop == COPIA_DROP_OVERLAPPING && hit->start < self->free))
        return false;
    self->free = hit->end + 1;
    return true;
}

bool
copia_sieve_next (CopiaSieve *self, CopiaStream *stream, CopiaHit *hit)
{
    while (read_hit (self, stream, hit))
        if (is_kept (self, hit) && is_first (self, stream, hit) &&
            hit->start >= self->from)
            return true;
    return false;
}

void
copia_sieve_free (CopiaSieve *self)
{
    g_free (self);
}
