/* compare.c - `copia compare`: a word and its company, here and there. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "command/windows.h"
#include "study/compare.h"

#include <string.h>

static const CopiaOption option_left = {
    .name = "left",
    .kind = COPIA_OPTION_LIST,
    .argument = "CONDITION",
    .summary = "one part, such as part=1; several conditions must all hold",
};

static const CopiaOption option_right = {
    .name = "right",
    .kind = COPIA_OPTION_LIST,
    .argument = "CONDITION",
    .summary = "the other part (default: where the one condition of --left fails)",
};

static const CopiaOption option_measure = {
    .name = "measure",
    .letter = 'm',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAME",
    .summary = "how strong the collocation is, for either part",
    .fallback = "logdice",
};

static const CopiaOption option_min = {
    .name = "min",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "only collocates that occur N times or more in both parts together",
    .fallback = "5",
    .min = 1,
    .max = INT64_MAX,
};

/* part=1 to part!=1; NULL where the opposite cannot be said so.  As the condition it holds for no
 * region without a value. */
static char *
opposite (const char *condition)
{
    static const struct {
        const char *sign, *other;
    } signs[] = { /* longer ones first */
                  { "!=", "=" }, { "=~", "!~" }, { "!~", "=~" },
                  { "<=", ">" }, { ">=", "<" },  { "==", "!=" },
                  { "=", "!=" }, { "<", ">=" },  { ">", "<=" }
    };
    const char *sign = strpbrk (condition, "=!<>");
    int name = sign ? (int) (sign - condition) : 0;

    if (!sign || strchr (condition, '&'))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS (signs); i++)
        if (g_str_has_prefix (sign, signs[i].sign))
            return g_strdup_printf ("%.*s%s%s", name, condition, signs[i].other,
                                    sign + strlen (signs[i].sign));
    return NULL;
}

/* The conditions of a side, and those of --where. */
static CopiaSubcorpus *
subcorpus_of (CopiaRequest *request, const char *const *conditions, GError **error)
{
    const char *const *where = copia_request_list (request, "where");
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    CopiaSubcorpus *side;

    for (; *conditions; conditions++)
        g_ptr_array_add (all, (gpointer) (uintptr_t) *conditions);
    for (; where && *where; where++)
        g_ptr_array_add (all, (gpointer) (uintptr_t) *where);
    g_ptr_array_add (all, NULL);
    side = copia_subcorpus_new (copia_request_index (request, NULL),
                                (const char *const *) all->pdata, error);
    copia_ask_caution (request, side);
    return side;
}

/* "part=1 & text=2": what a side is called. */
static char *
name_of (const char *const *conditions)
{
    return g_strjoinv (" & ", (char **) (uintptr_t) conditions);
}

static bool
read_sides (CopiaRequest *request, CopiaSubcorpus **left, CopiaSubcorpus **right,
            char **names, GError **error)
{
    const char *const *here = copia_request_list (request, "left");
    const char *const *there = copia_request_list (request, "right");
    g_autofree char *other = here && !here[1] ? opposite (here[0]) : NULL;
    const char *const rest[] = { other, NULL };

    if (!here || (!there && !other)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%s, such as --left part=1 --right part=2",
                     here ? "the opposite of --left can be told where that is one "
                            "comparison; say with --right what it is compared with"
                          : "--left and --right say what is compared");
        return false;
    }
    *left = subcorpus_of (request, here, error);
    *right = *left ? subcorpus_of (request, there ? there : rest, error) : NULL;
    names[0] = name_of (here);
    names[1] = name_of (there ? there : rest);
    return *left && *right;
}

static void
read_options (const CopiaRequest *request, CopiaCompareAsk *ask)
{
    ask->measure = copia_request_text (request, "measure");
    ask->min = (uint64_t) copia_request_number (request, "min");
    ask->per = (uint64_t) copia_request_number (request, "per");
    ask->explain = copia_request_flag (request, "explain");
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaCompareAsk ask = COPIA_COMPARE_USUAL;
    g_autoptr (CopiaSubcorpus) left = NULL;
    g_autoptr (CopiaSubcorpus) right = NULL;
    g_autoptr (CopiaQuery) query = NULL;
    g_autoptr (CopiaStoplist) list = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    g_autofree char *changed = NULL;
    CopiaConvention convention;
    g_auto (GStrv) names = g_new0 (char *, 3);
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !copia_window_read (copia_request_text (request, "window"), ask.width, error) ||
        !copia_ask_stop (request, &list, &ask.stop, error) ||
        !read_sides (request, &left, &right, names, error))
        return COPIA_OUTCOME_FAILED;
    query = copia_request_query (request, 1, error);
    if (!query)
        return COPIA_OUTCOME_FAILED;
    changed = copia_convention_read (request, &convention, &ask.within);
    ask.convention = &convention;
    ask.query = query;
    ask.left = left;
    ask.right = right;
    ask.names[0] = names[0];
    ask.names[1] = names[1];
    read_options (request, &ask);
    index = copia_ask_counted (request, convention.marks, &ask.counted, &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_compare (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, query);
}

static const CopiaOption *const options[] = {
    COPIA_OPTIONS_OUTPUT, &copia_option_plot,      &option_left,
    &option_right,        COPIA_OPTIONS_QUERY,     &copia_option_limit,
    &copia_option_offset, COPIA_OPTIONS_WINDOW,    &option_measure,
    &option_min,          &copia_option_attribute, &copia_option_stop,
    &copia_option_per,    &copia_option_explain,   NULL
};

const CopiaCommand copia_command_compare = {
    .name = "compare",
    .summary = "put a word and its company in two parts side by side",
    .arguments = "INDEX QUERY",
    .min_arguments = 2,
    .max_arguments = 2,
    .options = options,
    .example = "book.copia freedom --left part=1 --right part=2",
    .picture = "points with their 95 % intervals on either side of equal",
    .run = run,
};
