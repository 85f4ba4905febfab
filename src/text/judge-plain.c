/* judge-plain.c - which candidates are headings where no mark-up says so. */
#include <string.h>

#include "text/contents.h"
#include "text/judge.h"

/* Candidates of one kind. */
enum {
    NUMERALS = COPIA_N_WORDS,                        /* + CopiaNumeralKind */
    NUMBERED = NUMERALS + COPIA_NUMERAL_SPELLED + 1, /* + CopiaNumeralKind */
    CAPITALS = NUMBERED + COPIA_NUMERAL_SPELLED + 1,
    NAMES,
    LISTED,
    N_GROUPS,
    NO_GROUP = N_GROUPS,
};

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
    Group groups[N_GROUPS + 1];
    GString *key;
} Judge;

static guint
group_of (const CopiaCandidate *candidate)
{
    switch (candidate->shape.kind) {
    case COPIA_SHAPE_WORD:
        return candidate->shape.word;
    case COPIA_SHAPE_NUMERAL:
        return NUMERALS + candidate->shape.numeral;
    case COPIA_SHAPE_NUMBERED:
        return NUMBERED + candidate->shape.numeral;
    case COPIA_SHAPE_NAME:
        return NAMES;
    case COPIA_SHAPE_CAPITALS:
        return candidate->listed ? LISTED : CAPITALS;
    default:
        return candidate->listed ? LISTED : NO_GROUP;
    }
}

static void
drop (CopiaCandidate *candidate)
{
    candidate->shape.kind = COPIA_SHAPE_NONE;
    candidate->listed = false;
}

/* ---- repetitions ---------------------------------------------------------------------- */

static GHashTable *
new_counts (void)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static const char *
key_of (Judge *self, const CopiaCandidate *candidate)
{
    g_string_truncate (self->key, 0);
    if (candidate->shape.kind == COPIA_SHAPE_WORD && candidate->shape.number)
        g_string_printf (self->key, "w%d.%u", (int) candidate->shape.word,
                         candidate->shape.number);
    else if (candidate->shape.kind == COPIA_SHAPE_NUMERAL)
        g_string_printf (self->key, "n%u", candidate->shape.number);
    else
        copia_contents_key (candidate->text, candidate->size, self->key);
    return self->key->str;
}

static guint
count_key (GHashTable *counts, const char *key)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
}

static void
add_key (GHashTable *counts, const char *key)
{
    g_hash_table_replace (counts, g_strdup (key),
                          GUINT_TO_POINTER (count_key (counts, key) + 1));
}

static bool
may_run (const CopiaCandidate *candidate)
{
    return !candidate->fixed && (candidate->shape.kind == COPIA_SHAPE_CAPITALS ||
                                 candidate->shape.kind == COPIA_SHAPE_NAME);
}

/* A line in capitals, or a name, that comes three times or more is a running head: the first
 * may be the heading. */
static void
drop_running_heads (Judge *self)
{
    g_autoptr (GHashTable) counts = new_counts ();
    g_autoptr (GHashTable) seen = new_counts ();

    for (guint i = 0; i < self->candidates->list->len; i++)
        if (may_run (copia_candidate (self->candidates, i)))
            add_key (counts, key_of (self, copia_candidate (self->candidates, i)));
    for (guint i = 0; i < self->candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        const char *key;

        if (!may_run (candidate))
            continue;
        key = key_of (self, candidate);
        if (count_key (counts, key) < 3)
            continue;
        if (count_key (seen, key))
            drop (candidate);
        else
            add_key (seen, key);
    }
}

/* `Chapter I` on every page of chapter I. */
static void
drop_repeated_words (Judge *self)
{
    const CopiaCandidate *last[COPIA_N_WORDS] = { NULL };

    for (guint i = 0; i < self->candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        CopiaWord word = candidate->shape.word;

        if (candidate->fixed || candidate->shape.kind != COPIA_SHAPE_WORD)
            continue;
        if (last[word] && candidate->shape.number &&
            last[word]->shape.number == candidate->shape.number &&
            last[word]->size == candidate->size &&
            memcmp (last[word]->text, candidate->text, candidate->size) == 0) {
            drop (candidate);
            continue;
        }
        last[word] = candidate;
        if (word < COPIA_WORD_CHAPTER) /* inside a new part chapters may count anew */
            memset (last + COPIA_WORD_CHAPTER, 0,
                    (COPIA_N_WORDS - COPIA_WORD_CHAPTER) * sizeof *last);
    }
}

/* ---- tables of contents without a heading --------------------------------------------- */

static bool
is_hollow (const CopiaCandidate *candidate)
{
    return candidate->body <=
           (candidate->shape.kind == COPIA_SHAPE_NUMERAL ? 0u : 100u);
}

static bool
is_same (Judge *self, guint a, guint b)
{
    g_autofree char *key =
        g_strdup (key_of (self, copia_candidate (self->candidates, a)));

    return strcmp (key_of (self, copia_candidate (self->candidates, b)), key) == 0;
}

/* Where in the run [from, to] the table ends and the book begins.  The last of the run has
 * text behind it: it and those that it stands in are the book's when the table began with
 * them, perhaps behind the title of the book. */
static guint
find_table_end (Judge *self, guint from, guint to, GHashTable *all)
{
    guint end = to + 1;

    while (end > from + 3 && end + 3 > to) {
        guint i = from;

        while (i < from + 3 && !is_same (self, i, end - 1))
            i++;
        if (i == from + 3)
            break;
        end--;
    }
    if (end <= to)
        return end;
    return count_key (all, key_of (self, copia_candidate (self->candidates, to))) > 1
               ? to + 1
               : to;
}

static void
drop_table (Judge *self, guint from, guint to, GHashTable *all)
{
    guint end = find_table_end (self, from, to, all);
    g_autoptr (GHashTable) inside = new_counts ();
    guint kinds[N_GROUPS + 1] = { 0 };
    guint again = 0, most = 0;

    for (guint i = from; i < end; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);

        add_key (inside, key_of (self, candidate));
        kinds[group_of (candidate)]++;
        most = MAX (most, kinds[group_of (candidate)]);
    }
    for (guint i = from; i < end; i++) {
        const char *key = key_of (self, copia_candidate (self->candidates, i));

        again += count_key (all, key) > count_key (inside, key);
    }
    if (end - from < 3 || (most < 3 && end - from < 6) || again * 10 < (end - from) * 6)
        return;
    for (guint i = from; i < end; i++)
        if (!copia_candidate (self->candidates, i)->fixed)
            drop (copia_candidate (self->candidates, i));
}

static void
drop_tables (Judge *self)
{
    guint n = self->candidates->list->len;
    g_autoptr (GHashTable) all = new_counts ();

    for (guint i = 0; i < n; i++)
        add_key (all, key_of (self, copia_candidate (self->candidates, i)));
    for (guint i = 0; i < n;) {
        guint to = i;

        while (to + 1 < n && is_hollow (copia_candidate (self->candidates, to)))
            to++;
        if (to - i >= 2)
            drop_table (self, i, to, all);
        i = to + 1;
    }
}

/* THE FIRST DAY among other lines in capitals is one of them, unless there is a second day. */
static void
reject_strays (Judge *self)
{
    guint counts[COPIA_N_WORDS] = { 0 };
    guint capitals = 0;

    for (guint i = 0; i < self->candidates->list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);

        counts[candidate->shape.word] += candidate->shape.kind == COPIA_SHAPE_WORD;
        capitals += candidate->shape.kind == COPIA_SHAPE_CAPITALS;
    }
    for (guint i = 0; i < self->candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        CopiaWord word = candidate->shape.word;

        if (candidate->fixed || candidate->shape.kind != COPIA_SHAPE_WORD ||
            word <= COPIA_WORD_CHAPTER || counts[word] > 1)
            continue;
        if (counts[COPIA_WORD_CHAPTER] >= 5)
            drop (candidate);
        else if (capitals >= 3 &&
                 copia_shape_is_capitals (candidate->text, candidate->size))
            candidate->shape.kind = COPIA_SHAPE_CAPITALS;
    }
}

/* ---- groups --------------------------------------------------------------------------- */

/* The visible line before the candidate does not end a sentence, so this one breaks it. */
static bool
parts_sentence (const Judge *self, const CopiaCandidate *candidate)
{
    const CopiaLines *lines = self->candidates->lines;

    for (uint32_t i = candidate->first; i-- > 0;) {
        const CopiaLine *line = copia_lines_get (lines, i);
        const char *text = self->candidates->document->text;

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
    Group *group = &self->groups[group_of (candidate)];
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
        group->parted += parts_sentence (self, candidate);
}

static void
count_groups (Judge *self)
{
    for (guint i = 0; i < self->candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        bool leads = i + 1 < self->candidates->list->len && candidate->body == 0 &&
                     candidate[1].shape.number == 1;

        if (group_of (candidate) == CAPITALS && !heads_text (candidate) && !leads)
            drop (candidate);
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
    if (kind < NUMBERED)
        return group->n >= 2 && group->first == 1 && group->good * 5 >= group->n * 4 &&
               group->parted * 10 < group->n * 3;
    if (kind < CAPITALS)
        return group->n >= 2 && group->first == 1 && group->good * 5 >= group->n * 4 &&
               group->full * 10 >= group->n * 7;
    if (kind == CAPITALS)
        return group->n >= 2 &&
               (group->full * 10 >= group->n * 7 || group->leading >= 2);
    if (kind == LISTED)
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

/* The accepted group in [from, to) without a level and with the fewest members, or NO_GROUP;
 * groups of one only when there is no other. */
static guint
find_fewest (const Judge *self, guint from, guint to)
{
    guint best = NO_GROUP;

    for (guint kind = from; kind < to; kind++) {
        const Group *group = &self->groups[kind], *other = &self->groups[best];

        if (!group->accepted || group->level != COPIA_LEVEL_NONE)
            continue;
        if (best == NO_GROUP || (other->n == 1 && group->n > 1) ||
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
    guint outer = find_fewest (self, NUMERALS, NUMBERED);
    guint restarts = self->groups[outer].ones;

    if (outer == NO_GROUP)
        return;
    for (guint kind = LISTED; kind >= CAPITALS; kind--) {
        if (kind == NAMES || !self->groups[kind].accepted || restarts < 2)
            continue;
        if (hold_numerals (self, kind)) {
            self->groups[kind].level = COPIA_LEVEL_PART;
            break;
        }
        if (kind == LISTED) {
            self->groups[kind].level = COPIA_LEVEL_CHAPTER;
            set_levels (self, NUMERALS, NUMBERED, COPIA_LEVEL_HEAD);
            return;
        }
    }
    self->groups[outer].level = COPIA_LEVEL_CHAPTER;
    set_levels (self, NUMERALS, NUMBERED, COPIA_LEVEL_HEAD);
}

static bool
have_chapters (const Judge *self)
{
    for (guint kind = 0; kind < N_GROUPS; kind++)
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
    if (set_levels (self, NUMBERED, CAPITALS, COPIA_LEVEL_CHAPTER))
        return;
    choose_numerals (self);
    if (have_chapters (self) ||
        set_levels (self, LISTED, LISTED + 1, COPIA_LEVEL_CHAPTER) ||
        set_levels (self, COPIA_WORD_SECTION, COPIA_N_WORDS, COPIA_LEVEL_CHAPTER) ||
        set_levels (self, CAPITALS, NAMES, COPIA_LEVEL_CHAPTER))
        return;
    most = NO_GROUP;
    for (guint kind = COPIA_WORD_VOLUME; kind < COPIA_WORD_CHAPTER; kind++)
        if (self->groups[kind].accepted &&
            (most == NO_GROUP || self->groups[kind].n >= self->groups[most].n))
            most = kind;
    if (most != NO_GROUP)
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
        CopiaLevel level = candidate->fixed ? candidate->level
                                            : self->groups[group_of (candidate)].level;

        if (!candidate->fixed && group_of (candidate) == kind) {
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

    if (outer != NO_GROUP && holds_chapters (self, outer))
        self->groups[outer].level = COPIA_LEVEL_PART;
    else if (self->groups[CAPITALS].level == COPIA_LEVEL_NONE &&
             hold_numerals (self, CAPITALS))
        self->groups[CAPITALS].level = COPIA_LEVEL_PART;
}

static void
choose_levels (Judge *self, const CopiaRules *rules)
{
    bool parts = rules && copia_rules_names (rules, COPIA_LEVEL_PART);
    bool chapters = rules && copia_rules_names (rules, COPIA_LEVEL_CHAPTER);
    bool heads = rules && copia_rules_names (rules, COPIA_LEVEL_HEAD);

    for (guint kind = 0; kind < N_GROUPS; kind++)
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
        set_levels (self, NUMERALS, NUMBERED, COPIA_LEVEL_HEAD);
    }
    if (!chapters)
        self->groups[NAMES].level = COPIA_LEVEL_CHAPTER;
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
    Judge self = { .candidates = candidates, .key = g_string_new (NULL) };
    bool parts = false;

    drop_running_heads (&self);
    drop_repeated_words (&self);
    drop_tables (&self);
    reject_strays (&self);
    count_groups (&self);
    choose_levels (&self, rules);
    for (guint i = 0; i < candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (candidates, i);

        if (!candidate->fixed)
            candidate->level = self.groups[group_of (candidate)].level;
        parts |= candidate->level == COPIA_LEVEL_PART;
    }
    judge_names (&self, parts);
    g_string_free (self.key, TRUE);
}
