/* early.c - which conditions need which labels, and when they are known. */
#include "query/early.h"

#define SETTLED (COPIA_UNPLACED - 1) /* a label whose place matters no more */

typedef struct {
    const CopiaCheck *check;
    uint32_t labels;
} Early;

struct CopiaEarly {
    guint labels;
    GArray *starts;  /* const CopiaCheck *: decided by the start alone */
    GArray *early;   /* Early */
    GArray *late;    /* const CopiaCheck *: decided at the end */
    GArray *reaches; /* CopiaCheckReach */
    uint32_t kept;   /* labels that the end asks for */
};

static void
sort_check (CopiaEarly *self, const CopiaCheck *check, uint32_t again)
{
    Early early = { check, copia_check_concerns (check) };

    if (early.labels == 0) {
        g_array_append_val (self->starts, check);
    } else if (early.labels != UINT32_MAX && !(early.labels & again)) {
        g_array_append_val (self->early, early);
    } else {
        g_array_append_val (self->late, check);
        self->kept |= early.labels;
    }
}

/* A label that comes later is placed at the token that is read: not so those of a meet. */
static void
find_reaches (CopiaEarly *self, const CopiaCheck *check, uint32_t again, uint32_t asked)
{
    CopiaCheckReach found[2];
    unsigned n = copia_check_reaches (check, found);

    for (unsigned i = 0; i < n; i++)
        if (!(found[i].first & again) && !(found[i].second & asked))
            g_array_append_val (self->reaches, found[i]);
}

CopiaEarly *
copia_early_new (const CopiaAutomaton *automaton, const GPtrArray *checks, guint labels,
                 uint32_t kept)
{
    CopiaEarly *self = g_new0 (CopiaEarly, 1);
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    uint32_t asked = copia_automaton_asked_labels (automaton);
    uint32_t again = 0;

    self->labels = labels;
    self->starts = g_array_new (FALSE, FALSE, sizeof (CopiaCheck *));
    self->late = g_array_new (FALSE, FALSE, sizeof (CopiaCheck *));
    self->early = g_array_new (FALSE, FALSE, sizeof (Early));
    self->reaches = g_array_new (FALSE, FALSE, sizeof (CopiaCheckReach));
    self->kept = kept;
    for (guint label = 0; label < labels; label++)
        if (copia_automaton_comes_again (automaton, label))
            again |= 1u << label;
    for (guint i = 0; i < checks->len; i++)
        copia_check_split (checks->pdata[i], all);
    for (guint i = 0; i < all->len; i++) {
        sort_check (self, all->pdata[i], again);
        find_reaches (self, all->pdata[i], again, asked);
    }
    return self;
}

bool
copia_early_starts (const CopiaEarly *self, uint64_t start)
{
    for (guint i = 0; i < self->starts->len; i++)
        if (!copia_check_holds (g_array_index (self->starts, const CopiaCheck *, i),
                                NULL, start, 0))
            return false;
    return true;
}

static uint32_t
find_placed (const CopiaEarly *self, const uint64_t *places)
{
    uint32_t there = 0;

    for (guint k = 0; k < self->labels; k++)
        if (places[k] != COPIA_UNPLACED)
            there |= 1u << k;
    return there;
}

bool
copia_early_place (const CopiaEarly *self, uint64_t *places, uint32_t placed,
                   uint64_t start)
{
    uint32_t there = find_placed (self, places), needed = self->kept;

    for (guint i = 0; i < self->early->len; i++) {
        const Early *early = &g_array_index (self->early, Early, i);

        if (early->labels & ~there)
            needed |= early->labels;
        else if ((early->labels & placed) &&
                 !copia_check_holds (early->check, places, start, 0))
            return false;
    }
    for (uint32_t gone = there & ~needed; gone; gone &= gone - 1)
        places[__builtin_ctz (gone)] = SETTLED;
    return true;
}

bool
copia_early_lives (const CopiaEarly *self, const uint64_t *places, uint64_t start,
                   uint64_t cpos)
{
    for (guint i = 0; i < self->reaches->len; i++) {
        const CopiaCheckReach *reach =
            &g_array_index (self->reaches, CopiaCheckReach, i);
        uint64_t first = reach->first ? places[__builtin_ctz (reach->first)] : start;
        bool open =
            !reach->second || places[__builtin_ctz (reach->second)] == COPIA_UNPLACED;

        if (open && first < SETTLED && cpos > first && cpos - first > reach->most)
            return false;
    }
    return true;
}

bool
copia_early_ends (const CopiaEarly *self, const uint64_t *places, uint64_t start,
                  uint64_t end)
{
    uint32_t there = find_placed (self, places);

    for (guint i = 0; i < self->early->len; i++) {
        const Early *early = &g_array_index (self->early, Early, i);

        if ((early->labels & ~there) &&
            !copia_check_holds (early->check, places, start, end))
            return false;
    }
    for (guint i = 0; i < self->late->len; i++)
        if (!copia_check_holds (g_array_index (self->late, const CopiaCheck *, i),
                                places, start, end))
            return false;
    return true;
}

void
copia_early_free (CopiaEarly *self)
{
    if (!self)
        return;
    g_array_unref (self->starts);
    g_array_unref (self->early);
    g_array_unref (self->late);
    g_array_unref (self->reaches);
    g_free (self);
}
