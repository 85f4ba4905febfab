/* candidate.c - the lines of a text that may be headings. */
#include "text/candidate-private.h"

#include <string.h>

typedef CopiaFinding Finder;

static bool
is_empty (const CopiaLine *line)
{
    return line->first == line->last;
}

uint32_t
copia_block_last (const CopiaLines *lines, CopiaLayout layout, uint32_t first)
{
    uint32_t n = copia_lines_size (lines);

    while (layout != COPIA_LAYOUT_LINES && first + 1 < n &&
           !is_empty (copia_lines_get (lines, first + 1)))
        first++;
    return first;
}

/* ---- adding --------------------------------------------------------------------------- */

void
copia_finding_load (Finder *self, uint32_t start, uint32_t end)
{
    g_string_truncate (self->text, 0);
    copia_lines_text (self->out->lines, start, end, COPIA_CANDIDATE_TEXT, self->text);
}

static void
set_text (Finder *self, CopiaCandidate *candidate)
{
    copia_finding_load (self, candidate->start, candidate->end);
    candidate->text = g_string_chunk_insert_len (self->out->texts, self->text->str,
                                                 (gssize) self->text->len);
    candidate->size = (uint32_t) self->text->len;
}

/* `ACT I. SCENE I.`: the second stands where the first one ends. */
static void
split (Finder *self)
{
    CopiaCandidate *first = copia_candidate (self->out, self->out->list->len - 1);
    CopiaCandidate second = *first;
    uint32_t at = first->shape.second;

    second.start = copia_lines_place (self->out->lines, first->start, first->end, at);
    first->end = second.start;
    first->shape.second = 0;
    first->shape.bare = true;
    set_text (self, first);
    set_text (self, &second);
    second.shape = copia_shape_read (second.text, second.size);
    second.shape.second = 0;
    g_array_append_val (self->out->list, second);
}

static CopiaCandidate *
add (Finder *self, uint32_t first, uint32_t last, CopiaRange bytes, CopiaShape shape)
{
    CopiaCandidates *out = self->out;
    CopiaCandidate candidate = { .shape = shape,
                                 .first = first,
                                 .last = last,
                                 .start = bytes.start,
                                 .end = bytes.end };

    set_text (self, &candidate);
    g_array_append_val (out->list, candidate);
    if (shape.second)
        split (self);
    return copia_candidate (out, out->list->len - 1);
}

CopiaCandidate *
copia_finding_add (Finder *self, uint32_t first, uint32_t last, CopiaShape shape)
{
    CopiaRange bytes = { copia_lines_get (self->out->lines, first)->first,
                         copia_lines_get (self->out->lines, last)->last };

    return add (self, first, last, bytes, shape);
}

CopiaShape
copia_finding_shape (Finder *self, uint32_t line)
{
    const CopiaLine *at = copia_lines_get (self->out->lines, line);

    copia_finding_load (self, at->first, at->last);
    return copia_shape_read (self->text->str, self->text->len);
}

/* ---- what rules say ------------------------------------------------------------------- */

/* Whether rules decide about the line: then it is a candidate with its verdict, or none. */
static bool
ask_rules (Finder *self, uint32_t line, bool *said, GError **error)
{
    const CopiaLine *at;
    CopiaLevel level;
    CopiaCandidate *added;
    CopiaShape shape;

    *said = false;
    if (!self->rules)
        return true;
    at = copia_lines_get (self->out->lines, line);
    g_string_truncate (self->text, 0);
    copia_lines_text (self->out->lines, at->first, at->last, COPIA_RULES_LINE,
                      self->text);
    if (!copia_rules_judge (self->rules, line + 1, self->text->str, self->text->len,
                            said, &level, error))
        return false;
    if (*said && level != COPIA_LEVEL_NONE) {
        shape = copia_finding_shape (self, line);
        shape.second = 0;
        added = copia_finding_add (self, line, line, shape);
        added->fixed = true;
        added->level = level;
    }
    return true;
}

bool
copia_finding_ask_rules (Finder *self, uint32_t first, uint32_t last, bool *said,
                         GError **error)
{
    *said = false;
    for (uint32_t i = first; self->rules && i <= last; i++) {
        bool one;

        if (!ask_rules (self, i, &one, error))
            return false;
        *said |= one;
    }
    return true;
}

/* ---- mark-up -------------------------------------------------------------------------- */

/* A heading that is called something: its shape is that of what it is called.  One that is not
 * printed stands, empty, before the first line from there on that shows something. */
static void
add_called (Finder *self, const CopiaHeading *heading)
{
    const CopiaLines *lines = self->out->lines;
    bool printed = heading->line.start < heading->line.end;
    uint32_t first = copia_lines_find (lines, heading->line.start), last = first;
    CopiaRange bytes = heading->title;
    CopiaShape shape = copia_shape_read (heading->called, strlen (heading->called));
    CopiaCandidate *added;

    if (printed) {
        last = copia_lines_find (lines, heading->line.end - 1);
    } else {
        first += copia_lines_get (lines, first)->start < heading->line.start;
        while (first < copia_lines_size (lines) &&
               is_empty (copia_lines_get (lines, first)))
            first++;
        if (first == copia_lines_size (lines))
            return;
        last = first - 1;
        bytes.start = bytes.end = copia_lines_get (lines, first)->first;
    }
    shape.second = 0;
    added = add (self, first, last, bytes, shape);
    added->declared = heading->level;
    added->title = g_string_chunk_insert (self->out->texts, heading->called);
}

static void
add_declared (Finder *self, const CopiaHeading *heading)
{
    CopiaCandidates *out = self->out;
    uint32_t first = copia_lines_find (out->lines, heading->title.start);
    uint32_t last = copia_lines_find (out->lines, heading->line.end - 1);
    CopiaCandidate *added;
    CopiaShape shape;

    copia_finding_load (self, heading->title.start, heading->title.end);
    if (self->text->len == 0)
        return;
    shape = copia_shape_read (self->text->str, self->text->len);
    added = add (self, first, last, heading->title, shape);
    added->declared = heading->level;
    if (shape.second)
        added[-1].declared = heading->level;
}

static bool
find_in_marked (Finder *self, GError **error)
{
    const GArray *headings = self->out->document->headings;
    uint32_t line = 0;

    for (guint i = 0; i <= headings->len; i++) {
        const CopiaHeading *heading =
            i < headings->len ? &g_array_index (headings, CopiaHeading, i) : NULL;
        uint32_t stop = heading
                            ? copia_lines_find (self->out->lines, heading->title.start)
                            : copia_lines_size (self->out->lines);
        bool said = false, printed = heading && heading->line.start < heading->line.end;

        for (; self->rules && line < stop; line++)
            if (!is_empty (copia_lines_get (self->out->lines, line)) &&
                !ask_rules (self, line, &said, error))
                return false;
        said = false;
        if (printed && line <= stop && !ask_rules (self, stop, &said, error))
            return false;
        if (heading && !said && heading->called)
            add_called (self, heading);
        else if (heading && !said)
            add_declared (self, heading);
        if (printed)
            line = copia_lines_find (self->out->lines, heading->line.end - 1) + 1;
    }
    return true;
}

/* ---- what stands behind each ---------------------------------------------------------- */

static void
measure_bodies (CopiaCandidates *self)
{
    for (guint i = 0; i < self->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self, i);
        uint32_t stop = i + 1 < self->list->len ? candidate[1].first
                                                : copia_lines_size (self->lines);
        bool in_first = true;

        for (uint32_t at = candidate->last + 1; at < stop; at++) {
            const CopiaLine *line = copia_lines_get (self->lines, at);

            if (!is_empty (line))
                candidate->body += line->last - line->first;
            else if (candidate->body)
                in_first = false;
            if (in_first)
                candidate->next = candidate->body;
            if (candidate->body && self->layout == COPIA_LAYOUT_LINES)
                in_first = false;
        }
    }
}

bool
copia_candidates_find (CopiaCandidates *self, const CopiaDocument *document,
                       const CopiaLines *lines, CopiaLayout layout,
                       const CopiaRules *rules, GError **error)
{
    Finder finder = { self, rules, NULL, NULL, NULL };
    bool found;

    *self = (CopiaCandidates){ document, lines, layout, NULL, NULL, 0 };
    self->list = g_array_new (FALSE, FALSE, sizeof (CopiaCandidate));
    self->texts = g_string_chunk_new (4096);
    finder.text = g_string_sized_new (COPIA_CANDIDATE_TEXT + 1);
    if (document->divided)
        finder.rules = NULL; /* what opens what is settled */
    found = document->marked || document->divided
                ? find_in_marked (&finder, error)
                : copia_finding_guess (&finder, error);
    measure_bodies (self);
    if (finder.contents)
        self->listed = copia_contents_size (finder.contents);
    copia_contents_free (finder.contents);
    g_string_free (finder.text, TRUE);
    return found;
}

void
copia_candidates_clear (CopiaCandidates *self)
{
    g_array_free (self->list, TRUE);
    g_string_chunk_free (self->texts);
}
