/* judge-repeated.c - candidates that are out of the question: running heads, tables of contents. */
#include <string.h>

#include "text/contents.h"
#include "text/judge-private.h"

typedef struct {
    CopiaCandidates *candidates;
    GString *key;
} Dropper;

guint
copia_judge_group (const CopiaCandidate *candidate)
{
    switch (candidate->shape.kind) {
    case COPIA_SHAPE_WORD:
        return candidate->shape.word;
    case COPIA_SHAPE_NUMERAL:
        return COPIA_GROUP_NUMERALS + candidate->shape.numeral;
    case COPIA_SHAPE_NUMBERED:
        return COPIA_GROUP_NUMBERED + candidate->shape.numeral;
    case COPIA_SHAPE_NAME:
        return COPIA_GROUP_NAMES;
    case COPIA_SHAPE_CAPITALS:
        return candidate->listed ? COPIA_GROUP_LISTED : COPIA_GROUP_CAPITALS;
    default:
        return candidate->listed ? COPIA_GROUP_LISTED : COPIA_GROUP_NONE;
    }
}

void
copia_judge_drop (CopiaCandidate *candidate)
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
key_of (Dropper *self, const CopiaCandidate *candidate)
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
drop_running_heads (Dropper *self)
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
            copia_judge_drop (candidate);
        else
            add_key (seen, key);
    }
}

/* `Chapter I` on every page of chapter I. */
static void
drop_repeated_words (Dropper *self)
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
            copia_judge_drop (candidate);
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
is_same (Dropper *self, guint a, guint b)
{
    g_autofree char *key =
        g_strdup (key_of (self, copia_candidate (self->candidates, a)));

    return strcmp (key_of (self, copia_candidate (self->candidates, b)), key) == 0;
}

/* Where in the run [from, to] the table ends and the book begins.  The last of the run has
 * text behind it: it and those that it stands in are the book's when the table began with
 * them, perhaps behind the title of the book. */
static guint
find_table_end (Dropper *self, guint from, guint to, GHashTable *all)
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
drop_table (Dropper *self, guint from, guint to, GHashTable *all)
{
    guint end = find_table_end (self, from, to, all);
    g_autoptr (GHashTable) inside = new_counts ();
    guint kinds[COPIA_N_GROUPS + 1] = { 0 };
    guint again = 0, most = 0;

    for (guint i = from; i < end; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);

        add_key (inside, key_of (self, candidate));
        kinds[copia_judge_group (candidate)]++;
        most = MAX (most, kinds[copia_judge_group (candidate)]);
    }
    for (guint i = from; i < end; i++) {
        const char *key = key_of (self, copia_candidate (self->candidates, i));

        again += count_key (all, key) > count_key (inside, key);
    }
    if (end - from < 3 || (most < 3 && end - from < 6) || again * 10 < (end - from) * 6)
        return;
    for (guint i = from; i < end; i++)
        if (!copia_candidate (self->candidates, i)->fixed)
            copia_judge_drop (copia_candidate (self->candidates, i));
}

static void
drop_tables (Dropper *self)
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

/* The word and the numeral in it are part of a title. */
static void
make_capitals (CopiaCandidate *candidate)
{
    candidate->shape = (CopiaShape){ .kind = COPIA_SHAPE_CAPITALS };
}

/* THE FIRST DAY among other lines in capitals is one of them, unless there is a second day;
 * so is The Second Letter among titles that a table of contents names, or under numerals. */
static void
reject_strays (Dropper *self)
{
    guint counts[COPIA_N_WORDS] = { 0 };
    guint capitals = 0, listed = 0, numerals = 0;

    for (guint i = 0; i < self->candidates->list->len; i++) {
        const CopiaCandidate *candidate = copia_candidate (self->candidates, i);

        counts[candidate->shape.word] += candidate->shape.kind == COPIA_SHAPE_WORD;
        capitals += candidate->shape.kind == COPIA_SHAPE_CAPITALS;
        numerals += candidate->shape.kind == COPIA_SHAPE_NUMERAL;
        listed += candidate->listed && (candidate->shape.kind == COPIA_SHAPE_CAPITALS ||
                                        candidate->shape.kind == COPIA_SHAPE_NONE);
    }
    for (guint i = 0; i < self->candidates->list->len; i++) {
        CopiaCandidate *candidate = copia_candidate (self->candidates, i);
        CopiaWord word = candidate->shape.word;

        if (candidate->fixed || candidate->shape.kind != COPIA_SHAPE_WORD ||
            word <= COPIA_WORD_CHAPTER || counts[word] > 1)
            continue;
        if (counts[COPIA_WORD_CHAPTER] >= 5)
            copia_judge_drop (candidate);
        else if (capitals >= 3 &&
                 copia_shape_is_capitals (candidate->text, candidate->size))
            make_capitals (candidate);
        else if (candidate->listed && listed >= 2)
            candidate->shape = (CopiaShape){ .kind = COPIA_SHAPE_NONE };
        else if (candidate->shape.number > 1 && numerals >= 3)
            copia_judge_drop (candidate);
    }
}

void
copia_judge_drop_repeated (CopiaCandidates *candidates)
{
    Dropper self = { candidates, g_string_new (NULL) };

    drop_running_heads (&self);
    drop_repeated_words (&self);
    drop_tables (&self);
    reject_strays (&self);
    g_string_free (self.key, TRUE);
}
