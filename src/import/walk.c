/* walk.c - a divided document told as events. */
#include "import/walk.h"

#include "import/walk-private.h"

#include <string.h>

typedef enum { TEXT, PART, CHAPTER, N_REGIONS } Region;

static const char *const region_names[] = { "text", "part", "chapter" };

/* How deep a span was opened: it is closed before what holds it. */
typedef enum { OUTSIDE, IN_PARAGRAPH, IN_SENTENCE } Depth;

typedef struct {
    const CopiaStretch *span;
    Depth depth;
} Live;

typedef CopiaTextWalk Walk;

G_STATIC_ASSERT ((int) N_REGIONS == COPIA_WALK_REGIONS);

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
    const CopiaBlockHeading *heading =
        copia_block_heading (self->segment, self->waiting[region]);
    char number[16];
    const CopiaAttribute attributes[] = { { "n", number },
                                          { "title", heading->title } };

    g_snprintf (number, sizeof number, "%u", heading->number);
    self->to->open (self->to->self, region_names[region], attributes, 2);
}

void
copia_text_walk_open (Walk *self)
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
    g_autofree CopiaAttribute *attributes =
        span->n > 0 ? g_new (CopiaAttribute, span->n) : NULL;

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

/* Those that begin at or before `first` wait, in order. */
static void
wait_for_spans (Walk *self, uint32_t first)
{
    const CopiaStretch *span;

    for (; (span = next_span (self)) && span->start <= first; self->span++)
        g_array_append_val (self->pending, span);
}

/* Opens what begins at or before the token at `first` and holds the one at `last`, too; what
 * ends between them waits for its own token.  A span that holds the start of no token is
 * passed over. */
static void
open_spans (Walk *self, uint32_t first, uint32_t last, Depth depth)
{
    guint kept = 0;

    wait_for_spans (self, first);
    for (guint i = 0; i < self->pending->len; i++) {
        const CopiaStretch *span =
            g_array_index (self->pending, const CopiaStretch *, i);
        Live live = { span, depth };

        if (span->end > last) {
            open_region (self, span);
            g_array_append_val (self->live, live);
        } else if (span->end > first) {
            g_array_index (self->pending, const CopiaStretch *, kept++) = span;
        }
    }
    g_array_set_size (self->pending, kept);
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

/* The word that mark-up declares where the token stands, or NULL. */
static const CopiaDeclaredWord *
word_at (Walk *self, uint32_t at)
{
    const GArray *words = self->document->words;

    while (self->word < words->len &&
           g_array_index (words, CopiaDeclaredWord, self->word).start < at)
        self->word++;
    return self->word < words->len &&
                   g_array_index (words, CopiaDeclaredWord, self->word).start == at
               ? &g_array_index (words, CopiaDeclaredWord, self->word)
               : NULL;
}

static void
tell_token (Walk *self, guint i)
{
    const CopiaToken *token = &g_array_index (self->cutter.tokens, CopiaToken, i);
    const char *text = self->document->text;
    uint32_t at = place (self, i);
    CopiaString values[COPIA_WORD_VALUES];
    const CopiaDeclaredWord *word = self->n_layers ? word_at (self, at) : NULL;
    CopiaTokenEvent event = { .gap = text + self->told,
                              .gap_size = at - self->told,
                              .token = text + at,
                              .token_size = token->end - token->start,
                              .word = token->kind == COPIA_TOKEN_WORD,
                              .values = word ? values : NULL };

    for (size_t k = 0; word && k < self->n_layers; k++) {
        const char *value = word->values[self->layers[k]];

        values[k] = (CopiaString){ value ? value : "", value ? strlen (value) : 0 };
    }
    if (self->live->len)
        close_spans (self, at, OUTSIDE);
    if (self->pending->len || next_span (self))
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
    copia_text_walk_open (self);
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

bool
copia_text_walk_block (Walk *self, const CopiaBlock *block, GError **error)
{
    bool paragraph = block->kind == COPIA_BLOCK_PARAGRAPH;

    return block->start == block->end || (!paragraph && self->options->no_heads) ||
           tell_block (self, block, paragraph ? "p" : "head", error);
}

bool
copia_block_divides (const CopiaBlock *block)
{
    return block->kind == COPIA_BLOCK_PART || block->kind == COPIA_BLOCK_CHAPTER;
}

void
copia_text_walk_divide (Walk *self, const CopiaBlock *block)
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

        if (copia_block_divides (block))
            copia_text_walk_divide (self, block);
        if (!copia_text_walk_block (self, block, error))
            return false;
    }
    return true;
}

void
copia_text_walk_init (Walk *self)
{
    copia_cutter_init (&self->cutter, self->document, self->options->tokenizer);
    self->pending = g_array_new (FALSE, FALSE, sizeof (CopiaStretch *));
    self->live = g_array_new (FALSE, FALSE, sizeof (Live));
    self->places = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));
}

void
copia_text_walk_clear (Walk *self)
{
    g_array_free (self->pending, TRUE);
    g_array_free (self->live, TRUE);
    g_array_free (self->places, TRUE);
    g_array_free (self->starts, TRUE);
    copia_cutter_clear (&self->cutter);
}

void
copia_text_walk_finish (Walk *self)
{
    close_spans (self, UINT32_MAX, OUTSIDE);
    close_from (self, PART);
    if (!self->open[TEXT])
        return;
    self->to->tail (self->to->self, self->document->text + self->told,
                    self->document->size - self->told);
    close_from (self, TEXT);
}

/* Of what words may bear, that which any of them does. */
static void
declare_layers (Walk *self)
{
    const GArray *words = self->document->words;
    const char *names[COPIA_WORD_VALUES];

    for (int which = 0; which < COPIA_WORD_VALUES; which++)
        for (guint i = 0; i < words->len; i++)
            if (g_array_index (words, CopiaDeclaredWord, i).values[which]) {
                names[self->n_layers] = copia_word_values[which];
                self->layers[self->n_layers++] = which;
                break;
            }
    if (self->n_layers && self->to->layers)
        self->to->layers (self->to->self, names, self->n_layers);
}

/* Parts of a receiver take in whole paragraphs and nothing that goes across them. */
bool
copia_text_walk_may_share (const CopiaDocument *document, const CopiaReceiver *to)
{
    return to->tellers && document->spans->len == 0 && document->sentences->len == 0 &&
           document->words->len == 0;
}

bool
copia_walk (const CopiaDocument *document, const CopiaSegment *segment,
            const CopiaWalkOptions *options, const CopiaReceiver *to, bool *told,
            GError **error)
{
    Walk self = {
        .document = document, .segment = segment, .options = options, .to = to
    };
    bool walked;

    copia_text_walk_init (&self);
    declare_layers (&self);
    walked =
        document->size >= COPIA_WALK_LONG && copia_text_walk_may_share (document, to)
            ? copia_text_walk_share (&self, segment, error)
            : walk_blocks (&self, segment, error);
    *told = self.open[TEXT];
    if (walked)
        copia_text_walk_finish (&self);
    copia_text_walk_clear (&self);
    return walked;
}
