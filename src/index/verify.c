/* verify.c - every invariant of FORMAT.md, in time linear in the corpus.
 *
 * Postings and tokens are inverses of each other because the frequencies sum to N, every list
 * rises and is as long as its frequency, and each of its postings is found in the tokens.
 */
#include "index/index.h"

#include "text/fold.h"

typedef struct {
    const CopiaIndex *index;
    const CopiaLexicon *lexicon;
    const CopiaTokens *tokens;
    GError **error;
} Check;

static bool broken (const Check *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Always false. */
static bool
broken (const Check *self, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    return copia_container_damaged (copia_index_container (self->index), self->error,
                                    "%s", what);
}

static bool
check_number (const Check *self, const char *key, uint64_t value)
{
    const char *text = copia_index_meta (self->index, key);
    guint64 number;

    if (!text ||
        !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &number, NULL) ||
        number != value)
        return broken (self, "meta has not the number of %s in the sections", key);
    return true;
}

/* Strings lie end to end and fill their section. */
static bool
check_strings (const Check *self, const CopiaStrings *strings)
{
    uint64_t end = copia_ints_get (&strings->at, 0);

    for (uint64_t i = 0; i < strings->count && end <= strings->bytes->size; i++) {
        uint64_t next = copia_ints_get (&strings->at, i + 1);

        if ((i == 0 && end != 0) || next < end)
            return broken (self, "string %" G_GUINT64_FORMAT " of '%s' is misplaced", i,
                           strings->bytes->name);
        end = next;
    }
    return end == strings->bytes->size ||
           broken (self, "the strings do not fill '%s'", strings->bytes->name);
}

static bool
check_word (const Check *self, uint32_t lex, CopiaString form, GString *folded)
{
    uint32_t id = copia_lexicon_id (self->lexicon, lex);
    CopiaString word = copia_lexicon_word (self->lexicon, id);

    if (id >= self->lexicon->types || copia_ints_get (&self->lexicon->lex, id) != lex)
        return broken (self, "id and lex of word %u disagree", lex);
    if (word.size == 0 || !g_utf8_validate_len (word.bytes, word.size, NULL))
        return broken (self, "word %u is empty, holds a NUL or is not UTF-8", lex);
    g_string_truncate (folded, 0);
    copia_fold (word.bytes, word.size, folded);
    if (copia_string_compare ((CopiaString){ folded->str, folded->len }, form) != 0)
        return broken (self, "word %u does not have its form", lex);
    return true;
}

/* Forms rise, each has at least one type, and the words of a form rise. */
static bool
check_forms (const Check *self)
{
    g_autoptr (GString) folded = g_string_new (NULL);
    CopiaString before = { "", 0 };
    uint32_t expected = 0;

    for (uint32_t number = 0; number < self->lexicon->forms; number++) {
        CopiaString form = copia_lexicon_form (self->lexicon, number);
        CopiaString last = { "", 0 };
        uint32_t first, end;

        copia_lexicon_types_of (self->lexicon, number, &first, &end);
        if (first != expected || end <= first)
            return broken (self, "form %u has no types of its own", number);
        if (number > 0 && copia_string_compare (before, form) >= 0)
            return broken (self, "form %u is out of order", number);
        for (uint32_t lex = first; lex < end; lex++) {
            uint32_t id = copia_lexicon_id (self->lexicon, lex);
            CopiaString word = copia_lexicon_word (self->lexicon, id);

            if (!check_word (self, lex, form, folded))
                return false;
            if (copia_lexicon_form_of (self->lexicon, id) != number ||
                (lex > first && copia_string_compare (last, word) >= 0))
                return broken (self, "word %u is out of order", lex);
            last = word;
        }
        before = form;
        expected = end;
    }
    return expected == self->lexicon->types ||
           broken (self, "the forms do not hold all types");
}

/* Frequencies fall, those that are equal by lex, and sum to N. */
static bool
check_ids (const Check *self)
{
    uint64_t sum = 0, last = UINT64_MAX, last_lex = 0;

    for (uint32_t id = 0; id < self->lexicon->types; id++) {
        uint64_t freq = copia_lexicon_freq (self->lexicon, id);
        uint64_t lex = copia_ints_get (&self->lexicon->lex, id);

        if (freq == 0 || freq > last || (freq == last && lex < last_lex))
            return broken (self, "the frequency of type %u is out of order", id);
        if (freq > self->tokens->size - sum)
            return broken (self, "the frequencies sum to more than the tokens");
        sum += freq;
        last = freq;
        last_lex = lex;
    }
    return sum == self->tokens->size ||
           broken (self, "the frequencies do not sum to the tokens");
}

/* Reading order is a permutation, and the keys of the words rise along it. */
static bool
check_ranks (const Check *self)
{
    uint32_t types = self->lexicon->types;
    g_autofree uint32_t *id_at = g_new (uint32_t, types);
    g_autoptr (GString) last = g_string_new (NULL);
    g_autoptr (GString) key = g_string_new (NULL);

    memset (id_at, 0xFF, types * sizeof *id_at);
    for (uint32_t id = 0; id < types; id++) {
        uint32_t rank = copia_lexicon_rank (self->lexicon, id);

        if (rank >= types || id_at[rank] != COPIA_NONE)
            return broken (self, "the reading order of type %u is taken", id);
        id_at[rank] = id;
    }
    for (uint32_t rank = 0; rank < types; rank++) {
        CopiaString word = copia_lexicon_word (self->lexicon, id_at[rank]);
        GString *swap = last;

        g_string_truncate (key, 0);
        copia_collation_key (word.bytes, word.size, key);
        if (rank > 0 && copia_string_compare ((CopiaString){ last->str, last->len },
                                              (CopiaString){ key->str, key->len }) >= 0)
            return broken (self, "type %u is out of reading order", id_at[rank]);
        last = key;
        key = swap;
    }
    return true;
}

/* Lists lie end to end; those of types that stand once are kept apart. */
static bool
check_lists (const Check *self)
{
    const CopiaPostings *postings = copia_index_postings (self->index);
    uint64_t often = postings->at.count - 1;

    for (uint64_t i = 0; i < often; i++)
        if (copia_ints_get (&postings->at, i) >= copia_ints_get (&postings->at, i + 1))
            return broken (self, "list %" G_GUINT64_FORMAT " is misplaced", i);
    if (copia_ints_get (&postings->at, 0) != 0 ||
        copia_ints_get (&postings->at, often) != postings->bytes->size)
        return broken (self, "the lists do not fill 'post.bytes'");
    if ((often > 0 && copia_ints_get (&postings->freq, often - 1) < 2) ||
        (often < self->lexicon->types && copia_ints_get (&postings->freq, often) != 1))
        return broken (self, "types that stand once are not kept apart");
    return true;
}

static bool
check_postings (const Check *self)
{
    for (uint32_t id = 0; id < self->lexicon->types; id++) {
        CopiaList list = copia_postings_list (copia_index_postings (self->index), id);
        uint64_t n = 0, last = 0;

        for (; copia_list_next (&list); n++, last = list.pos) {
            if (n > 0 && list.pos <= last)
                return broken (self, "the postings of type %u do not rise", id);
            if (copia_tokens_get (self->tokens, list.pos) != id)
                return broken (self,
                               "the postings of type %u and the tokens disagree at "
                               "%" G_GUINT64_FORMAT,
                               id, list.pos);
        }
        if (n != copia_lexicon_freq (self->lexicon, id))
            return broken (self, "type %u has %" G_GUINT64_FORMAT " postings", id, n);
    }
    return true;
}

static bool
check_words (const Check *self)
{
    uint64_t words = 0;

    for (uint64_t cpos = 0; cpos < self->tokens->size; cpos++) {
        if (cpos % COPIA_WORDS_STEP == 0 &&
            copia_tokens_words_before (self->tokens, cpos) != words)
            return broken (self,
                           "the words before %" G_GUINT64_FORMAT " are miscounted",
                           cpos);
        words += copia_tokens_is_word (self->tokens, cpos);
    }
    return words == self->tokens->words || broken (self, "the words are miscounted");
}

/* Every listed gap belongs to a token that says so, and the other way round. */
static bool
check_gaps (const Check *self)
{
    const CopiaGaps *gaps = copia_index_gaps (self->index);
    uint64_t listed = 0, common = 0, last = 0;

    for (uint64_t i = 0; i < gaps->cpos.count; i++) {
        uint64_t cpos = copia_ints_get (&gaps->cpos, i);

        if (cpos >= self->tokens->size || (i > 0 && cpos <= last) ||
            copia_ints_get (&gaps->value, i) >= gaps->strings.count)
            return broken (self, "listed gap %" G_GUINT64_FORMAT " cannot be", i);
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
        return broken (self, "the commonest gap is missing");
    return listed == gaps->cpos.count ||
           broken (self, "gaps are listed that no token has");
}

static bool
check_attribute (const Check *self, const CopiaRegions *regions, uint32_t attribute)
{
    const CopiaStrings *values = copia_regions_values (regions, attribute);
    const char *name = copia_regions_attribute_name (regions, attribute);
    CopiaString last = { "", 0 };

    if (!check_strings (self, values))
        return false;
    for (uint64_t i = 0; i < values->count; i++) {
        CopiaString value = copia_strings_get (values, i);

        if (i > 0 && copia_string_compare (last, value) >= 0)
            return broken (self, "the values of '%s@%s' are out of order",
                           copia_regions_name (regions), name);
        if (name[0] != '_' && !g_utf8_validate_len (value.bytes, value.size, NULL))
            return broken (self, "a value of '%s@%s' holds a NUL or is not UTF-8",
                           copia_regions_name (regions), name);
        last = value;
    }
    for (uint32_t i = 0; i < copia_regions_count (regions); i++)
        if (copia_regions_value_number (regions, attribute, i) > values->count)
            return broken (self, "region %u of '%s' has a value that is not there", i,
                           copia_regions_name (regions));
    return true;
}

static bool
check_regions (const Check *self, const CopiaRegions *regions)
{
    const char *name = copia_regions_name (regions);
    uint64_t next = 0;

    for (uint32_t i = 0; i < copia_regions_count (regions); i++) {
        if (copia_regions_start (regions, i) < next)
            return broken (self, "region %u of '%s' overlaps the one before", i, name);
        next = copia_regions_end (regions, i) + 1;
    }
    for (uint32_t i = 0; i < copia_regions_n_attributes (regions); i++)
        if (!check_attribute (self, regions, i))
            return false;
    return true;
}

static bool
check_texts (const Check *self)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint64_t next = 0;

    for (uint32_t i = 0; i < copia_regions_count (texts); i++) {
        if (copia_regions_start (texts, i) != next)
            return broken (self, "text %u does not follow the one before", i);
        next = copia_regions_end (texts, i) + 1;
    }
    return next == self->tokens->size ||
           broken (self, "the texts do not hold all tokens");
}

bool
copia_index_verify (const CopiaIndex *index, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    const CopiaTokens *tokens = copia_index_tokens (index);
    const Check self = { index, lexicon, tokens, error };

    if (!copia_container_verify (copia_index_container (index), error) ||
        !check_number (&self, "tokens", tokens->size) ||
        !check_number (&self, "words", tokens->words) ||
        !check_number (&self, "types", lexicon->types) ||
        !check_number (&self, "forms", lexicon->forms) ||
        !check_strings (&self, &lexicon->words) ||
        !check_strings (&self, &lexicon->folded) ||
        !check_strings (&self, &copia_index_gaps (index)->strings) ||
        !check_forms (&self) || !check_ids (&self) || !check_ranks (&self) ||
        !check_words (&self) || !check_lists (&self) || !check_postings (&self) ||
        !check_gaps (&self) || !check_texts (&self))
        return false;
    for (uint32_t i = 0; i < copia_index_n_structures (index); i++)
        if (!check_regions (&self, copia_index_structure (index, i)))
            return false;
    return copia_index_sound (index, error);
}
