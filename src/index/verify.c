/* verify.c - every invariant of FORMAT.md, in time linear in the corpus. */
#include "index/verify-private.h"

static bool
check_number (const CopiaVerify *self, const char *key, uint64_t value)
{
    const char *text = copia_index_meta (self->index, key);
    guint64 number;

    if (!text ||
        !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &number, NULL) ||
        number != value)
        return copia_verify_broken (self,
                                    "meta has not the number of %s in the sections",
                                    key);
    return true;
}

static bool
check_words (const CopiaVerify *self)
{
    uint64_t words = 0;

    for (uint64_t cpos = 0; cpos < self->tokens->size; cpos++) {
        if (cpos % COPIA_WORDS_STEP == 0 &&
            copia_tokens_words_before (self->tokens, cpos) != words)
            return copia_verify_broken (self,
                                        "the words before %" G_GUINT64_FORMAT
                                        " are miscounted",
                                        cpos);
        words += copia_tokens_is_word (self->tokens, cpos);
    }
    return words == self->tokens->words ||
           copia_verify_broken (self, "the words are miscounted");
}

/* Every listed gap belongs to a token that says so, and the other way round. */
static bool
check_gaps (const CopiaVerify *self)
{
    const CopiaGaps *gaps = copia_index_gaps (self->index);
    uint64_t listed = 0, common = 0, last = 0;

    if (!copia_verify_strings (self, &gaps->strings))
        return false;
    for (uint64_t i = 0; i < gaps->cpos.count; i++) {
        uint64_t cpos = copia_ints_get (&gaps->cpos, i);

        if (cpos >= self->tokens->size || (i > 0 && cpos <= last) ||
            copia_ints_get (&gaps->value, i) >= gaps->strings.count)
            return copia_verify_broken (self,
                                        "listed gap %" G_GUINT64_FORMAT " cannot be",
                                        i);
        last = cpos;
    }
    for (uint64_t cpos = 0; cpos < self->tokens->size; cpos++) {
        unsigned code = copia_gaps_code (gaps, cpos);

        common += code == COPIA_GAP_COMMON;
        listed += code == COPIA_GAP_LISTED;
        if (code == COPIA_GAP_LISTED)
            copia_gaps_get (gaps, cpos); /* blames the index where there is none */
    }
    if (common > 0 && gaps->strings.count == 0)
        return copia_verify_broken (self, "the commonest gap is missing");
    return listed == gaps->cpos.count ||
           copia_verify_broken (self, "gaps are listed that no token has");
}

static bool
check_attribute (const CopiaVerify *self, const CopiaRegions *regions,
                 uint32_t attribute)
{
    const CopiaStrings *values = copia_regions_values (regions, attribute);
    const char *name = copia_regions_attribute_name (regions, attribute);
    CopiaString last = { "", 0 };

    if (!copia_verify_strings (self, values))
        return false;
    for (uint64_t i = 0; i < values->count; i++) {
        CopiaString value = copia_strings_get (values, i);

        if (i > 0 && copia_string_compare (last, value) >= 0)
            return copia_verify_broken (self, "the values of '%s@%s' are out of order",
                                        copia_regions_name (regions), name);
        if (name[0] != '_' && !g_utf8_validate_len (value.bytes, value.size, NULL))
            return copia_verify_broken (
                self, "a value of '%s@%s' holds a NUL or is not UTF-8",
                copia_regions_name (regions), name);
        last = value;
    }
    for (uint32_t i = 0; i < copia_regions_count (regions); i++)
        if (copia_regions_value_number (regions, attribute, i) > values->count)
            return copia_verify_broken (
                self, "region %u of '%s' has a value that is not there", i,
                copia_regions_name (regions));
    return true;
}

static bool
check_regions (const CopiaVerify *self, const CopiaRegions *regions)
{
    const char *name = copia_regions_name (regions);
    uint64_t next = 0;

    for (uint32_t i = 0; i < copia_regions_count (regions); i++) {
        if (copia_regions_start (regions, i) < next)
            return copia_verify_broken (self,
                                        "region %u of '%s' overlaps the one before", i,
                                        name);
        next = copia_regions_end (regions, i) + 1;
    }
    for (uint32_t i = 0; i < copia_regions_n_attributes (regions); i++)
        if (!check_attribute (self, regions, i))
            return false;
    return true;
}

static bool
check_texts (const CopiaVerify *self)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint64_t next = 0;

    for (uint32_t i = 0; i < copia_regions_count (texts); i++) {
        if (copia_regions_start (texts, i) != next)
            return copia_verify_broken (self, "text %u does not follow the one before",
                                        i);
        next = copia_regions_end (texts, i) + 1;
    }
    return next == self->tokens->size ||
           copia_verify_broken (self, "the texts do not hold all tokens");
}

static bool
check_layers (const CopiaIndex *index, const CopiaTokens *tokens, GError **error)
{
    for (uint32_t i = 0; i < copia_index_n_layers (index); i++) {
        const CopiaVerify self = { index, tokens, copia_index_layer (index, i), error };

        if (self.layer->kind != COPIA_LAYER_FORM && !copia_verify_layer (&self))
            return false;
    }
    return true;
}

static bool
check_files (const CopiaShards *shards, GError **error)
{
    for (uint32_t i = 0; i < shards->n; i++)
        if (!copia_index_verify (shards->shards[i].index, error))
            return false;
    return true;
}

bool
copia_index_verify (const CopiaIndex *index, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    const CopiaTokens *tokens = copia_index_tokens (index);
    const CopiaShards *shards = copia_index_shards (index);
    const CopiaVerify self = { index, tokens, copia_index_layer (index, 0), error };

    if ((copia_index_base (index) &&
         !copia_container_verify (copia_index_base (index), error)) ||
        !copia_container_verify (copia_index_container (index), error) ||
        (shards && !check_files (shards, error)) ||
        !check_number (&self, "tokens", tokens->size) ||
        !check_number (&self, "words", tokens->words) ||
        !check_number (&self, "types", lexicon->types) ||
        !check_number (&self, "forms", lexicon->forms) || !check_words (&self) ||
        !check_layers (index, tokens, error) || (!shards && !check_gaps (&self)) ||
        !check_texts (&self))
        return false;
    for (uint32_t i = 0; i < copia_index_n_structures (index); i++)
        if (!check_regions (&self, copia_index_structure (index, i)))
            return false;
    return copia_index_sound (index, error);
}
