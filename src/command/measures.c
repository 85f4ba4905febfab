/* measures.c - a page made from the registry of measures. */
#include "command/measures.h"

#include "command/usage.h"
#include "stats/association.h"

#define INDENT 4

static void
append_indented (const char *text, GString *out)
{
    g_string_append (out, "\n    ");
    copia_usage_fill (text, INDENT, INDENT, out);
}

static void
append_measure (const CopiaAbout *about, GString *out)
{
    g_auto (GStrv) aliases = g_strsplit (about->aliases, " ", -1);
    g_autofree char *names = g_strjoinv (", ", aliases);
    g_autofree char *head = *names ? g_strdup_printf ("%s (%s)", about->name, names)
                                   : g_strdup (about->name);
    g_autofree char *formula = g_strconcat ("= ", about->formula, NULL);
    g_autofree char *source =
        g_strdup_printf ("%s, %s; %s", about->unit, about->range, about->source);

    g_string_append_c (out, '\n');
    copia_usage_fill (head, 0, 0, out);
    append_indented (about->summary, out);
    append_indented (formula, out);
    append_indented (source, out);
    g_string_append_c (out, '\n');
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
