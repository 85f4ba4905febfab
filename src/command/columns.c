/* columns.c - counts, rates, places: one line a column. */
#include "command/columns.h"

#include "command/usage.h"

#include <string.h>

/* Names separated by blanks; commands as in help. */
static const struct {
    const char *names, *commands, *says;
} columns[] = {
    { "rank", "words, ngrams, keywords",
      "place in the order of the answer; in words by falling count, in every order of "
      "rows" },
    { "word collocate ngram item query", "words, collocates, ngrams, compare, freq",
      "what the row is about; words by their form unless --attribute says otherwise" },
    { "count", "words, freq, ngrams, dispersion, trend",
      "how often it occurs; of all that is looked at, never of a page" },
    { "words tokens", "freq, diversity, outline",
      "word tokens in the unit: those with a letter or a digit" },
    { "rate", "words, freq, ngrams",
      "count / words x per: occurrences in as many words as --per says, a million if "
      "it "
      "says nothing" },
    { "rate_low rate_high", "freq",
      "95 % interval of the rate after Wilson (1927): what it may be, were every word "
      "a "
      "draw of its own" },
    { "band_low band_high", "freq --noise",
      "where 95 % of the rates lie when paragraphs are shuffled among the units: "
      "inside, "
      "the unit is as good as noise" },
    { "p_all", "freq --noise",
      "how often any unit of a shuffle strays as far: the p to go by, for units were "
      "many" },
    { "clump_low clump_high", "freq --noise",
      "95 % interval of the rate when the unit's paragraphs are drawn again "
      "(bootstrap)" },
    { "p", "compare, keywords, trend, freq --noise",
      "chance of so large a difference where there is none; corrected for the number "
      "of "
      "words tested, as the note says" },
    { "observed", "collocates", "O11: how often the word stands in the windows" },
    { "hits", "collocates --hits", "hits that have the word in their window at all" },
    { "freq", "collocates", "C1: how often the word occurs at all, or inside --where" },
    { "left right", "compare",
      "hits in either part; of a collocate, its tokens in the windows there" },
    { "left_rate right_rate", "compare",
      "these per million words, or words in windows" },
    { "low high", "compare, keywords",
      "95 % interval of the log ratio (exact, Clopper & Pearson 1934): open where one "
      "side has none" },
    { "kind", "compare, distance",
      "what the row is: query or collocate, unit or word" },
    { "target reference", "keywords", "how often the word occurs in either corpus" },
    { "target_rate reference_rate", "keywords", "these per million words of each" },
    { "range", "words, ngrams, dispersion, keywords, trend",
      "units in which it occurs at all" },
    { "peak", "keywords",
      "the largest share of the word's occurrences in the target that one unit holds; "
      "of --negative ones, of those in the reference" },
    { "units", "dispersion, trend", "units there are" },
    { "delta key_units p_units p_welch", "keywords --by-units",
      "keyness with units for cases: Cliff's delta of the rates, units in which the "
      "word "
      "is key by itself, Mann-Whitney and Welch tests" },
    { "types hapaxes", "diversity, growth",
      "different words; those of them that occur once" },
    { "expected_hapaxes", "growth",
      "hapaxes there would be at this place if the words were shuffled" },
    { "sentences sentence_mean", "diversity",
      "sentences that begin in the unit, and their mean length in words" },
    { "axis1 axis2 quality", "distance --show map",
      "place on the map of the correspondence analysis, and the share of the unit's "
      "distance from the middle that the two axes show" },
    { "frame variants top fillers", "ngrams --frames",
      "an n-gram with one word left open (*); how many different words fill it; the "
      "share of the most frequent one, called predictability (Garner 2016): 1 is a "
      "fixed "
      "phrase; the most frequent ones with their counts" },
};

static bool
is_among (const char *names, const char *name)
{
    g_auto (GStrv) all = g_strsplit (names, " ", -1);

    return g_strv_contains ((const char *const *) all, name);
}

bool
copia_column_append (const char *name, GString *out)
{
    bool found = false;

    for (size_t i = 0; i < G_N_ELEMENTS (columns); i++) {
        if (!is_among (columns[i].names, name))
            continue;
        g_string_append_printf (out, "%s%s (column of %s)\n  ", found ? "\n" : "", name,
                                columns[i].commands);
        copia_usage_fill (columns[i].says, 2, 2, out);
        g_string_append_c (out, '\n');
        found = true;
    }
    return found;
}
