/* dispersion-warn.c - few hits, one unit, a short text. */
#include "study/dispersion-warn.h"

#include "base/number.h"
#include "study/clump.h"
#include "study/traps.h"

bool
copia_dispersion_warn (const CopiaIndex *index, const CopiaUnits *units, const char *by,
                       const char *query, const uint64_t *counts, CopiaTable *table,
                       GError **error)
{
    g_autofree char *before = g_strdup_printf ("'%s': ", query), *advice = NULL;
    uint32_t n = copia_units_count (units), full = 0;
    uint64_t words = 0, wordless = 0;
    CopiaClump clump;
    bool few, clumped;

    for (uint32_t unit = 0; unit < n; unit++)
        words += copia_units_words (units, unit);
    clumped = copia_clump_find (&clump, units, words, counts);
    n -= n > 0 && copia_units_is_outside (units, n - 1);
    for (uint32_t unit = 0; unit < n; unit++) {
        bool has_words = copia_units_words (units, unit) > 0;

        full += has_words;
        wordless += has_words ? 0 : counts[unit];
    }
    few = clump.hits > 0 && clump.hits < full;
    if (wordless > 0)
        copia_table_note (
            table,
            "'%s': %s of the %s hits in units without a word, where there "
            "is no rate: the measures of units leave them out",
            query, COPIA_SAID (wordless), COPIA_SAID (clump.hits));
    if (few)
        copia_table_note (table,
                          "'%s' has fewer hits than there are units: no measure can "
                          "call that even",
                          query);
    if (n < copia_units_count (units) && counts[n] > 0)
        copia_table_note (
            table,
            "'%s': %s of the %s hits outside of each %s, which the measures of units "
            "leave out",
            query, COPIA_SAID (counts[n]), COPIA_SAID (clump.hits), by);
    if (clump.unit == n)
        return true;
    if (!clumped && (few || n < 2 || clump.most <= clump.hits / 2))
        return true;
    advice =
        by ? g_strdup_printf ("the measures tell of that one; see freq --by %s", by)
           : g_strdup_printf ("the measures tell of that one; see freq --slices %u", n);
    return copia_clump_note (&clump, index, units, by, before, advice, table, error);
}

void
copia_dispersion_warn_outside (uint64_t words, size_t empty, CopiaTable *table)
{
    if (words > 0)
        copia_table_note (table, "left out: %s word%s outside of them",
                          COPIA_SAID (words), words == 1 ? "" : "s");
    if (empty > 0)
        copia_table_note (table, "left out: %s unit%s without a word",
                          COPIA_SAID (empty), empty == 1 ? "" : "s");
}

void
copia_dispersion_warn_single (const CopiaUnits *units, CopiaTable *table)
{
    uint32_t full = 0;

    for (uint32_t i = 0; i < copia_units_count (units); i++)
        full += copia_units_words (units, i) > 0;
    if (full == 1)
        copia_table_note (table,
                          "one unit has all words: how even a word is, where cells "
                          "are empty, shows only among two or more (--by, "
                          "--slices)");
}

void
copia_dispersion_warn_short (uint64_t words, CopiaTable *table)
{
    if (words < COPIA_TRAP_SHORT)
        copia_table_note (table,
                          "the text has %s word%s: no word is spread "
                          "in so few; look where the hits are (--plot)",
                          COPIA_SAID (words), words == 1 ? "" : "s");
}
