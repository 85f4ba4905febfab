/* build.c - reading each input into a writer. */
#include "build/build.h"

#include "base/error.h"
#include "base/out.h"
#include "base/workers.h"
#include "build/derived.h"
#include "build/notes.h"
#include "build/tagger.h"
#include "build/twice.h"
#include "import/inputs.h"
#include "index/writer.h"
#include <sys/stat.h>
#include <unistd.h>

static void
store_recipe (CopiaIndexWriter *writer, const CopiaReaderOptions *reading)
{
    copia_index_writer_meta (writer, "tokenizer",
                             reading->tokenizer ? reading->tokenizer : "words");
    copia_index_writer_meta (writer, "tokenizer.options",
                             reading->tokenizer_options ? reading->tokenizer_options
                                                        : "");
    copia_index_writer_meta (writer, "language",
                             reading->language ? reading->language : "");
    copia_index_writer_meta (writer, "importer",
                             reading->importer ? reading->importer : "");
    copia_index_writer_meta (writer, "encoding",
                             reading->encoding ? reading->encoding : "");
    if (g_strcmp0 (reading->ranges, COPIA_READER_WORDS) == 0)
        copia_index_writer_meta (writer, "ranges", reading->ranges);
    if (reading->metadata)
        copia_index_writer_meta (writer, "metadata", reading->metadata);
    copia_index_writer_meta (writer, "rules", reading->rules ? reading->rules : "");
}

typedef struct {
    const CopiaRecipe *recipe;
    const CopiaIndexWriter *writer;
    uint64_t all, done;      /* bytes of the inputs; of those that were read */
    double reading, tagging; /* what they take of the time; writing takes the rest */
} Watched;

static Watched
new_watched (const CopiaRecipe *recipe, const CopiaIndexWriter *writer)
{
    return (Watched){ .recipe = recipe,
                      .writer = writer,
                      .reading = recipe->tagger ? 0.1 : 0.7,
                      .tagging = recipe->tagger ? 0.85 : 0 };
}

static void
watch (void *data, uint64_t bytes, double writing)
{
    const Watched *self = data;
    double read = MIN ((double) (self->done + bytes) / (double) MAX (self->all, 1), 1);
    double before = self->reading + self->tagging;

    self->recipe->progress (self->recipe->progress_data,
                            writing > 0 ? before + (1 - before) * writing
                                        : self->reading * read,
                            copia_index_writer_tokens (self->writer));
}

static void
watch_tagger (void *data, uint64_t tokens)
{
    const Watched *self = data;
    double all = (double) copia_index_writer_tokens (self->writer);

    if (self->recipe->progress)
        self->recipe->progress (self->recipe->progress_data,
                                self->reading + self->tagging * (double) tokens / all,
                                tokens);
}

static uint64_t
size_of (const char *path)
{
    struct stat status;

    return stat (path, &status) == 0 && S_ISREG (status.st_mode)
               ? (uint64_t) status.st_size
               : 0;
}

static void
begin_watch (Watched *self, const GPtrArray *files, CopiaIndexWriter *writer)
{
    if (!self->recipe->progress)
        return;
    for (guint i = 0; i < files->len; i++)
        self->all += size_of (files->pdata[i]);
    copia_index_writer_watch (writer, watch, self);
}

static void
watch_file (Watched *self, const char *path)
{
    self->done += self->recipe->progress ? size_of (path) : 0;
    if (self->recipe->progress)
        watch (self, 0, 0);
}

typedef struct {
    const GPtrArray *files;
    CopiaIndexWriter *writer;
    Watched *watched;
    GPtrArray *told; /* of the files, those with tokens */
    uint64_t tokens; /* before the file */
} Reading;

static void
note_file (void *data, size_t i)
{
    Reading *self = data;
    uint64_t tokens = copia_index_writer_tokens (self->writer);

    copia_index_writer_blame (self->writer, self->files->pdata[i]);
    watch_file (self->watched, self->files->pdata[i]);
    if (tokens > self->tokens)
        g_ptr_array_add (self->told, self->files->pdata[i]);
    self->tokens = tokens;
}

static bool
read_files (const CopiaReader *reader, const GPtrArray *files, GPtrArray *told,
            CopiaIndexWriter *writer, CopiaReport *report, Watched *watched,
            GError **error)
{
    CopiaReceiver receiver = copia_index_writer_receiver (writer);
    Reading reading = { files, writer, watched, told, 0 };

    return copia_reader_read_files (reader, (const char *const *) files->pdata,
                                    files->len, &receiver, report->notes, note_file,
                                    &reading, error);
}

static bool
spare_files (const char *path, const GPtrArray *files, GError **error)
{
    for (guint i = 0; i < files->len; i++)
        if (!copia_out_spares (path, files->pdata[i], error))
            return false;
    return true;
}

static uint64_t
memory_of (const CopiaRecipe *recipe)
{
    return recipe->memory ? recipe->memory
                          : (uint64_t) sysconf (_SC_PHYS_PAGES) *
                                (uint64_t) sysconf (_SC_PAGESIZE) / 4;
}

/* Half of the budget holds what was read; the rest is for the text and for the work on it. */
static uint64_t
memory_for_streams (uint64_t memory)
{
    return MAX (memory / 2, 1 << 20);
}

/* A text that takes more than a quarter of it, with its lines and paragraphs nearly half, is put
 * aside beside the index. */
static CopiaReader *
open_reader (const CopiaRecipe *recipe, const char *path, const CopiaDerived *derived,
             GError **error)
{
    CopiaReaderOptions options = recipe->reading;

    options.any_language = derived->stemmer != NULL;
    options.languages = derived->languages;
    options.beside = path;
    options.memory = MAX (memory_of (recipe) / 4, 1 << 20);
    return copia_reader_new (&options, error);
}

/* Nothing could be asked of it.  Where there is no token either, the writer says so. */
static bool
has_words (CopiaIndexWriter *writer, const CopiaReaderOptions *options, GError **error)
{
    bool pattern = g_strcmp0 (options->tokenizer, "pattern") == 0;

    if (copia_index_writer_met_word (writer) || copia_index_writer_tokens (writer) == 0)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "there is not one word in the input: no %s holds a letter or digit",
                 pattern ? "match of the pattern" : "token");
    return false;
}

/* What the index says of its making, and then the texts. */
static bool
end_recipe (CopiaDerived *derived, CopiaTagger *tagger, CopiaIndexWriter *writer,
            Watched *watched, const GPtrArray *told, GPtrArray *notes, GError **error)
{
    if (!copia_derived_end (derived, writer, notes, error) ||
        !(tagger ? copia_tagger_run (tagger, writer, watch_tagger, watched, error)
                 : copia_tagger_spared (derived->recipe, writer, error)))
        return false;
    for (guint i = 0; i < told->len; i++)
        copia_index_writer_meta (writer, "file", told->pdata[i]);
    return true;
}

bool
copia_build (const CopiaRecipe *recipe, const char *path, CopiaReport *report,
             GError **error)
{
    g_auto (CopiaDerived) derived = { 0 };
    g_autoptr (CopiaTagger) tagger = NULL;
    g_autoptr (CopiaReader) reader = NULL;
    g_autoptr (CopiaIndexWriter) writer =
        copia_index_writer_new_within (path,
                                       recipe->threads ? recipe->threads
                                                       : copia_workers_most (),
                                       memory_for_streams (memory_of (recipe)));
    g_autoptr (GPtrArray) files = NULL, told = g_ptr_array_new ();
    Watched watched = new_watched (recipe, writer);

    *report = (CopiaReport){ .notes = g_ptr_array_new_with_free_func (g_free) };
    if (!copia_derived_begin (&derived, recipe, path, report->notes, error) ||
        (recipe->tagger && !(tagger = copia_tagger_new (recipe, error))) ||
        !(reader = open_reader (recipe, path, &derived, error)))
        return false;
    files = copia_inputs_expand (recipe->inputs, report->notes, error);
    if (!files || !spare_files (path, files, error))
        return false;
    copia_note_twice (files, recipe->corpus, report->notes);
    copia_index_writer_compact (writer, recipe->compact);
    store_recipe (writer, &recipe->reading);
    begin_watch (&watched, files, writer);
    if (!read_files (reader, files, told, writer, report, &watched, error))
        return false;
    copia_notes_fold (report->notes);
    copia_reader_report (reader, report->notes);
    if (!has_words (writer, &recipe->reading, error) ||
        !end_recipe (&derived, tagger, writer, &watched, told, report->notes, error) ||
        !copia_index_writer_close (writer, path, error))
        return false;
    report->texts = copia_index_writer_texts (writer);
    report->tokens = copia_index_writer_tokens (writer);
    report->words = copia_index_writer_words (writer);
    return true;
}

void
copia_report_clear (CopiaReport *self)
{
    g_clear_pointer (&self->notes, g_ptr_array_unref);
}
