/* assertion.h - what a pattern asks of a place between two tokens.
 *
 * The place is a border: border b lies before the token at cpos b.  Nothing outside of the
 * text the match stands in is looked at.
 */
#pragma once

#include "query/automaton.h"
#include "query/token-test.h"

typedef enum {
    COPIA_ASSERT_OPEN,   /* a region begins here */
    COPIA_ASSERT_CLOSE,  /* a region ends before here */
    COPIA_ASSERT_AHEAD,  /* the pattern matches from here on */
    COPIA_ASSERT_BEHIND, /* the pattern matches up to here */
    COPIA_ASSERT_NEAR,   /* the token before has that of meet or union near it */
    /* With the label of a border: it always holds, but for machines with labels (threads.h). */
    COPIA_ASSERT_ENTER, /* a stretch begins */
    COPIA_ASSERT_LEAVE, /* it ends, and is as `guard` says */
} CopiaAssertionKind;

/* A tree of meets and unions over sets of types. */
typedef struct CopiaNear CopiaNear;

struct CopiaNear {
    CopiaTypeset *set;    /* a leaf; NULL: not one */
    uint32_t labels;      /* a bit for each label its token bears */
    uint32_t all_labels;  /* those, and those of what is below it */
    bool meet;            /* else union */
    GPtrArray *children;  /* CopiaNear */
    CopiaRegionSet *same; /* meet: both stand in one of these; NULL: from..to */
    int32_t from, to;
    uint32_t region; /* the last one asked about, and its answer */
    bool answer;
    CopiaWatch *watch;
};

typedef struct {
    CopiaAssertionKind kind;
    bool negated;
    CopiaRegionSet *regions;
    CopiaAutomaton *automaton;
    CopiaNear *near;
    struct CopiaGuard *guard;
    const CopiaIndex *index;
} CopiaAssertion;

bool copia_assertion_holds (CopiaAssertion *self, uint64_t border, CopiaSpan text);
/* Of a meet or union with labels: appends to `rows` (uint64_t, `labels` a row) each way in which
 * it can place them at `border`, others as in `places`; stops after about `most` rows. */
void copia_assertion_places (CopiaAssertion *self, uint64_t border, CopiaSpan text,
                             const uint64_t *places, guint labels, guint most,
                             GArray *rows);
void copia_assertion_free (CopiaAssertion *self);
void copia_near_free (CopiaNear *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaAssertion, copia_assertion_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNear, copia_near_free)
