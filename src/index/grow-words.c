/* grow-words.c - the words of a set that grew, and where they are in its files. */
#include "index/grow-private.h"

#include "base/error.h"

static uint64_t
number (const GArray *values, guint i)
{
    return g_array_index (values, uint64_t, i);
}

static GArray *
numbers_new (void)
{
    return g_array_new (FALSE, FALSE, sizeof (uint64_t));
}

static void
add_number (GArray *values, uint64_t value)
{
    g_array_append_val (values, value);
}

/* Whether a type is a word is counted in each file: it must be the same in all. */
static bool
agree_on_words (const CopiaGrow *self, const CopiaGrowth *growth, GError **error)
{
    const CopiaLexicon *base = copia_index_lexicon (self->merge->parts[0]);

    for (uint32_t part = 1; part < self->merge->n; part++) {
        const CopiaLexicon *lexicon = self->merge->lexicons[part];

        for (uint32_t id = 0; id < lexicon->types; id++) {
            uint32_t whole = self->added->id[part - 1][id];
            const CopiaGrown *grown = &growth->by_lex[self->added->lex_of_id[whole]];
            bool is_word = copia_lexicon_is_word (lexicon, id);

            if (is_word == grown->is_word &&
                (grown->old_id == COPIA_NONE ||
                 is_word == copia_lexicon_is_word (base, grown->old_id)))
                continue;
            copia_set_disagree (self->merge->parts[part], id, error);
            return false;
        }
    }
    return true;
}

/* Ids of the files of the base: as before, and changed. */
static void
write_old_maps (CopiaGrow *self, const CopiaGrowth *growth, const CopiaBorrowParts *ids)
{
    const CopiaIndex *base = self->merge->parts[0];
    const CopiaShards *shards = copia_index_shards (base);
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;

    parts.old = ids->old;
    parts.new = ids->new;
    for (uint32_t i = 0; i < self->base_shards; i++) {
        g_autofree char *name = g_strdup_printf ("set.map.%u", i);
        const CopiaIndex *file = shards ? shards->shards[i].index : base;

        copia_borrow_section (&self->borrow, name, copia_ints_width (growth->types - 1),
                              copia_index_lexicon (file)->types, shards ? name : "+",
                              &parts);
    }
}

static uint32_t
new_id (const CopiaGrow *self, const CopiaGrowth *growth, uint32_t part, uint32_t id)
{
    return growth->by_lex[self->added->lex_of_id[self->added->id[part - 1][id]]].id;
}

static void
write_new_maps (const CopiaGrow *self, const CopiaGrowth *growth)
{
    for (uint32_t part = 1; part < self->merge->n; part++) {
        g_autofree char *name =
            g_strdup_printf ("set.map.%u", self->base_shards + part - 1);
        CopiaIntsWriter ints;

        copia_ints_begin (&ints, self->out, name, copia_ints_width (growth->types - 1));
        for (uint32_t id = 0; id < self->merge->lexicons[part]->types; id++)
            copia_ints_put (&ints, new_id (self, growth, part, id));
        copia_ints_end (&ints);
    }
}

/* The places in the files that were added, by lex of what is added. */
typedef struct {
    uint64_t *at; /* lex -> its first; one more */
    GArray *shard, *local;
} Places;

static Places
places_new (const CopiaGrow *self)
{
    const CopiaUnion *added = self->added;
    Places places = { g_new0 (uint64_t, added->types + 1u), numbers_new (),
                      numbers_new () };
    g_autofree uint64_t *next = NULL;

    for (uint32_t part = 1; part < self->merge->n; part++)
        for (uint32_t id = 0; id < self->merge->lexicons[part]->types; id++)
            places.at[added->lex_of_id[added->id[part - 1][id]] + 1]++;
    for (uint32_t lex = 0; lex < added->types; lex++)
        places.at[lex + 1] += places.at[lex];
    next = g_memdup2 (places.at, (added->types + 1u) * sizeof *places.at);
    g_array_set_size (places.shard, (guint) places.at[added->types]);
    g_array_set_size (places.local, (guint) places.at[added->types]);
    for (uint32_t part = 1; part < self->merge->n; part++)
        for (uint32_t id = 0; id < self->merge->lexicons[part]->types; id++) {
            uint32_t lex = added->lex_of_id[added->id[part - 1][id]];
            guint place = (guint) next[lex]++;

            g_array_index (places.shard, uint64_t, place) =
                self->base_shards + part - 1;
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

        add_number (self->fresh, self->places.count);
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
        uint64_t start = number (ids->run, i), from = number (ids->from, i);
        uint64_t end = i + 1 < ids->run->len ? number (ids->run, i + 1) : ids->count;

        if (from % 2) {
            add_number (self->add, 0);
            collect_fresh (self, growth, places, from / 2,
                           MIN (from / 2 + end - start, added));
        } else {
            uint64_t place = old_place (self, from / 2);

            add_number (self->add, self->places.count - place);
            copia_runs_copy (&self->places, place,
                             old_place (self, from / 2 + end - start) - place);
        }
    }
    add_number (self->fresh, self->places.count);
}

static uint64_t
largest_local (const CopiaGrow *self)
{
    const CopiaIndex *base = self->merge->parts[0];
    const CopiaShards *shards = copia_index_shards (base);
    uint64_t most = shards ? 0 : copia_index_lexicon (base)->types;

    for (uint32_t i = 0; shards && i < self->base_shards; i++)
        most = MAX (most, copia_index_lexicon (shards->shards[i].index)->types);
    for (uint32_t part = 1; part < self->merge->n; part++)
        most = MAX (most, self->merge->lexicons[part]->types);
    return most - 1;
}

static void
write_collected (CopiaGrow *self, const Collected *collected, const Places *places,
                 const CopiaGrowth *growth, const CopiaBorrowParts *ids)
{
    const bool is_set = copia_index_shards (self->merge->parts[0]) != NULL;
    uint64_t n = collected->places.count;
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;

    parts.run = ids->run;
    parts.from = ids->from;
    parts.add = copia_borrow_array (&self->borrow, collected->add);
    parts.fresh = copia_borrow_array (&self->borrow, collected->fresh);
    copia_borrow_section (&self->borrow, "set.at", copia_ints_width (n),
                          growth->types + 1ull, is_set ? "set.at" : "+", &parts);
    parts = COPIA_BORROW_NOTHING;
    copia_borrow_runs (&self->borrow, &collected->places, &parts);
    parts.fresh = copia_borrow_array (&self->borrow, places->shard);
    copia_borrow_section (&self->borrow, "set.shard",
                          copia_ints_width (self->base_shards + self->merge->n - 2), n,
                          is_set ? "set.shard" : "-", &parts);
    parts.fresh = copia_borrow_array (&self->borrow, places->local);
    copia_borrow_section (&self->borrow, "set.local",
                          copia_ints_width (largest_local (self)), n,
                          is_set ? "set.local" : "+", &parts);
}

static bool
write_places (CopiaGrow *self, const CopiaGrowth *growth, const CopiaBorrowParts *ids,
              GError **error)
{
    Collected collected = { .places = copia_runs_new (),
                            .add = numbers_new (),
                            .fresh = numbers_new () };
    bool good =
        !copia_index_shards (self->merge->parts[0]) ||
        copia_ints_open (&collected.old_at, self->base, "set.at",
                         copia_index_lexicon (self->merge->parts[0])->types + 1ull,
                         error);

    if (good) {
        Places places = places_new (self);

        collect (&collected, growth, &places, self->added->types);
        write_collected (self, &collected, &places, growth, ids);
        places_clear (&places);
    }
    copia_runs_clear (&collected.places);
    g_array_unref (collected.add);
    g_array_unref (collected.fresh);
    return good;
}

bool
copia_grow_words (CopiaGrow *self, GError **error)
{
    g_autoptr (CopiaGrowth) growth =
        copia_growth_new (copia_index_lexicon (self->merge->parts[0]), self->added,
                          error);
    CopiaBorrowParts ids;

    if (!growth || !agree_on_words (self, growth, error))
        return false;
    self->merge->types = growth->types;
    self->merge->forms = growth->forms;
    copia_growth_write (growth, "", &self->borrow, &ids);
    write_old_maps (self, growth, &ids);
    write_new_maps (self, growth);
    return write_places (self, growth, &ids, error);
}
