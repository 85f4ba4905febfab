/* measures.c - a page made from the registry of measures. */
#include "command/measures.h"

#include "stats/association.h"

static void
append_measure (const CopiaAbout *about, GString *out)
{
    g_auto (GStrv) aliases = g_strsplit (about->aliases, " ", -1);
    g_autofree char *names = g_strjoinv (", ", aliases);

    g_string_append_printf (out, "\n%s%s%s%s\n", about->name, *names ? " (" : "", names,
                            *names ? ")" : "");
    g_string_append_printf (out, "    %s\n", about->summary);
    g_string_append_printf (out, "    = %s\n", about->formula);
    g_string_append_printf (out, "    %s, %s; %s\n", about->unit, about->range,
                            about->source);
}

void
copia_measures_append (GString *out)
{
    g_string_append (
        out,
        "# " COPIA_MEASURES_TITLE "\n\n"
        "For 'copia collocates --measure NAMES'. O11 is what was observed in the "
        "windows,\n"
        "E11 what chance would put there; R1 are all words in the windows, C1 the\n"
        "collocate's tokens, N all words. O12 = R1 - O11, O21 = C1 - O11, O22 = N - R1 "
        "-\n"
        "C1 + O11, R2 = N - R1, C2 = N - C1, Eij = Ri Cj / N.\n");
    for (const CopiaMeasure *measure = copia_measures; measure->about.name; measure++)
        append_measure (&measure->about, out);
}
