/* judge-declared.c - which level the headings are of that mark-up declares. */
#include "text/judge.h"

#define DEEPEST 6

typedef struct {
    CopiaCandidates *candidates;
    guint counts[DEEPEST + 2]; /* headings by declared level */
    uint32_t part, chapter;    /* declared levels; 0: there is none */
    bool by_words;             /* only those that say Part are parts */
} Judge;

static uint32_t
level_of (const CopiaCandidate *candidate)
{
    return MIN (candidate->declared, DEEPEST);
}

static bool
says_part (const CopiaCandidate *candidate)
{
    return candidate->shape.kind == COPIA_SHAPE_WORD &&
           candidate->shape.word < COPIA_WORD_CHAPTER;
}

static uint32_t
next_level (const Judge *self, uint32_t level)
{
    for (level++; level <= DEEPEST; level++)
        if (self->counts[level])
            return level;
    return 0;
}

/* The outermost level at which a heading says Part or Book, while others do not or stand
 * deeper; 0: none does. */
static uint32_t
find_part_words (const Judge *self)
{
    uint32_t found = 0;
    bool others = false;

    for (guint i = 0; i < self->candidates->list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        uint32_t level = level_of (candidate);

        if (level && says_part (candidate) && (!found || level < found))
            found = level;
    }
    for (guint i = 0; i < self->candidates->list->len && found; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);

        others |= level_of (candidate) >= found && !says_part (candidate);
        others |= candidate->fixed && candidate->level == COPIA_LEVEL_CHAPTER;
    }
    return others ? found : 0;
}

/* Whether half the headings of level `outer` hold one of level `inner`. */
static bool
holds (const Judge *self, uint32_t outer, uint32_t inner)
{
    guint holding = 0;
    bool open = false;

    for (guint i = 0; i < self->candidates->list->len; i++) {
        uint32_t level = level_of (copia_candidate (self->candidates, i));

        if (level == outer)
            open = true;
        else if (level == inner && open) {
            holding++;
            open = false;
        }
    }
    return holding * 2 >= self->counts[outer];
}

static bool
says_chapter (const Judge *self, uint32_t level)
{
    guint n = 0;

    for (guint i = 0; i < self->candidates->list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);

        n += level_of (candidate) == level &&
             candidate->shape.kind == COPIA_SHAPE_WORD &&
             candidate->shape.word >= COPIA_WORD_CHAPTER;
    }
    return n * 2 > self->counts[level];
}

/* The outermost level with more than one heading; without one, the deepest. */
static void
choose_by_counts (Judge *self)
{
    uint32_t outer = next_level (self, 0), inner;

    while (outer && self->counts[outer] == 1 && next_level (self, outer))
        outer = next_level (self, outer);
    inner = outer ? next_level (self, outer) : 0;
    if (inner && !says_chapter (self, outer) && holds (self, outer, inner)) {
        self->part = outer;
        self->chapter = inner;
    } else {
        self->chapter = outer;
    }
}

static void
choose (Judge *self)
{
    self->part = find_part_words (self);
    self->by_words = self->part != 0;
    if (!self->part) {
        choose_by_counts (self);
        return;
    }
    self->chapter = next_level (self, self->part);
    if (!self->chapter)
        self->chapter = self->part; /* parts and chapters are marked up alike */
}

static CopiaLevel
judge_one (const Judge *self, const CopiaCandidate *candidate, bool *in_parts)
{
    uint32_t level = level_of (candidate);

    if (level == self->part && (!self->by_words || says_part (candidate))) {
        *in_parts = true;
        return COPIA_LEVEL_PART;
    }
    if (level == self->part && self->chapter != self->part)
        return *in_parts ? COPIA_LEVEL_PART
                         : COPIA_LEVEL_CHAPTER; /* Conclusion, Preface */
    return level == self->chapter ? COPIA_LEVEL_CHAPTER : COPIA_LEVEL_HEAD;
}

void
copia_judge_declared (CopiaCandidates *candidates, const CopiaRules *rules)
{
    Judge self = { .candidates = candidates };
    bool in_parts = false;

    for (guint i = 0; i < candidates->list->len; i++)
        self.counts[level_of (copia_candidate (candidates, i))]++;
    self.counts[0] = 0;
    choose (&self);
    for (guint i = 0; i < candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (candidates, i);

        if (candidate->fixed)
            continue;
        candidate->level = judge_one (&self, candidate, &in_parts);
        if (rules && copia_rules_names (rules, candidate->level))
            candidate->level = COPIA_LEVEL_HEAD;
    }
}
