/* subcorpus.c - `copia subcorpus`: parts of a corpus by name. */
#include "command/commands.h"

#include "base/error.h"
#include "base/utf8.h"
#include "command/options.h"
#include "command/request.h"
#include "query/saved.h"

#include <math.h>
#include <string.h>

static const CopiaOption option_delete = {
    .name = "delete",
    .kind = COPIA_OPTION_FLAG,
    .summary = "forget the subcorpus of this name",
};

/* All conditions of --where as one, without names. */
static char *
conditions_of (CopiaRequest *request, GError **error)
{
    const char *const *where = copia_request_list (request, "where");
    g_autofree char *joined = g_strjoinv (" & ", (char **) (uintptr_t) where);
    g_autofree char *all =
        copia_saved_expand (copia_request_index (request, NULL), joined, error);

    if (all && strpbrk (all, "\t\r\n")) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "conditions that are saved hold no tabs and line ends");
        return NULL;
    }
    return g_steal_pointer (&all);
}

static bool
save (CopiaRequest *request, const char *name, GError **error)
{
    g_autofree char *conditions = NULL;

    if (!copia_saved_name_is_good (name)) {
        g_autofree char *shown = copia_error_show (name, COPIA_UTF8_QUOTED);

        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "a subcorpus is called by up to 100 letters, digits, - and _, not "
                     "'%s'",
                     shown);
        return false;
    }
    conditions = conditions_of (request, error);
    return conditions && copia_request_where (request, error) &&
           copia_saved_put (copia_index_path (copia_request_index (request, NULL)),
                            name, conditions, error);
}

static bool
forget (CopiaRequest *request, const char *name, const GPtrArray *saved, GError **error)
{
    if (!copia_saved_find (saved, name)) {
        g_autofree char *shown = copia_error_show (name, COPIA_UTF8_QUOTED);

        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "no subcorpus was saved as '%s'; see 'copia subcorpus INDEX'",
                     shown);
        return false;
    }
    if (!copia_saved_put (copia_index_path (copia_request_index (request, NULL)), name,
                          NULL, error))
        return false;
    copia_request_note (request, "the subcorpus '%s' is forgotten", name);
    return true;
}

/* What an index made anew does not have any more has no words. */
static void
put_row (const CopiaIndex *index, const CopiaSaved *saved, CopiaTable *table)
{
    const char *const where[] = { saved->conditions, NULL };
    g_autoptr (GError) why = NULL;
    g_autoptr (CopiaSubcorpus) subcorpus = copia_subcorpus_new (index, where, &why);
    uint64_t words = subcorpus ? copia_subcorpus_words (subcorpus) : 0;

    copia_table_text (table, saved->name);
    copia_table_count (table, words);
    copia_table_number (table, 100.0 * (double) words /
                                   (double) copia_index_tokens (index)->words);
    copia_table_text (table, saved->conditions);
    if (why)
        copia_table_note (table, "%s: %s", saved->name, why->message);
}

static CopiaOutcome
show (CopiaRequest *request, const GPtrArray *saved, const char *name, GError **error)
{
    static const CopiaColumn columns[] = {
        { .name = "subcorpus", .kind = COPIA_COLUMN_TEXT },
        { .name = "words", .kind = COPIA_COLUMN_COUNT },
        { .name = "share", .kind = COPIA_COLUMN_NUMBER, .digits = 1 },
        { .name = "where", .kind = COPIA_COLUMN_TEXT },
    };
    const CopiaIndex *index = copia_request_index (request, NULL);
    CopiaCaption caption = { .provenance = copia_request_provenance (request) };
    g_autoptr (CopiaTable) table = NULL;
    bool any = name ? copia_saved_find (saved, name) != NULL : saved->len > 0;

    if (!any) {
        g_autofree char *shown =
            name ? copia_error_show (name, COPIA_UTF8_QUOTED) : NULL;

        copia_request_note (request,
                            name ? "no subcorpus was saved as '%s'"
                                 : "no subcorpus was saved yet; write: copia subcorpus "
                                   "INDEX NAME --where CONDITION",
                            shown);
        return COPIA_OUTCOME_NOTHING;
    }
    table = copia_request_table (request);
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    for (guint i = 0; i < saved->len; i++) {
        const CopiaSaved *one = saved->pdata[i];

        if (!name || strcmp (one->name, name) == 0)
            put_row (index, one, table);
    }
    return copia_index_sound (index, error) && copia_table_end (table, error)
               ? COPIA_OUTCOME_ANSWERED
               : COPIA_OUTCOME_FAILED;
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    const char *name = copia_request_n_arguments (request) > 1
                           ? copia_request_argument_at (request, 1)
                           : NULL;
    const CopiaIndex *index = copia_request_index (request, error);
    bool where = copia_request_list (request, "where") != NULL;
    bool delete = copia_request_flag (request, "delete");
    g_autoptr (GPtrArray) saved = NULL;

    if (!index)
        return COPIA_OUTCOME_FAILED;
    if ((where || delete) && (!name || (where && delete))) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "write: copia subcorpus INDEX NAME --where CONDITION, or "
                     "--delete");
        return COPIA_OUTCOME_FAILED;
    }
    if (name && name[0] == '@')
        name++;
    if (where && !save (request, name, error))
        return COPIA_OUTCOME_FAILED;
    saved = copia_saved_read (copia_index_path (index), error);
    if (!saved)
        return COPIA_OUTCOME_FAILED;
    if (delete)
        return forget (request, name, saved, error) ? COPIA_OUTCOME_ANSWERED
                                                    : COPIA_OUTCOME_FAILED;
    return show (request, saved, name, error);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT, &copia_option_where,
                                              &option_delete, NULL };

const CopiaCommand copia_command_subcorpus = {
    .name = "subcorpus",
    .summary = "give a part of the corpus a name, for --where @NAME",
    .arguments = "INDEX [NAME]",
    .min_arguments = 1,
    .max_arguments = 2,
    .options = options,
    .example = "book.copia opening --where 'part=1 & chapter<4'",
    .topic = "subcorpora",
    .run = run,
};
