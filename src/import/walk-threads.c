/* walk-threads.c - a long text told by several threads, or a short one by one of them. */
#include "import/walk-private.h"

#include "base/workers.h"

typedef CopiaTextWalk Walk;

#define STRETCH (128u << 10) /* bytes a thread tells at a time, about */
#define AHEAD 3              /* of them a thread; none where they are much longer */

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
        copia_aside_rest (segment->blocks);
        i = stretch.end;
    }
    return stretches;
}

/* `walk` is the thread's own. */
static Told *
tell (Walk *walk, const CopiaReceiver *whole, unsigned thread,
      const CopiaSegment *segment, const Stretch *stretch)
{
    Told *told = g_new0 (Told, 1);
    CopiaReceiver to;

    told->part = whole->tellers->fork (whole->self, thread, &to);
    walk->to = &to;
    walk->any = false;
    walk->told = g_array_index (segment->blocks, CopiaBlock, stretch->first).start;
    for (guint i = stretch->first; i < stretch->end && !told->error; i++)
        (void) copia_text_walk_block (walk,
                                      &g_array_index (segment->blocks, CopiaBlock, i),
                                      &told->error);
    whole->tellers->end (whole->self, told->part);
    told->any = walk->any;
    told->first = walk->first;
    told->told = walk->told;
    return told;
}

static void *
tell_stretch (void *data, unsigned thread, size_t job)
{
    const Telling *self = data;

    return tell (&self->walks[thread], self->walk->to, thread, self->segment,
                 &g_array_index (self->stretches, Stretch, job));
}

static void
drop (const CopiaReceiver *to, Told *told)
{
    to->tellers->drop (to->self, told->part);
    g_clear_error (&told->error);
    g_free (told);
}

static void
drop_stretch (void *data, void *result)
{
    const Telling *self = data;

    drop (self->walk->to, result);
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
        drop (walk->to, told);
        return false;
    }
    if (copia_block_divides (block))
        copia_text_walk_divide (walk, block);
    if (!told->any) {
        drop (walk->to, told);
        return true;
    }
    copia_text_walk_open (walk);
    walk->to->tellers->join (walk->to->self, told->part,
                             walk->document->text + walk->told,
                             told->first - walk->told);
    walk->told = told->told;
    if (walk->to->tellers->told)
        walk->to->tellers->told (walk->to->self, walk->told);
    if (walk->told - self->forgotten >=
        (walk->document->aside ? 1 : 8) * COPIA_WALK_LONG) {
        copia_document_forget (walk->document, self->forgotten, walk->told);
        copia_aside_rest (self->segment->blocks);
        self->forgotten = walk->told;
    }
    g_free (told);
    return true;
}

/* A walk of a thread's own, to be sent to parts. */
static void
begin_walk (Walk *self, const CopiaDocument *document, const CopiaWalkOptions *options)
{
    self->document = document;
    self->options = options;
    for (unsigned region = 0; region < COPIA_WALK_REGIONS; region++)
        self->open[region] = true; /* for them */
    copia_text_walk_init (self);
}

bool
copia_text_walk_share (Walk *self, const CopiaSegment *segment, GError **error)
{
    unsigned threads = self->to->tellers->threads;
    g_autoptr (GArray) stretches = cut_stretches (segment);
    g_autofree Walk *walks = g_new0 (Walk, threads);
    Telling telling = { self, segment, stretches, walks, 0, error };
    bool heavy = self->document->size / 8 > (uint64_t) stretches->len * STRETCH;
    const CopiaWork work = { &telling, tell_stretch, take_stretch, drop_stretch,
                             heavy ? 0 : AHEAD };
    bool walked;

    for (unsigned i = 0; i < threads; i++)
        begin_walk (&walks[i], self->document, self->options);
    walked = copia_workers_run (&work, threads, stretches->len);
    for (unsigned i = 0; i < threads; i++)
        copia_text_walk_clear (&walks[i]);
    return walked;
}

/* ---- ahead ---------------------------------------------------------------------------- */

struct CopiaWalkAhead {
    const CopiaDocument *document;
    const CopiaSegment *segment;
    const CopiaWalkOptions *options;
    CopiaReceiver to;
    GArray *stretches;
    GPtrArray *told; /* Told, a stretch; NULL where it was taken */
};

CopiaWalkAhead *
copia_walk_ahead (const CopiaDocument *document, const CopiaSegment *segment,
                  const CopiaWalkOptions *options, const CopiaReceiver *to,
                  unsigned thread)
{
    CopiaWalkAhead *self;
    Walk walk = { 0 };

    if (!copia_text_walk_may_share (document, to))
        return NULL;
    self = g_new (CopiaWalkAhead, 1);
    *self = (CopiaWalkAhead){
        document, segment, options, *to, cut_stretches (segment), g_ptr_array_new ()
    };
    begin_walk (&walk, document, options);
    for (guint i = 0; i < self->stretches->len; i++)
        g_ptr_array_add (self->told,
                         tell (&walk, to, thread, segment,
                               &g_array_index (self->stretches, Stretch, i)));
    copia_text_walk_clear (&walk);
    return self;
}

bool
copia_walk_join (CopiaWalkAhead *self, bool *told, GError **error)
{
    Walk walk = { .document = self->document,
                  .segment = self->segment,
                  .options = self->options,
                  .to = &self->to };
    Telling telling = { &walk, self->segment, self->stretches, NULL, 0, error };
    bool joined = true;

    copia_text_walk_init (&walk);
    for (guint i = 0; i < self->told->len && joined; i++)
        joined = take_stretch (&telling, i, g_steal_pointer (&self->told->pdata[i]));
    *told = walk.open[0];
    if (joined)
        copia_text_walk_finish (&walk);
    copia_text_walk_clear (&walk);
    copia_walk_ahead_free (self);
    return joined;
}

void
copia_walk_ahead_free (CopiaWalkAhead *self)
{
    if (!self)
        return;
    for (guint i = 0; i < self->told->len; i++)
        if (self->told->pdata[i])
            drop (&self->to, self->told->pdata[i]);
    g_ptr_array_unref (self->told);
    g_array_unref (self->stretches);
    g_free (self);
}
