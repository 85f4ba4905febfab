/* export.c - `copia export`: the texts back as they were read. */
#include "command/commands.h"

#include "base/error.h"
#include "command/options.h"
#include "command/request.h"
#include "study/export.h"

#include <string.h>

static const CopiaOption option_format = {
    .name = "format",
    .letter = 'f',
    .kind = COPIA_OPTION_CHOICE,
    .argument = "FORMAT",
    .summary =
        "text: what was read, decoded to UTF-8, byte for byte; vrt: one token a "
        "line with its attributes, regions as tags; conllu: the ten columns of "
        "treebanks, sentence by sentence (default: vrt or conllu where FILE ends so, "
        "else text)",
    .choices = "text|vrt|conllu",
};

static const CopiaOption option_text = {
    .name = "text",
    .letter = 't',
    .kind = COPIA_OPTION_TEXT,
    .argument = "N",
    .summary = "only text number N, or the text of that file name (default: all)",
};

/* How many texts have this path, or, where none has, a path that ends with it; the first of them. */
static uint32_t
find_file (const CopiaRegions *texts, const char *name, uint32_t *text)
{
    uint32_t file = copia_regions_attribute (texts, "file"), whole = 0, ends = 0;
    g_autofree char *end = g_strconcat ("/", name, NULL);

    for (uint32_t i = 0; i < copia_regions_count (texts); i++) {
        CopiaString value;
        g_autofree char *path = NULL;
        bool is_whole;

        if (!copia_regions_value (texts, file, i, &value))
            continue;
        path = g_strndup (value.bytes, value.size);
        is_whole = strcmp (path, name) == 0;
        if ((is_whole && whole == 0) ||
            (g_str_has_suffix (path, end) && whole + ends == 0))
            *text = i;
        whole += is_whole;
        ends += g_str_has_suffix (path, end);
    }
    return whole > 0 ? whole : ends;
}

/* A number from 1, or the attribute `file` as it is or the end of it. */
static bool
find_text (const CopiaIndex *index, const char *name, uint32_t *text, GError **error)
{
    const CopiaRegions *texts = copia_index_texts (index);
    uint32_t count = copia_regions_count (texts), found;
    guint64 number;

    if (g_ascii_string_to_unsigned (name, 10, 1, count, &number, NULL)) {
        *text = (uint32_t) number - 1;
        return true;
    }
    found = find_file (texts, name, text);
    if (found == 1)
        return true;
    if (found > 1) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "%u texts are called '%s'; give more of the path, or a number from "
            "1 to %u",
            found, name, count);
        return false;
    }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "there is no text '%s'; give a number from 1 to %u, or a file name as "
                 "'copia freq INDEX WORD --by text' shows them",
                 name, count);
    return false;
}

static bool
write_piece (void *data, const char *bytes, size_t size, GError **error)
{
    return copia_request_write (data, bytes, size, error);
}

static const struct {
    const char *ending, *format;
} endings[] = {
    { ".vrt", "vrt" },
    { ".vert", "vrt" },
    { ".vertical", "vrt" },
    { ".conllu", "conllu" },
};

static const char *
format_of (const CopiaRequest *request)
{
    const char *format = copia_request_text (request, "format");
    const char *path = copia_request_text (request, "output");
    const char *ending = path ? strrchr (path, '.') : NULL;

    if (format || !ending)
        return format ? format : "text";
    for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
        if (g_ascii_strcasecmp (ending, endings[i].ending) == 0)
            return endings[i].format;
    return "text";
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    const CopiaIndex *index = copia_request_index (request, error);
    const char *name = copia_request_text (request, "text");
    const char *format = format_of (request);
    bool (*export) (const CopiaIndex *, uint32_t, const CopiaSubcorpus *,
                    CopiaExportWrite, void *, GError **) = copia_export;
    const CopiaSubcorpus *where = NULL;
    uint32_t text = COPIA_NONE;

    if (strcmp (format, "vrt") == 0)
        export = copia_export_vertical;
    else if (strcmp (format, "conllu") == 0)
        export = copia_export_conllu;
    if (!index || (name && !find_text (index, name, &text, error)) ||
        !(where = copia_request_where (request, error)) ||
        !export(index, text, where, write_piece, request, error))
        return COPIA_OUTCOME_FAILED;
    return COPIA_OUTCOME_ANSWERED;
}

static const CopiaOption *const options[] = { &option_format, &copia_option_output,
                                              &option_text, &copia_option_where, NULL };

const CopiaCommand copia_command_export = {
    .name = "export",
    .summary = "give the texts back exactly as they were read, or some of them",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia -o book.txt",
    .topic = "index-files",
    .run = run,
};
