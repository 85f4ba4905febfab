/* walk.c - a divided document told as events. */
#include "import/walk.h"

#include "base/workers.h"
#include "import/cutter.h"

typedef enum { TEXT, PART, CHAPTER, N_REGIONS } Region;

static const char *const region_names[] = { "text", "part", "chapter" };

/* How deep a span was opened: it is closed before what holds it. */
typedef enum { OUTSIDE, IN_PARAGRAPH, IN_SENTENCE } Depth;

typedef struct {
    const CopiaStretch *span;
    Depth depth;
} Live;

/* Regions open with their first token: until then they wait. */
typedef struct {
    const CopiaDocument *document;
    const CopiaWalkOptions *options;
    const CopiaReceiver *to;
    const CopiaBlock *waiting[N_REGIONS];
    bool open[N_REGIONS];
    uint32_t told;  /* bytes of the document that were passed on */
    uint32_t first; /* of a stretch: where its first token stands */
    bool any;       /* it has a token */
    guint span;     /* the first span that was not yet looked at */
    guint sentence; /* of those that mark-up declares, the first behind what was told */
    GArray *live;   /* Live, in the order of opening */
    GArray *places; /* uint32_t: where in the document the block's tokens stand */
    GArray *starts; /* uint32_t: the tokens that begin sentences */
    CopiaCutter cutter;
} Walk;

/* ---- regions -------------------------------------------------------------------------- */

static void
open_text (Walk *self)
{
    const GPtrArray *pairs = self->document->attributes;
    g_autofree CopiaAttribute *attributes = g_new (CopiaAttribute, pairs->len / 2 + 1);
    size_t n = 0;

    attributes[n++] = (CopiaAttribute){ "file", self->document->name };
    for (guint i = 0; i + 1 < pairs->len; i += 2)
        attributes[n++] = (CopiaAttribute){ g_ptr_array_index (pairs, i),
                                            g_ptr_array_index (pairs, i + 1) };
    self->to->open (self->to->self, "text", attributes, n);
}

static void
open_division (Walk *self, Region region)
{
    const CopiaBlock *block = self->waiting[region];
    char number[16];
    const CopiaAttribute attributes[] = { { "n", number }, { "title", block->title } };

    g_snprintf (number, sizeof number, "%u", block->number);
    self->to->open (self->to->self, region_names[region], attributes, 2);
}

static void
open_waiting (Walk *self)
{
    for (Region region = TEXT; region < N_REGIONS; region++) {
        if (self->open[region] || (region != TEXT && !self->waiting[region]))
            continue;
        if (region == TEXT)
            open_text (self);
        else
            open_division (self, region);
        self->open[region] = true;
        self->waiting[region] = NULL;
    }
}

static void
close_from (Walk *self, Region region)
{
    for (int i = CHAPTER; i >= (int) region; i--) {
        if (self->open[i])
            self->to->close (self->to->self, region_names[i]);
        self->open[i] = false;
        self->waiting[i] = NULL;
    }
}

/* ---- spans ---------------------------------------------------------------------------- */

static void
open_region (Walk *self, const CopiaStretch *span)
{
    GPtrArray *pairs = self->document->pairs;
    g_autofree CopiaAttribute *attributes = g_new (CopiaAttribute, span->n + 1);

    for (uint32_t i = 0; i < span->n; i++)
        attributes[i] = (CopiaAttribute){ pairs->pdata[span->first + 2 * i],
                                          pairs->pdata[span->first + 2 * i + 1] };
    self->to->open (self->to->self, span->name, attributes, span->n);
}

static const CopiaStretch *
next_span (const Walk *self)
{
    return self->span < self->document->spans->len
               ? &g_array_index (self->document->spans, CopiaStretch, self->span)
               : NULL;
}

/* Opens what begins at or before the token at `first` and holds the one at `last`, too; what
 * ends between them waits for its own token.  A span that holds the start of no token is
 * passed over. */
static void
open_spans (Walk *self, uint32_t first, uint32_t last, Depth depth)
{
    const CopiaStretch *span;

    for (; (span = next_span (self)) && span->start <= first; self->span++) {
        Live live = { span, depth };

        if (span->end <= first)
            continue;
        if (span->end <= last)
            return;
        open_region (self, span);
        g_array_append_val (self->live, live);
    }
}

/* Closes what was opened at `depth` or deeper and ends at or before `at`, the last first. */
static void
close_spans (Walk *self, uint32_t at, Depth depth)
{
    for (guint i = self->live->len; i-- > 0;) {
        Live live = g_array_index (self->live, Live, i);

        if (live.depth < depth || live.span->end > at)
            continue;
        self->to->close (self->to->self, live.span->name);
        g_array_remove_index (self->live, i);
    }
}

/* ---- sentences ------------------------------------------------------------------------ */

static const CopiaStretch *
sentence_at (const Walk *self, guint i)
{
    const GArray *sentences = self->document->sentences;

    return i < sentences->len ? &g_array_index (sentences, CopiaStretch, i) : NULL;
}

static uint32_t
place (const Walk *self, guint token)
{
    return g_array_index (self->places, uint32_t, token);
}

/* Sentences begin where mark-up lets them, and behind those that it ends; false: it says
 * nothing of this block. */
static bool
take_declared (Walk *self)
{
    guint n = self->places->len, i = self->sentence;
    const CopiaStretch *span;
    uint32_t open_until = 0;

    while ((span = sentence_at (self, i)) && span->end <= place (self, 0))
        i++;
    self->sentence = i;
    if (!span || span->start > place (self, n - 1))
        return false;
    for (guint token = 0; token < n; token++) {
        uint32_t at = place (self, token);
        bool begins = token == 0 || (open_until && at >= open_until);

        if (open_until && at >= open_until)
            open_until = 0;
        while (span && span->end <= at)
            span = sentence_at (self, ++i);
        if (span && span->start <= at && open_until != span->end) {
            begins = true;
            open_until = span->end;
        }
        if (begins)
            g_array_append_val (self->starts, token);
    }
    return true;
}

/* The declared sentence that begins with this token, or NULL. */
static const CopiaStretch *
declared_at (Walk *self, guint token)
{
    const CopiaStretch *span;

    while ((span = sentence_at (self, self->sentence)) &&
           span->end <= place (self, token))
        self->sentence++;
    return span && span->start <= place (self, token) ? span : NULL;
}

static void
find_sentences (Walk *self, const CopiaBlock *block)
{
    const CopiaCutter *cutter = &self->cutter;
    const uint32_t first = 0;

    g_array_set_size (self->starts, 0);
    if (take_declared (self))
        return;
    if (block->kind == COPIA_BLOCK_PARAGRAPH)
        copia_sentences (self->options->sentences, cutter->text,
                         (const CopiaToken *) (const void *) cutter->tokens->data,
                         cutter->tokens->len, self->starts);
    else
        g_array_append_val (self->starts, first); /* a heading is one sentence */
}

/* ---- tokens --------------------------------------------------------------------------- */

static void
find_places (Walk *self)
{
    guint piece = 0;

    g_array_set_size (self->places, self->cutter.tokens->len);
    for (guint i = 0; i < self->places->len; i++) {
        const CopiaToken *token = &g_array_index (self->cutter.tokens, CopiaToken, i);

        g_array_index (self->places, uint32_t, i) =
            copia_cutter_place (&self->cutter, token->start, &piece);
    }
}

static void
tell_token (Walk *self, guint i)
{
    const CopiaToken *token = &g_array_index (self->cutter.tokens, CopiaToken, i);
    const char *text = self->document->text;
    uint32_t at = place (self, i);
    CopiaTokenEvent event = { .gap = text + self->told,
                              .gap_size = at - self->told,
                              .token = text + at,
                              .token_size = token->end - token->start,
                              .word = token->kind == COPIA_TOKEN_WORD };

    if (self->live->len)
        close_spans (self, at, OUTSIDE);
    if (next_span (self))
        open_spans (self, at, at, IN_SENTENCE);
    self->to->token (self->to->self, &event);
    self->told = at + (token->end - token->start);
}

/* The tokens [from, to), which are one sentence; what follows it begins at `limit`. */
static void
tell_sentence (Walk *self, guint from, guint to, uint32_t limit)
{
    const CopiaStretch *declared = declared_at (self, from);
    const CopiaStretch bare = { .name = "s" };

    close_spans (self, place (self, from), OUTSIDE);
    open_spans (self, place (self, from), place (self, to - 1), IN_PARAGRAPH);
    open_region (self, declared ? declared : &bare);
    for (guint i = from; i < to; i++)
        tell_token (self, i);
    close_spans (self, limit, IN_SENTENCE);
    self->to->close (self->to->self, "s");
    close_spans (self, limit, IN_PARAGRAPH);
}

static void
tell_paragraph (Walk *self, const CopiaBlock *block, const char *structure)
{
    guint n = self->places->len;

    if (!self->any)
        self->first = place (self, 0);
    self->any = true;
    close_spans (self, place (self, 0), OUTSIDE);
    open_waiting (self);
    open_spans (self, place (self, 0), place (self, n - 1), OUTSIDE);
    self->to->open (self->to->self, structure, NULL, 0);
    for (guint i = 0; i < self->starts->len; i++) {
        guint from = g_array_index (self->starts, uint32_t, i);
        bool last = i + 1 == self->starts->len;
        guint to = last ? n : g_array_index (self->starts, uint32_t, i + 1);

        tell_sentence (self, from, to, last ? block->end : place (self, to));
    }
    self->to->close (self->to->self, structure);
    close_spans (self, block->end, OUTSIDE);
}

/* ---- blocks --------------------------------------------------------------------------- */

static bool
tell_block (Walk *self, const CopiaBlock *block, const char *structure, GError **error)
{
    if (!copia_cutter_cut (&self->cutter, block->start, block->end, error)) {
        g_prefix_error (error, "%s: ", self->document->name);
        return false;
    }
    if (self->cutter.tokens->len == 0)
        return true;
    find_places (self);
    find_sentences (self, block);
    tell_paragraph (self, block, structure);
    return true;
}

static bool
tell_text_of_block (Walk *self, const CopiaBlock *block, GError **error)
{
    bool paragraph = block->kind == COPIA_BLOCK_PARAGRAPH;

    return block->start == block->end || (!paragraph && self->options->no_heads) ||
           tell_block (self, block, paragraph ? "p" : "head", error);
}

static bool
divides (const CopiaBlock *block)
{
    return block->kind == COPIA_BLOCK_PART || block->kind == COPIA_BLOCK_CHAPTER;
}

static void
begin_division (Walk *self, const CopiaBlock *block)
{
    Region region = block->kind == COPIA_BLOCK_PART ? PART : CHAPTER;

    close_spans (self, block->start, OUTSIDE);
    close_from (self, region);
    self->waiting[region] = block;
}

static bool
walk_blocks (Walk *self, const CopiaSegment *segment, GError **error)
{
    for (guint i = 0; i < segment->blocks->len; i++) {
        const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, i);

        if (divides (block))
            begin_division (self, block);
        if (!tell_text_of_block (self, block, error))
            return false;
    }
    return true;
}

/* ---- several threads ------------------------------------------------------------------ */

#define STRETCH (128u << 10) /* bytes a thread tells at a time, about */
#define LONG (1u << 20)      /* bytes of a text worth it */

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

static void
init_walk (Walk *self)
{
    copia_cutter_init (&self->cutter, self->document, self->options->tokenizer);
    self->live = g_array_new (FALSE, FALSE, sizeof (Live));
    self->places = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));
}

static void
clear_walk (Walk *self)
{
    g_array_free (self->live, TRUE);
    g_array_free (self->places, TRUE);
    g_array_free (self->starts, TRUE);
    copia_cutter_clear (&self->cutter);
}

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
        while (stretch.end < segment->blocks->len && !divides (&blocks[stretch.end]) &&
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
        (void) tell_text_of_block (
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
    if (divides (block))
        begin_division (walk, block);
    if (!told->any) {
        drop_stretch (self, told);
        return true;
    }
    open_waiting (walk);
    walk->to->tellers->join (walk->to->self, told->part,
                             walk->document->text + walk->told,
                             told->first - walk->told);
    walk->told = told->told;
    if (walk->to->tellers->told)
        walk->to->tellers->told (walk->to->self, walk->told);
    if (walk->told - self->forgotten >= 8 * LONG) {
        copia_document_forget (walk->document, self->forgotten, walk->told);
        self->forgotten = walk->told;
    }
    g_free (told);
    return true;
}

/* Threads tell stretches; what is open around them is told here, in order. */
static bool
walk_stretches (Walk *self, const CopiaSegment *segment, GError **error)
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
        for (Region region = TEXT; region < N_REGIONS; region++)
            walks[i].open[region] = true; /* for them */
        init_walk (&walks[i]);
    }
    walked = copia_workers_run (&work, threads, stretches->len);
    for (unsigned i = 0; i < threads; i++)
        clear_walk (&walks[i]);
    return walked;
}

static void
finish (Walk *self)
{
    close_spans (self, UINT32_MAX, OUTSIDE);
    close_from (self, PART);
    if (!self->open[TEXT])
        return;
    self->to->tail (self->to->self, self->document->text + self->told,
                    self->document->size - self->told);
    close_from (self, TEXT);
}

bool
copia_walk (const CopiaDocument *document, const CopiaSegment *segment,
            const CopiaWalkOptions *options, const CopiaReceiver *to, bool *told,
            GError **error)
{
    Walk self = { .document = document, .options = options, .to = to };
    bool walked;

    init_walk (&self);
    walked = to->tellers && document->size >= LONG && document->spans->len == 0 &&
                     document->sentences->len == 0
                 ? walk_stretches (&self, segment, error)
                 : walk_blocks (&self, segment, error);
    *told = self.open[TEXT];
    if (walked)
        finish (&self);
    clear_walk (&self);
    return walked;
}
