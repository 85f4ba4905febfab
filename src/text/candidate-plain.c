/* candidate-plain.c - lines of plain text that look like headings. */
#include "text/candidate-private.h"

#include <string.h>

#include "base/workers.h"
#include "text/glance.h"

typedef CopiaFinding Finder;

static bool
may_begin (const char *text)
{
    unsigned char byte = (unsigned char) *text;

    return byte >= 0x80 || g_ascii_isupper ((char) byte) ||
           g_ascii_isdigit ((char) byte) || strchr ("*=~_#+ivxlc", byte);
}

/* How many of the block's lines belong to a heading whose first line has the shape WORD; 0:
 * it is none. */
static uint32_t
word_lines (Finder *self, uint32_t first, uint32_t last, CopiaShape shape)
{
    uint32_t n = last - first + 1;
    bool capitals = copia_shape_is_capitals (self->text->str, self->text->len);
    bool narrow = capitals || self->text->len <= 55;
    CopiaShape second;

    if (n == 1)
        return shape.strong || shape.bare ||
                       !copia_shape_is_prose (self->text->str, self->text->len)
                   ? 1
                   : 0;
    second = copia_finding_shape (self, first + 1);
    if (second.kind == COPIA_SHAPE_WORD && (second.word == shape.word || n > 3))
        return 0; /* a table of contents */
    if (second.kind == COPIA_SHAPE_WORD)
        return n;
    if (capitals && !copia_shape_is_capitals (self->text->str, self->text->len))
        return 1;
    copia_finding_load (self, copia_lines_get (self->out->lines, first + 1)->first,
                        copia_lines_get (self->out->lines, last)->last);
    if (n <= 4 && self->text->len < COPIA_CANDIDATE_TEXT - 20 &&
        ((shape.strong && !shape.bare) ||
         !copia_shape_is_prose (self->text->str, self->text->len)))
        return n;
    return shape.bare || (narrow && !g_ascii_islower (self->text->str[0])) ? 1 : 0;
}

static uint32_t
capital_lines (Finder *self, uint32_t first, uint32_t last)
{
    if (last - first > 2)
        return 0;
    for (uint32_t i = first + 1; i <= last; i++) {
        copia_finding_shape (self, i);
        if (!copia_shape_is_capitals (self->text->str, self->text->len))
            return 0;
    }
    return last - first + 1;
}

/* How many of the block's lines, from the first on, look like one heading. */
static uint32_t
heading_lines (Finder *self, uint32_t first, uint32_t last, CopiaShape shape)
{
    uint32_t n = last - first + 1;

    switch (shape.kind) {
    case COPIA_SHAPE_WORD:
        return word_lines (self, first, last, shape);
    case COPIA_SHAPE_NUMERAL:
        if (n == 1)
            return 1;
        shape = copia_finding_shape (self, first + 1);
        return n == 2 && shape.kind == COPIA_SHAPE_CAPITALS ? 2 : 0;
    case COPIA_SHAPE_NUMBERED:
        return n == 1 || capital_lines (self, first, last) ? n : 0;
    case COPIA_SHAPE_NAME:
        return n == 1;
    case COPIA_SHAPE_CAPITALS:
        return capital_lines (self, first, last);
    default:
        return 0;
    }
}

/* A label on a line of its own and the title below it in the same block. */
static void
add_title (Finder *self, CopiaCandidate *candidate)
{
    g_autoptr (GString) title = g_string_new (NULL);

    copia_finding_load (self,
                        copia_lines_get (self->out->lines, candidate->first + 1)->first,
                        candidate->end);
    g_string_append_len (title, candidate->text, candidate->shape.label);
    g_string_append_printf (title, ": %s", self->text->str);
    candidate->title = g_string_chunk_insert (self->out->texts, title->str);
}

/* Of the block's first line: cheap, and few lines may.  What is skipped within says nothing. */
static bool
may_be_heading (const Finder *self, uint32_t first, uint32_t last)
{
    const CopiaLine *line = copia_lines_get (self->out->lines, first);
    const char *text = self->out->document->text + line->first;
    const size_t size = line->last - line->first;

    return size <= COPIA_CANDIDATE_TEXT && may_begin (text) &&
           (!copia_lines_is_whole (self->out->lines, first) ||
            copia_glance_may_have_shape (self->glance, text, size) ||
            (self->contents && first == last &&
             copia_contents_may_name (self->contents, text, size)));
}

static void
guess_block (Finder *self, uint32_t first, uint32_t last)
{
    CopiaCandidate *added;
    uint32_t n;
    bool listed;
    CopiaShape shape;

    if (!may_be_heading (self, first, last))
        return;
    shape = copia_finding_shape (self, first);
    if (shape.kind == COPIA_SHAPE_CONTENTS) {
        if (!self->contents)
            self->contents = copia_contents_new (self->out->lines, first);
        return;
    }
    listed = self->contents && first == last &&
             copia_contents_names (self->contents, self->text->str, self->text->len);
    n = heading_lines (self, first, last, shape);
    if (n == 0 && !listed)
        return;
    added = copia_finding_add (self, first, first + MAX (n, 1) - 1, shape);
    added->listed = listed;
    if (n > 1 && !shape.second &&
        (shape.kind == COPIA_SHAPE_NUMERAL ||
         (shape.kind == COPIA_SHAPE_WORD && shape.bare)))
        add_title (self, added);
}

static bool
is_empty (const CopiaLine *line)
{
    return line->first == line->last;
}

/* The blocks that begin among the lines [from, to). */
static bool
guess_blocks (Finder *self, uint32_t from, uint32_t to, GError **error)
{
    const CopiaLines *lines = self->out->lines;

    for (uint32_t i = from; i < to; i++) {
        uint32_t last;
        bool said;

        if (is_empty (copia_lines_get (lines, i)))
            continue;
        last = copia_block_last (lines, self->out->layout, i);
        if (!copia_finding_ask_rules (self, i, last, &said, error))
            return false;
        if (!said && (!self->contents || i >= copia_contents_end (self->contents)))
            guess_block (self, i, last);
        i = last;
    }
    return true;
}

/* ---- by several threads ----------------------------------------------------------------- */

#define STRETCH (1u << 15) /* lines that a thread looks at, at a time */

/* Behind a table of contents lines are looked at in another way: who finds it ends the run. */
typedef struct {
    Finder *whole;
    CopiaContents *contents; /* what is known of it when the run begins */
    size_t first, next;      /* stretch of the run; of the next one */
    CopiaGlance **glances;   /* a thread */
} Guessing;

/* What was found in a stretch. */
typedef struct {
    CopiaCandidates found;
    Finder finder;
} Part;

/* Behind what of a block that began before reaches into [from, to). */
static uint32_t
first_block (const CopiaCandidates *whole, uint32_t from, uint32_t to)
{
    if (from == 0 || whole->layout == COPIA_LAYOUT_LINES ||
        is_empty (copia_lines_get (whole->lines, from - 1)))
        return from;
    while (from < to && !is_empty (copia_lines_get (whole->lines, from)))
        from++;
    return from;
}

static void *
guess_stretch (void *data, unsigned thread, size_t job)
{
    const Guessing *self = data;
    const CopiaCandidates *whole = self->whole->out;
    const uint32_t from = (uint32_t) (self->first + job) * STRETCH;
    const uint32_t to = from + MIN (STRETCH, copia_lines_size (whole->lines) - from);
    Part *part = g_new (Part, 1);

    if (!self->glances[thread])
        self->glances[thread] = copia_glance_new ();
    part->found = *whole;
    part->found.list = g_array_new (FALSE, FALSE, sizeof (CopiaCandidate));
    part->found.texts = g_string_chunk_new (4096);
    part->finder = (Finder){ &part->found, NULL, self->contents,
                             g_string_sized_new (COPIA_CANDIDATE_TEXT + 1),
                             self->glances[thread] };
    (void) guess_blocks (&part->finder, first_block (whole, from, to), to, NULL);
    return part;
}

static void
drop_part (void *data, void *result)
{
    const Guessing *self = data;
    Part *part = result;

    if (part->finder.contents != self->contents)
        copia_contents_free (part->finder.contents);
    g_string_free (part->finder.text, TRUE);
    copia_candidates_clear (&part->found);
    g_free (part);
}

static bool
take_part (void *data, size_t job, void *result)
{
    Guessing *self = data;
    CopiaCandidates *whole = self->whole->out;
    Part *part = result;
    bool found = part->finder.contents != self->contents;

    for (guint i = 0; i < part->found.list->len; i++) {
        CopiaCandidate candidate = *copia_candidate (&part->found, i);

        candidate.text =
            g_string_chunk_insert_len (whole->texts, candidate.text, candidate.size);
        if (candidate.title)
            candidate.title = g_string_chunk_insert (whole->texts, candidate.title);
        g_array_append_val (whole->list, candidate);
    }
    if (found) {
        self->whole->contents = part->finder.contents;
        part->finder.contents = self->contents;
        self->next = self->first + job + 1;
    }
    drop_part (self, part);
    return !found;
}

static void
share_lines (Finder *self)
{
    const CopiaLines *lines = self->out->lines;
    const unsigned threads = self->out->document->threads;
    const size_t stretches =
        (copia_lines_size (lines) + (size_t) STRETCH - 1) / STRETCH;
    g_autofree CopiaGlance **glances = g_new0 (CopiaGlance *, threads);
    Guessing guessing = { self, NULL, 0, 0, glances };
    const CopiaWork work = { &guessing, guess_stretch, take_part, drop_part, 2 };

    while (!copia_workers_run (&work, threads, stretches - guessing.first)) {
        guessing.contents = self->contents;
        guessing.first = guessing.next;
    }
    for (unsigned i = 0; i < threads; i++)
        copia_glance_free (glances[i]);
}

bool
copia_finding_guess (CopiaFinding *self, GError **error)
{
    const CopiaDocument *document = self->out->document;
    const uint32_t n = copia_lines_size (self->out->lines);
    g_autoptr (CopiaGlance) glance = NULL;

    if (document->threads > 1 && !document->aside && !self->rules && n > 2 * STRETCH) {
        share_lines (self);
        return true;
    }
    self->glance = glance = copia_glance_new ();
    return guess_blocks (self, 0, n, error);
}
