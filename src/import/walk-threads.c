/* walk-threads.c - a long text told by several threads. */
#include "import/walk-private.h"

#include "base/workers.h"

typedef CopiaTextWalk Walk;

#define STRETCH (128u << 10) /* bytes a thread tells at a time, about */

typedef struct {
    guint first, end; /* blocks; only the first may divide */
} Stretch;

/* What a thread made of a stretch. */
typedef struct {
    void *part;
    bool any;             /* it has tokens */
    uint32_t first, told; /* where they begin and end in the document */
    GError *error;
} Told;

typedef struct {
    Walk *walk;
    const CopiaSegment *segment;
    GArray *stretches;
    Walk *walks; /* a thread */
    uint32_t forgotten;
    GError **error;
} Telling;

static GArray *
cut_stretches (const CopiaSegment *segment)
{
    GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
    const CopiaBlock *blocks =
        (const CopiaBlock *) (const void *) segment->blocks->data;

    for (guint i = 0; i < segment->blocks->len;) {
        Stretch stretch = { i, i };

        do
            stretch.end++;
        while (stretch.end < segment->blocks->len &&
               !copia_block_divides (&blocks[stretch.end]) &&
               blocks[stretch.end - 1].end - blocks[i].start < STRETCH);
        g_array_append_val (stretches, stretch);
        i = stretch.end;
    }
    return stretches;
}

static void *
tell_stretch (void *data, unsigned thread, size_t job)
{
    const Telling *self = data;
    const Stretch *stretch = &g_array_index (self->stretches, Stretch, job);
    const CopiaReceiver *whole = self->walk->to;
    Walk *walk = &self->walks[thread];
    Told *told = g_new0 (Told, 1);
    CopiaReceiver to;

    told->part = whole->tellers->fork (whole->self, thread, &to);
    walk->to = &to;
    walk->any = false;
    walk->told =
        g_array_index (self->segment->blocks, CopiaBlock, stretch->first).start;
    for (guint i = stretch->first; i < stretch->end && !told->error; i++)
        (void) copia_text_walk_block (
            walk, &g_array_index (self->segment->blocks, CopiaBlock, i), &told->error);
    told->any = walk->any;
    told->first = walk->first;
    told->told = walk->told;
    return told;
}

static void
drop_stretch (void *data, void *result)
{
    const Telling *self = data;
    const CopiaReceiver *to = self->walk->to;
    Told *told = result;

    to->tellers->drop (to->self, told->part);
    g_clear_error (&told->error);
    g_free (told);
}

static bool
take_stretch (void *data, size_t job, void *result)
{
    Telling *self = data;
    Walk *walk = self->walk;
    const CopiaBlock *block =
        &g_array_index (self->segment->blocks, CopiaBlock,
                        g_array_index (self->stretches, Stretch, job).first);
    Told *told = result;

    if (told->error) {
        g_propagate_error (self->error, g_steal_pointer (&told->error));
        drop_stretch (self, told);
        return false;
    }
    if (copia_block_divides (block))
        copia_text_walk_divide (walk, block);
    if (!told->any) {
        drop_stretch (self, told);
        return true;
    }
    copia_text_walk_open (walk);
    walk->to->tellers->join (walk->to->self, told->part,
                             walk->document->text + walk->told,
                             told->first - walk->told);
    walk->told = told->told;
    if (walk->to->tellers->told)
        walk->to->tellers->told (walk->to->self, walk->told);
    if (walk->told - self->forgotten >= 8 * COPIA_WALK_LONG) {
        copia_document_forget (walk->document, self->forgotten, walk->told);
        self->forgotten = walk->told;
    }
    g_free (told);
    return true;
}

bool
copia_text_walk_share (Walk *self, const CopiaSegment *segment, GError **error)
{
    unsigned threads = self->to->tellers->threads;
    g_autoptr (GArray) stretches = cut_stretches (segment);
    g_autofree Walk *walks = g_new0 (Walk, threads);
    Telling telling = { self, segment, stretches, walks, 0, error };
    const CopiaWork work = { &telling, tell_stretch, take_stretch, drop_stretch, 3 };
    bool walked;

    for (unsigned i = 0; i < threads; i++) {
        walks[i].document = self->document;
        walks[i].options = self->options;
        for (unsigned region = 0; region < COPIA_WALK_REGIONS; region++)
            walks[i].open[region] = true; /* for them */
        copia_text_walk_init (&walks[i]);
    }
    walked = copia_workers_run (&work, threads, stretches->len);
    for (unsigned i = 0; i < threads; i++)
        copia_text_walk_clear (&walks[i]);
    return walked;
}
