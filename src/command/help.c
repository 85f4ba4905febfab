/* help.c - `copia help`: the handbook, and usage of commands. */
#include "command/commands.h"

#include "base/error.h"
#include "command/columns.h"
#include "command/completion.h"
#include "command/handbook.h"
#include "command/measures.h"
#include "command/mentions.h"
#include "command/nearest.h"
#include "command/request.h"
#include "command/usage.h"
#include "import/import.h"
#include "table/prose.h"

#include <string.h>

static const CopiaOption option_man = {
    .name = "man",
    .kind = COPIA_OPTION_FLAG,
    .summary = "print the man page",
};

static const CopiaOption option_completion = {
    .name = "completion",
    .kind = COPIA_OPTION_FLAG,
    .summary = "print the script that completes commands in bash, or in the shell that "
               "is named instead of a topic: bash, zsh, fish",
};

#define MEASURES "measures" /* a page that is not written but made */

static void
append_contents (GString *out)
{
    copia_usage_overview (out);
    g_string_append (out, "\nHandbook: copia help TOPIC, or any word to look for\n");
    for (const CopiaPage *page = copia_handbook; page->name; page++)
        g_string_append_printf (out, "  %-11s %s\n", page->name, page->title);
    g_string_append (out, "  " MEASURES "    " COPIA_MEASURES_TITLE "\n");
}

static bool
unknown_topic (const char *topic, GError **error)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    const char *near;

    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        g_ptr_array_add (names, (void *) (uintptr_t) (*command)->name);
    for (const CopiaPage *page = copia_handbook; page->name; page++)
        g_ptr_array_add (names, (void *) (uintptr_t) page->name);
    g_ptr_array_add (names, (void *) (uintptr_t) MEASURES);
    g_ptr_array_add (names, NULL);
    near = copia_nearest (topic, (const char *const *) names->pdata);
    if (near)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "the handbook has no topic '%s'; did you mean '%s'?", topic, near);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "the handbook has no topic '%s'; 'copia help' lists them", topic);
    return false;
}

/* What people look for by other names than copia's. */
static const char *const other_names[][2] = {
    { "import", "formats" },
    { "importer", "formats" },
    { "importers", "formats" },
    { "format", "formats" },
    { "xml", "formats" },
    { "zip", "formats" },
    { "gz", "formats" },
    { "stopwords", "words" },
    { "stopword", "words" },
    { "wordlist", "words" },
    { "collocation", "collocates" },
    { "collocations", "collocates" },
    { "keyword", "keywords" },
    { "concordances", "concordance" },
    { "cluster", "ngrams" },
    { "clusters", "ngrams" },
    { "n-gram", "ngrams" },
    { "n-grams", "ngrams" },
    { "wildcard", "search" },
    { "wildcards", "search" },
    { "query", "search" },
    { "cqp", "cql" },
    { "sketchengine", "cql" },
    { "blacklab", "cql" },
    { "citing", "paper" },
    { "cite", "paper" },
    { "publish", "paper" },
    { "statistics", "choosing" },
    { "significance", "choosing" },
    { "lemma", "annotated" },
    { "lemmas", "annotated" },
    { "pos", "annotated" },
    { "tags", "annotated" },
    { "picture", "pictures" },
    { "chart", "pictures" },
    { "excel", "pictures" },
    { "frequencies", "frequency" },
};

static const CopiaPage *
find_page (const char *topic)
{
    const CopiaImporter *importer = copia_importers;
    const CopiaPage *page = copia_handbook_find (topic);

    while (importer->name && strcmp (importer->name, topic) != 0)
        importer++;
    if (!page && importer->name)
        page = copia_handbook_find (importer->tell ? "annotated" : "formats");
    for (size_t i = 0; !page && i < G_N_ELEMENTS (other_names); i++)
        if (g_ascii_strcasecmp (topic, other_names[i][0]) == 0)
            page = copia_handbook_find (other_names[i][1]);
    return page;
}

/* A measure, a column of a table, or both. */
static bool
append_number (const char *name, GString *out)
{
    g_autoptr (GString) column = g_string_new (NULL);
    bool found = copia_column_append (name, column);

    g_string_append (out, column->str);
    g_string_truncate (column, 0);
    if (copia_measure_append (name, column)) {
        g_string_append_printf (out, "%s%s", found ? "\n" : "", column->str);
        found = true;
    }
    return found;
}

static bool
unknown_family (const char *family, GError **error)
{
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "no family of measures is called '%s'; 'copia help measures' lists them",
        family);
    return false;
}

/* `of` is what of the topic is wanted, NULL: all. */
static bool
append_topic (const char *topic, const char *of, const CopiaLook *look, GString *out,
              GError **error)
{
    const CopiaCommand *command = copia_command_find (topic);
    const CopiaPage *page = find_page (topic);

    if (strcmp (topic, MEASURES) == 0 && !of)
        copia_measures_append (out);
    if (strcmp (topic, MEASURES) == 0)
        return !of || copia_measures_append_family (of, out) ||
               unknown_family (of, error);
    if (of) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "help takes one topic; only 'copia help measures FAMILY' has two");
        return false;
    }
    if (!command && !page)
        return append_number (topic, out) ||
               copia_measures_append_family (topic, out) ||
               copia_mentions_append (topic, out) || unknown_topic (topic, error);
    if (command)
        copia_usage_command (command, out);
    if (command && page)
        g_string_append_c (out, '\n');
    if (page)
        copia_prose_append (out, page->text, look);
    return true;
}

static const char *
argument_at (const CopiaRequest *request, unsigned i)
{
    return copia_request_n_arguments (request) > i
               ? copia_request_argument_at (request, i)
               : NULL;
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);
    CopiaLook look = copia_request_look (request);
    const char *topic = argument_at (request, 0);

    if (copia_request_flag (request, "man"))
        copia_usage_man (out);
    else if (copia_request_flag (request, "completion")) {
        if (!copia_completion_append (topic, out, error))
            return COPIA_OUTCOME_FAILED;
    } else if (!topic)
        append_contents (out);
    else if (!append_topic (topic, argument_at (request, 1), &look, out, error))
        return COPIA_OUTCOME_FAILED;
    return copia_request_write (request, out->str, out->len, error)
               ? COPIA_OUTCOME_ANSWERED
               : COPIA_OUTCOME_FAILED;
}

static const CopiaOption *const options[] = { &option_man, &option_completion, NULL };

const CopiaCommand copia_command_help = {
    .name = "help",
    .summary = "tell about a command or a topic of the handbook",
    .arguments = "[TOPIC [FAMILY]]",
    .min_arguments = 0,
    .max_arguments = 2,
    .options = options,
    .example = "search",
    .run = run,
};
