/* merge.c - `copia merge`: several indexes become one file. */
#include "command/commands.h"

#include "base/error.h"
#include "base/number.h"
#include "command/output.h"
#include "command/request.h"
#include "index/merge.h"
#include "index/set.h"

#include <limits.h>
#include <string.h>

static const CopiaOption option_output = {
    .name = "output",
    .letter = 'o',
    .kind = COPIA_OPTION_TEXT,
    .argument = "FILE",
    .summary = "the index to make; replaced only when all went well",
    .look = true,
};

static const CopiaOption option_set = {
    .name = "set",
    .kind = COPIA_OPTION_FLAG,
    .summary = "leave the indexes where they are: FILE names them, and opens as one",
};

static void
close_index (void *index)
{
    copia_index_close (index);
}

static GPtrArray *
open_all (const CopiaRequest *request, GError **error)
{
    g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (close_index);

    for (unsigned i = 0; i < copia_request_n_arguments (request); i++) {
        CopiaIndex *index =
            copia_index_open (copia_request_argument_at (request, i), error);

        if (!index)
            return NULL;
        g_ptr_array_add (parts, index);
    }
    return g_steal_pointer (&parts);
}

/* Texts that are there twice are counted twice, which few people want. */
static void
warn_of_twins (CopiaRequest *request, const GPtrArray *parts)
{
    for (guint i = 1; i < parts->len; i++)
        for (guint k = 0; k < i; k++)
            if (strcmp (copia_index_id (parts->pdata[i]),
                        copia_index_id (parts->pdata[k])) == 0) {
                copia_request_note (
                    request, "%s holds the texts of %s: they are in it twice now",
                    copia_request_argument_at (request, i),
                    copia_request_argument_at (request, k));
                break;
            }
}

static void
say_merged (CopiaRequest *request, const char *path, const GPtrArray *parts)
{
    char words[COPIA_NUMBER_MAX], texts[COPIA_NUMBER_MAX];
    uint64_t n_words = 0, n_texts = 0;

    for (guint i = 0; i < parts->len; i++) {
        n_words += copia_index_tokens (parts->pdata[i])->words;
        n_texts += copia_regions_count (copia_index_texts (parts->pdata[i]));
    }
    copia_number_grouped (words, n_words);
    copia_number_grouped (texts, n_texts);
    copia_request_note (request, "%s: %s word%s in %s text%s, of %u index%s", path,
                        words, n_words == 1 ? "" : "s", texts, n_texts == 1 ? "" : "s",
                        parts->len, parts->len == 1 ? "" : "es");
}

static void
show_progress (void *data, double part, uint64_t tokens)
{
    const CopiaFront *front = data;

    front->progress (front->sink.self, part, tokens, "tokens");
}

static bool
make (CopiaRequest *request, const GPtrArray *parts, const char *path, GError **error)
{
    const CopiaIndex *const *indexes = (const CopiaIndex *const *) parts->pdata;
    const CopiaFront *front = copia_request_front (request);
    CopiaMergeProgress progress = front->progress ? show_progress : NULL;
    void *data = (void *) (uintptr_t) front;

    if (copia_request_flag (request, "set"))
        return copia_set_write_watched (indexes, parts->len, path, progress, data,
                                        error);
    return copia_merge_watched (indexes, parts->len, path, progress, data, error);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    const char *path = copia_request_text (request, "output");
    g_autoptr (GPtrArray) parts = NULL;

    if (!path || strcmp (path, "-") == 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "name the index to make: copia merge -o FILE.copia %s ..",
                     copia_request_argument_at (request, 0));
        return COPIA_OUTCOME_FAILED;
    }
    if (!copia_output_index (path, error))
        return COPIA_OUTCOME_FAILED;
    parts = open_all (request, error);
    if (!parts || !make (request, parts, path, error))
        return COPIA_OUTCOME_FAILED;
    warn_of_twins (request, parts);
    say_merged (request, path, parts);
    return COPIA_OUTCOME_ANSWERED;
}

static const CopiaOption *const options[] = { &option_output, &option_set, NULL };

const CopiaCommand copia_command_merge = {
    .name = "merge",
    .summary = "join several indexes into one, without reading their texts again",
    .arguments = "-o FILE.copia INDEX...",
    .min_arguments = 1,
    .max_arguments = UINT_MAX,
    .options = options,
    .example = "-o shelf.copia book.copia other.copia",
    .topic = "index-files",
    .run = run,
};
