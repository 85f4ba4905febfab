/* verify.c - every invariant of FORMAT.md, in time linear in the corpus. */
#include "index/index.h"

#include "base/error.h"

static bool broken (const CopiaIndex *index, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static bool
broken (const CopiaIndex *index, GError **error, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                 "%s: damaged index: %s; build it again with 'copia index'",
                 copia_container_path (copia_index_container (index)), what);
    return false;
}

static bool
check_number (const CopiaIndex *index, const char *key, uint64_t value, GError **error)
{
    const char *text = copia_index_meta (index, key);
    guint64 number;

    if (!text ||
        !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &number, NULL) ||
        number != value)
        return broken (index, error,
                       "meta says %s %s, the sections say %" G_GUINT64_FORMAT,
                       text ? text : "no number of", key, value);
    return true;
}

/* Forms rise, each has at least one type, and the words of a form rise. */
static bool
check_forms (const CopiaIndex *index, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t expected = 0;

    for (uint32_t form = 0; form < lexicon->forms; form++) {
        CopiaString word = { "", 0 };
        uint32_t first, end;

        copia_lexicon_types_of (lexicon, form, &first, &end);
        if (first != expected || end <= first)
            return broken (index, error, "form %u has no types of its own", form);
        if (form > 0 && copia_string_compare (copia_lexicon_form (lexicon, form - 1),
                                              copia_lexicon_form (lexicon, form)) >= 0)
            return broken (index, error, "form %u is out of order", form);
        for (uint32_t lex = first; lex < end; lex++) {
            uint32_t id = copia_lexicon_id (lexicon, lex);
            CopiaString next = copia_lexicon_word (lexicon, id);

            if (copia_ints_get (&lexicon->lex, id) != lex || id >= lexicon->types)
                return broken (index, error, "id and lex of type %u disagree", id);
            if (copia_lexicon_form_of (lexicon, id) != form)
                return broken (index, error, "type %u is not of form %u", id, form);
            if (lex > first && copia_string_compare (word, next) >= 0)
                return broken (index, error, "word %u is out of order", lex);
            word = next;
        }
        expected = end;
    }
    return expected == lexicon->types ||
           broken (index, error, "the forms do not hold all types");
}

/* Frequencies fall and sum to N; reading order is a permutation. */
static bool
check_ids (const CopiaIndex *index, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    g_autofree uint8_t *seen = g_malloc0 (lexicon->types);
    uint64_t sum = 0, last = UINT64_MAX;

    for (uint32_t id = 0; id < lexicon->types; id++) {
        uint64_t freq = copia_lexicon_freq (lexicon, id);
        uint32_t rank = copia_lexicon_rank (lexicon, id);

        if (freq == 0 || freq > last)
            return broken (index, error, "the frequency of type %u is out of order",
                           id);
        if (rank >= lexicon->types || seen[rank]++)
            return broken (index, error, "the reading order of type %u is taken", id);
        last = freq;
        sum += freq;
    }
    return sum == copia_index_tokens (index)->size ||
           broken (index, error, "the frequencies do not sum to the tokens");
}

/* Each list rises and agrees with the forward stream; with the sums of frequencies checked,
 * agreement of every posting makes the two inverses of each other. */
static bool
check_postings (const CopiaIndex *index, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    const CopiaTokens *tokens = copia_index_tokens (index);

    for (uint32_t id = 0; id < lexicon->types; id++) {
        CopiaList list = copia_postings_list (copia_index_postings (index), id);
        uint64_t n = 0, last = 0;

        for (; copia_list_next (&list); n++, last = list.pos) {
            if (n > 0 && list.pos <= last)
                return broken (index, error, "the postings of type %u do not rise", id);
            if (copia_tokens_get (tokens, list.pos) != id)
                return broken (index, error,
                               "the postings of type %u and the tokens disagree at "
                               "%" G_GUINT64_FORMAT,
                               id, list.pos);
        }
        if (n != copia_lexicon_freq (lexicon, id))
            return broken (index, error, "type %u has %" G_GUINT64_FORMAT " postings",
                           id, n);
    }
    return true;
}

static bool
check_words (const CopiaIndex *index, GError **error)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    uint64_t words = 0;

    for (uint64_t cpos = 0; cpos < tokens->size; cpos++) {
        if (cpos % COPIA_WORDS_STEP == 0 &&
            copia_tokens_words_before (tokens, cpos) != words)
            return broken (index, error,
                           "the words before %" G_GUINT64_FORMAT " are miscounted",
                           cpos);
        words += copia_tokens_is_word (tokens, cpos);
    }
    return words == tokens->words || broken (index, error, "the words are miscounted");
}

/* Every listed gap belongs to a token that says so, and the other way round. */
static bool
check_gaps (const CopiaIndex *index, GError **error)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    const CopiaGaps *gaps = copia_index_gaps (index);
    uint64_t listed = 0;

    for (uint64_t i = 0; i < gaps->cpos.count; i++)
        if (copia_ints_get (&gaps->cpos, i) >= tokens->size ||
            (i > 0 &&
             copia_ints_get (&gaps->cpos, i) <= copia_ints_get (&gaps->cpos, i - 1)) ||
            copia_ints_get (&gaps->value, i) >= gaps->strings.count)
            return broken (index, error, "listed gap %" G_GUINT64_FORMAT " cannot be",
                           i);
    for (uint64_t cpos = 0; cpos < tokens->size; cpos++) {
        copia_gaps_get (gaps, cpos);
        listed += (gaps->codes->bytes[cpos / 4] >> (2 * (cpos % 4)) & 3) == 3;
    }
    return listed == gaps->cpos.count ||
           broken (index, error, "gaps are listed that no token has");
}

static bool
check_regions (const CopiaIndex *index, const CopiaRegions *regions, GError **error)
{
    const char *name = copia_regions_name (regions);
    uint64_t next = 0;

    for (uint32_t i = 0; i < copia_regions_count (regions); i++) {
        uint64_t start = copia_regions_start (regions, i);
        CopiaString value;

        if (start < next)
            return broken (index, error, "region %u of '%s' overlaps the one before", i,
                           name);
        next = copia_regions_end (regions, i) + 1;
        for (uint32_t k = 0; k < copia_regions_n_attributes (regions); k++)
            if (copia_regions_value (regions, k, i, &value) &&
                !g_utf8_validate_len (value.bytes, value.size, NULL) &&
                !memchr (value.bytes, '\0', value.size))
                return broken (index, error, "an attribute of '%s' is not UTF-8", name);
    }
    return true;
}

static bool
check_texts (const CopiaIndex *index, GError **error)
{
    const CopiaRegions *texts = copia_index_texts (index);
    uint64_t next = 0;

    for (uint32_t i = 0; i < copia_regions_count (texts); i++) {
        if (copia_regions_start (texts, i) != next)
            return broken (index, error, "text %u does not follow the one before", i);
        next = copia_regions_end (texts, i) + 1;
    }
    return next == copia_index_tokens (index)->size ||
           broken (index, error, "the texts do not hold all tokens");
}

bool
copia_index_verify (const CopiaIndex *self, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self);
    const CopiaTokens *tokens = copia_index_tokens (self);

    if (!copia_container_verify (copia_index_container (self), error) ||
        !check_number (self, "tokens", tokens->size, error) ||
        !check_number (self, "words", tokens->words, error) ||
        !check_number (self, "types", lexicon->types, error) ||
        !check_number (self, "forms", lexicon->forms, error) ||
        !check_forms (self, error) || !check_ids (self, error) ||
        !check_words (self, error) || !check_postings (self, error) ||
        !check_gaps (self, error) || !check_texts (self, error))
        return false;
    for (uint32_t i = 0; i < copia_index_n_structures (self); i++)
        if (!check_regions (self, copia_index_structure (self, i), error))
            return false;
    return copia_index_sound (self, error);
}
