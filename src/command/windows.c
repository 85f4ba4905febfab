/* windows.c - how wide a window is, read. */
#include "command/windows.h"

#include "base/error.h"
#include "command/request.h"
#include "study/collocates.h"

#include <stdio.h>
#include <string.h>

const CopiaOption copia_option_window = {
    .name = "window",
    .kind = COPIA_OPTION_TEXT,
    .argument = "L,R",
    .summary = "words to the left and right of the hit; one number for both",
    .fallback = "5,5",
};

const CopiaOption copia_option_within = {
    .name = "within",
    .kind = COPIA_OPTION_TEXT,
    .argument = "STRUCTURE",
    .summary = "windows end where its region ends, such as s or p; none: they go on "
               "over borders of texts",
};

const CopiaOption copia_option_convention = {
    .name = "convention",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "TOOL",
    .summary = "count as copia, cqpweb, sketchengine, lancsbox, ucs or nltk does",
    .fallback = "copia",
    .choices = "copia|cqpweb|sketchengine|lancsbox|ucs|nltk",
};

const CopiaOption copia_option_tokens = {
    .name = "tokens",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "WHICH",
    .summary = "what takes room in windows and counts: words, or all (marks too)",
    .choices = "words|all",
};

const CopiaOption copia_option_overlap = {
    .name = "overlap",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "HOW",
    .summary = "a token in several windows counts once, or for each",
    .choices = "once|each",
};

const CopiaOption copia_option_nodes = {
    .name = "nodes",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "HOW",
    .summary = "tokens of hits do not count (out), or count in windows of others (in)",
    .choices = "out|in",
};

const CopiaOption copia_option_factor = {
    .name = "factor",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "R1",
    .summary =
        "R1 is tokens in windows (windows), hits (none), hits x width (span), or "
        "hits with O11 divided by the width (pairs)",
    .choices = "windows|none|span|pairs",
};

const CopiaOption copia_option_total = {
    .name = "total",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "N",
    .summary = "N is all tokens (all), or those outside hits (rest)",
    .choices = "all|rest",
};

const CopiaOption copia_option_log = {
    .name = "log",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "BASE",
    .summary = "base of logarithms in MI and its kin",
    .choices = "2|10|e",
};

/* The value of an option that was given and is noted in `changed`; NULL: as it was. */
static const char *
change (const CopiaRequest *request, const char *name, GString *changed)
{
    const char *value = copia_request_text (request, name);

    if (value)
        g_string_append_printf (changed, "%s%s %s", changed->len ? ", " : "", name,
                                value);
    return value;
}

static CopiaRoom
room_of (const char *factor)
{
    static const char *const names[] = { "windows", "none", "span", "pairs" };
    static const CopiaRoom rooms[] = { COPIA_ROOM_WINDOWS, COPIA_ROOM_NODE,
                                       COPIA_ROOM_SPAN, COPIA_ROOM_PAIRS };
    size_t i = 0;

    while (i + 1 < G_N_ELEMENTS (names) && strcmp (names[i], factor) != 0)
        i++;
    return rooms[i];
}

char *
copia_convention_read (const CopiaRequest *request, CopiaConvention *into,
                       const char **within)
{
    g_autoptr (GString) changed = g_string_new (NULL);
    const char *value;

    *into = *copia_convention_find (copia_request_text (request, "convention"));
    *within = copia_request_text (request, "within");
    if (*within && strcmp (*within, "none") == 0) {
        *within = NULL;
        into->across = true;
    }
    if ((value = change (request, "tokens", changed)))
        into->marks = strcmp (value, "all") == 0;
    if ((value = change (request, "overlap", changed)))
        into->each = strcmp (value, "each") == 0;
    if ((value = change (request, "nodes", changed)))
        into->nodes = strcmp (value, "in") == 0;
    if ((value = change (request, "factor", changed)))
        into->room = room_of (value);
    if ((value = change (request, "total", changed)))
        into->rest = strcmp (value, "rest") == 0;
    if ((value = change (request, "log", changed)))
        into->base = value[0] == 'e' ? G_E : g_ascii_strtod (value, NULL);
    if (changed->len == 0)
        return NULL;
    into->changed = changed->str;
    return g_string_free (g_steal_pointer (&changed), FALSE);
}

bool
copia_window_read (const char *text, uint32_t width[2], GError **error)
{
    unsigned left, right;
    char rest;
    int n = sscanf (text, "%3u,%3u%c", &left, &right, &rest);

    if (n == 1 && !strchr (text, ',') && text[strspn (text, "0123456789")] == '\0')
        right = left;
    else if (n != 2)
        left = COPIA_WIDEST_WINDOW + 1;
    if (!g_ascii_isdigit (text[0]) || left > COPIA_WIDEST_WINDOW ||
        right > COPIA_WIDEST_WINDOW || left + right == 0) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "--window takes words on the left and right, such as 5,5 or 0,3, at "
            "most %d, not '%s'",
            COPIA_WIDEST_WINDOW, text);
        return false;
    }
    width[0] = left;
    width[1] = right;
    return true;
}
