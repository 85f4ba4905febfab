/* typeset.c - looking tests up in the lexicon. */
#include "query/typeset.h"

#include "query/ast.h"
#include "query/gather.h"
#include "query/token-test.h"

#include <string.h>

#define LONG_FORM 256   /* bytes; hardly any word is so long */
#define MANY_TYPES 4096 /* in two sets: both are asked rather than listed anew */

CopiaTypeset *
copia_typeset_new (void)
{
    CopiaTypeset *self = g_new0 (CopiaTypeset, 1);

    self->references = 1;
    self->ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    for (unsigned i = 0; i < COPIA_TYPESET_FEW; i++)
        self->few[i] = COPIA_NONE;
    return self;
}

CopiaTypeset *
copia_typeset_words (const CopiaIndex *index)
{
    CopiaTypeset *self = copia_typeset_new ();

    self->kind = COPIA_TYPESET_WORDS;
    self->layer = copia_index_layer (index, 0);
    self->freq = copia_index_tokens (index)->words;
    self->bits = copia_lexicon_kinds (copia_index_lexicon (index));
    return self;
}

CopiaTypeset *
copia_typeset_any (const CopiaIndex *index)
{
    CopiaTypeset *self = copia_typeset_new ();

    size_t size = copia_index_lexicon (index)->types / 8 + 1;

    self->kind = COPIA_TYPESET_ANY;
    self->layer = copia_index_layer (index, 0);
    self->freq = copia_index_tokens (index)->size;
    self->bits = self->own_bits = g_malloc (size);
    memset (self->own_bits, 0xFF, size);
    return self;
}

static void
add_types_of (CopiaTypeset *self, const CopiaLexicon *lexicon, uint32_t form,
              bool words_only)
{
    uint32_t lex, end;

    copia_lexicon_types_of (lexicon, form, &lex, &end);
    for (; lex < end; lex++) {
        uint32_t id = copia_lexicon_id (lexicon, lex);

        if (G_UNLIKELY (copia_lexicon_form_of (lexicon, id) != form)) {
            copia_container_blame (lexicon->form.section);
            return;
        }
        if (!words_only || copia_lexicon_is_word (lexicon, id))
            g_array_append_val (self->ids, id);
    }
}

void
copia_typeset_add_form (CopiaTypeset *self, const CopiaIndex *index, CopiaString form)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t found = copia_lexicon_find_form (lexicon, form);

    if (found != COPIA_NONE)
        add_types_of (self, lexicon, found, false);
}

/* The bytes of the character at `at`: a lead byte and what continues it. */
static const char *
next_character (const char *at, const char *end)
{
    for (at++; at < end && ((unsigned char) *at & 0xC0) == 0x80; at++)
        ;
    return at;
}

/* Punctuation passes no wildcard: `*` and `?` are about words.
 * Greedy matching with one place to come back to, the last "any characters": at most
 * pattern x form steps, whatever the pattern. */
static bool
matches (const char *pattern, CopiaString form)
{
    const char *at = form.bytes, *end = form.bytes + form.size;
    const char *star = NULL, *star_at = NULL;

    while (at < end) {
        if (*pattern == COPIA_ANY_CHARACTERS) {
            star = ++pattern;
            star_at = at;
        } else if (*pattern == COPIA_ONE_CHARACTER) {
            at = next_character (at, end);
            pattern++;
        } else if (*pattern != '\0' && *pattern == *at) {
            pattern++;
            at++;
        } else if (star) {
            pattern = star;
            at = star_at = next_character (star_at, end);
        } else {
            return false;
        }
    }
    while (*pattern == COPIA_ANY_CHARACTERS)
        pattern++;
    return *pattern == '\0';
}

/* What a pattern ends with, after its last special character. */
static CopiaString
literal_end (const char *pattern)
{
    size_t size = strlen (pattern), from = size;

    while (from > 0 && !strchr ("\1\2", pattern[from - 1]))
        from--;
    return (CopiaString){ pattern + from, size - from };
}

static bool
ends_with (CopiaString string, CopiaString end)
{
    return string.size >= end.size &&
           memcmp (string.bytes + (string.size - end.size), end.bytes, end.size) == 0;
}

void
copia_typeset_add_wildcard (CopiaTypeset *self, const CopiaIndex *index,
                            const char *pattern)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    CopiaString prefix = { pattern, strcspn (pattern, "\1\2") };
    CopiaString last = literal_end (pattern);
    uint32_t form, end;

    copia_lexicon_prefix (lexicon, prefix, &form, &end);
    copia_lexicon_touch_forms (lexicon, form, end);
    for (; form < end; form++) {
        CopiaString string = copia_lexicon_raw_form (lexicon, form);

        /* strings that overlap, in a damaged index, could be larger together than the file */
        if (string.size > LONG_FORM && !copia_index_sound (index, NULL))
            return;
        if (ends_with (string, last) && matches (pattern, string))
            add_types_of (self, lexicon, form, true);
    }
}

CopiaTypeset *
copia_typeset_compound (CopiaTypesetKind kind, GPtrArray *children)
{
    CopiaTypeset *self = copia_typeset_new ();

    self->kind = kind;
    self->children = children;
    self->elsewhere = true;
    return self;
}

/* Its one child stands for all tokens and has no bits: there may be thousands of such tests. */
CopiaTypeset *
copia_typeset_placed (const CopiaIndex *index, CopiaRegionSet *regions, bool outside)
{
    CopiaTypeset *all = copia_typeset_new ();
    GPtrArray *children =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    CopiaTypeset *self = copia_typeset_compound (COPIA_TYPESET_ALL_OF, children);

    all->kind = COPIA_TYPESET_ANY;
    all->layer = copia_index_layer (index, 0);
    all->freq = copia_index_tokens (index)->size;
    all->finished = true;
    g_ptr_array_add (children, all);
    self->regions = regions;
    self->outside = outside;
    return self;
}

static void
finish_compound (CopiaTypeset *self, const CopiaIndex *index)
{
    uint64_t tokens = copia_index_tokens (index)->size;

    self->freq = self->kind == COPIA_TYPESET_ALL_OF ? tokens : 0;
    for (guint i = 0; i < self->children->len; i++) {
        CopiaTypeset *child = self->children->pdata[i];

        copia_typeset_finish (child, index);
        if (self->kind == COPIA_TYPESET_ALL_OF)
            self->freq = MIN (self->freq, child->freq);
        else
            self->freq += MIN (child->freq, tokens - self->freq);
    }
}

/* The ids sorted, those that cannot be left out. */
static void
sort_ids (CopiaTypeset *self)
{
    copia_gather_sort (self->ids);
    while (self->ids->len > 0 &&
           g_array_index (self->ids, uint32_t, self->ids->len - 1) >= self->layer->ids)
        g_array_set_size (self->ids, self->ids->len - 1);
}

static void
finish_list (CopiaTypeset *self, uint64_t tokens)
{
    const CopiaInts *freqs = &self->layer->postings->freq;

    sort_ids (self);
    if (self->ids->len > COPIA_TYPESET_FEW)
        self->bits = self->own_bits = g_malloc0 (self->layer->ids / 8 + 1);
    for (guint i = 0; i < self->ids->len; i++) {
        uint32_t id = g_array_index (self->ids, uint32_t, i);
        uint64_t freq = copia_ints_get (freqs, id);

        if (G_UNLIKELY (freq > tokens - self->freq)) { /* nobody shall gather so many */
            copia_container_blame (freqs->section);
            g_array_set_size (self->ids, i);
            return;
        }
        self->freq += freq;
        if (self->own_bits)
            self->own_bits[id / 8] |= (uint8_t) (1u << (id % 8));
        else
            self->few[i] = id;
    }
}

void
copia_typeset_finish (CopiaTypeset *self, const CopiaIndex *index)
{
    if (self->finished)
        return;
    self->finished = true;
    if (!self->layer)
        self->layer = copia_index_layer (index, 0);
    if (self->children) {
        finish_compound (self, index);
    } else if (self->kind == COPIA_TYPESET_LISTED) {
        self->elsewhere =
            !copia_layer_shares (self->layer, copia_index_layer (index, 0));
        finish_list (self, copia_index_tokens (index)->size);
    }
}

CopiaTypeset *
copia_typeset_ref (CopiaTypeset *self)
{
    self->references++;
    return self;
}

static bool
has_id (const CopiaTypeset *self, uint32_t id)
{
    if (self->bits)
        return self->bits[id / 8] >> (id % 8) & 1;
    for (unsigned i = 0; i < COPIA_TYPESET_FEW; i++)
        if (id == self->few[i])
            return true;
    return false;
}

/* Sets of one stream: the shorter list, less what the other does not have. */
static CopiaTypeset *
in_both (const CopiaIndex *index, const CopiaTypeset *one, const CopiaTypeset *other)
{
    CopiaTypeset *self = copia_typeset_new ();

    self->layer = one->layer;
    for (guint i = 0; i < one->ids->len; i++) {
        uint32_t id = g_array_index (one->ids, uint32_t, i);

        if (has_id (other, id))
            g_array_append_val (self->ids, id);
    }
    copia_typeset_finish (self, index);
    return self;
}

CopiaTypeset *
copia_typeset_both (const CopiaIndex *index, CopiaTypeset *one, CopiaTypeset *other)
{
    GPtrArray *both;
    CopiaTypeset *self;

    if (one->kind == COPIA_TYPESET_ANY || one == other)
        return copia_typeset_ref (other);
    if (other->kind == COPIA_TYPESET_ANY)
        return copia_typeset_ref (one);
    if (one->ids->len > other->ids->len)
        return copia_typeset_both (index, other, one);
    if (one->kind == COPIA_TYPESET_LISTED && other->kind == COPIA_TYPESET_LISTED &&
        one->layer == other->layer && one->ids->len <= MANY_TYPES)
        return in_both (index, one, other);
    both = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    g_ptr_array_add (both, copia_typeset_ref (one));
    g_ptr_array_add (both, copia_typeset_ref (other));
    self = copia_typeset_compound (COPIA_TYPESET_ALL_OF, both);
    copia_typeset_finish (self, index);
    return self;
}

void
copia_typeset_cover (const CopiaTypeset *self, GPtrArray *sets)
{
    if (!self->children) {
        g_ptr_array_add (sets, (void *) self);
        return;
    }
    for (guint i = 0; i < self->children->len; i++) {
        const CopiaTypeset *child = self->children->pdata[i];

        if (self->kind == COPIA_TYPESET_ANY_OF || child->freq == self->freq)
            copia_typeset_cover (child, sets);
        if (self->kind == COPIA_TYPESET_ALL_OF && child->freq == self->freq)
            return; /* the rarest is enough */
    }
}

static bool
stands_there (const CopiaTypeset *self, uint64_t cpos)
{
    uint32_t region = copia_region_set_find (self->regions, cpos);
    const CopiaRegions *regions = self->regions->regions;

    return region != COPIA_NONE &&
           (self->edge != COPIA_TYPESET_FIRST ||
            copia_regions_start (regions, region) == cpos) &&
           (self->edge != COPIA_TYPESET_LAST ||
            copia_regions_end (regions, region) == cpos);
}

bool
copia_typeset_looks (const CopiaTypeset *self, uint64_t cpos)
{
    bool all = self->kind == COPIA_TYPESET_ALL_OF;

    if (!self->children)
        return has_id (self, copia_layer_id (self->layer, cpos));
    if (self->regions)
        return stands_there (self, cpos) != self->outside;
    for (guint i = 0; i < self->children->len; i++)
        if (copia_typeset_looks (self->children->pdata[i], cpos) != all)
            return !all;
    return all;
}

void
copia_typeset_free (CopiaTypeset *self)
{
    if (!self || --self->references > 0)
        return;
    g_clear_pointer (&self->children, g_ptr_array_unref);
    copia_region_set_free (self->regions);
    g_array_unref (self->ids);
    g_free (self->own_bits);
    g_free (self);
}
