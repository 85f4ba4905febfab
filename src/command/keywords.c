/* keywords.c - `copia keywords`: what a part says more than the rest. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "stats/adjust.h"
#include "study/keywords.h"

#include <string.h>

static const CopiaOption option_target = {
    .name = "target",
    .letter = 't',
    .kind = COPIA_OPTION_LIST,
    .argument = "CONDITION",
    .summary = "the regions in question, such as part=1; several must all hold",
};

static const CopiaOption option_reference = {
    .name = "reference",
    .letter = 'r',
    .kind = COPIA_OPTION_LIST,
    .argument = "CONDITION|INDEX",
    .summary = "what to compare with: regions or another index (default: the rest)",
    .reads = true,
};

static const CopiaOption option_reference_list = {
    .name = "reference-list",
    .kind = COPIA_OPTION_TEXT,
    .argument = "FILE",
    .summary = "compare with a list of words and counts, such as a published one",
    .reads = true,
};

static const CopiaOption option_reference_total = {
    .name = "reference-total",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "words in all that the list was counted in (default: as a line "
               "'# total: N' of it says, else the sum of the counts)",
    .min = 1,
    .max = 1000000000000000,
};

static const CopiaOption option_listed = {
    .name = "listed",
    .kind = COPIA_OPTION_FLAG,
    .summary = "only words that the list has; of the others it may know nothing",
};

static const CopiaOption option_measure = {
    .name = "measure",
    .letter = 'm',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAMES",
    .summary = "measures, separated by commas; the first one sorts",
    .fallback = "g2,lr",
};

static const CopiaOption option_sort = {
    .name = "sort",
    .letter = 's',
    .kind = COPIA_OPTION_TEXT,
    .argument = "COLUMN",
    .summary = "sort by another measure, by target or by reference",
};

static const CopiaOption option_min = {
    .name = "min",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "only words that occur N times or more in both together",
    .fallback = "3",
    .min = 1,
    .max = INT64_MAX,
};

static const CopiaOption option_negative = {
    .name = "negative",
    .kind = COPIA_OPTION_FLAG,
    .summary = "words that are less frequent in the target",
};

static const CopiaOption option_lockwords = {
    .name = "lockwords",
    .kind = COPIA_OPTION_FLAG,
    .summary = "words that are about as frequent in both",
};

static const CopiaOption option_band = {
    .name = "band",
    .kind = COPIA_OPTION_TEXT,
    .argument = "X",
    .summary = "how far the log ratio of lockwords may be from 0",
    .fallback = "1",
};

static const CopiaOption option_alpha = {
    .name = "alpha",
    .kind = COPIA_OPTION_TEXT,
    .argument = "P",
    .summary = "the level of significance",
    .fallback = "0.05",
};

static const CopiaOption option_correction = {
    .name = "correction",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "NAME",
    .summary = "for testing many words: bonferroni, sidak, holm, bh, by or none",
    .fallback = "holm",
    .choices = "bonferroni|sidak|holm|bh|by|none",
};

static const CopiaOption option_constant = {
    .name = "constant",
    .kind = COPIA_OPTION_TEXT,
    .argument = "N",
    .summary = "what simple_maths adds to both rates per million",
    .fallback = "1",
};

static const CopiaOption option_all = {
    .name = "all",
    .kind = COPIA_OPTION_FLAG,
    .summary = "words too whose difference is not significant",
};

static const CopiaOption option_by_units = {
    .name = "by-units",
    .kind = COPIA_OPTION_FLAG,
    .summary = "test the rates of the units too, and count in how many it is key",
};

static bool
read_number (const CopiaRequest *request, const char *option, double *number,
             GError **error)
{
    const char *text = copia_request_text (request, option);
    char *end;

    *number = g_ascii_strtod (text, &end);
    if (end != text && *end == '\0' && *number > 0 && *number < 1e12)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--%s takes a number above 0, not '%s'", option, text);
    return false;
}

/* The regions and the index that the reference is of. */
typedef struct {
    CopiaSubcorpus *target, *reference;
    CopiaIndex *other, *other_view;
    CopiaFrequencyList *list;
} Sides;

static void
sides_clear (Sides *self)
{
    g_clear_pointer (&self->target, copia_subcorpus_free);
    g_clear_pointer (&self->reference, copia_subcorpus_free);
    g_clear_pointer (&self->other_view, copia_index_close);
    g_clear_pointer (&self->other, copia_index_close);
    g_clear_pointer (&self->list, copia_frequency_list_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, sides_clear)

/* Conditions have an operator; what has none, or is a file, names an index. */
static bool
is_index (const char *text)
{
    if (text[0] == '@') /* a saved subcorpus */
        return false;
    return !strpbrk (text, "=<>~") || g_str_has_suffix (text, ".copia") ||
           g_file_test (text, G_FILE_TEST_IS_REGULAR);
}

static bool
read_reference (CopiaRequest *request, Sides *sides, GError **error)
{
    const char *const *given = copia_request_list (request, "reference");
    g_autoptr (GPtrArray) conditions = g_ptr_array_new ();
    const CopiaIndex *index = copia_request_index (request, NULL);

    for (; given && *given; given++)
        if (!is_index (*given))
            g_ptr_array_add (conditions, (void *) (uintptr_t) *given);
        else if (sides->other) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                         "--reference takes one index; '%s' is a second one", *given);
            return false;
        } else if (!(sides->other = copia_index_open (*given, error)))
            return false;
    if (conditions->len == 0)
        return true;
    g_ptr_array_add (conditions, NULL);
    sides->reference =
        copia_subcorpus_new (sides->other ? sides->other : index,
                             (const char *const *) conditions->pdata, error);
    return sides->reference != NULL;
}

static bool
check_list (const CopiaRequest *request, GError **error)
{
    bool list = copia_request_given (request, "reference-list");
    bool about = copia_request_given (request, "reference-total") ||
                 copia_request_given (request, "listed");
    const char *wrong = NULL;

    if (list && copia_request_given (request, "reference"))
        wrong = "--reference and --reference-list exclude each other; give one of them";
    else if (about && !list)
        wrong = "--reference-total and --listed are about a list of words and counts; "
                "give it with --reference-list";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong;
}

/* Its words are made comparable as those of the index are. */
static bool
read_list (CopiaRequest *request, bool values, Sides *sides, CopiaKeywordsAsk *ask,
           GError **error)
{
    const char *path = copia_request_text (request, "reference-list");
    CopiaListedBy by = values                          ? COPIA_LISTED_VALUES
                       : ask->counted == COPIA_BY_FORM ? COPIA_LISTED_FORMS
                                                       : COPIA_LISTED_WORDS;

    if (path)
        sides->list = copia_frequency_list_load (
            path, by, (uint64_t) copia_request_number (request, "reference-total"),
            error);
    ask->list = sides->list;
    return !path || sides->list;
}

static bool
read_sides (CopiaRequest *request, Sides *sides, CopiaKeywordsAsk *ask, GError **error)
{
    const char *const *target = copia_request_list (request, "target");

    if (target &&
        !(sides->target =
              copia_subcorpus_new (copia_request_index (request, NULL), target, error)))
        return false;
    if (!check_list (request, error) || !read_reference (request, sides, error))
        return false;
    if (!target && !sides->other && !copia_request_given (request, "reference-list")) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--target says what is in question, such as --target part=1; or "
                     "compare all of it with another index by --reference, or with a "
                     "list of words and counts by --reference-list");
        return false;
    }
    copia_ask_caution (request, sides->target);
    copia_ask_caution (request, sides->reference);
    ask->target = sides->target;
    ask->reference = sides->reference;
    ask->other = sides->other;
    return true;
}

static bool
read_kind (CopiaRequest *request, CopiaKeywordsAsk *ask, GError **error)
{
    bool negative = copia_request_flag (request, "negative");
    bool lock = copia_request_flag (request, "lockwords");

    if (negative && lock) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--negative and --lockwords exclude each other; give one of them");
        return false;
    }
    ask->kind = negative ? COPIA_KEY_NEGATIVE
                : lock   ? COPIA_KEY_LOCK
                         : COPIA_KEY_POSITIVE;
    return true;
}

static bool
read_options (CopiaRequest *request, CopiaKeywordsAsk *ask, GError **error)
{
    if (!read_kind (request, ask, error) ||
        !read_number (request, "alpha", &ask->alpha, error) ||
        !read_number (request, "band", &ask->band, error) ||
        !read_number (request, "constant", &ask->added, error))
        return false;
    ask->correction =
        copia_correction_find (copia_request_text (request, "correction"));
    ask->by = copia_request_text (request, "by");
    ask->measures = copia_request_text (request, "measure");
    ask->sort = copia_request_text (request, "sort");
    ask->min = (uint64_t) copia_request_number (request, "min");
    ask->all = copia_request_flag (request, "all");
    ask->by_units = copia_request_flag (request, "by-units");
    ask->listed = copia_request_flag (request, "listed");
    ask->explain = copia_request_flag (request, "explain");
    ask->per = (uint64_t) copia_request_number (request, "per");
    return true;
}

/* The other index through the same attribute. */
static bool
see_other (CopiaRequest *request, Sides *sides, CopiaKeywordsAsk *ask, GError **error)
{
    if (ask->other)
        ask->other =
            copia_ask_counted_in (ask->other, copia_request_text (request, "attribute"),
                                  false, &ask->counted, &sides->other_view, error);
    return !sides->other || ask->other;
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;
    g_auto (Sides) sides = { .other = NULL };
    g_autoptr (CopiaStoplist) list = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !copia_ask_stop (request, &list, &ask.stop, error) ||
        !read_sides (request, &sides, &ask, error) ||
        !read_options (request, &ask, error))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    index = copia_ask_counted (request, false, &ask.counted, &view, error);
    if (!index || !see_other (request, &sides, &ask, error) ||
        !read_list (request, view != NULL, &sides, &ask, error))
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_keywords (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    if (found.rows == 0 && !ask.all && ask.kind != COPIA_KEY_LOCK)
        copia_request_note (request, "no difference is significant after the "
                                     "correction; --all lists what there is");
    return copia_ask_outcome (request, &found, NULL);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT,
                                              &copia_option_plot,
                                              &option_target,
                                              &option_reference,
                                              &option_reference_list,
                                              &option_reference_total,
                                              &option_listed,
                                              &copia_option_where,
                                              &copia_option_limit,
                                              &copia_option_offset,
                                              &option_measure,
                                              &option_sort,
                                              &option_min,
                                              &option_negative,
                                              &option_lockwords,
                                              &option_band,
                                              &option_all,
                                              &option_alpha,
                                              &option_correction,
                                              &option_constant,
                                              &copia_option_attribute,
                                              &copia_option_stop,
                                              &copia_option_range_by,
                                              &option_by_units,
                                              &copia_option_per,
                                              &copia_option_explain,
                                              &copia_option_threads,
                                              NULL };

const CopiaCommand copia_command_keywords = {
    .name = "keywords",
    .summary = "find the words that set a part off from the rest",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia --target part=1 --stop en",
    .picture = "a cloud; the area of a word is the measure that sorts",
    .run = run,
};
