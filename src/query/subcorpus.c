/* subcorpus.c - conditions to ranges. */
#include "query/subcorpus.h"

#include "base/error.h"
#include "query/condition.h"
#include "query/saved.h"

struct CopiaSubcorpus {
    bool all;
    GArray *spans; /* CopiaSpan */
    uint64_t words;
    char *caution;
};

/* Conditions on their way, and the one that asks for a number: what several regions may bear. */
typedef struct {
    CopiaSubcorpus *self;
    const CopiaIndex *index;
    char *number;         /* its text, NULL: there is none */
    const char *numbered; /* its structure */
    GArray *bearers;      /* CopiaSpan, its regions */
} Filling;

static void
filling_clear (Filling *filling)
{
    g_free (filling->number);
    if (filling->bearers)
        g_array_unref (filling->bearers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

static GArray *
spans_of (const CopiaCondition *condition)
{
    const CopiaRegions *regions = copia_condition_structure (condition);
    GArray *spans = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));

    for (uint32_t i = 0; i < copia_regions_count (regions); i++) {
        CopiaSpan span = { copia_regions_start (regions, i),
                           copia_regions_end (regions, i) };

        if (copia_condition_holds (condition, i))
            g_array_append_val (spans, span);
    }
    return spans;
}

static GArray *
intersect (const GArray *a, const GArray *b)
{
    GArray *both = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));

    for (guint i = 0, k = 0; i < a->len && k < b->len;) {
        CopiaSpan x = g_array_index (a, CopiaSpan, i),
                  y = g_array_index (b, CopiaSpan, k);
        CopiaSpan span = { MAX (x.start, y.start), MIN (x.end, y.end) };

        if (span.start <= span.end)
            g_array_append_val (both, span);
        if (x.end < y.end)
            i++;
        else
            k++;
    }
    return both;
}

/* What was meant otherwise than it was read. */
static const char *
hint_of (const char *condition)
{
    const char *value = condition + strcspn (condition, "=<>~");

    value += strspn (value, "=<>~");
    if (strchr (condition, '&'))
        return "; what stands behind the & is no condition, and was read as part of "
               "the "
               "value";
    return *value == '"' || *value == '\'' ? "; values stand without quotes" : "";
}

static void
remember_number (Filling *filling, const char *text, const CopiaCondition *condition,
                 GArray *spans)
{
    if (!copia_condition_is_number (condition) || spans->len < 2 || filling->number)
        return;
    filling->number = g_strdup (text);
    filling->numbered = copia_regions_name (copia_condition_structure (condition));
    filling->bearers = g_array_ref (spans);
}

static bool
restrict_to (Filling *filling, const char *text, GError **error)
{
    CopiaSubcorpus *self = filling->self;
    g_autoptr (CopiaCondition) condition =
        copia_condition_parse (filling->index, text, error);
    g_autoptr (GArray) spans = NULL;
    GArray *both;

    if (!condition)
        return false;
    spans = spans_of (condition);
    if (spans->len == 0) {
        const CopiaRegions *regions = copia_condition_structure (condition);
        g_autofree char *values = copia_condition_values (condition);

        const char *there = values[0] ? values : "no values";
        uint32_t n = copia_regions_count (regions);

        if (n == 1)
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                         "'%s' does not hold for the only region '%s'; there is %s%s",
                         text, copia_regions_name (regions), there, hint_of (text));
        else
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                         "'%s' holds for none of the %u regions '%s'; there are %s%s",
                         text, n, copia_regions_name (regions), there, hint_of (text));
        return false;
    }
    remember_number (filling, text, condition, spans);
    both = self->all ? g_array_ref (spans) : intersect (self->spans, spans);
    g_array_unref (self->spans);
    self->spans = both;
    self->all = false;
    return true;
}

/* conditions := condition ('&' condition)*; other `&` belong to values. */
static bool
restrict_to_all (Filling *filling, const char *text, GError **error)
{
    g_autofree char *all = strchr (text, '@')
                               ? copia_saved_expand (filling->index, text, error)
                               : g_strdup (text);

    for (const char *from = all, *end; from; from = end) {
        g_autofree char *part = NULL;

        end = copia_condition_end (from);
        part = end ? g_strndup (from, (gsize) (end - from)) : g_strdup (from);
        if (!restrict_to (filling, g_strstrip (part), error))
            return false;
        end = end ? end + 1 : NULL;
    }
    return all != NULL;
}

/* What lies around regions, and so tells those of one number apart. */
static const char *
around (const CopiaIndex *index, const char *structure)
{
    const CopiaRegions *parts = copia_index_find_structure (index, "part");

    if (parts && copia_regions_count (parts) > 1 && !g_str_equal (structure, "part"))
        return "part=2";
    return "text=FILE";
}

static char *
caution_of (const Filling *filling)
{
    g_autoptr (GArray) left = NULL;

    if (!filling->number)
        return NULL;
    left = intersect (filling->bearers, filling->self->spans);
    if (left->len < 2)
        return NULL;
    return g_strdup_printf ("'%s' holds for %u regions '%s', whose numbers begin anew; "
                            "a second condition, such as %s, chooses one",
                            filling->number, left->len, filling->numbered,
                            around (filling->index, filling->numbered));
}

static uint64_t
count_words (const CopiaIndex *index, const GArray *spans)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    uint64_t words = 0;

    for (guint i = 0; i < spans->len; i++) {
        CopiaSpan span = g_array_index (spans, CopiaSpan, i);

        words += copia_tokens_words_before (tokens, span.end + 1) -
                 copia_tokens_words_before (tokens, span.start);
    }
    return words;
}

CopiaSubcorpus *
copia_subcorpus_new (const CopiaIndex *index, const char *const *conditions,
                     GError **error)
{
    g_autoptr (CopiaSubcorpus) self = g_new0 (CopiaSubcorpus, 1);
    g_auto (Filling) filling = { .self = self, .index = index };
    CopiaSpan every = { 0, copia_index_tokens (index)->size - 1 };

    self->all = true;
    self->spans = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));
    g_array_append_val (self->spans, every);
    for (; conditions && *conditions; conditions++)
        if (!restrict_to_all (&filling, *conditions, error))
            return NULL;
    if (self->spans->len == 0) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "no place in the corpus fulfils all conditions of --where at once");
        return NULL;
    }
    self->words = count_words (index, self->spans);
    self->caution = caution_of (&filling);
    return g_steal_pointer (&self);
}

const char *
copia_subcorpus_caution (const CopiaSubcorpus *self)
{
    return self->caution;
}

bool
copia_subcorpus_is_all (const CopiaSubcorpus *self)
{
    return self->all;
}

const CopiaSpan *
copia_subcorpus_spans (const CopiaSubcorpus *self, size_t *n)
{
    *n = self->spans->len;
    return (const CopiaSpan *) (const void *) self->spans->data;
}

uint64_t
copia_subcorpus_words (const CopiaSubcorpus *self)
{
    return self->words;
}

bool
copia_subcorpus_holds (const CopiaSubcorpus *self, uint64_t start, uint64_t end)
{
    const CopiaSpan *spans = (const CopiaSpan *) (const void *) self->spans->data;
    size_t low = 0, high = self->spans->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (spans[middle].end < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < self->spans->len && spans[low].start <= start && end <= spans[low].end;
}

void
copia_subcorpus_free (CopiaSubcorpus *self)
{
    if (!self)
        return;
    g_array_unref (self->spans);
    g_free (self->caution);
    g_free (self);
}
