/* traps.c - which measures lead where. */
#include "study/traps.h"

#include <stddef.h>

static const char *const of_rare[] = {
    "mi",        "npmi",          "ucs.MI", "odds_ratio", "pct_diff",
    "log_ratio", "relative_risk", "walter", NULL,
};
static const char *const of_expected[] = {
    "z",        "z.corrected", "z.berry_rogghe",  "chi2", "chi2.yates",
    "cqpweb.z", "ucs.z.score", "ucs.chi.squared", NULL,
};
static const char *const of_overlap[] = {
    "logDice", "dice",     "jaccard",     "min_sensitivity",
    "gmean",   "ucs.Dice", "cqpweb.Dice", NULL,
};

static const char *const *const traps[] = {
    [COPIA_TRAP_RARE] = of_rare,
    [COPIA_TRAP_EXPECTED] = of_expected,
    [COPIA_TRAP_OVERLAP] = of_overlap,
};

bool
copia_trap_of (const CopiaMeasure *measure, CopiaTrap trap)
{
    for (const char *const *name = traps[trap]; measure && *name; name++)
        if (copia_about_answers_to (&measure->about, *name))
            return true;
    return false;
}
