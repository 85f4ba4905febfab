/* index.c - `copia index`: texts to an index file. */
#include "command/commands.h"

#include "base/error.h"
#include "base/number.h"
#include "build/append.h"
#include "build/build.h"
#include "command/memory.h"
#include "command/options.h"
#include "command/output.h"
#include "command/reading.h"
#include "command/request.h"
#include "index/index.h"
#include "index/manifest.h"
#include "study/likely-language.h"
#include "study/outline.h"
#include "text/stemmer.h"

#include <limits.h>
#include <string.h>

static const CopiaOption option_output = {
    .name = "output",
    .letter = 'o',
    .kind = COPIA_OPTION_TEXT,
    .argument = "FILE",
    .summary =
        "the index to make, usually FILE.copia; replaced only when all went well",
    .look = true,
};

static const CopiaOption option_compact = {
    .name = "compact",
    .kind = COPIA_OPTION_FLAG,
    .summary =
        "make the index smaller by two fifths; answers are the same, and what is "
        "asked first takes a little longer",
};

static const CopiaOption option_lemmas = {
    .name = "lemmas",
    .kind = COPIA_OPTION_TEXT,
    .argument = "FILE",
    .summary = "give each token a lemma, from a list with lines such as "
               "'be -> am, are, is'",
    .reads = true,
};

static const CopiaOption option_stem = {
    .name = "stem",
    .kind = COPIA_OPTION_FLAG,
    .summary = "give each token a stem, the word without its endings, by the rules of "
               "--language",
};

static const CopiaOption option_tagger = {
    .name = "tagger",
    .kind = COPIA_OPTION_TEXT,
    .argument = "COMMAND",
    .summary = "give tokens attributes from a command for the shell, which reads a "
               "word a line, an empty line behind each sentence, and prints a line for "
               "each word",
};

static const CopiaOption option_tags = {
    .name = "tags",
    .kind = COPIA_OPTION_TEXT,
    .argument = "LIST",
    .summary = "the columns that --tagger prints, with tabs between: names, 'word' for "
               "the word, _ for what is left out; or conllu (default: word,pos,lemma, "
               "or conllu where the first line looks so)",
};

static const CopiaOption option_memory = {
    .name = "memory",
    .kind = COPIA_OPTION_TEXT,
    .argument = "SIZE",
    .summary = "put aside on disk what does not fit into SIZE, such as 512M or 2G "
               "(default: a quarter of the machine's)",
};

/* "21,606 words" */
static void
append_counted (GString *line, uint64_t n, const char *noun)
{
    char digits[COPIA_NUMBER_MAX];

    copia_number_grouped (digits, n);
    g_string_append_printf (line, "%s %s%s", digits, noun, n == 1 ? "" : "s");
}

/* Regions of a structure; what stands before the first heading has the number 0 and is not
 * what a reader would call a part or a chapter. */
static uint32_t
count_regions (const CopiaIndex *index, const char *name)
{
    const CopiaRegions *regions = copia_index_find_structure (index, name);
    uint32_t count = regions ? copia_regions_count (regions) : 0, found = count;
    uint32_t n = regions ? copia_regions_attribute (regions, "n") : COPIA_NONE;

    for (uint32_t i = 0; n != COPIA_NONE && i < count; i++) {
        CopiaString value;

        if (copia_regions_value (regions, n, i, &value) && value.size == 1 &&
            value.bytes[0] == '0')
            found--;
    }
    return found;
}

#define PLAIN_LAYERS 2u /* word and form: nobody has tagged the texts */

/* Whose abbreviations and headings would be known, where nobody said which language it is. */
static void
say_language (CopiaRequest *request, const CopiaIndex *index)
{
    const CopiaRegions *texts = copia_index_texts (index);
    CopiaLikelyLanguage likely = { NULL, NULL, 0 };

    if (copia_request_given (request, "language") ||
        copia_request_given (request, "rules") ||
        copia_regions_attribute (texts, "language") != COPIA_NONE ||
        copia_index_n_layers (index) > PLAIN_LAYERS) /* cut already */
        return;
    likely = copia_likely_language (index);
    if (likely.code && strcmp (likely.code, "en") != 0)
        copia_request_note (request,
                            "the words look %s, and were read as English; --language "
                            "%s knows its abbreviations and headings",
                            likely.name, likely.code);
}

/* Annotations that were named and that no token has: lines of words alone, or of columns that no
 * tab parts. */
static void
say_bare (CopiaRequest *request, const CopiaIndex *index)
{
    g_autoptr (GString) names = g_string_new (NULL);

    if (!copia_request_given (request, "attributes"))
        return;
    for (uint32_t i = PLAIN_LAYERS; i < copia_index_n_layers (index); i++) {
        const CopiaLayer *layer = copia_index_layer (index, i);

        if (layer->count != 1 || copia_layer_value (layer, 0).size > 0)
            return;
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", layer->name);
    }
    if (names->len > 0)
        copia_request_note (request,
                            "%s: no token has any; are the columns parted by tabs?",
                            names->str);
}

/* What was found: of structures, those a reader of the book would name. */
static void
say_found (CopiaRequest *request, const char *path, const CopiaReport *report)
{
    g_autoptr (CopiaIndex) index = copia_index_open (path, NULL);
    g_autoptr (GString) line = g_string_new (NULL);
    static const char *const named[] = { "part", "chapter", "p", "s" };
    static const char *const nouns[] = { "part", "chapter", "paragraph", "sentence" };

    g_string_printf (line, "%s: ", path);
    append_counted (line, report->words, "word");
    g_string_append (line, " in ");
    append_counted (line,
                    index ? copia_regions_count (copia_index_texts (index))
                          : report->texts, /* an archive is one file of several */
                    "text");
    for (unsigned i = 0; index && i < G_N_ELEMENTS (named); i++) {
        uint32_t n = count_regions (index, named[i]);

        if (n == 0)
            continue;
        g_string_append (line, ", ");
        append_counted (line, n, nouns[i]);
    }
    for (guint i = 0; i < report->notes->len; i++)
        copia_request_note (request, "%s", (const char *) report->notes->pdata[i]);
    if (index) {
        say_language (request, index);
        say_bare (request, index);
    }
    copia_request_note (request, "%s", line->str);
}

static const CopiaOption option_append = {
    .name = "append",
    .kind = COPIA_OPTION_FLAG,
    .summary = "add the texts to the index there is, without reading its texts again",
};

/* What was added, and what the corpus has now. */
static void
say_added (CopiaRequest *request, const char *path, const CopiaReport *report)
{
    g_autoptr (CopiaIndex) index = copia_index_open (path, NULL);
    const CopiaShards *shards = index ? copia_index_shards (index) : NULL;
    g_autoptr (GString) line = g_string_new (NULL);

    for (guint i = 0; i < report->notes->len; i++)
        copia_request_note (request, "%s", (const char *) report->notes->pdata[i]);
    if (!shards)
        return;
    g_string_printf (line, "%s: ", path);
    append_counted (line, report->words, "word");
    g_string_append (line, " added; now ");
    append_counted (line, copia_index_tokens (index)->words, "word");
    g_string_append (line, " in ");
    append_counted (line, copia_regions_count (copia_index_texts (index)), "text");
    g_string_append (line, ", of ");
    append_counted (line, shards->n, "file");
    copia_request_note (request, "%s", line->str);
}

/* --stem english, as if the flag took the language. */
static bool
check_inputs (const CopiaRequest *request, const char *const *inputs, GError **error)
{
    for (; copia_request_flag (request, "stem") && *inputs; inputs++)
        if (copia_stemmer_knows (*inputs) &&
            !g_file_test (*inputs, G_FILE_TEST_EXISTS)) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                         "'%s' is no file, and --stem takes no language; write "
                         "--stem --language %s",
                         *inputs, *inputs);
            return false;
        }
    return true;
}

static void
show_progress (void *data, double part, uint64_t tokens)
{
    const CopiaFront *front = data;

    front->progress (front->sink.self, part, tokens, "tokens");
}

static bool
refuse (GError **error, const char *message)
{
    g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, message);
    return false;
}

/* As it can be typed. */
static char *
typed (const char *path)
{
    bool plain =
        path[strspn (path, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-./")] == '\0';

    return plain ? g_strdup (path) : g_shell_quote (path);
}

/* Without -o the name may stand among the inputs; else that of the text would do. */
static bool
name_is_missing (const char *const *inputs, GError **error)
{
    const char *index = NULL, *text = NULL, *others = "";
    g_autofree char *base = NULL, *name = NULL, *first = NULL;
    char *dot;

    for (; *inputs; inputs++)
        if (!index && g_str_has_suffix (*inputs, ".copia"))
            index = *inputs;
        else if (!text)
            text = *inputs;
        else
            others = " ..";
    first = text ? typed (text) : g_strdup ("TEXT");
    if (index && text) {
        name = typed (index);
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "the index to make stands behind -o: copia index -o %s %s%s", name,
                     first, others);
        return false;
    }
    base = g_path_get_basename (text ? text : index);
    dot = strchr (base + 1, '.');
    if (dot)
        *dot = '\0';
    name = typed (base);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "name the index to make: copia index -o %s.copia %s%s",
                 g_ascii_isalnum (base[0]) ? name : "FILE", first, others);
    return false;
}

/* Options that need each other, or cannot stand together. */
static bool
check_options (const CopiaRequest *request, const char *const *inputs, GError **error)
{
    const char *path = copia_request_text (request, "output");
    bool tagger = copia_request_given (request, "tagger");

    if (!check_inputs (request, inputs, error))
        return false;
    if (!path)
        return name_is_missing (inputs, error);
    if (strcmp (path, "-") == 0)
        return refuse (error, "an index is no text to print; name a file: "
                              "-o FILE.copia");
    if (!copia_request_flag (request, "append") && !copia_output_index (path, error))
        return false;
    if (copia_request_given (request, "tags") && !tagger)
        return refuse (error, "--tags names the columns of a tagger; say which: "
                              "--tagger COMMAND");
    if (copia_request_given (request, "ranges") && tagger)
        return refuse (error,
                       "--ranges is for texts in CoNLL-U; what --tagger says of a "
                       "word is joined");
    return true;
}

/* What was not asked for is as the corpus has it. */
static void
follow_corpus (const CopiaRequest *request, CopiaReaderOptions *reading)
{
    if (!copia_request_given (request, "tokenizer") && !reading->tokenizer_options)
        reading->tokenizer = NULL;
    if (!copia_request_given (request, "ranges"))
        reading->ranges = NULL;
    if (!copia_request_given (request, "language"))
        reading->language = NULL;
}

static bool
take_options (const CopiaRequest *request, CopiaRecipe *recipe, GError **error)
{
    recipe->lemmas = copia_request_text (request, "lemmas");
    recipe->tagger = copia_request_text (request, "tagger");
    recipe->tags = copia_request_text (request, "tags");
    recipe->stem = copia_request_flag (request, "stem");
    recipe->compact = copia_request_flag (request, "compact");
    if (copia_request_given (request, "threads"))
        recipe->threads = (unsigned) copia_request_number (request, "threads");
    return copia_reading_options (request, &recipe->reading, error) &&
           copia_memory_read (copia_request_text (request, "memory"), &recipe->memory,
                              error);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
    const char *path = copia_request_text (request, "output");
    const CopiaFront *front = copia_request_front (request);
    CopiaRecipe recipe = { .progress = front->progress ? show_progress : NULL,
                           .progress_data = (void *) (uintptr_t) front };
    CopiaReport report = { 0 };
    bool built, append = copia_request_flag (request, "append");

    for (unsigned i = 0; i < copia_request_n_arguments (request); i++)
        g_ptr_array_add (inputs,
                         (void *) (uintptr_t) copia_request_argument_at (request, i));
    g_ptr_array_add (inputs, NULL);
    recipe.inputs = (const char *const *) inputs->pdata;
    if (!check_options (request, recipe.inputs, error) ||
        !take_options (request, &recipe, error))
        return COPIA_OUTCOME_FAILED;
    if (append && g_file_test (path, G_FILE_TEST_EXISTS))
        follow_corpus (request, &recipe.reading);
    built = append ? copia_append (&recipe, path, &report, error)
                   : copia_build (&recipe, path, &report, error);
    if (built && append && copia_manifest_is (path)) /* it was there */
        say_added (request, path, &report);
    else if (built)
        say_found (request, path, &report);
    copia_report_clear (&report);
    return built ? COPIA_OUTCOME_ANSWERED : COPIA_OUTCOME_FAILED;
}

static const CopiaOption *const options[] = { &option_output,
                                              &option_append,
                                              &option_compact,
                                              COPIA_OPTIONS_READING,
                                              &option_lemmas,
                                              &option_stem,
                                              &option_tagger,
                                              &option_tags,
                                              &copia_option_threads,
                                              &option_memory,
                                              NULL };

const CopiaCommand copia_command_index = {
    .name = "index",
    .summary = "read texts and build the index that all other commands ask",
    .arguments = "-o FILE.copia INPUT...",
    .min_arguments = 1,
    .max_arguments = UINT_MAX,
    .options = options,
    .example = "-o book.copia book.txt",
    .topic = "reading",
    .run = run,
};
