/* request.c - checked values, and where the answer goes. */
#include "command/request.h"

#include "base/error.h"
#include "base/out.h"
#include "base/version.h"
#include "command/first.h"
#include "command/lists.h"
#include "command/nearest.h"
#include "command/options.h"
#include "command/output.h"
#include "command/terms.h"
#include "command/usage.h"
#include "query/saved.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const CopiaOption *option;
    GPtrArray *values; /* char *; the last counts, lists keep all; NULL ends it */
} Value;

struct CopiaRequest {
    const CopiaCommand *command;
    const CopiaFront *front;
    GArray *given; /* Value */
    GPtrArray *arguments;
    CopiaIndex *opened;
    const CopiaIndex *index;     /* `opened`, or lent */
    const CopiaResults *results; /* lent, or NULL */
    CopiaSubcorpus *where;
    CopiaTerms *terms;
    CopiaOut *out; /* of --output */
    char *provenance;
};

static void
clear_value (void *data)
{
    g_ptr_array_unref (((Value *) data)->values);
}

CopiaRequest *
copia_request_new (const CopiaCommand *command, const CopiaFront *front)
{
    CopiaRequest *self = g_new0 (CopiaRequest, 1);

    self->command = command;
    self->front = front;
    self->given = g_array_new (FALSE, FALSE, sizeof (Value));
    g_array_set_clear_func (self->given, clear_value);
    self->arguments = g_ptr_array_new_with_free_func (g_free);
    return self;
}

static Value *
find_value (const CopiaRequest *self, const char *name)
{
    for (guint i = 0; i < self->given->len; i++) {
        Value *value = &g_array_index (self->given, Value, i);

        if (strcmp (value->option->name, name) == 0)
            return value;
    }
    return NULL;
}

static bool
unknown_option (const CopiaRequest *self, const char *name, GError **error)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    const char *near;

    for (const CopiaOption *const *option = self->command->options; *option; option++)
        g_ptr_array_add (names, (void *) (*option)->name);
    for (const CopiaOption *common = copia_usage_everywhere; common->name; common++)
        g_ptr_array_add (names, (void *) (uintptr_t) common->name);
    g_ptr_array_add (names, NULL);
    near = copia_nearest_meant (name, (const char *const *) names->pdata);
    if (!near)
        near = copia_nearest (name, (const char *const *) names->pdata);
    if (near && strcmp (near, name) == 0)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--%s stands alone: copia --%s", name, name);
    else if (near)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'copia %s' has no option --%s; did you mean --%s?",
                     self->command->name, name, near);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'copia %s' has no option --%s; see 'copia help %s'",
                     self->command->name, name, self->command->name);
    return false;
}

bool
copia_request_set (CopiaRequest *self, const char *option, const char *value,
                   GError **error)
{
    const CopiaOption *known = copia_command_option (self->command, option);
    Value *old = find_value (self, option);

    if (!known)
        return unknown_option (self, option, error);
    if (!copia_option_check (known, value, error))
        return false;
    if (!old) {
        Value fresh = { known, g_ptr_array_new_with_free_func (g_free) };

        g_ptr_array_add (fresh.values, NULL);
        g_array_append_val (self->given, fresh);
        old = &g_array_index (self->given, Value, self->given->len - 1);
    }
    if (known->kind != COPIA_OPTION_LIST)
        g_ptr_array_remove_range (old->values, 0, old->values->len - 1);
    g_ptr_array_insert (old->values, (gint) old->values->len - 1, g_strdup (value));
    return true;
}

void
copia_request_argument (CopiaRequest *self, const char *argument)
{
    g_ptr_array_add (self->arguments, g_strdup (argument));
}

void
copia_request_lend (CopiaRequest *self, const CopiaIndex *index,
                    const CopiaResults *results)
{
    self->index = index;
    self->results = results;
}

const CopiaResults *
copia_request_results (const CopiaRequest *self)
{
    return self->results;
}

bool
copia_request_has (const CopiaRequest *self, const CopiaOption *option)
{
    return copia_command_option (self->command, option->name) == option;
}

bool
copia_request_given (const CopiaRequest *self, const char *option)
{
    return find_value (self, option) != NULL;
}

bool
copia_request_flag (const CopiaRequest *self, const char *option)
{
    return copia_request_given (self, option);
}

const char *
copia_request_text (const CopiaRequest *self, const char *option)
{
    const CopiaOption *known = copia_command_option (self->command, option);
    const Value *value = find_value (self, option);

    g_assert (known);
    return value ? value->values->pdata[0] : known->fallback;
}

int64_t
copia_request_number (const CopiaRequest *self, const char *option)
{
    const char *text = copia_request_text (self, option);

    return text ? g_ascii_strtoll (text, NULL, 10) : 0;
}

const char *const *
copia_request_list (const CopiaRequest *self, const char *option)
{
    const Value *value = find_value (self, option);

    return value ? (const char *const *) value->values->pdata : NULL;
}

unsigned
copia_request_n_arguments (const CopiaRequest *self)
{
    return self->arguments->len;
}

const char *
copia_request_argument_at (const CopiaRequest *self, unsigned i)
{
    return self->arguments->pdata[i];
}

const CopiaIndex *
copia_request_index (CopiaRequest *self, GError **error)
{
    if (!self->index)
        self->index = self->opened =
            copia_first_index (self->command->name, self->arguments, error);
    return self->index;
}

const CopiaSubcorpus *
copia_request_where (CopiaRequest *self, GError **error)
{
    Value *value = find_value (self, "where");

    /* so that the provenance says what a name stood for */
    if (value && !copia_saved_expand_all (self->index, value->values, error))
        return NULL;
    if (!self->where)
        self->where = copia_subcorpus_new (self->index,
                                           copia_request_list (self, "where"), error);
    return self->where;
}

CopiaQuery *
copia_request_parse (CopiaRequest *self, const char *text, GError **error)
{
    CopiaLanguage language = copia_request_flag (self, "simple") ? COPIA_LANGUAGE_SIMPLE
                             : copia_request_flag (self, "cql")  ? COPIA_LANGUAGE_CQL
                                                                 : COPIA_LANGUAGE_GUESS;
    g_autoptr (CopiaQuery) query = NULL;

    query = copia_query_parse_with (text, language, self->results, error);
    if (query && !self->terms)
        self->terms = copia_terms_new (self, self->index, self->front->timeout, error);
    if (!query || !self->terms)
        return NULL;
    copia_terms_apply (self->terms, query);
    return g_steal_pointer (&query);
}

CopiaQuery *
copia_request_query (CopiaRequest *self, unsigned i, GError **error)
{
    return copia_request_parse (self, self->arguments->pdata[i], error);
}

/* The file that --output names; NULL: the front's sink, which is called "-" too. */
static const char *
output_path (const CopiaRequest *self)
{
    const Value *value = find_value (self, "output");
    const char *path = value ? value->values->pdata[0] : "-";

    return strcmp (path, "-") == 0 ? NULL : path;
}

const CopiaWriter *
copia_request_writer (const CopiaRequest *self)
{
    const char *format = copia_request_text (self, "format");

    const char *path = output_path (self);
    const CopiaWriter *of_file = path ? copia_writer_of_file (path) : NULL;

    if (!format && of_file)
        return of_file;
    if (!format && copia_request_given (self, "plot"))
        format = "text"; /* that is what draws it, wherever it goes */
    if (!format)
        format = self->front->terminal && !path ? "text" : "tsv";
    return copia_writer_find (format);
}

CopiaLook
copia_request_look (const CopiaRequest *self)
{
    CopiaLook look = self->front->look;

    look.color = look.color && !output_path (self);
    look.provenance = copia_request_given (self, "provenance");
    look.plot = copia_request_given (self, "plot");
    return look;
}

static bool
write_out (void *data, const char *bytes, size_t size, GError **error)
{
    (void) error; /* kept in the file, reported when it is closed */
    copia_out_bytes (data, bytes, size);
    return true;
}

static CopiaSink
sink_of (CopiaRequest *self)
{
    CopiaSink sink = self->front->sink;
    const char *path = output_path (self);

    if (!path)
        return sink;
    if (!self->out)
        self->out = copia_out_new (path);
    return (CopiaSink){ self->out, write_out, NULL, NULL };
}

CopiaTable *
copia_request_table (CopiaRequest *self)
{
    CopiaSink sink = sink_of (self);
    CopiaLook look = copia_request_look (self);
    const CopiaWriter *writer = copia_request_writer (self);

    if (look.plot && !writer->page && !writer->draws)
        copia_request_note (self, "the plot is drawn with --format text, svg or html");
    return copia_table_new (writer, &sink, &look);
}

bool
copia_request_write (CopiaRequest *self, const char *bytes, size_t size, GError **error)
{
    CopiaSink sink = sink_of (self);

    return sink.write (sink.self, bytes, size, error);
}

const CopiaFront *
copia_request_front (const CopiaRequest *self)
{
    return self->front;
}

void
copia_request_note (CopiaRequest *self, const char *format, ...)
{
    g_autofree char *line = NULL;
    va_list arguments;

    if (!self->front->sink.note)
        return;
    va_start (arguments, format);
    line = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    self->front->sink.note (self->front->sink.self, line);
}

static void
append_quoted (GString *line, const char *text)
{
    g_autofree char *quoted = NULL;

    g_string_append_c (line, ' ');
    if (text[0] &&
        !text[strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                            "0123456789_-.,/:=+@%")]) {
        g_string_append (line, text);
        return;
    }
    quoted = g_shell_quote (text);
    g_string_append (line, quoted);
}

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
    const char *output = output_path (self);
    bool inputs = strstr (self->command->arguments, "INPUT") != NULL;

    if (!output)
        return true;
    for (guint i = 0; i < self->given->len; i++) {
        const Value *value = &g_array_index (self->given, Value, i);

        if (value->option->reads &&
            !spare_all (output, value->values, value->values->len - 1, error))
            return false;
    }
    return spare_all (output, self->arguments,
                      inputs ? self->arguments->len : MIN (self->arguments->len, 1),
                      error);
}

/* What the names in the arguments stand for. */
static void
append_results (const CopiaRequest *self, GString *line)
{
    const CopiaResult *result;

    for (guint i = 0; self->results && (result = copia_results_at (self->results, i));
         i++) {
        bool named = false;

        for (guint k = 0; k < self->arguments->len && !named; k++) {
            g_auto (GStrv) words =
                g_strsplit_set (self->arguments->pdata[k], " \t();", -1);

            named = g_strv_contains ((const char *const *) words, result->name);
        }
        if (named)
            g_string_append_printf (line, " | %s = %s", result->name, result->said);
    }
}

/* Options in the order of the command's table, those of mere look left out. */
const char *
copia_request_provenance (CopiaRequest *self)
{
    g_autoptr (GString) line = g_string_new ("copia " COPIA_VERSION);

    if (self->provenance)
        return self->provenance;
    if (self->index)
        g_string_append_printf (line, " | index %s", copia_index_id (self->index));
    g_string_append_printf (line, " | copia %s", self->command->name);
    for (guint i = 0; i < self->arguments->len; i++)
        append_quoted (line, self->arguments->pdata[i]);
    for (const CopiaOption *const *option = self->command->options; *option; option++) {
        const Value *value = find_value (self, (*option)->name);

        if (!value || (*option)->look)
            continue;
        for (guint i = 0; i + 1 < value->values->len; i++) {
            g_string_append_printf (line, " --%s", (*option)->name);
            if (value->values->pdata[i])
                append_quoted (line, value->values->pdata[i]);
        }
    }
    append_results (self, line);
    self->provenance = g_string_free (g_steal_pointer (&line), FALSE);
    return self->provenance;
}

/* Said before the work, not after it. */
static bool
can_write (const CopiaRequest *self, GError **error)
{
    bool tables = copia_request_has (self, &copia_option_format);
    const char *path = output_path (self);

    if (path && copia_request_has (self, &copia_option_output) &&
        !copia_output_check (path, tables && !find_value (self, "format"), error))
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

void
copia_request_free (CopiaRequest *self)
{
    if (!self)
        return;
    g_array_unref (self->given);
    g_ptr_array_unref (self->arguments);
    g_clear_pointer (&self->where, copia_subcorpus_free);
    g_clear_pointer (&self->terms, copia_terms_free);
    g_clear_pointer (&self->opened, copia_index_close);
    g_clear_pointer (&self->out, copia_out_free);
    g_free (self->provenance);
    g_free (self);
}
