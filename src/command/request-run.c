/* request-run.c - what must hold before a request is run, and running it. */
#include "command/request-private.h"

#include "base/error.h"
#include "command/lists.h"
#include "command/options.h"
#include "command/output.h"

#include <string.h>

/* In NAME=FILE, the file stands behind the name. */
static bool
spare_all (const char *output, const GPtrArray *names, guint n, GError **error)
{
    for (guint i = 0; i < n; i++)
        if (!copia_out_spares (output, names->pdata[i], error) ||
            !copia_out_spares (output, copia_lists_file (names->pdata[i]), error))
            return false;
    return true;
}

/* What the request reads is not what --output replaces: INPUTs, or the first argument, the
 * index, and files that options name. */
static bool
spare_sources (const CopiaRequest *self, GError **error)
{
    const char *output = copia_request_output (self);
    bool inputs = strstr (self->command->arguments, "INPUT") != NULL;

    if (!output)
        return true;
    for (guint i = 0; i < self->given->len; i++) {
        const CopiaValue *value = &g_array_index (self->given, CopiaValue, i);

        if (value->option->reads &&
            !spare_all (output, value->values, value->values->len - 1, error))
            return false;
    }
    return spare_all (output, self->arguments,
                      inputs ? self->arguments->len : MIN (self->arguments->len, 1),
                      error);
}

/* Said before the work, not after it. */
static bool
can_write (const CopiaRequest *self, GError **error)
{
    bool tables = copia_request_has (self, &copia_option_format);
    const char *path = copia_request_output (self);

    if (path && copia_request_has (self, &copia_option_output) &&
        !copia_output_check (path, tables && !copia_request_find (self, "format"),
                             error))
        return false;
    return !tables || copia_output_ready (self->command, copia_request_writer (self),
                                          self->front->terminal && !path, error);
}

CopiaOutcome
copia_request_run (CopiaRequest *self, GError **error)
{
    const CopiaCommand *command = self->command;
    CopiaOutcome outcome;

    if (self->arguments->len < command->min_arguments ||
        self->arguments->len > command->max_arguments) {
        bool few = self->arguments->len < command->min_arguments;

        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "too %s arguments; write: copia %s %s%s", few ? "few" : "many",
                     command->name, command->arguments,
                     few || !strstr (command->arguments, "QUERY")
                         ? ""
                         : ", a query of several words in quotes");
        return COPIA_OUTCOME_FAILED;
    }
    if (!spare_sources (self, error) || !can_write (self, error))
        return COPIA_OUTCOME_FAILED;
    outcome = command->run (self, error);
    if (outcome != COPIA_OUTCOME_FAILED && self->out &&
        !copia_out_close (self->out, error))
        return COPIA_OUTCOME_FAILED;
    if (outcome == COPIA_OUTCOME_ANSWERED && self->terms)
        copia_terms_say (self->terms, self);
    return outcome;
}
