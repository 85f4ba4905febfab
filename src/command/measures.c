/* measures.c - a page made from the registry of measures. */
#include "command/measures.h"

#include "command/usage.h"
#include "stats/keyness.h"
#include "stats/score.h"
#include "study/explain.h"

#include <string.h>

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

/* ---- one measure */

typedef struct {
    const char *name;
    GString *out;
    bool found;
} Wanted;

/* An example of the family: a collocate of 45 tokens, 12 of them near 80 of a node; a word 150
 * times in 34,000 words and 60 times in 50,000. */
static void
append_example (const char *family, const CopiaAbout *about, GString *out)
{
    bool keyness = strcmp (family, "keyness") == 0;
    const CopiaTable2 cells = keyness
                                  ? copia_table2_from_corpora (150, 34000, 60, 50000)
                                  : (CopiaTable2){ 12, 80, 45, 33945 };
    const CopiaCellNames names = { keyness ? "target" : "near",
                                   keyness ? "reference" : "elsewhere", "the word",
                                   "other words" };
    const CopiaMeasure *measure = (const CopiaMeasure *) (const void *) about;

    g_string_append (out, "\nAn example, expected counts in brackets:\n");
    copia_explain_append_cells (out, &names, &cells);
    copia_explain_append_cell_measure (out, about, &cells,
                                       copia_measure_score (measure, &cells, NULL));
}

static void
append_if_meant (const char *family, const CopiaAbout *about, void *data)
{
    Wanted *self = data;

    if (!copia_about_answers_to (about, self->name))
        return;
    g_string_append (self->out, self->found ? "\n" : "");
    g_string_append_printf (self->out, "%s (%s)", about->name, family);
    if (*about->aliases)
        g_string_append_printf (self->out, ", also called %s", about->aliases);
    g_string_append_c (self->out, '\n');
    copia_explain_append_about (self->out, about);
    if (strcmp (family, "association") == 0 || strcmp (family, "keyness") == 0)
        append_example (family, about, self->out);
    self->found = true;
}

/* Lines of 80 columns, what runs over indented by one step more. */
static void
append_filled (const char *text, GString *out)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (char **line = lines; *line && (line[1] || **line); line++) {
        int indent = (int) strspn (*line, " ");

        g_string_append_printf (out, "%*s", indent, "");
        if (strstr (*line, "  ") && strlen (*line) <= 80)
            g_string_append (out, *line + indent);
        else
            copia_usage_fill (*line + indent, indent, indent + 2, out);
        g_string_append_c (out, '\n');
    }
}

bool
copia_measure_append (const char *name, GString *out)
{
    g_autoptr (GString) text = g_string_new (NULL);
    Wanted wanted = { name, text, false };

    copia_score_each (append_if_meant, &wanted);
    append_filled (text->str, out);
    return wanted.found;
}
