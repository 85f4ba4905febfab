/* syllable.c - how many syllables an English word has, by rule. */
#include "stats/syllable.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { LONGEST = 64 }; /* letters of a part that are looked at */

/* A part of a word as plain small letters, with what its marks said. */
typedef struct {
    char letters[LONGEST + 1];
    bool marked[LONGEST];
    bool apart[LONGEST]; /* diaeresis: not in a group with the vowel before */
    bool vowel[LONGEST];
    int n;
} Part;

static bool
is_vowel_letter (char c)
{
    return strchr ("aeiou", c) != NULL;
}

static void
part_add (Part *part, gunichar c)
{
    gunichar bases[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize length;

    if (part->n == LONGEST)
        return;
    c = g_unichar_tolower (c);
    length = g_unichar_fully_decompose (c, FALSE, bases, G_N_ELEMENTS (bases));
    char letter = bases[0] < 128            ? (char) bases[0]
                  : c == 0xE6 || c == 0x153 ? 'e'
                                            : '?';
    part->marked[part->n] = length > 1 || letter == 'e' * (c > 127);
    part->apart[part->n] = length > 1 && bases[1] == 0x308;
    part->letters[part->n++] = letter;
    part->letters[part->n] = '\0';
}

static void
find_vowels (Part *part)
{
    for (int i = 0; i < part->n; i++) {
        char c = part->letters[i];
        bool before = i > 0 && part->vowel[i - 1];
        bool after = i + 1 < part->n && is_vowel_letter (part->letters[i + 1]);
        part->vowel[i] =
            is_vowel_letter (c) || (c == 'y' && !before && !(i == 0 && after));
    }
}

static bool
letter_in (const Part *part, int i, const char *set)
{
    return i >= 0 && i < part->n && strchr (set, part->letters[i]) && part->letters[i];
}

static bool
begins (const Part *part, int at, const char *text)
{
    return at >= 0 && at <= part->n &&
           strncmp (part->letters + at, text, strlen (text)) == 0;
}

static bool
ends (const Part *part, const char *text)
{
    return begins (part, part->n - (int) strlen (text), text);
}

/* A syllable has begun before letter I. */
static bool
vowel_before (const Part *part, int i)
{
    while (--i >= 0)
        if (part->vowel[i])
            return true;
    return false;
}

/* `table`, `centre`: l or r at I makes a syllable with the consonant before it. */
static bool
syllabic (const Part *part, int i)
{
    return letter_in (part, i, "lr") && letter_in (part, i - 1, "bcdfgkpstvz");
}

/* Where two vowels i, i + 1 part.  after: letters of which one must stand before the pair
 * ("" any); not_after: of which none may; then: what must follow ("" anything); only the
 * pair with a vowel before it if inside. */
static const struct {
    const char *pair, *after, *not_after, *then;
    bool inside;
} breaks[] = {
    { "ia", "", "ctsgxl", "", false },  /* di-al, but spe-cial, Rus-sia, brilliant */
    { "ia", "cts", "", "t", false },    /* as-so-ci-ate */
    { "ia", "l", "", "r", false },      /* li-ar, and peculiar a little too long */
    { "io", "", "ctsgxln", "", false }, /* vi-o-lent, but na-tion, mil-lion, union */
    { "iu", "", "ctsgx", "", false },   /* me-di-um */
    { "ie", "", "ctsgx", "t", false },  /* qui-et */
    { "ie", "c", "", "ty", false },     /* so-ci-e-ty */
    { "ie", "", "ctsgx", "nc", false }, /* au-di-ence */
    { "ie", "", "ctsgx", "nt", false }, /* o-ri-ent */
    { "ie", "l", "", "n", false },      /* a-li-en */
    { "ie", "", "", "st", true },       /* hap-pi-est */
    { "ea", "r", "", "te", false },     /* cre-ate */
    { "ea", "h", "", "tr", false },     /* the-a-tre */
    { "ea", "r", "", "ti", false },     /* cre-a-tion */
    { "ea", "r", "", "to", false },     /* cre-a-tor */
    { "eo", "", "gp", "", false },      /* the-o-ry, but bourgeois, peo-ple */
    { "ua", "", "qg", "", false },      /* u-su-al */
    { "uo", "", "qg", "", false },      /* con-tin-u-ous */
    { "ue", "", "qg", "n", false },     /* in-flu-ence */
    { "ue", "", "qg", "l", false },     /* cru-el */
    { "ui", "", "", "ty", true },       /* am-bi-gu-i-ty */
    { "ui", "r", "", "n", false },      /* ru-in */
    { "ui", "l", "", "d", false },      /* flu-id */
    { "ao", "", "", "", false },        /* cha-os */
    { "oe", "p", "", "", false },       /* po-et */
    { "ii", "", "", "", false },
};

static bool
breaks_between (const Part *part, int i)
{
    const char *pair = part->letters + i;

    if (part->apart[i + 1])
        return true;
    for (unsigned k = 0; k < G_N_ELEMENTS (breaks); k++)
        if (strncmp (pair, breaks[k].pair, 2) == 0 &&
            (!*breaks[k].after || letter_in (part, i - 1, breaks[k].after)) &&
            !letter_in (part, i - 1, breaks[k].not_after) &&
            begins (part, i + 2, breaks[k].then) &&
            (!breaks[k].inside || vowel_before (part, i)))
            return true;
    return false;
}

/* Breaks that the end or the beginning of the word decides. */
static bool
breaks_at_edge (const Part *part, int i)
{
    const char *rest = part->letters + i + 1;
    bool inside = vowel_before (part, i);

    if (strcmp (rest, "ing") == 0 || strcmp (rest, "ings") == 0)
        return true; /* be-ing, fly-ing */
    if (i == 0 || !inside) {
        bool lone = begins (part, i, "io") || begins (part, i, "ie");
        if (lone && (strcmp (rest, "on") == 0 || strcmp (rest, "ons") == 0))
            return true; /* li-on */
        if (begins (part, i, "eo") && begins (part, i - 1, "geo"))
            return true; /* ge-o-gra-phy */
        return begins (part, 0, "react") || begins (part, 0, "reali") ||
               begins (part, 0, "scien");
    }
    if (strcmp (rest, "a") == 0 && letter_in (part, i, "e"))
        return true; /* i-de-a */
    if (strcmp (rest, "an") == 0 && letter_in (part, i, "e"))
        return !letter_in (part, i - 1, "c"); /* Eu-ro-pe-an */
    if (begins (part, i, "ier") && (part->n == i + 3 || ends (part, "iers")))
        return !begins (part, i - 2, "ld") &&
               !begins (part, i - 2, "nt"); /* ear-li-er */
    return false;
}

static int
count_groups (const Part *part)
{
    int groups = 0;

    for (int i = 0; i < part->n; i++) {
        bool joined = part->vowel[i] && i > 0 && part->vowel[i - 1];
        if (part->vowel[i] && !joined)
            groups++;
        else if (joined &&
                 (breaks_between (part, i - 1) || breaks_at_edge (part, i - 1)))
            groups++;
    }
    return groups;
}

/* A lone e at I that a suffix or the end may make silent. */
static bool
lone_e (const Part *part, int i)
{
    return i > 0 && part->letters[i] == 'e' && !part->marked[i] &&
           !part->vowel[i - 1] && vowel_before (part, i);
}

static bool
silent_at_end (const Part *part)
{
    int i = part->n - 1;

    if (lone_e (part, i))
        return !syllabic (part, i - 1);
    i--;
    if (ends (part, "es") && lone_e (part, i))
        return !letter_in (part, i - 1, "szxcg") && !begins (part, i - 2, "ch") &&
               !begins (part, i - 2, "sh") && !syllabic (part, i - 1);
    if (ends (part, "ed") && lone_e (part, i))
        return !letter_in (part, i - 1, "td") && !syllabic (part, i - 1);
    return false;
}

static bool
silent_before_suffix (const Part *part)
{
    static const char *const suffixes[] = { "ly",   "ment",   "ments", "ness",
                                            "less", "lessly", "ful",   "fully" };

    for (unsigned k = 0; k < G_N_ELEMENTS (suffixes); k++) {
        int i = part->n - (int) strlen (suffixes[k]) - 1;
        if (ends (part, suffixes[k]) && lone_e (part, i))
            return !letter_in (part, i - 1, "l") && !begins (part, i - 2, "the");
    }
    return false;
}

static bool
silent_in_compound (const Part *part)
{
    static const char *const firsts[] = { "some",  "there", "where", "here",  "more",
                                          "else",  "home",  "life",  "time",  "wide",
                                          "house", "state", "trade", "white", "nine" };

    for (unsigned k = 0; k < G_N_ELEMENTS (firsts); k++) {
        int length = (int) strlen (firsts[k]);
        if (begins (part, 0, firsts[k]) && part->n >= length + 3 &&
            !part->vowel[length])
            return true;
    }
    return false;
}

static int
count_part (Part *part)
{
    find_vowels (part);
    int count = count_groups (part);

    count -= silent_at_end (part);
    if (silent_before_suffix (part) || silent_in_compound (part))
        count--;
    if (ends (part, "ism") || ends (part, "isms") || ends (part, "thm") ||
        ends (part, "thms"))
        count++;
    if (begins (part, 0, "business") || begins (part, 0, "colonel") ||
        begins (part, 0, "moreover"))
        count--;
    return count;
}

/* `didn't`: the part before ends in a consonant and n, this one is t. */
static bool
is_negation (const Part *before, const Part *part)
{
    int n = before->n;

    return part->n == 1 && part->letters[0] == 't' && n > 1 &&
           before->letters[n - 1] == 'n' && !before->vowel[n - 2];
}

static bool
is_apostrophe (gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC;
}

unsigned
copia_syllables (const char *word, size_t length)
{
    const char *at = word, *end = word + length;
    Part part = { .n = 0 }, before = { .n = 0 };
    bool short_form = false; /* the part stands after an apostrophe */
    int count = 0;

    for (;;) {
        gunichar c = at < end ? g_utf8_get_char_validated (at, end - at) : 0;
        bool over = at >= end || c >= (gunichar) -2;
        if (!over && (g_unichar_isalpha (c) || g_unichar_ismark (c))) {
            if (g_unichar_isalpha (c))
                part_add (&part, c);
        } else if (part.n > 0) {
            if (!short_form || part.n > 2)
                count += MAX (1, count_part (&part));
            else
                count += is_negation (&before, &part);
            before = part;
            part.n = 0;
            short_form = !over && is_apostrophe (c);
        }
        if (over)
            return (unsigned) MAX (1, count);
        at = g_utf8_next_char (at);
    }
}
