/* measures.c - pages made from the registries of measures. */
#include "command/measures.h"

#include "command/measure-examples.h"
#include "command/usage.h"
#include "stats/score.h"
#include "study/explain.h"

#include <string.h>

#define INDENT 4
#define NAME_WIDTH 24

static const struct {
    const char *name, *title, *letters;
} families[] = {
    { "association", "do two words keep company? (collocates, compare, ngrams --node)",
      "O11 is what was observed in the windows, E11 what chance would put there; R1 "
      "are "
      "all words in the windows, C1 the collocate's tokens, N all words. O12 = R1 - "
      "O11, O21 = C1 - O11, O22 = N - R1 - C1 + O11, R2 = N - R1, C2 = N - C1, Eij = "
      "Ri Cj / N." },
    { "keyness", "is a word more frequent here than there? (keywords)",
      "O11 of R1 words in the target, O21 of R2 in the reference; N, C1 and E as in "
      "association, whose measures answer here too. E1 and E2 are expected in either, "
      "p1 and p2 are the two rates." },
    { "dispersion", "how evenly is a word spread over the parts? (dispersion, words)",
      "v are the counts in the n parts, w their sizes, s = w / N, f = sum v, t = v / "
      "f, "
      "R = v / w, r = R / sum R; d are distances from one place to the next, round the "
      "end of the text." },
    { "tests", "tests of lists, corrections for many tests, intervals",
      "p are p-values of m tests, alpha the level; x and y two samples." },
    { "diversity", "how rich is the vocabulary? (diversity)",
      "N tokens, V types, Vm types that occur m times, M2 = sum m^2 Vm." },
    { "growth", "how does the vocabulary grow? (growth)",
      "N tokens, V types, Vm types that occur m times, N0 tokens of a part of them." },
    { "readability", "how hard is it to read? (diversity)",
      "W words, St sentences, Sy syllables, C letters, Ch letters and digits, W3Sy "
      "words "
      "of 3 syllables or more, W7C words of 7 letters or more, UW words not on the "
      "list "
      "of familiar ones." },
    { "distance", "how unlike are two units? (distance)",
      "x and y are the rates of the n words that are compared, z these rates less "
      "their "
      "mean, in standard deviations." },
    { "correspondence", "a map of units and words (distance --show map)",
      "Of a table of units by words." },
    { "units", "bursts, trends, and the rhythm of sentences (trend, diversity)",
      "y are the rates in the units in their order, x the lengths of sentences or the "
      "distances between hits." },
};

static void
append_indented (const char *text, GString *out)
{
    g_string_append (out, "\n    ");
    copia_usage_fill (text, INDENT, INDENT, out);
}

/* ---- lists */

typedef struct {
    const char *family;
    GString *out;
    unsigned n;
} Listing;

static void
count_one (const char *family, const CopiaAbout *about, void *data)
{
    Listing *self = data;

    (void) about;
    self->n += strcmp (family, self->family) == 0;
}

static void
append_line (const char *family, const CopiaAbout *about, void *data)
{
    Listing *self = data;
    size_t size = strlen (about->name);

    if (strcmp (family, self->family) != 0)
        return;
    g_string_append_printf (self->out, "  %s", about->name);
    if (size + 2 >= NAME_WIDTH)
        g_string_append_printf (self->out, "\n%*s", NAME_WIDTH, "");
    else
        g_string_append_printf (self->out, "%*s", (int) (NAME_WIDTH - 2 - size), "");
    copia_usage_fill (about->summary, NAME_WIDTH, NAME_WIDTH, self->out);
    g_string_append_c (self->out, '\n');
}

void
copia_measures_append (GString *out)
{
    g_string_append (out, "# " COPIA_MEASURES_TITLE "\n\n");
    copia_usage_fill (
        "'copia help NAME' tells all of one: what it says, formula, unit, "
        "range, source, when not to use it, and an example worked out; "
        "'copia help measures FAMILY' tells it of a family. 'copia score "
        "NAME key=value ..' works it out on numbers of your own, and "
        "--explain shows how a number in a table came about. Which one "
        "when: 'copia help choosing'.",
        0, 0, out);
    g_string_append_c (out, '\n');
    for (size_t i = 0; i < G_N_ELEMENTS (families); i++) {
        Listing listing = { families[i].name, out, 0 };

        copia_score_each (count_one, &listing);
        g_string_append_printf (out, "\n## %s (%u)\n\n", families[i].name, listing.n);
        copia_usage_fill (families[i].title, 0, 0, out);
        g_string_append (out, "\n\n");
        copia_score_each (append_line, &listing);
    }
}

static void
append_entry (const char *family, const CopiaAbout *about, void *data)
{
    Listing *self = data;
    g_auto (GStrv) aliases = g_strsplit (about->aliases, " ", -1);
    g_autofree char *names = g_strjoinv (", ", aliases);
    g_autofree char *head = *names ? g_strdup_printf ("%s (%s)", about->name, names)
                                   : g_strdup (about->name);
    g_autofree char *formula = g_strconcat ("= ", about->formula, NULL);
    g_autofree char *source =
        g_strdup_printf ("%s, %s; %s", about->unit, about->range, about->source);

    if (strcmp (family, self->family) != 0)
        return;
    g_string_append_c (self->out, '\n');
    copia_usage_fill (head, 0, 0, self->out);
    append_indented (about->summary, self->out);
    append_indented (formula, self->out);
    append_indented (source, self->out);
    g_string_append_c (self->out, '\n');
}

bool
copia_measures_append_family (const char *family, GString *out)
{
    size_t i = 0;

    while (i < G_N_ELEMENTS (families) &&
           g_ascii_strcasecmp (families[i].name, family) != 0)
        i++;
    if (i == G_N_ELEMENTS (families))
        return false;
    Listing listing = { families[i].name, out, 0 };
    g_string_append_printf (out, "# %s:", families[i].name);
    copia_usage_fill (families[i].title, (int) strlen (families[i].name) + 4, 0, out);
    g_string_append (out, "\n\n");
    copia_usage_fill (families[i].letters, 0, 0, out);
    g_string_append_c (out, '\n');
    copia_score_each (append_entry, &listing);
    return true;
}

/* ---- one measure, worked out */

/* What formulas call the sums and lengths of lists. */
static const struct {
    const char *list, *n, *sum;
} sums[] = {
    { "v", "n", "f" },  { "sizes", NULL, "N" },   { "places", "f", NULL },
    { "y", "n", NULL }, { "lengths", "n", NULL }, { "iet", "n", NULL },
    { "p", "m", NULL },
};

static void
add (GArray *symbols, const char *name, double value)
{
    CopiaSymbol symbol = { name, value };

    g_array_append_val (symbols, symbol);
}

static double
sum_of (const CopiaJson *list)
{
    double sum = 0;

    for (size_t i = 0; i < copia_json_size (list); i++)
        sum += copia_json_number (copia_json_at (list, i));
    return sum;
}

/* N, V, V1, V2 and M2 of a spectrum. */
static void
add_spectrum (GArray *symbols, const CopiaJson *spectrum)
{
    double n = 0, v = 0, m2 = 0;

    for (size_t i = 0; i < copia_json_size (spectrum); i++) {
        double m = g_ascii_strtod (copia_json_name_at (spectrum, i), NULL);
        double types = copia_json_number (copia_json_at (spectrum, i));

        n += m * types;
        v += types;
        m2 += m * m * types;
        if (m == 1 || m == 2)
            add (symbols, m == 1 ? "V1" : "V2", types);
    }
    add (symbols, "N", n);
    add (symbols, "V", v);
    add (symbols, "M2", m2);
}

/* The members that are numbers, under their names, and what is made of lists. */
static GArray *
symbols_of (const CopiaJson *values)
{
    GArray *symbols = g_array_new (FALSE, FALSE, sizeof (CopiaSymbol));

    for (size_t i = 0; i < copia_json_size (values); i++) {
        const char *name = copia_json_name_at (values, i);
        const CopiaJson *value = copia_json_at (values, i);

        if (copia_json_kind (value) == COPIA_JSON_NUMBER)
            add (symbols, name, copia_json_number (value));
        if (copia_json_kind (value) == COPIA_JSON_OBJECT &&
            strcmp (name, "spectrum") == 0)
            add_spectrum (symbols, value);
        for (size_t k = 0;
             copia_json_kind (value) == COPIA_JSON_ARRAY && k < G_N_ELEMENTS (sums);
             k++) {
            if (strcmp (sums[k].list, name) != 0)
                continue;
            if (sums[k].n)
                add (symbols, sums[k].n, (double) copia_json_size (value));
            if (sums[k].sum)
                add (symbols, sums[k].sum, sum_of (value));
        }
    }
    return symbols;
}

static void
append_list (const CopiaAbout *about, const CopiaScore *score, GString *out)
{
    g_string_append_printf (out, "  %s = %s\n    = ", about->name, about->formula);
    for (guint i = 0; i < score->list->len; i++) {
        char digits[G_ASCII_DTOSTR_BUF_SIZE];

        g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                                g_ascii_formatd (digits, sizeof digits, "%.6g",
                                                 g_array_index (score->list, double,
                                                                i)));
    }
    g_string_append_c (out, '\n');
}

static bool
work (const char *measure, const CopiaAbout *about, const CopiaJson *values,
      GString *out)
{
    const CopiaScoreInput input = { values, NULL, 0 };
    bool keyness = copia_json_find (values, "n2") != NULL;
    const CopiaCellNames names = { keyness ? "target" : "near",
                                   keyness ? "reference" : "elsewhere", "the word",
                                   "other words" };
    g_auto (CopiaScore) score = { 0, NULL };
    g_autoptr (GArray) symbols = NULL;
    CopiaTable2 cells;
    bool table = copia_score_table (measure, &input, &cells);

    if (!copia_score (measure, &input, &score, NULL))
        return false;
    if (table) {
        g_string_append (out, "  expected counts in brackets\n");
        copia_explain_append_cells (out, &names, &cells);
    }
    symbols = symbols_of (values);
    if (score.list)
        append_list (about, &score, out);
    else
        copia_explain_append_worked (out, about,
                                     (const CopiaSymbol *) (const void *) symbols->data,
                                     symbols->len, table ? &cells : NULL, score.value);
    return true;
}

bool
copia_measure_work (const char *measure, const CopiaJson *values, GString *out)
{
    const CopiaAbout *about = copia_score_about (measure);

    return about && work (measure, about, values, out);
}

typedef struct {
    const char *name;
    GString *out;
    bool found;
} Wanted;

/* Of correspondence analysis the measure itself has a number: the first axis, the first row. */
static char *
name_in_example (const char *family, const char *name)
{
    if (strcmp (family, "correspondence") == 0 && g_str_has_suffix (name, "inertia_"))
        return g_strconcat (name, "1", NULL);
    if (strcmp (family, "correspondence") == 0 && g_str_has_suffix (name, "_dim"))
        return g_strconcat (name, "1:1", NULL);
    return g_strdup (name);
}

static void
append_example (const char *family, const CopiaAbout *about, GString *out)
{
    const char *text = copia_measure_example (family, about->name);
    g_autoptr (CopiaJson) values =
        text ? copia_json_parse (text, strlen (text), NULL) : NULL;
    g_auto (GStrv) members = g_strsplit (text ? text : "", ",", -1);
    g_autofree char *spaced = g_strjoinv (", ", members);
    g_autoptr (GString) worked = g_string_new (NULL);
    g_autofree char *name = name_in_example (family, about->name);

    if (values && work (name, about, values, worked))
        g_string_append_printf (out, "\nAn example: %s %s\n%s", name, spaced,
                                worked->str);
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
