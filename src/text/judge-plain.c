/* judge-plain.c - which candidates are headings where no mark-up says so. */
#include <string.h>

#include "text/judge-private.h"
#include "text/judge.h"

typedef struct {
    guint n;       /* candidates */
    guint good;    /* whose number is one more than the last, or 1 again */
    guint ones;    /* whose number is 1 */
    guint parted;  /* that stand behind an unfinished sentence, as page numbers do */
    guint full;    /* that have text behind them */
    guint leading; /* that are followed at once by a candidate with the number 1 */
    uint32_t first, last; /* numbers */
    bool accepted;
    CopiaLevel level;
} Group;

typedef struct {
    CopiaCandidates *candidates;
    Group groups[COPIA_N_GROUPS + 1];
} Judge;

/* ---- groups --------------------------------------------------------------------------- */

/* The visible line before the candidate does not end a sentence, so this one breaks it; one
 * that may be a heading itself breaks nothing. */
static bool
parts_sentence (const Judge *self, guint candidate)
{
    const CopiaLines *lines = self->candidates->lines;
    const char *text = self->candidates->document->text;
    uint32_t at = copia_candidate (self->candidates, candidate)->first;
    uint32_t stop =
        candidate ? copia_candidate (self->candidates, candidate - 1)->last + 1 : 0;

    while (at-- > stop) {
        const CopiaLine *line = copia_lines_get (lines, at);

        if (line->first < line->last)
            return g_ascii_islower (text[line->last - 1]) ||
                   strchr (",;-", text[line->last - 1]);
    }
    return false;
}

/* A line in capitals heads a text: a block that says something follows at once. */
static bool
heads_text (const CopiaCandidate *candidate)
{
    return candidate->next >= 60;
}

static void
count_group (Judge *self, guint i)
{
    const CopiaCandidate *candidate = copia_candidate (self->candidates, i);
    Group *group = &self->groups[copia_judge_group (candidate)];
    uint32_t number = candidate->shape.number;
    bool follows = i + 1 < self->candidates->list->len && candidate->body == 0;

    group->first = group->n ? group->first : number;
    group->good += number == group->last + 1 || number == 1 || number == 0;
    group->ones += number == 1;
    group->last = number ? number : group->last + 1;
    group->n++;
    group->full += candidate->body >= 150;
    group->leading += follows && candidate[1].shape.number == 1 &&
                      candidate[1].shape.kind != COPIA_SHAPE_NONE;
    if (candidate->shape.kind == COPIA_SHAPE_NUMERAL)
        group->parted += parts_sentence (self, i);
}

static void
count_groups (Judge *self)
{
    for (guint i = 0; i < self->candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        bool leads = i + 1 < self->candidates->list->len && candidate->body == 0 &&
                     candidate[1].shape.number == 1;

        if (copia_judge_group (candidate) == COPIA_GROUP_CAPITALS &&
            !heads_text (candidate) && !leads)
            copia_judge_drop (candidate);
        if (!candidate->fixed)
            count_group (self, i);
    }
}

static bool
is_accepted (const Judge *self, guint kind)
{
    const Group *group = &self->groups[kind];

    if (group->n == 0)
        return false;
    if (kind < COPIA_N_WORDS)
        return group->n == 1 || group->good * 2 >= group->n;
    if (kind < COPIA_GROUP_NUMBERED)
        return group->n >= 2 && group->first == 1 && group->good * 5 >= group->n * 4 &&
               (group->parted < 2 || group->parted * 10 < group->n * 3);
    if (kind < COPIA_GROUP_CAPITALS)
        return group->n >= 2 && group->first == 1 && group->good * 5 >= group->n * 4 &&
               group->full * 10 >= group->n * 7;
    if (kind == COPIA_GROUP_CAPITALS)
        return group->n >= 2 &&
               (group->full * 10 >= group->n * 7 || group->leading >= 2);
    if (kind == COPIA_GROUP_LISTED)
        return group->n >= 2 && group->n * 2 >= self->candidates->listed;
    return true;
}

/* ---- levels --------------------------------------------------------------------------- */

static bool
set_levels (Judge *self, guint from, guint to, CopiaLevel level)
{
    bool any = false;

    for (guint kind = from; kind < to; kind++)
        if (self->groups[kind].accepted &&
            self->groups[kind].level == COPIA_LEVEL_NONE) {
            self->groups[kind].level = level;
            any = true;
        }
    return any;
}

/* The accepted group in [from, to) without a level and with the fewest members, or COPIA_GROUP_NONE;
 * groups of one only when there is no other. */
static guint
find_fewest (const Judge *self, guint from, guint to)
{
    guint best = COPIA_GROUP_NONE;

    for (guint kind = from; kind < to; kind++) {
        const Group *group = &self->groups[kind], *other = &self->groups[best];

        if (!group->accepted || group->level != COPIA_LEVEL_NONE)
            continue;
        if (best == COPIA_GROUP_NONE || (other->n == 1 && group->n > 1) ||
            (group->n < other->n && group->n > 1))
            best = kind;
    }
    return best;
}

/* Titles of which each is followed at once by a numeral that counts anew. */
static bool
hold_numerals (const Judge *self, guint kind)
{
    const Group *group = &self->groups[kind];

    return group->accepted && group->leading >= 2 && group->leading * 4 >= group->n * 3;
}

static void
choose_numerals (Judge *self)
{
    guint outer = find_fewest (self, COPIA_GROUP_NUMERALS, COPIA_GROUP_NUMBERED);
    guint restarts = self->groups[outer].ones;

    if (outer == COPIA_GROUP_NONE)
        return;
    for (guint kind = COPIA_GROUP_LISTED; kind >= COPIA_GROUP_CAPITALS; kind--) {
        if (kind == COPIA_GROUP_NAMES || !self->groups[kind].accepted || restarts < 2)
            continue;
        if (hold_numerals (self, kind)) {
            self->groups[kind].level = COPIA_LEVEL_PART;
            break;
        }
        if (kind == COPIA_GROUP_LISTED) {
            self->groups[kind].level = COPIA_LEVEL_CHAPTER;
            set_levels (self, COPIA_GROUP_NUMERALS, COPIA_GROUP_NUMBERED,
                        COPIA_LEVEL_HEAD);
            return;
        }
    }
    self->groups[outer].level = COPIA_LEVEL_CHAPTER;
    set_levels (self, COPIA_GROUP_NUMERALS, COPIA_GROUP_NUMBERED, COPIA_LEVEL_HEAD);
}

static bool
have_chapters (const Judge *self)
{
    for (guint kind = 0; kind < COPIA_N_GROUPS; kind++)
        if (self->groups[kind].level == COPIA_LEVEL_CHAPTER)
            return true;
    return false;
}

/* Kinds of chapters, the surest first; the first that is there takes it. */
static void
choose_chapters (Judge *self)
{
    guint most;

    if (set_levels (self, COPIA_WORD_CHAPTER, COPIA_WORD_SECTION, COPIA_LEVEL_CHAPTER))
        return;
    if (set_levels (self, COPIA_GROUP_NUMBERED, COPIA_GROUP_CAPITALS,
                    COPIA_LEVEL_CHAPTER))
        return;
    choose_numerals (self);
    if (have_chapters (self) ||
        set_levels (self, COPIA_GROUP_LISTED, COPIA_GROUP_LISTED + 1,
                    COPIA_LEVEL_CHAPTER) ||
        set_levels (self, COPIA_WORD_SECTION, COPIA_N_WORDS, COPIA_LEVEL_CHAPTER) ||
        set_levels (self, COPIA_GROUP_CAPITALS, COPIA_GROUP_NAMES, COPIA_LEVEL_CHAPTER))
        return;
    most = COPIA_GROUP_NONE;
    for (guint kind = COPIA_WORD_VOLUME; kind < COPIA_WORD_CHAPTER; kind++)
        if (self->groups[kind].accepted &&
            (most == COPIA_GROUP_NONE || self->groups[kind].n >= self->groups[most].n))
            most = kind;
    if (most != COPIA_GROUP_NONE)
        self->groups[most].level = COPIA_LEVEL_CHAPTER;
}

/* Whether half the members of a group have chapters inside. */
static bool
holds_chapters (const Judge *self, guint kind)
{
    guint holding = 0;
    bool open = false;

    for (guint i = 0; i < self->candidates->list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        CopiaLevel level = candidate->fixed
                               ? candidate->level
                               : self->groups[copia_judge_group (candidate)].level;

        if (!candidate->fixed && copia_judge_group (candidate) == kind) {
            open = true;
        } else if (level == COPIA_LEVEL_CHAPTER && open) {
            holding++;
            open = false;
        }
    }
    return holding * 2 >= self->groups[kind].n;
}

static void
choose_parts (Judge *self)
{
    guint outer = find_fewest (self, COPIA_WORD_VOLUME, COPIA_WORD_CHAPTER);

    if (outer != COPIA_GROUP_NONE && holds_chapters (self, outer))
        self->groups[outer].level = COPIA_LEVEL_PART;
    else if (self->groups[COPIA_GROUP_CAPITALS].level == COPIA_LEVEL_NONE &&
             hold_numerals (self, COPIA_GROUP_CAPITALS))
        self->groups[COPIA_GROUP_CAPITALS].level = COPIA_LEVEL_PART;
}

static void
choose_levels (Judge *self, const CopiaRules *rules)
{
    bool parts = rules && copia_rules_names (rules, COPIA_LEVEL_PART);
    bool chapters = rules && copia_rules_names (rules, COPIA_LEVEL_CHAPTER);
    bool heads = rules && copia_rules_names (rules, COPIA_LEVEL_HEAD);

    for (guint kind = 0; kind < COPIA_N_GROUPS; kind++)
        self->groups[kind].accepted = is_accepted (self, kind);
    if (parts)
        for (guint kind = COPIA_WORD_VOLUME; kind < COPIA_WORD_CHAPTER; kind++)
            self->groups[kind].accepted = false;
    if (!chapters)
        choose_chapters (self);
    if (!parts)
        choose_parts (self);
    if (!heads && !chapters) {
        set_levels (self, COPIA_WORD_VOLUME, COPIA_WORD_CHAPTER, COPIA_LEVEL_HEAD);
        set_levels (self, COPIA_WORD_SECTION, COPIA_N_WORDS, COPIA_LEVEL_HEAD);
        set_levels (self, COPIA_GROUP_NUMERALS, COPIA_GROUP_NUMBERED, COPIA_LEVEL_HEAD);
    }
    if (!chapters)
        self->groups[COPIA_GROUP_NAMES].level = COPIA_LEVEL_CHAPTER;
}

/* A name that holds chapters of its own is a part where there are parts; one that comes twice
 * in a row (EXTRACTS (Supplied by ..), EXTRACTS) opens nothing the second time. */
static void
judge_names (Judge *self, bool parts)
{
    const CopiaCandidate *before = NULL;

    for (guint i = 0; i < self->candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        bool follows = i + 1 < self->candidates->list->len && candidate->body == 0;

        if (candidate->level == COPIA_LEVEL_NONE)
            continue;
        if (!candidate->fixed && candidate->shape.kind == COPIA_SHAPE_NAME) {
            if (parts && follows && candidate[1].level == COPIA_LEVEL_CHAPTER &&
                candidate[1].shape.number == 1)
                candidate->level = COPIA_LEVEL_PART;
            else if (before && before->shape.kind == COPIA_SHAPE_NAME &&
                     before->size >= candidate->size - 1 &&
                     g_ascii_strncasecmp (before->text, candidate->text,
                                          candidate->size - 1) == 0)
                candidate->level = COPIA_LEVEL_HEAD;
        }
        before = candidate->level == COPIA_LEVEL_HEAD ? before : candidate;
    }
}

void
copia_judge_plain (CopiaCandidates *candidates, const CopiaRules *rules)
{
    Judge self = { .candidates = candidates };
    bool parts = false;

    copia_judge_drop_repeated (candidates);
    count_groups (&self);
    choose_levels (&self, rules);
    for (guint i = 0; i < candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (candidates, i);

        if (!candidate->fixed)
            candidate->level = self.groups[copia_judge_group (candidate)].level;
        parts |= candidate->level == COPIA_LEVEL_PART;
    }
    judge_names (&self, parts);
}
