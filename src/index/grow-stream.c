/* grow-stream.c - the ids of a set that grew, in its files, and where they are there. */
#include "index/grow-private.h"

#include "index/column-name.h"

static bool
is_set (const CopiaGrowStream *self)
{
    return copia_index_shards (self->grow->merge->parts[0]) != NULL;
}

static void
name_map (const CopiaGrowStream *self, uint32_t file, char name[COPIA_NAME_SIZE])
{
    g_autofree char *rest = g_strdup_printf ("set.map.%u", file);

    copia_column_section (name, self->prefix, rest);
}

/* The ids of the stream in a file of the base. */
static uint32_t
ids_of_old (const CopiaGrowStream *self, uint32_t file)
{
    const CopiaIndex *base = self->grow->merge->parts[0];
    const CopiaShards *shards = copia_index_shards (base);
    const CopiaLayer *layer =
        copia_index_find_layer (shards ? shards->shards[file].index : base,
                                self->attribute);

    return layer->ids;
}

/* Ids of the files of the base: as before, and changed. */
static void
write_old_maps (const CopiaGrowStream *self)
{
    CopiaBorrow *borrow = &self->grow->borrow;
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;

    parts.old = self->ids->old;
    parts.new = self->ids->new;
    for (uint32_t i = 0; i < self->grow->base_shards; i++) {
        char name[COPIA_NAME_SIZE];

        name_map (self, i, name);
        copia_borrow_section (borrow, name, copia_ints_width (self->growth->types - 1),
                              ids_of_old (self, i), is_set (self) ? name : "+", &parts);
    }
}

static uint32_t
lex_of (const CopiaGrowStream *self, uint32_t part, uint32_t id)
{
    return self->added->lex_of_id[self->added->id[part - 1][id]];
}

static void
write_new_maps (const CopiaGrowStream *self)
{
    for (uint32_t part = 1; part < self->grow->merge->n; part++) {
        char name[COPIA_NAME_SIZE];
        CopiaIntsWriter ints;

        name_map (self, self->grow->base_shards + part - 1, name);
        copia_ints_begin (&ints, self->grow->out, name,
                          copia_ints_width (self->growth->types - 1));
        for (uint32_t id = 0; id < self->lexicons[part]->types; id++)
            copia_ints_put (&ints, self->growth->by_lex[lex_of (self, part, id)].id);
        copia_ints_end (&ints);
    }
}

/* The places in the files that were added, by lex of what is added. */
typedef struct {
    uint64_t *at; /* lex -> its first; one more */
    GArray *shard, *local;
} Places;

static Places
places_new (const CopiaGrowStream *self)
{
    const CopiaUnion *added = self->added;
    Places places = { g_new0 (uint64_t, added->types + 1u), copia_borrow_numbers_new (),
                      copia_borrow_numbers_new () };
    g_autofree uint64_t *next = NULL;

    for (uint32_t part = 1; part < self->grow->merge->n; part++)
        for (uint32_t id = 0; id < self->lexicons[part]->types; id++)
            places.at[lex_of (self, part, id) + 1]++;
    for (uint32_t lex = 0; lex < added->types; lex++)
        places.at[lex + 1] += places.at[lex];
    next = g_memdup2 (places.at, (added->types + 1u) * sizeof *places.at);
    g_array_set_size (places.shard, (guint) places.at[added->types]);
    g_array_set_size (places.local, (guint) places.at[added->types]);
    for (uint32_t part = 1; part < self->grow->merge->n; part++)
        for (uint32_t id = 0; id < self->lexicons[part]->types; id++) {
            uint32_t lex = lex_of (self, part, id);
            guint place = (guint) next[lex]++;

            g_array_index (places.shard, uint64_t, place) =
                self->grow->base_shards + part - 1;
            g_array_index (places.local, uint64_t, place) = id;
        }
    return places;
}

static void
places_clear (Places *self)
{
    g_free (self->at);
    g_array_unref (self->shard);
    g_array_unref (self->local);
}

/* What is collected of `set.at`, `set.shard` and `set.local`. */
typedef struct {
    CopiaInts old_at; /* empty: places of the base are its ids */
    CopiaRuns places;
    GArray *add, *fresh; /* of `set.at` */
    uint64_t copied;     /* places that are fresh, in the order of lex */
} Collected;

static uint64_t
old_place (const Collected *self, uint64_t id)
{
    return self->old_at.section ? copia_ints_get (&self->old_at, id) : id;
}

static void
collect_fresh (Collected *self, const CopiaGrowth *growth, const Places *places,
               uint64_t first, uint64_t end)
{
    for (uint64_t i = first; i < end; i++) {
        const CopiaGrown *grown = growth->by_id[i];
        uint64_t lex = (uint64_t) (grown - growth->by_lex);

        copia_borrow_add (self->fresh, self->places.count);
        if (grown->old_id != COPIA_NONE) {
            uint64_t place = old_place (self, grown->old_id);

            copia_runs_copy (&self->places, place,
                             old_place (self, grown->old_id + 1ull) - place);
        }
        copia_runs_fresh (&self->places, places->at[lex],
                          places->at[lex + 1] - places->at[lex]);
    }
}

static void
collect (Collected *self, const CopiaGrowth *growth, const Places *places,
         uint32_t added)
{
    const CopiaRuns *ids = &growth->ids;

    for (guint i = 0; i < ids->run->len; i++) {
        uint64_t start = copia_borrow_number (ids->run, i),
                 from = copia_borrow_number (ids->from, i);
        uint64_t end =
            i + 1 < ids->run->len ? copia_borrow_number (ids->run, i + 1) : ids->count;

        if (from % 2) {
            copia_borrow_add (self->add, 0);
            collect_fresh (self, growth, places, from / 2,
                           MIN (from / 2 + end - start, added));
        } else {
            uint64_t place = old_place (self, from / 2);

            copia_borrow_add (self->add, self->places.count - place);
            copia_runs_copy (&self->places, place,
                             old_place (self, from / 2 + end - start) - place);
        }
    }
    copia_borrow_add (self->fresh, self->places.count);
}

static uint64_t
largest_local (const CopiaGrowStream *self)
{
    uint64_t most = 0;

    for (uint32_t i = 0; i < self->grow->base_shards; i++)
        most = MAX (most, ids_of_old (self, i));
    for (uint32_t part = 1; part < self->grow->merge->n; part++)
        most = MAX (most, self->lexicons[part]->types);
    return most - 1;
}

/* `none`: what stands for a section that the base has not, being one file. */
static void
write_section (const CopiaGrowStream *self, const char *rest, uint64_t largest,
               uint64_t count, const char *none, const CopiaBorrowParts *parts)
{
    char name[COPIA_NAME_SIZE];

    copia_column_section (name, self->prefix, rest);
    copia_borrow_section (&self->grow->borrow, name, copia_ints_width (largest), count,
                          is_set (self) ? name : none, parts);
}

static void
write_collected (const CopiaGrowStream *self, const Collected *collected,
                 const Places *places)
{
    CopiaBorrow *borrow = &self->grow->borrow;
    uint64_t n = collected->places.count;
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;

    parts.run = self->ids->run;
    parts.from = self->ids->from;
    parts.add = copia_borrow_array (borrow, collected->add);
    parts.fresh = copia_borrow_array (borrow, collected->fresh);
    write_section (self, "set.at", n, self->growth->types + 1ull, "+", &parts);
    parts = COPIA_BORROW_NOTHING;
    copia_borrow_runs (borrow, &collected->places, &parts);
    parts.fresh = copia_borrow_array (borrow, places->shard);
    write_section (self, "set.shard",
                   self->grow->base_shards + self->grow->merge->n - 2, n, "-", &parts);
    parts.fresh = copia_borrow_array (borrow, places->local);
    write_section (self, "set.local", largest_local (self), n, "+", &parts);
}

static bool
write_places (const CopiaGrowStream *self, GError **error)
{
    Collected collected = { .places = copia_runs_new (),
                            .add = copia_borrow_numbers_new (),
                            .fresh = copia_borrow_numbers_new () };
    char name[COPIA_NAME_SIZE];
    bool good = !is_set (self) ||
                copia_ints_open (&collected.old_at, self->grow->base,
                                 copia_column_section (name, self->prefix, "set.at"),
                                 self->lexicons[0]->types + 1ull, error);

    if (good) {
        Places places = places_new (self);

        collect (&collected, self->growth, &places, self->added->types);
        write_collected (self, &collected, &places);
        places_clear (&places);
    }
    copia_runs_clear (&collected.places);
    g_array_unref (collected.add);
    g_array_unref (collected.fresh);
    return good;
}

bool
copia_grow_stream (const CopiaGrowStream *self, GError **error)
{
    write_old_maps (self);
    write_new_maps (self);
    return write_places (self, error);
}
