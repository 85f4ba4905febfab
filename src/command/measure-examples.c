/* measure-examples.c - the examples, small enough to follow with a pencil. */
#include "command/measure-examples.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define WORDS                                                                          \
    "{\"tokens\":[\"the\",\"sea\",\"the\",\"sun\",\"and\",\"the\",\"sea\",\"again\","  \
    "\"the\",\"shore\"],\"window\":5,\"segment\":5,\"draws\":5}"
#define SPECTRUM                                                                       \
    "\"spectrum\":{\"1\":500,\"2\":190,\"3\":105,\"4\":70,\"5\":50,"                   \
    "\"8\":22,\"20\":5,\"100\":2,\"400\":1}"

static const struct {
    const char *family;
    const char *names; /* patterns separated by blanks; the first that fits counts */
    const char *values;
} examples[] = {
    { "association", "t.difference", "{\"c_one\":20,\"c_other\":8}" },
    { "association", "*", "{\"f\":12,\"f1\":80,\"f2\":45,\"N\":33945}" },
    { "keyness", "text_dispersion*",
      "{\"texts_target_with\":9,\"texts_target\":12,\"texts_ref_with\":11,"
      "\"texts_ref\":30}" },
    { "keyness", "*", "{\"a\":150,\"n1\":34000,\"b\":60,\"n2\":50000}" },
    { "dispersion", "ARF AWT fAWT ALD fALD", "{\"places\":[3,10,14,60],\"N\":100}" },
    { "dispersion", "*", "{\"v\":[8,0,3,1],\"sizes\":[120,100,90,110]}" },
    { "tests", "chi2_critical*", "{\"p\":0.05}" },
    { "tests", "*.alpha", "{\"alpha\":0.05,\"m\":20}" },
    { "tests", "p.adjust.* *.rejected",
      "{\"p\":[0.001,0.012,0.03,0.2],\"alpha\":0.05}" },
    { "tests", "mannwhitney.* welch.* cohen.*",
      "{\"x\":[4.1,5.2,6.3,8],\"y\":[2,3.1,3.9,5]}" },
    { "tests", "offset_*", "{\"offsets\":[-1,1,1,2,-1]}" },
    { "tests", "interval.*", "{\"f\":12,\"N\":400}" },
    { "diversity", "MATTR MSTTR MTLD* HDD", WORDS },
    { "diversity", "*", "{\"spectrum\":{\"1\":40,\"2\":12,\"3\":6,\"5\":4,\"30\":1}}" },
    { "growth", "heaps.*",
      "{\"tokens\":[\"the\",\"sea\",\"the\",\"sun\",\"and\",\"the\",\"sea\"],"
      "\"step\":1}" },
    { "growth", "interpEV*", "{\"spectrum\":{\"1\":4,\"2\":2,\"3\":1},\"N0\":5}" },
    { "growth", "*", "{" SPECTRUM "}" },
    { "readability", "*",
      "{\"W\":132,\"St\":7,\"Sy\":190,\"C\":560,\"Ch\":560,\"W_1Sy\":90,\"W2Sy\":42,"
      "\"W3Sy\":13,\"Wlt3Sy\":119,\"W6C\":30,\"W7C\":22,\"unfamiliar\":12,"
      "\"W_wl.Dale.Chall\":120,\"W_wl.Spache\":118,\"letters\":560,\"chars\":640,"
      "\"UW\":12,\"US\":14}" },
    { "distance", "*",
      "{\"matrix\":[[12,3,5],[10,4,8],[2,9,7]],\"rows\":[\"A\",\"B\",\"C\"],"
      "\"pair\":\"AB\"}" },
    { "correspondence", "*",
      "{\"table\":[[12,3,5],[10,4,8],[2,9,7]],\"rows\":[\"A\",\"B\",\"C\"]}" },
    { "units", "burstiness_* weibull_*", "{\"iet\":[2,10,2,9,2,5,30],\"n\":8}" },
    { "units", "poisson_mixture.*", "{\"v\":[3,0,5,0,1,0]}" },
    { "units", "rhythm.*", "{\"lengths\":[8,12,30,7,6,21,15,9]}" },
    { "units", "spearman.* kendall.*",
      "{\"x\":[1,2,3,4,5,6,7,8],\"y\":[2,5,3,8,9,7,12,11]}" },
    { "units", "*", "{\"y\":[2,5,3,8,9,7,12,11]}" },
};

static bool
fits (const char *names, const char *name)
{
    g_auto (GStrv) patterns = g_strsplit (names, " ", -1);

    for (char **pattern = patterns; *pattern; pattern++)
        if (g_pattern_match_simple (*pattern, name))
            return true;
    return false;
}

const char *
copia_measure_example (const char *family, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS (examples); i++)
        if (strcmp (examples[i].family, family) == 0 && fits (examples[i].names, name))
            return examples[i].values;
    return NULL;
}
