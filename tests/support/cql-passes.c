/* cql-passes.c - whether the token at a place passes a test, and where regions lie. */
#include "support/cql-questions.h"

#include "text/fold.h"

static unsigned
number_in (const RandomToken *token, Structure structure)
{
    const unsigned numbers[] = { token->text, token->part, token->chapter,
                                 token->sentence, token->quote };

    return numbers[structure];
}

/* The number of the region at a place, or RANDOM_NONE. */
static unsigned
region_at (const World *world, Structure structure, int at)
{
    if (at < 0 || at >= (int) world->corpus->tokens->len)
        return RANDOM_NONE;
    return number_in (random_corpus_token (world->corpus, (unsigned) at), structure);
}

static int
region_end (const World *world, Structure structure, int at)
{
    unsigned region = region_at (world, structure, at);

    while (region_at (world, structure, at + 1) == region)
        at++;
    return at;
}

static bool
region_passes (const World *world, const Part *tag, int at)
{
    unsigned region = region_at (world, tag->structure, at);
    g_autofree char *value = NULL;

    if (region == RANDOM_NONE || !tag->attribute)
        return region != RANDOM_NONE;
    if (tag->structure == QUOTE) {
        if (region % 2 == 1)
            return false;
        value = g_strdup (region % 4 == 0 ? "ann" : "bob");
        return g_str_equal (tag->value, "ann") == g_str_equal (value, "ann");
    }
    value = g_strdup_printf ("%u", region + 1);
    if (tag->value[0] == '[') /* [n-9] */
        return !value[1] && value[0] >= tag->value[1] && value[0] <= '9';
    return g_str_has_suffix (tag->value, value) &&
           tag->value[strlen (tag->value) - strlen (value) - 1] == ' ';
}

static char *
without_marks (const char *text)
{
    g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
    g_autoptr (GString) bare = g_string_new (NULL);

    for (const char *p = apart; *p; p = g_utf8_next_char (p))
        if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_NON_SPACING_MARK)
            g_string_append_unichar (bare, g_utf8_get_char (p));
    return g_utf8_normalize (bare->str, -1, G_NORMALIZE_NFC);
}

static char *
folded (const char *text)
{
    g_autoptr (GString) form = g_string_new (NULL);

    copia_fold (text, strlen (text), form);
    return g_strdup (form->str);
}

/* Negation aside. */
static bool
is_like (Test *test, const char *whole)
{
    bool no_case = test->attribute == FORM || test->no_case;
    g_autofree char *value = g_strdup (whole);
    g_autofree char *text = g_strdup (test->text);

    if (test->plain) {
        g_autofree char *old = value, *old_text = text;

        value = without_marks (old);
        text = without_marks (old_text);
    }
    if (test->literal) {
        g_autofree char *a = no_case ? folded (value) : g_strdup (value);
        g_autofree char *b = no_case ? folded (text) : g_strdup (text);

        return g_str_equal (a, b);
    }
    if (!test->regex) {
        g_autofree char *pattern = g_strdup_printf ("^(?:%s)$", text);

        test->regex =
            g_regex_new (pattern,
                         (no_case ? G_REGEX_CASELESS : 0) | G_REGEX_DOLLAR_ENDONLY, 0,
                         NULL);
        g_assert_nonnull (test->regex);
    }
    return g_regex_match (test->regex, value, 0, NULL);
}

/* The members of a set |a|b|, or the value itself. */
static char **
members_of (const char *value)
{
    g_autofree char *inner = g_strdup (value[0] == '|' ? value + 1 : value);

    if (g_str_has_suffix (inner, "|"))
        inner[strlen (inner) - 1] = '\0';
    return g_strsplit (inner, "|", -1); /* none of an empty text */
}

static bool
compares (Test *test, const RandomToken *token)
{
    const char *value = value_of (token, test->attribute);
    g_auto (GStrv) members = members_of (value);
    guint n = g_strv_length (members), alike = 0;

    if (!test->members)
        return is_like (test, value) != test->negated;
    for (guint i = 0; i < n; i++)
        alike += is_like (test, members[i]);
    return (alike > 0 && (test->members == 1 || alike == n)) != test->negated;
}

/* A place without the attribute passes neither the comparison nor its opposite. */
static bool
stands_there (const World *world, const Test *test, int at)
{
    const Part *place = test->place;
    unsigned region = region_at (world, place->structure, at);
    int n = (int) region + 1;

    if (region == RANDOM_NONE || (place->structure == QUOTE && region % 2 == 1))
        return false;
    if (!test->order)
        return region_passes (world, place, at) != test->negated;
    if (g_str_equal (test->order, "<"))
        return n < test->number;
    if (g_str_equal (test->order, ">"))
        return n > test->number;
    return g_str_equal (test->order, "<=") ? n <= test->number : n >= test->number;
}

static unsigned
count_tokens (const World *world, Attribute attribute, const char *value)
{
    unsigned n = 0;

    for (guint i = 0; i < world->corpus->tokens->len; i++)
        n += g_str_equal (value_of (random_corpus_token (world->corpus, i), attribute),
                          value);
    return n;
}

static bool
counts (const World *world, const Test *test, int at)
{
    const RandomToken *token = random_corpus_token (world->corpus, (unsigned) at);
    const char *value = value_of (token, test->attribute);
    g_auto (GStrv) members = members_of (value);
    int n = test->function == 0   ? (int) count_tokens (world, test->attribute, value)
            : test->function == 1 ? (int) g_utf8_strlen (value, -1)
                                  : (int) g_strv_length (members);
    bool equal = n == test->number, less = n < test->number;

    switch (test->order[0]) {
    case '<':
        return less || (test->order[1] && equal);
    case '>':
        return test->order[1] ? !less : !less && !equal;
    default:
        return equal == (test->order[0] == '=');
    }
}

static bool
passes (const World *world, Test *test, int at)
{
    switch (test->kind) {
    case ALL:
        return true;
    case COMPARE:
        return compares (test, random_corpus_token (world->corpus, (unsigned) at));
    case COUNTED:
        return counts (world, test, at);
    case EDGE:
        return region_at (world, test->structure, at) != RANDOM_NONE &&
               (test->inside ||
                region_at (world, test->structure, at) !=
                    region_at (world, test->structure, at + (test->last ? 1 : -1)));
    case AND:
        return passes (world, test->left, at) && passes (world, test->right, at);
    case OR:
        return passes (world, test->left, at) || passes (world, test->right, at);
    case NOT:
        return !passes (world, test->left, at);
    case IMPLIES:
        return !passes (world, test->left, at) || passes (world, test->right, at);
    case AROUND:
        return stands_there (world, test, at);
    }
    return false;
}

static bool
passes_at (const World *world, Test *test, int at)
{
    if (!test->known)
        test->known = g_malloc0 (world->corpus->tokens->len);
    if (!test->known[at])
        test->known[at] = passes (world, test, at) ? 'y' : 'n';
    return test->known[at] == 'y';
}
