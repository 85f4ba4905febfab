/* judge-titles.c - bare headings and the lines that say what they are called. */
#include <string.h>

#include "text/judge.h"

#define LONGEST 100 /* bytes of a title on a line of its own */

/* What stands behind a bare heading and may be its title. */
typedef struct {
    uint32_t first, last; /* lines; first > last: nothing */
    guint candidate;      /* that it is, or G_MAXUINT */
    bool strict;          /* it looks like a title and nothing else */
} Follower;

static bool
is_bare (const CopiaCandidate *candidate)
{
    return (candidate->level == COPIA_LEVEL_PART ||
            candidate->level == COPIA_LEVEL_CHAPTER) &&
           ((candidate->shape.kind == COPIA_SHAPE_WORD && candidate->shape.bare) ||
            candidate->shape.kind == COPIA_SHAPE_NUMERAL) &&
           candidate->shape.label > 0 && !candidate->title;
}

static bool
is_stage_direction (const char *text)
{
    static const char *const words[] = { "Enter", "Exit",     "Exeunt", "Re-enter",
                                         "ENTER", "Flourish", "Alarum" };

    for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_has_prefix (text, words[i]) &&
            !g_ascii_isalpha (text[strlen (words[i])]))
            return true;
    return false;
}

static bool
looks_like_title (const char *text, size_t size, bool heading, bool *strict)
{
    CopiaShape shape = copia_shape_read (text, size);
    gunichar c = size ? g_utf8_get_char (text) : 0;

    if (!c || size > LONGEST || (heading && shape.kind == COPIA_SHAPE_WORD) ||
        shape.kind == COPIA_SHAPE_NUMERAL || copia_shape_is_prose (text, size) ||
        g_unichar_islower (c) ||
        !(g_unichar_isalnum (c) ||
          g_unichar_type (c) == G_UNICODE_INITIAL_PUNCTUATION ||
          strchr ("\"'(", (int) MIN (c, 127))))
        return false;
    *strict =
        g_unichar_isalnum (c) && size <= 60 && !strchr (".!?:;,-\"", text[size - 1]);
    return !strchr (",;", text[size - 1]);
}

static uint32_t
next_visible (const CopiaLines *lines, uint32_t at)
{
    while (at < copia_lines_size (lines) &&
           copia_lines_get (lines, at)->first == copia_lines_get (lines, at)->last)
        at++;
    return at;
}

/* The candidate that begins on line `at`, or G_MAXUINT. */
static guint
candidate_on (const CopiaCandidates *self, guint from, uint32_t at)
{
    for (guint i = from; i < self->list->len && copia_candidate (self, i)->first <= at;
         i++)
        if (copia_candidate (self, i)->first == at)
            return i;
    return G_MAXUINT;
}

static bool
opens (const CopiaCandidates *self, guint i)
{
    return i != G_MAXUINT && (copia_candidate (self, i)->level == COPIA_LEVEL_PART ||
                              copia_candidate (self, i)->level == COPIA_LEVEL_CHAPTER);
}

/* A title is text behind its heading and before more text; behind that of a part a chapter may
 * begin at once.  One that mark-up declares a heading is a title when it would head nothing
 * of its own. */
static bool
is_followed_well (const CopiaCandidates *self, guint i, const Follower *follower)
{
    uint32_t behind = next_visible (self->lines, follower->last + 1);
    guint next = candidate_on (self, i + 1, behind);
    bool part = copia_candidate (self, i)->level == COPIA_LEVEL_PART;

    if (behind == copia_lines_size (self->lines))
        return false;
    if (follower->candidate != G_MAXUINT &&
        copia_candidate (self, follower->candidate)->level != COPIA_LEVEL_NONE) {
        const CopiaCandidate *title = copia_candidate (self, follower->candidate);

        if (title->fixed || title->shape.kind == COPIA_SHAPE_WORD ||
            title->shape.kind == COPIA_SHAPE_NUMERAL ||
            !opens (self, follower->candidate))
            return false;
        return part ? opens (self, next) : title->level == COPIA_LEVEL_CHAPTER;
    }
    return part || !opens (self, next);
}

/* `The Second Letter`: like a heading, but judged to be none. */
static bool
is_rejected (const CopiaCandidates *self, const Follower *follower)
{
    return follower->candidate != G_MAXUINT &&
           copia_candidate (self, follower->candidate)->shape.kind != COPIA_SHAPE_WORD;
}

/* The last line of the block, but no further than shows that it is too long for a title. */
static uint32_t
title_last (const CopiaCandidates *self, uint32_t first)
{
    uint32_t last = first, n = copia_lines_size (self->lines);

    while (self->layout != COPIA_LAYOUT_LINES && last < first + 2 && last + 1 < n &&
           next_visible (self->lines, last + 1) == last + 1)
        last++;
    return last;
}

static Follower
find_follower (const CopiaCandidates *self, guint i)
{
    const CopiaCandidate *candidate = copia_candidate (self, i);
    Follower follower = { 1, 0, G_MAXUINT, false };
    Follower none = follower;
    g_autoptr (GString) text = g_string_new (NULL);
    uint32_t first = next_visible (self->lines, candidate->last + 1);
    uint32_t last;

    if (first == copia_lines_size (self->lines) ||
        (i + 1 < self->list->len && candidate[1].first <= candidate->last))
        return none; /* the other half of `ACT I. SCENE I.` stands behind it */
    last = title_last (self, first);
    follower.candidate = candidate_on (self, i + 1, first);
    if (self->document->marked && follower.candidate == G_MAXUINT)
        return none;
    if (follower.candidate != G_MAXUINT)
        last = copia_candidate (self, follower.candidate)->last;
    if (last - first > 1)
        return none;
    copia_lines_text (self->lines, copia_lines_get (self->lines, first)->first,
                      copia_lines_get (self->lines, last)->last, LONGEST + 1, text);
    follower.first = first;
    follower.last = last;
    if ((candidate->shape.word == COPIA_WORD_ACT ||
         candidate->shape.word == COPIA_WORD_SCENE) &&
        is_stage_direction (text->str))
        return none;
    return looks_like_title (text->str, text->len, !is_rejected (self, &follower),
                             &follower.strict) &&
                   is_followed_well (self, i, &follower)
               ? follower
               : none;
}

static void
join (CopiaCandidates *self, guint i, const Follower *follower)
{
    CopiaCandidate *candidate = copia_candidate (self, i);
    g_autoptr (GString) title = g_string_new (NULL);
    uint32_t start = copia_lines_get (self->lines, follower->first)->first;
    uint32_t end = copia_lines_get (self->lines, follower->last)->last;

    if (follower->candidate != G_MAXUINT) {
        CopiaCandidate *other = copia_candidate (self, follower->candidate);

        start = other->start;
        end = other->end;
        other->level = COPIA_LEVEL_NONE;
        candidate->body = other->body;
    }
    g_string_append_len (title, candidate->text, candidate->shape.label);
    g_string_append (title, ": ");
    copia_lines_text (self->lines, start, end, COPIA_CANDIDATE_TEXT, title);
    candidate->title = g_string_chunk_insert (self->texts, title->str);
    candidate->end = end;
    candidate->last = follower->last;
}

/* Headings of one kind have titles together: four in five; a single one only where it cannot
 * be anything else. */
typedef struct {
    guint bare, followed;
} Kind;

void
copia_judge_titles (CopiaCandidates *self)
{
    Kind kinds[COPIA_N_WORDS + COPIA_NUMERAL_SPELLED + 1] = { 0 };
    g_autofree Follower *followers = g_new0 (Follower, self->list->len + 1);

    for (guint i = 0; i < self->list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (self, i);
        guint kind = candidate->shape.kind == COPIA_SHAPE_WORD
                         ? candidate->shape.word
                         : COPIA_N_WORDS + candidate->shape.numeral;

        followers[i] = (Follower){ 1, 0, G_MAXUINT, false };
        if (!is_bare (candidate))
            continue;
        followers[i] = find_follower (self, i);
        kinds[kind].bare++;
        kinds[kind].followed += followers[i].first <= followers[i].last;
    }
    for (guint i = 0; i < self->list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (self, i);
        bool word = candidate->shape.kind == COPIA_SHAPE_WORD;
        const Kind *kind = &kinds[word ? (guint) candidate->shape.word
                                       : COPIA_N_WORDS + candidate->shape.numeral];
        bool rule = kind->bare >= 2 && kind->followed * 5 >= kind->bare * 4;

        if (!is_bare (candidate) || followers[i].first > followers[i].last)
            continue;
        if (rule ||
            (word && followers[i].strict && self->layout != COPIA_LAYOUT_LINES) ||
            candidate->declared || opens (self, followers[i].candidate))
            join (self, i, &followers[i]);
    }
}
