/* verify-layer.c - the invariants of a lexicon and of what leads to it from the tokens.
 *
 * Postings and tokens are inverses of each other because the frequencies sum to N, every list
 * rises and is as long as its frequency, and each of its postings is found in the tokens.
 */
#include "index/verify-private.h"

#include "text/fold.h"

bool
copia_verify_broken (const CopiaVerify *self, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    if (self->layer->kind != COPIA_LAYER_WORD)
        return copia_container_damaged (copia_index_container (self->index),
                                        self->error, "attribute '%s': %s",
                                        self->layer->name, what);
    return copia_container_damaged (copia_index_container (self->index), self->error,
                                    "%s", what);
}

bool
copia_verify_strings (const CopiaVerify *self, const CopiaStrings *strings)
{
    uint64_t end = copia_ints_get (&strings->at, 0);

    for (uint64_t i = 0; i < strings->count && end <= strings->bytes->size; i++) {
        uint64_t next = copia_ints_get (&strings->at, i + 1);

        if ((i == 0 && end != 0) || next < end)
            return copia_verify_broken (self,
                                        "string %" G_GUINT64_FORMAT
                                        " of '%s' is misplaced",
                                        i, strings->bytes->name);
        end = next;
    }
    return end == strings->bytes->size ||
           copia_verify_broken (self, "the strings do not fill '%s'",
                                strings->bytes->name);
}

static bool
check_word (const CopiaVerify *self, uint32_t lex, CopiaString form, GString *folded)
{
    uint32_t id = copia_lexicon_id (self->layer->lexicon, lex);
    CopiaString word = copia_lexicon_word (self->layer->lexicon, id);

    if (copia_ints_get (&self->layer->lexicon->lex, id) != lex)
        return copia_verify_broken (self, "id and lex of word %u disagree", lex);
    if ((word.size == 0 && self->layer->kind == COPIA_LAYER_WORD) ||
        !g_utf8_validate_len (word.bytes, word.size, NULL))
        return copia_verify_broken (self,
                                    "word %u is empty, holds a NUL or is not UTF-8",
                                    lex);
    g_string_truncate (folded, 0);
    copia_fold (word.bytes, word.size, folded);
    if (copia_string_compare ((CopiaString){ folded->str, folded->len }, form) != 0)
        return copia_verify_broken (self, "word %u does not have its form", lex);
    return true;
}

/* Forms rise, each has at least one type, and the words of a form rise. */
static bool
check_forms (const CopiaVerify *self)
{
    g_autoptr (GString) folded = g_string_new (NULL);
    CopiaString before = { "", 0 };
    uint32_t expected = 0;

    for (uint32_t number = 0; number < self->layer->lexicon->forms; number++) {
        CopiaString form = copia_lexicon_form (self->layer->lexicon, number);
        CopiaString last = { "", 0 };
        uint32_t first, end;

        copia_lexicon_types_of (self->layer->lexicon, number, &first, &end);
        if (first != expected || end <= first)
            return copia_verify_broken (self, "form %u has no types of its own",
                                        number);
        if (number > 0 && copia_string_compare (before, form) >= 0)
            return copia_verify_broken (self, "form %u is out of order", number);
        for (uint32_t lex = first; lex < end; lex++) {
            uint32_t id = copia_lexicon_id (self->layer->lexicon, lex);
            CopiaString word = copia_lexicon_word (self->layer->lexicon, id);

            if (!check_word (self, lex, form, folded))
                return false;
            if (copia_lexicon_form_of (self->layer->lexicon, id) != number ||
                (lex > first && copia_string_compare (last, word) >= 0))
                return copia_verify_broken (self, "word %u is out of order", lex);
            last = word;
        }
        before = form;
        expected = end;
    }
    return expected == self->layer->lexicon->types ||
           copia_verify_broken (self, "the forms do not hold all types");
}

/* Frequencies fall, those that are equal by lex, and sum to N. */
static bool
check_ids (const CopiaVerify *self)
{
    uint64_t sum = 0, last = UINT64_MAX, last_lex = 0;

    for (uint32_t id = 0; id < self->layer->lexicon->types; id++) {
        uint64_t freq = copia_lexicon_freq (self->layer->lexicon, id);
        uint64_t lex = copia_ints_get (&self->layer->lexicon->lex, id);

        if (freq == 0 || freq > last || (freq == last && lex < last_lex))
            return copia_verify_broken (self,
                                        "the frequency of type %u is out of order", id);
        if (freq > self->tokens->size - sum)
            return copia_verify_broken (self,
                                        "the frequencies sum to more than the tokens");
        sum += freq;
        last = freq;
        last_lex = lex;
    }
    return sum == self->tokens->size ||
           copia_verify_broken (self, "the frequencies do not sum to the tokens");
}

/* Reading order is a permutation, and the keys of the words rise along it. */
static bool
check_ranks (const CopiaVerify *self)
{
    uint32_t types = self->layer->lexicon->types;
    g_autofree uint32_t *id_at = g_new (uint32_t, types);
    g_autoptr (GString) last = g_string_new (NULL);
    g_autoptr (GString) key = g_string_new (NULL);

    memset (id_at, 0xFF, types * sizeof *id_at);
    for (uint32_t id = 0; id < types; id++) {
        uint32_t rank = copia_lexicon_rank (self->layer->lexicon, id);

        if (rank >= types || id_at[rank] != COPIA_NONE)
            return copia_verify_broken (self, "the reading order of type %u is taken",
                                        id);
        id_at[rank] = id;
    }
    for (uint32_t rank = 0; rank < types; rank++) {
        CopiaString word = copia_lexicon_word (self->layer->lexicon, id_at[rank]);
        GString *swap = last;

        g_string_truncate (key, 0);
        copia_collation_key (word.bytes, word.size, key);
        if (rank > 0 && copia_string_compare ((CopiaString){ last->str, last->len },
                                              (CopiaString){ key->str, key->len }) >= 0)
            return copia_verify_broken (self, "type %u is out of reading order",
                                        id_at[rank]);
        last = key;
        key = swap;
    }
    return true;
}

/* Lists lie end to end; those of types that stand once are kept apart. */
static bool
check_lists (const CopiaVerify *self)
{
    const CopiaPostings *postings = self->layer->postings;
    uint64_t often = postings->at.count - 1;

    for (uint64_t i = 0; i < often; i++)
        if (copia_ints_get (&postings->at, i) >= copia_ints_get (&postings->at, i + 1))
            return copia_verify_broken (self, "list %" G_GUINT64_FORMAT " is misplaced",
                                        i);
    if (copia_ints_get (&postings->at, 0) != 0 ||
        copia_ints_get (&postings->at, often) != postings->bytes->size)
        return copia_verify_broken (self, "the lists do not fill '%s'",
                                    postings->bytes->name);
    if ((often > 0 && copia_ints_get (&postings->freq, often - 1) < 2) ||
        (often < self->layer->lexicon->types &&
         copia_ints_get (&postings->freq, often) != 1))
        return copia_verify_broken (self, "types that stand once are not kept apart");
    return true;
}

static bool
check_postings (const CopiaVerify *self)
{
    for (uint32_t id = 0; id < self->layer->ids; id++) {
        CopiaList list = copia_postings_list (self->layer->postings, id);
        uint64_t n = 0, last = 0;

        for (; copia_list_next (&list); n++, last = list.pos) {
            if (n > 0 && list.pos <= last)
                return copia_verify_broken (self, "the postings of type %u do not rise",
                                            id);
            if (copia_layer_id (self->layer, list.pos) != id)
                return copia_verify_broken (
                    self,
                    "the postings of type %u and the tokens disagree at "
                    "%" G_GUINT64_FORMAT,
                    id, list.pos);
        }
        if (n != copia_ints_get (&self->layer->postings->freq, id))
            return copia_verify_broken (self,
                                        "type %u has %" G_GUINT64_FORMAT " postings",
                                        id, n);
    }
    return true;
}

/* In a set: each file's ids stand for the same strings in the whole. */
static bool
check_maps (const CopiaVerify *self)
{
    const CopiaShards *shards = self->layer->shards;

    for (uint32_t i = 0; i < shards->n; i++) {
        const CopiaShard *shard = &shards->shards[i];

        for (uint32_t id = 0; id < shard->layer->ids; id++) {
            uint32_t whole_id = copia_shards_map (shards, shard, id);
            CopiaString here =
                copia_layer_value (shard->layer, copia_layer_of (shard->layer, id));
            CopiaString whole =
                copia_layer_value (self->layer, copia_layer_of (self->layer, whole_id));

            if (copia_string_compare (here, whole) != 0)
                return copia_verify_broken (self, "type %u of file %u is misplaced", id,
                                            i + 1);
        }
    }
    return true;
}

/* The groups of a map are the inverse of it, and frequencies follow. */
static bool
check_group (const CopiaVerify *self, uint32_t value)
{
    const CopiaLayer *layer = self->layer;
    uint64_t at = copia_ints_get (&layer->first, value), freq = 0, last = 0;
    uint64_t start = at, end = copia_ints_get (&layer->first, value + 1ull);

    if (at >= end || end > layer->ids)
        return copia_verify_broken (self, "value %u has no types", value);
    for (; at < end; at++) {
        uint64_t type = copia_ints_get (&layer->types, at);

        if ((at > start && type <= last) || type >= layer->ids ||
            copia_ints_get (&layer->of, type) != value)
            return copia_verify_broken (self, "the types of value %u cannot be", value);
        freq += copia_ints_get (&layer->postings->freq, type);
        last = type;
    }
    return freq == copia_lexicon_freq (layer->lexicon, value) ||
           copia_verify_broken (self,
                                "the frequency of value %u is not that of its "
                                "types",
                                value);
}

static bool
check_map (const CopiaVerify *self)
{
    const CopiaLayer *layer = self->layer;

    if (copia_ints_get (&layer->first, 0) != 0 ||
        copia_ints_get (&layer->first, layer->count) != layer->ids)
        return copia_verify_broken (self, "its groups do not hold all types");
    for (uint32_t value = 0; value < layer->count; value++)
        if (!check_group (self, value))
            return false;
    return true;
}

/* What is said of the word tokens that have a value. */
static bool
check_words_of (const CopiaVerify *self)
{
    const CopiaLayer *layer = self->layer;
    g_autofree uint32_t *words = g_new0 (uint32_t, layer->count);

    for (uint64_t cpos = 0; cpos < self->tokens->size; cpos++)
        if (copia_tokens_is_word (self->tokens, cpos))
            words[copia_layer_at (layer, cpos)]++;
    for (uint32_t value = 0; value < layer->count; value++)
        if (copia_ints_get (&layer->words_of, value) != words[value] ||
            copia_lexicon_is_word (layer->lexicon, value) != (words[value] > 0))
            return copia_verify_broken (self, "the words of value %u are miscounted",
                                        value);
    return true;
}

bool
copia_verify_layer (const CopiaVerify *self)
{
    const CopiaLayer *layer = self->layer, *words = copia_index_layer (self->index, 0);

    if (!copia_verify_strings (self, &layer->lexicon->words) ||
        !copia_verify_strings (self, &layer->lexicon->folded) || !check_forms (self) ||
        !check_ids (self) || !check_ranks (self))
        return false;
    if (layer->kind == COPIA_LAYER_MAP && !check_map (self))
        return false;
    if (layer->kind == COPIA_LAYER_MAP && copia_layer_shares (layer, words))
        return check_words_of (self);
    if (!(layer->shards ? check_maps (self) : check_lists (self)) ||
        !check_postings (self))
        return false;
    return layer->kind == COPIA_LAYER_WORD || check_words_of (self);
}
