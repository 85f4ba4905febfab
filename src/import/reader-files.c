/* reader-files.c - many files, the short ones read by several threads, all sent in order. */
#include "import/reader-private.h"

#include <sys/stat.h>

#include "base/workers.h"
#include "import/archive.h"

#define SHORT (1u << 20)   /* bytes of a file that is read ahead of its turn */
#define BATCH (128u << 10) /* bytes that a thread reads at a time, about */
#define MOST 64            /* files at a time */

/* Files of a row that a thread reads at a time; a long one is alone, and is read in its turn. */
typedef struct {
    size_t first, end;
    bool is_long;
} Batch;

/* What became of a file. */
typedef struct {
    GArray *texts; /* CopiaReady */
    GError *error;
} File;

typedef struct {
    const CopiaReader *reader;
    const char *const *paths;
    const Batch *batches;
    const CopiaReceiver *to;
    GPtrArray *notes;
    CopiaFileSent sent;
    void *data;
    GError **error;
} Reading;

/* ---- batches -------------------------------------------------------------------------- */

/* What is packed may be long though its file is short, and a pipe can be read but once. */
static uint64_t
weigh (const char *path)
{
    struct stat status;

    if (stat (path, &status) != 0) /* which reading it will say */
        return 0;
    return S_ISREG (status.st_mode) && !copia_archive_named (path)
               ? (uint64_t) status.st_size
               : SHORT;
}

static GArray *
cut_batches (const char *const *paths, size_t n)
{
    GArray *batches = g_array_new (FALSE, FALSE, sizeof (Batch));
    Batch batch = { 0, 0, false };
    uint64_t bytes = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t weight = weigh (paths[i]);
        bool is_long = weight >= SHORT;

        if (batch.end > batch.first &&
            (is_long || bytes + weight > BATCH || batch.end - batch.first == MOST)) {
            g_array_append_val (batches, batch);
            batch.first = batch.end;
            bytes = 0;
        }
        batch.end = i + 1;
        bytes += weight;
        if (is_long) {
            batch.is_long = true;
            g_array_append_val (batches, batch);
            batch = (Batch){ i + 1, i + 1, false };
            bytes = 0;
        }
    }
    if (batch.end > batch.first)
        g_array_append_val (batches, batch);
    return batches;
}

/* ---- ahead ---------------------------------------------------------------------------- */

typedef struct {
    const CopiaReader *reader;
    GArray *texts; /* CopiaReady */
} Ahead;

static bool
take_ahead (void *data, CopiaDocument *document, GError **error)
{
    const Ahead *self = data;
    CopiaReady *ready;

    g_array_set_size (self->texts, self->texts->len + 1);
    ready = &g_array_index (self->texts, CopiaReady, self->texts->len - 1);
    return copia_reader_prepare (self->reader, document, ready, error);
}

static void
clear_file (void *data)
{
    File *self = data;

    for (guint i = 0; i < self->texts->len; i++)
        copia_ready_clear (&g_array_index (self->texts, CopiaReady, i));
    g_array_unref (self->texts);
    g_clear_error (&self->error);
}

static void
read_file (const Reading *self, unsigned thread, const char *path, File *file)
{
    CopiaImportOptions options = copia_reader_import_options (self->reader);
    Ahead ahead = { self->reader, file->texts };

    if (!copia_import_file (path, &options, take_ahead, &ahead, &file->error))
        return;
    for (guint i = 0; i < file->texts->len; i++)
        copia_ready_tell_ahead (&g_array_index (file->texts, CopiaReady, i), self->to,
                                thread);
}

static void *
read_batch (void *data, unsigned thread, size_t job)
{
    const Reading *self = data;
    const Batch *batch = &self->batches[job];
    GArray *files = g_array_new (FALSE, FALSE, sizeof (File));

    g_array_set_clear_func (files, clear_file);
    for (size_t i = batch->first; i < batch->end; i++) {
        File file = { g_array_new (FALSE, TRUE, sizeof (CopiaReady)), NULL };

        read_file (self, thread, self->paths[i], &file);
        g_array_append_val (files, file);
        if (file.error) /* nobody asks for the others */
            break;
    }
    return files;
}

static void
drop_batch (void *data, void *result)
{
    (void) data;
    g_array_unref (result);
}

/* ---- in order ------------------------------------------------------------------------- */

static bool
send_file (const Reading *self, size_t at, File *file)
{
    if (file->error) {
        g_propagate_error (self->error, g_steal_pointer (&file->error));
        return false;
    }
    for (guint i = 0; i < file->texts->len; i++)
        if (!copia_ready_send (&g_array_index (file->texts, CopiaReady, i), self->to,
                               self->notes, self->error))
            return false;
    self->sent (self->data, at);
    return true;
}

static bool
take_batch (void *data, size_t job, void *result)
{
    const Reading *self = data;
    GArray *files = result;
    bool sent = true;

    for (guint i = 0; i < files->len && sent; i++)
        sent = send_file (self, self->batches[job].first + i,
                          &g_array_index (files, File, i));
    g_array_unref (files);
    return sent;
}

static bool
read_long (const Reading *self, size_t at)
{
    if (!copia_reader_read (self->reader, self->paths[at], self->to, self->notes,
                            self->error))
        return false;
    self->sent (self->data, at);
    return true;
}

bool
copia_reader_read_files (const CopiaReader *self, const char *const *paths, size_t n,
                         const CopiaReceiver *to, GPtrArray *notes, CopiaFileSent sent,
                         void *data, GError **error)
{
    unsigned threads = to->tellers ? to->tellers->threads : 1;
    Reading reading = { self, paths, NULL, to, notes, sent, data, error };
    const CopiaWork work = { &reading, read_batch, take_batch, drop_batch, 1 };
    g_autoptr (GArray) batches = NULL;

    if (threads <= 1) {
        for (size_t i = 0; i < n; i++)
            if (!read_long (&reading, i))
                return false;
        return true;
    }
    batches = cut_batches (paths, n);
    for (guint i = 0; i < batches->len; i++) {
        guint end = i;

        while (end < batches->len && !g_array_index (batches, Batch, end).is_long)
            end++;
        reading.batches = &g_array_index (batches, Batch, i);
        if (end > i && !copia_workers_run (&work, threads, end - i))
            return false;
        if (end < batches->len &&
            !read_long (&reading, g_array_index (batches, Batch, end).first))
            return false;
        i = end;
    }
    return true;
}
