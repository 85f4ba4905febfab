/* tally.c - counts of types summed up by form. */
#include "study/tally.h"

#include "base/large.h"
#include "index/view.h"
#include "index/walk.h"
#include "text/fold.h"

#define SOME 64 /* types added up at once */

/* The frequencies of the corpus, form by form: less is written at random than type by type. */
static void
add_forms (CopiaTally *self, uint64_t words)
{
    const CopiaLexicon *lexicon = self->lexicon;

    self->words = words;
    for (uint32_t form = 0; form < self->n; form++)
        self->counts[form] = copia_lexicon_raw_form_freq (lexicon, form);
}

static inline uint64_t
count_of (const CopiaLexicon *lexicon, const uint32_t *by_id, uint32_t id)
{
    return by_id ? by_id[id] : copia_ints_raw (&lexicon->freq, id);
}

/* Adds up n types by form; their places in the counts, all over them, are on their way from memory
 * before they are written to. */
static void
add_some (CopiaTally *self, const uint32_t *by_id, const uint32_t *ids, uint32_t n)
{
    uint32_t forms[SOME];

    for (uint32_t i = 0; i < n; i++) {
        forms[i] = (uint32_t) copia_ints_raw (&self->lexicon->form, ids[i]);
        __builtin_prefetch (self->counts + forms[i], 1);
    }
    for (uint32_t i = 0; i < n; i++)
        if (forms[i] < self->n)
            self->counts[forms[i]] += count_of (self->lexicon, by_id, ids[i]);
}

/* Adds up the types, whose frequencies and forms were touched. */
static void
add_types (CopiaTally *self, const uint32_t *by_id, const uint8_t *kinds)
{
    const CopiaLexicon *lexicon = self->lexicon;
    uint32_t ids[SOME], some = 0;

    for (uint32_t id = 0; id < lexicon->types; id++) {
        uint64_t n = count_of (lexicon, by_id, id);

        self->words += n & -(uint64_t) (kinds[id / 8] >> (id % 8) & 1);
        if (self->counted != COPIA_BY_FORM) {
            self->counts[id] = n;
            continue;
        }
        ids[some] = id;
        some += n > 0;
        if (some == SOME) {
            add_some (self, by_id, ids, some);
            some = 0;
        }
    }
    add_some (self, by_id, ids, some);
}

CopiaTally *
copia_tally_names (const CopiaIndex *index, CopiaCounted counted)
{
    CopiaTally *self = g_new0 (CopiaTally, 1);
    const CopiaLexicon *lexicon = copia_index_lexicon (index);

    self->lexicon = lexicon;
    self->counted = counted;
    self->values = copia_index_seen (index) != NULL;
    self->n = counted == COPIA_BY_FORM ? lexicon->forms : lexicon->types;
    return self;
}

CopiaTally *
copia_tally_new (const CopiaIndex *index, const uint32_t *by_id, CopiaCounted counted)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    CopiaTally *self = copia_tally_names (index, counted);

    self->counts = copia_large_new0 (self->n, sizeof *self->counts);
    copia_lexicon_touch_types (lexicon);
    if (by_id || counted != COPIA_BY_FORM || self->values)
        add_types (self, by_id, copia_lexicon_kinds (lexicon));
    else
        add_forms (self, copia_index_tokens (index)->words);
    return self;
}

void
copia_tally_free (CopiaTally *self)
{
    if (!self)
        return;
    copia_large_free (self->counts);
    g_free (self);
}

void
copia_tally_types (const CopiaTally *self, uint32_t item, uint32_t *first,
                   uint32_t *end)
{
    *first = item;
    *end = item + 1;
    if (self->counted == COPIA_BY_FORM)
        copia_lexicon_types_of (self->lexicon, item, first, end);
}

uint32_t
copia_tally_id (const CopiaTally *self, uint32_t at)
{
    return self->counted == COPIA_BY_FORM ? copia_lexicon_id (self->lexicon, at) : at;
}

CopiaString
copia_tally_name (const CopiaTally *self, uint32_t item)
{
    return self->counted == COPIA_BY_FORM ? copia_lexicon_form (self->lexicon, item)
                                          : copia_lexicon_word (self->lexicon, item);
}

CopiaString
copia_tally_written (const CopiaTally *self, uint32_t item, GString *room)
{
    return self->counted == COPIA_BY_FORM
               ? copia_lexicon_written (self->lexicon, item, room)
               : copia_lexicon_word (self->lexicon, item);
}

CopiaString
copia_tally_form (const CopiaTally *self, uint32_t item)
{
    uint32_t form = self->counted == COPIA_BY_FORM
                        ? item
                        : copia_lexicon_form_of (self->lexicon, item);

    return copia_lexicon_form (self->lexicon, form);
}

bool
copia_tally_is_word (const CopiaTally *self, uint32_t item)
{
    uint32_t id = self->counted == COPIA_BY_FORM
                      ? copia_lexicon_raw_first (self->lexicon, item)
                      : item;

    return id != COPIA_NONE && (self->lexicon->kind->bytes[id / 8] >> (id % 8) & 1);
}

bool
copia_tally_is_stopped (const CopiaTally *self, uint32_t item, const CopiaStop *stop)
{
    CopiaString form;
    g_autoptr (GString) folded = NULL;

    if (!stop->holds)
        return false;
    form = copia_tally_form (self, item);
    if (!self->values)
        return stop->holds (stop->data, form.bytes, form.size);
    folded = g_string_new (NULL);
    copia_fold (form.bytes, form.size, folded);
    return stop->holds (stop->data, folded->str, folded->len);
}

uint32_t
copia_tally_rank (const CopiaTally *self, uint32_t item)
{
    uint32_t first, end, rank = UINT32_MAX;

    copia_tally_types (self, item, &first, &end);
    for (; first < end; first++)
        rank = MIN (rank,
                    copia_lexicon_rank (self->lexicon, copia_tally_id (self, first)));
    return rank;
}

uint32_t *
copia_tally_scope (const CopiaIndex *index, const CopiaSubcorpus *where, uint64_t from,
                   uint64_t to)
{
    CopiaScope scope = copia_scope_of (index, where);

    if (!where || copia_subcorpus_is_all (where))
        return NULL;
    return copia_tally_spans (&scope, from, to);
}

uint32_t *
copia_tally_spans (const CopiaScope *scope, uint64_t from, uint64_t to)
{
    CopiaWalk walk = copia_walk_begin (copia_index_tokens (scope->index));
    uint32_t *counts = g_new0 (uint32_t, copia_index_lexicon (scope->index)->types);

    for (size_t i = copia_scope_from (scope, from); i < scope->n; i++) {
        CopiaSpan span = copia_scope_span (scope, i);

        if (span.start >= to)
            break;
        copia_walk_count (&walk, MAX (span.start, from), MIN (span.end + 1, to), 1,
                          counts);
    }
    copia_walk_end (&walk);
    return counts;
}

char *
copia_tally_what (const CopiaIndex *index, CopiaCounted counted)
{
    const CopiaLayer *seen = copia_index_seen (index);

    if (seen)
        return g_strconcat ("values of ", seen->name, NULL);
    return g_strdup (counted == COPIA_BY_FORM ? "forms" : "words as printed");
}
