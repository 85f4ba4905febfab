/* segment.c - a document divided. */
#include "text/segment.h"

#include <string.h>

#include "text/candidate.h"
#include "text/judge.h"

#define TITLE 1000 /* bytes of a title; a longer one is cut, and says so */
#define LONGEST                                                                        \
    (UINT32_C (16) << 20) /* bytes of a paragraph; a longer one is divided */
#define FRONT "(front)"
#define RESTING (1u << 17) /* blocks */

typedef struct {
    const CopiaDocument *document;
    const CopiaLines *lines;
    CopiaCandidates candidates;
    CopiaSegment *out;
    const CopiaRules *rules;
    bool have_parts, have_chapters;
    bool in_part, in_chapter;
    uint32_t part, chapter; /* numbers of the last ones */
    GHashTable *numbered;   /* numbers that chapters of this part bear themselves */
    guint next_break;
} Segmenter;

/* ---- paragraphs ----------------------------------------------------------------------- */

static void
add_block (Segmenter *self, CopiaBlock block)
{
    copia_aside_append (self->out->blocks, &block);
    if (self->out->blocks->len % RESTING == 0)
        copia_aside_rest (self->out->blocks);
}

static void
add_headed (Segmenter *self, CopiaBlock block, uint32_t number, const char *title)
{
    const CopiaBlockHeading heading = { number, title };

    block.heading = self->out->headings->len;
    g_array_append_val (self->out->headings, heading);
    add_block (self, block);
}

/* Text that has no chapter, or no part, though others have, is front matter. */
static void
open_front (Segmenter *self, uint32_t at, uint32_t line)
{
    CopiaBlock block = {
        .start = at, .end = at, .line = line, .kind = COPIA_BLOCK_PART
    };

    if (self->have_parts && !self->in_part) {
        add_headed (self, block, 0, FRONT);
        self->in_part = true;
    }
    if (self->have_chapters && !self->in_chapter) {
        block.kind = COPIA_BLOCK_CHAPTER;
        add_headed (self, block, 0, FRONT);
        self->in_chapter = true;
    }
}

/* Where to cut a paragraph too long to be one: behind a blank, if there is one near. */
static uint32_t
find_cut (const char *text, uint32_t at)
{
    for (uint32_t i = 0; i < 4096; i++)
        if (text[at - i] == ' ' || text[at - i] == '\n')
            return at - i + 1;
    while (((unsigned char) text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void
add_paragraph (Segmenter *self, uint32_t start, uint32_t end, uint32_t line)
{
    if (start >= end)
        return;
    open_front (self, start, line + 1);
    while (start < end) {
        uint32_t stop = end - start > LONGEST
                            ? find_cut (self->document->text, start + LONGEST)
                            : end;

        add_block (self, (CopiaBlock){ .start = start,
                                       .end = stop,
                                       .line = line + 1,
                                       .kind = COPIA_BLOCK_PARAGRAPH });
        start = stop;
    }
}

/* The paragraph that is being read; end == 0: there is none. */
typedef struct {
    uint32_t start, end, line;
} Paragraph;

static void
close_paragraph (Segmenter *self, Paragraph *paragraph)
{
    add_paragraph (self, paragraph->start, paragraph->end, paragraph->line);
    *paragraph = (Paragraph){ 0, 0, 0 };
}

/* The breaks in a line: each begins a paragraph where it stands. */
static void
read_breaks (Segmenter *self, Paragraph *paragraph, uint32_t i)
{
    const CopiaLine *line = copia_lines_get (self->lines, i);
    const GArray *breaks = self->document->breaks;

    for (; self->next_break < breaks->len; self->next_break++) {
        uint32_t at = g_array_index (breaks, uint32_t, self->next_break);

        if (at >= line->last)
            return;
        if (at < line->start ||
            (paragraph->end && paragraph->start == MAX (at, line->first)))
            continue;
        at = MAX (at, line->first);
        paragraph->end = at > line->first ? at : paragraph->end;
        close_paragraph (self, paragraph);
        *paragraph = (Paragraph){ at, line->last, i };
    }
}

static void
read_paragraphs (Segmenter *self, uint32_t from, uint32_t to)
{
    Paragraph paragraph = { 0, 0, 0 };
    CopiaLayout layout = self->candidates.layout;

    for (uint32_t i = from; i < to; i++) {
        const CopiaLine *line = copia_lines_get (self->lines, i);

        if (line->first == line->last || layout == COPIA_LAYOUT_LINES ||
            (layout == COPIA_LAYOUT_INDENT && copia_lines_is_indented (self->lines, i)))
            close_paragraph (self, &paragraph);
        if (line->first == line->last)
            continue;
        if (!paragraph.end)
            paragraph = (Paragraph){ line->first, line->last, i };
        read_breaks (self, &paragraph, i);
        paragraph.end = line->last;
    }
    close_paragraph (self, &paragraph);
    copia_lines_forget (self->lines, from, to);
}

/* ---- headings ------------------------------------------------------------------------- */

static const char *
title_of (Segmenter *self, const CopiaCandidate *candidate)
{
    g_autoptr (GString) title = g_string_new (NULL);
    const char *said =
        self->rules ? copia_rules_title (self->rules, candidate->first + 1) : NULL;

    if (said)
        g_string_append (title, said);
    else if (candidate->title)
        g_string_append (title, candidate->title);
    else if (!copia_lines_text (self->lines, candidate->start, candidate->end, TITLE,
                                title))
        g_string_append (title, "…");
    return g_string_chunk_insert_const (self->out->titles, title->str);
}

/* Which numbers the chapters behind candidate `i` bear, up to the next part. */
static void
note_numbers (Segmenter *self, guint i)
{
    g_hash_table_remove_all (self->numbered);
    for (; i < self->candidates.list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (&self->candidates, i);

        if (candidate->level == COPIA_LEVEL_PART)
            return;
        if (candidate->level == COPIA_LEVEL_CHAPTER && candidate->shape.number)
            g_hash_table_add (self->numbered,
                              GUINT_TO_POINTER (candidate->shape.number));
    }
}

/* Its own number, or the next one that no chapter of the part bears itself. */
static uint32_t
chapter_number (Segmenter *self, const CopiaCandidate *candidate)
{
    uint32_t next = self->chapter + 1;

    if (candidate->shape.number)
        return self->chapter = candidate->shape.number;
    if (g_hash_table_contains (self->numbered, GUINT_TO_POINTER (next)))
        return 0;
    return self->chapter = next;
}

static CopiaBlock
block_of (const CopiaCandidate *candidate, CopiaBlockKind kind)
{
    return (CopiaBlock){ .start = candidate->start,
                         .end = candidate->end,
                         .line = candidate->first + 1,
                         .kind = kind };
}

static void
add_part (Segmenter *self, const CopiaCandidate *candidate, guint i)
{
    self->part = candidate->shape.number ? candidate->shape.number : self->part + 1;
    self->chapter = 0;
    self->in_part = true;
    self->in_chapter = false;
    note_numbers (self, i + 1);
    add_headed (self, block_of (candidate, COPIA_BLOCK_PART), self->part,
                title_of (self, candidate));
}

static void
add_heading (Segmenter *self, const CopiaCandidate *candidate, guint i)
{
    const char *title;

    if (candidate->level == COPIA_LEVEL_PART) {
        add_part (self, candidate, i);
        return;
    }
    title = title_of (self, candidate);
    if (candidate->level == COPIA_LEVEL_CHAPTER)
        self->in_chapter = true; /* its own, once the part is open */
    open_front (self, candidate->start, candidate->first + 1);
    if (candidate->level == COPIA_LEVEL_CHAPTER)
        add_headed (self, block_of (candidate, COPIA_BLOCK_CHAPTER),
                    chapter_number (self, candidate), title);
    else
        add_headed (self, block_of (candidate, COPIA_BLOCK_HEAD), 0, title);
}

/* `Book II` between parts and chapters, at once before a chapter: it belongs to that. */
static bool
stands_above (const CopiaCandidate *candidate)
{
    return candidate->level == COPIA_LEVEL_HEAD && candidate->body == 0 &&
           candidate->shape.kind == COPIA_SHAPE_WORD &&
           candidate->shape.word < COPIA_WORD_CHAPTER;
}

/* Opens the chapter whose heading is candidate `to` with the headings that stand above it. */
static void
add_headings (Segmenter *self, guint from, guint to)
{
    const CopiaCandidate *first = copia_candidate (&self->candidates, from);
    guint opened = self->out->blocks->len;
    CopiaBlock chapter, *block;

    add_heading (self, copia_candidate (&self->candidates, to), to);
    block = &g_array_index (self->out->blocks, CopiaBlock, self->out->blocks->len - 1);
    chapter = *block;
    for (guint i = opened; i < self->out->blocks->len; i++) {
        block = &g_array_index (self->out->blocks, CopiaBlock, i);
        block->start = block->end = first->start;
        block->line = first->first + 1;
    }
    for (guint i = from; i < to; i++)
        add_heading (self, copia_candidate (&self->candidates, i), i);
    chapter.kind = COPIA_BLOCK_HEAD;
    add_block (self, chapter);
}

static void
divide (Segmenter *self)
{
    uint32_t line = 0;
    guint barren = 0; /* candidates before this stand above no chapter */

    for (guint i = 0; i < self->candidates.list->len; i++) {
        CopiaLevel level = copia_candidate (&self->candidates, i)->level;

        self->have_parts |= level == COPIA_LEVEL_PART;
        self->have_chapters |= level == COPIA_LEVEL_CHAPTER;
    }
    note_numbers (self, 0);
    for (guint i = 0; i < self->candidates.list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (&self->candidates, i);
        guint to;

        if (candidate->level == COPIA_LEVEL_NONE)
            continue;
        read_paragraphs (self, line, candidate->first);
        for (to = i;
             to >= barren && stands_above (copia_candidate (&self->candidates, to));
             to++)
            if (to + 1 == self->candidates.list->len)
                break;
        barren = MAX (barren, to);
        if (to > i &&
            copia_candidate (&self->candidates, to)->level == COPIA_LEVEL_CHAPTER) {
            add_headings (self, i, to);
            i = to;
        } else {
            add_heading (self, candidate, i);
        }
        line = copia_candidate (&self->candidates, i)->last + 1;
    }
    read_paragraphs (self, line, copia_lines_size (self->lines));
}

/* Where spans divide the text, headings are headings. */
static void
open_nothing (CopiaCandidates *candidates)
{
    for (guint i = 0; i < candidates->list->len; i++)
        copia_candidate (candidates, i)->level = COPIA_LEVEL_HEAD;
}

/* ---- public --------------------------------------------------------------------------- */

CopiaSegment *
copia_segment_new (const CopiaDocument *document, const CopiaRules *rules,
                   GError **error)
{
    g_autoptr (CopiaSegment) self = g_new0 (CopiaSegment, 1);
    g_autoptr (CopiaLines) lines = copia_lines_new (document);
    Segmenter segmenter = {
        .document = document, .lines = lines, .out = self, .rules = rules
    };
    CopiaLayout layout;
    bool found;

    self->blocks = copia_aside_new (sizeof (CopiaBlock), document->beside);
    self->headings = g_array_new (FALSE, FALSE, sizeof (CopiaBlockHeading));
    self->titles = g_string_chunk_new (4096);
    if (!rules || !copia_rules_layout (rules, &layout))
        layout = copia_lines_layout (lines);
    found = copia_candidates_find (&segmenter.candidates, document, lines, layout,
                                   rules, error);
    if (found && document->divided)
        open_nothing (&segmenter.candidates);
    else if (found && document->marked)
        copia_judge_declared (&segmenter.candidates, rules);
    else if (found)
        copia_judge_plain (&segmenter.candidates, rules);
    if (found) {
        if (!document->divided)
            copia_judge_titles (&segmenter.candidates);
        segmenter.numbered = g_hash_table_new (NULL, NULL);
        divide (&segmenter);
        g_hash_table_unref (segmenter.numbered);
    }
    copia_candidates_clear (&segmenter.candidates);
    return found ? g_steal_pointer (&self) : NULL;
}

void
copia_segment_free (CopiaSegment *self)
{
    if (!self)
        return;
    copia_aside_free (self->blocks);
    g_array_unref (self->headings);
    g_string_chunk_free (self->titles);
    g_free (self);
}
