/* score.c - `copia score`: any measure on the user's own counts. */
#include "command/commands.h"

#include "base/error.h"
#include "base/number.h"
#include "command/measures.h"
#include "command/options.h"
#include "command/request.h"
#include "stats/score.h"
#include "study/explain.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const CopiaOption option_batch = {
    .name = "batch",
    .kind = COPIA_OPTION_FLAG,
    .summary = "read lines 'measure TAB {json}' from FILE or standard input",
};

static const CopiaOption option_explain = {
    .name = "explain",
    .kind = COPIA_OPTION_FLAG,
    .summary = "say what the measure is, and show its formula with the numbers",
};

static void
append_number (GString *out, double value)
{
    char text[COPIA_NUMBER_MAX];

    if (!isfinite (value)) {
        g_string_append (out, value > 0 ? "inf" : value < 0 ? "-inf" : "nan");
        return;
    }
    copia_number_shortest (text, value);
    g_string_append (out, text);
}

static void
append_score (GString *out, const CopiaScore *score)
{
    if (!score->list) {
        append_number (out, score->value);
        return;
    }
    for (guint i = 0; i < score->list->len; i++) {
        g_string_append (out, i ? "," : "[");
        append_number (out, g_array_index (score->list, double, i));
    }
    g_string_append (out, score->list->len ? "]" : "[]");
}

/* The words of a file, one a line, that a member "tokens_file" names; paths are relative to
 * the folder the batch stands in. */
static char **
read_tokens (const CopiaJson *values, const char *folder, GError **error)
{
    const CopiaJson *file = copia_json_find (values, "tokens_file");
    const char *name = file ? copia_json_string (file) : NULL;
    g_autofree char *path = NULL, *text = NULL;
    char **tokens;
    size_t n = 0;

    if (!name)
        return g_new0 (char *, 1);
    path = g_path_is_absolute (name) ? g_strdup (name)
                                     : g_build_filename (folder, name, NULL);
    if (!g_file_get_contents (path, &text, NULL, error))
        return NULL;
    tokens = g_strsplit (text, "\n", -1);
    for (char **token = tokens; *token; token++) {
        if (**token)
            tokens[n++] = *token;
        else
            g_free (*token);
    }
    tokens[n] = NULL;
    return tokens;
}

static bool
score_json (const char *measure, const char *json, const char *folder, GString *out,
            GError **error)
{
    g_autoptr (CopiaJson) values = copia_json_parse (json, strlen (json), error);
    g_auto (GStrv) tokens = values ? read_tokens (values, folder, error) : NULL;
    g_auto (CopiaScore) score = { 0, NULL };
    CopiaScoreInput input = { values, (const char *const *) tokens, 0 };

    if (!tokens)
        return false;
    input.n_tokens = g_strv_length (tokens);
    input.tokens = input.n_tokens ? input.tokens : NULL;
    if (!copia_score (measure, &input, &score, error))
        return false;
    append_score (out, &score);
    return true;
}

typedef struct {
    const char *wanted; /* NULL: a line for each */
    GString *out;
    bool found;
} Listing;

static void
tell (const char *family, const CopiaAbout *about, void *data)
{
    Listing *listing = data;

    if (!listing->wanted) {
        g_string_append_printf (listing->out, "%-12s %-20s %s\n", family, about->name,
                                about->summary);
        return;
    }
    if (listing->found || !copia_about_answers_to (about, listing->wanted))
        return;
    listing->found = true;
    g_string_append_printf (listing->out, "%s (%s)\n", about->name, family);
    copia_explain_append_about (listing->out, about);
}

/* What the measure is, and its formula with the numbers in it. */
static bool
append_worked (const char *measure, const char *json, GString *out)
{
    g_autoptr (CopiaJson) values = copia_json_parse (json, strlen (json), NULL);
    const CopiaAbout *about = copia_score_about (measure);
    g_autoptr (GString) worked = g_string_new (NULL);

    if (!values || !about || !copia_measure_work (measure, values, worked))
        return false;
    copia_explain_append_about (out, about);
    g_string_append (out, worked->str);
    return true;
}

/* False: nothing is known of it. */
static bool
append_explained (const char *measure, const char *json, GString *out)
{
    Listing listing = { measure, out, false };

    if (append_worked (measure, json, out))
        return true;
    copia_score_each (tell, &listing);
    return listing.found;
}

/* measure TAB {json}, or a row of a table of vectors: id TAB measure TAB {json}; what follows
 * another tab is passed over.  One line out for a line in, and with `explain` what is said of it,
 * up to an empty line. */
static void
score_line (char *line, const char *folder, bool explain, GString *out)
{
    char *json = strchr (line, '\t');
    char *rest = json ? strchr (json + 1, '\t') : NULL;
    g_autoptr (GError) error = NULL;
    bool scored = false;

    if (rest && json[1] != '{' && rest[1] == '{') {
        line = json + 1;
        json = rest;
        rest = strchr (json + 1, '\t');
    }
    if (rest)
        *rest = '\0';
    if (json)
        *json++ = '\0';
    if (!g_utf8_validate (line, -1, NULL) ||
        (json && !g_utf8_validate (json, -1, NULL)))
        g_string_append (out, "error: the line is not UTF-8");
    else if (!json)
        g_string_append (out, "error: the line is not 'measure TAB {json}'");
    else if (!(scored = score_json (line, json, folder, out, &error)))
        g_string_append_printf (out, "error: %s", error->message);
    g_strdelimit (out->str, "\n", ' ');
    g_string_append_c (out, '\n');
    if (scored && explain)
        append_explained (line, json, out);
    g_string_append (out, explain ? "\n" : "");
}

static CopiaOutcome
run_batch (CopiaRequest *request, GError **error)
{
    bool named = copia_request_n_arguments (request) > 0;
    const char *path = named ? copia_request_argument_at (request, 0) : "-";
    g_autofree char *folder = named ? g_path_get_dirname (path) : g_strdup (".");
    FILE *file = strcmp (path, "-") == 0 ? stdin : fopen (path, "r");
    g_autoptr (GString) out = g_string_new (NULL);
    char *line = NULL;
    size_t room = 0;
    bool explain = copia_request_flag (request, "explain"), good = file != NULL;

    if (!file)
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                     "%s: cannot read: %s", path, g_strerror (errno));
    while (good && getline (&line, &room, file) >= 0) {
        g_string_truncate (out, 0);
        g_strchomp (line);
        score_line (line, folder, explain, out);
        good = copia_request_write (request, out->str, out->len, error);
    }
    free (line);
    if (good && ferror (file)) {
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                     "%s: cannot read: %s", path, g_strerror (errno));
        good = false;
    }
    if (file && file != stdin)
        (void) fclose (file);
    return good ? COPIA_OUTCOME_ANSWERED : COPIA_OUTCOME_FAILED;
}

static bool
is_json (const char *text)
{
    g_autoptr (CopiaJson) value = copia_json_parse (text, strlen (text), NULL);

    return value != NULL;
}

static void
append_string (GString *json, const char *text)
{
    g_string_append_c (json, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            g_string_append_c (json, '\\');
        if ((unsigned char) *text < ' ')
            g_string_append_printf (json, "\\u%04x", (unsigned) *text);
        else
            g_string_append_c (json, *text);
    }
    g_string_append_c (json, '"');
}

/* key=value .. as a JSON object; a value that is no JSON is a string. */
static char *
object_of_arguments (const CopiaRequest *request, GError **error)
{
    g_autoptr (GString) json = g_string_new ("{");

    for (unsigned i = 1; i < copia_request_n_arguments (request); i++) {
        const char *argument = copia_request_argument_at (request, i);
        const char *equals = strchr (argument, '=');
        g_autofree char *key = NULL;

        if (!equals || equals == argument) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                         "'%s' is not a count; write f=12 f1=80 f2=45 N=33945",
                         argument);
            return NULL;
        }
        key = g_strndup (argument, (gsize) (equals - argument));
        g_string_append (json, i > 1 ? "," : "");
        append_string (json, key);
        g_string_append_c (json, ':');
        if (is_json (equals + 1))
            g_string_append (json, equals + 1);
        else
            append_string (json, equals + 1);
    }
    g_string_append_c (json, '}');
    return g_string_free (g_steal_pointer (&json), FALSE);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);
    g_autofree char *json = NULL;
    const char *measure;
    Listing listing = { NULL, out, false };

    if (copia_request_flag (request, "batch"))
        return run_batch (request, error);
    if (copia_request_n_arguments (request) == 0) {
        copia_score_each (tell, &listing);
        return copia_request_write (request, out->str, out->len, error)
                   ? COPIA_OUTCOME_ANSWERED
                   : COPIA_OUTCOME_FAILED;
    }
    measure = copia_request_argument_at (request, 0);
    json = object_of_arguments (request, error);
    if (!json || (copia_request_n_arguments (request) > 1 &&
                  !score_json (measure, json, ".", out, error)))
        return COPIA_OUTCOME_FAILED;
    g_string_append (out, out->len ? "\n" : "");
    listing.wanted = measure;
    if (copia_request_flag (request, "explain"))
        listing.found = append_explained (measure, json, out);
    else if (copia_request_n_arguments (request) == 1)
        copia_score_each (tell, &listing);
    if (copia_request_n_arguments (request) == 1 && !listing.found) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "no measure is called '%s'; 'copia score' lists them", measure);
        return COPIA_OUTCOME_FAILED;
    }
    return copia_request_write (request, out->str, out->len, error)
               ? COPIA_OUTCOME_ANSWERED
               : COPIA_OUTCOME_FAILED;
}

static const CopiaOption *const options[] = { &option_batch, &option_explain, NULL };

const CopiaCommand copia_command_score = {
    .name = "score",
    .summary = "work out any measure on counts of your own",
    .arguments = "[MEASURE [KEY=VALUE...]]",
    .min_arguments = 0,
    .max_arguments = UINT_MAX,
    .options = options,
    .example = "logDice f=12 f1=80 f2=45",
    .run = run,
};
