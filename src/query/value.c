/* value.c - strings, lists and regular expressions against values. */
#include "query/value.h"

#include "base/error.h"
#include "query/fault.h"
#include "text/fold.h"
#include "text/unicode.h"

#define SHORT 64 /* bytes of a word */

/* Text without its diacritics, case kept. */
static void
append_plain (GString *out, const char *text, size_t size)
{
    g_autofree char *apart = g_utf8_normalize (text, (gssize) size, G_NORMALIZE_NFD);
    g_autoptr (GString) bare = g_string_new (NULL);
    g_autofree char *whole = NULL;

    for (size_t at = 0; apart && apart[at];) {
        uint32_t code = copia_unicode_next (apart, &at);

        if ((copia_unicode_get (code)->flags & COPIA_CHARACTER_DIACRITIC) == 0)
            g_string_append_unichar (bare, code);
    }
    whole = g_utf8_normalize (bare->str, (gssize) bare->len, G_NORMALIZE_NFC);
    if (apart && whole)
        g_string_append (out, whole);
    else
        g_string_append_len (out, text, (gssize) size);
}

/* A text as it is compared with wanted ones. */
static void
prepare (const CopiaValueTest *self, const char *text, size_t size, GString *out)
{
    bool no_case = self->of->no_case || self->folded;

    g_string_truncate (out, 0);
    if (no_case && self->of->plain)
        copia_fold_marks (text, size, out);
    else if (no_case)
        copia_fold (text, size, out);
    else if (self->of->plain && g_utf8_validate_len (text, size, NULL))
        append_plain (out, text, size);
    else
        g_string_append_len (out, text, (gssize) size);
}

static void
want (CopiaValueTest *self, const char *text)
{
    prepare (self, text, strlen (text), self->prepared);
    g_hash_table_add (self->wanted, g_strdup (self->prepared->str));
}

/* Forms have plain apostrophes and hyphens; so has what is compared with them. */
static char *
pattern_for (const CopiaValueTest *self, const char *text)
{
    g_autoptr (GString) pattern = g_string_new (NULL);

    if (self->of->plain)
        append_plain (pattern, text, strlen (text));
    else
        g_string_append (pattern, text);
    if (self->folded) {
        g_string_replace (pattern, "\xE2\x80\x99", "'", 0);
        g_string_replace (pattern, "\xE2\x80\x90", "-", 0);
    }
    return g_string_free (g_steal_pointer (&pattern), FALSE);
}

static bool
compile (CopiaValueTest *self, const CopiaBinding *binding, const char *text)
{
    g_autofree char *pattern = pattern_for (self, text);
    g_autofree char *message = NULL;
    size_t at = 0;

    self->regex =
        copia_regex_new (pattern, self->of->no_case || self->folded, &message, &at);
    if (!self->regex && g_str_has_prefix (text, "(?c)"))
        return copia_binding_fault (binding, self->of->at,
                                    "letter case counts already; leave (?c) out");
    if (!self->regex)
        return copia_binding_fault (binding, self->of->at,
                                    "'%s' is not a regular expression: %s at character "
                                    "%zu; == compares with it "
                                    "as it stands",
                                    text, message, at + 1);
    copia_literals_clear (&self->literals);
    self->literals = copia_literals_of (pattern);
    return true;
}

/* (?:one)|(?:other) */
static char *
any_pattern (const char *const *words)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (const char *const *word = words; *word; word++)
        g_string_append_printf (all, "%s(?:%s)", word > words ? "|" : "", *word);
    return g_string_free (g_steal_pointer (&all), FALSE);
}

static bool
want_list (CopiaValueTest *self, const CopiaBinding *binding)
{
    g_autoptr (GError) error = NULL;
    const CopiaMatchOptions *options = binding->options;
    const char *const *words =
        options->list ? options->list (options->data, self->of->list, &error) : NULL;

    if (!words)
        return copia_binding_fault (
            binding, self->of->at, "%s",
            error ? error->message
                  : "no word list has this name; give --list NAME=FILE");
    if (self->of->patterns) {
        g_autofree char *text = any_pattern (words);

        return compile (self, binding, text);
    }
    for (; *words; words++)
        want (self, *words);
    return true;
}

/* The number a whole text is. */
static bool
number_of (CopiaString text, double *number)
{
    char copy[SHORT + 1], *end;

    if (text.size == 0 || text.size > SHORT)
        return false;
    memcpy (copy, text.bytes, text.size);
    copy[text.size] = '\0';
    *number = g_ascii_strtod (copy, &end);
    return end == copy + text.size && copy[strspn (copy, "0123456789+-.eE")] == '\0';
}

static bool
want_number (CopiaValueTest *self, const CopiaBinding *binding)
{
    const CopiaExpression *of = self->of;

    return number_of ((CopiaString){ of->text, strlen (of->text) }, &self->number) ||
           copia_binding_fault (
               binding, of->at,
               "< and > compare numbers, and '%s' is none; what stands "
               "in the alphabet from m on is \"[m-z].*\"",
               of->text);
}

static bool
compares (const CopiaValueTest *self, double number)
{
    switch (self->of->order) {
    case COPIA_ORDER_EQUAL:
        return number == self->number;
    case COPIA_ORDER_LESS:
        return number < self->number;
    case COPIA_ORDER_MORE:
        return number > self->number;
    case COPIA_ORDER_AT_MOST:
        return number <= self->number;
    default:
        return number >= self->number;
    }
}

static bool
in_order (const CopiaValueTest *self, CopiaString value)
{
    double number;

    return number_of (value, &number) && compares (self, number);
}

/* What a function of a value is; `freq` is known already. */
static double
result_of (const CopiaValueTest *self, CopiaString value, uint64_t freq)
{
    const char *member;
    size_t at = 0, length, n = 0;

    if (self->of->function == COPIA_FUNCTION_FREQUENCY)
        return (double) freq;
    if (self->of->function == COPIA_FUNCTION_MEMBERS) {
        while (copia_members_next (value.bytes, value.size, &at, &member, &length))
            n++;
        return (double) n;
    }
    for (size_t i = 0; i < value.size; i++) /* characters: bytes that begin one */
        n += ((unsigned char) value.bytes[i] & 0xC0) != 0x80;
    return (double) n;
}

bool
copia_value_test_function_passes (const CopiaValueTest *self, CopiaString value,
                                  uint64_t freq)
{
    return compares (self, result_of (self, value, freq));
}

/* In a literal, \\ is one backslash. */
static void
want_literal (CopiaValueTest *self)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (const char *p = self->of->text; *p; p++) {
        if (p[0] == '\\' && p[1] == '\\')
            p++;
        g_string_append_c (text, *p);
    }
    want (self, text->str);
    g_string_assign (self->literals.prefix, text->str);
    self->literals.whole = true;
}

CopiaValueTest *
copia_value_test_new (const CopiaBinding *binding, const CopiaExpression *of,
                      bool folded)
{
    g_autoptr (CopiaValueTest) self = g_new0 (CopiaValueTest, 1);
    bool good = true;

    self->of = of;
    self->folded = folded;
    self->prepared = g_string_new (NULL);
    self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self->literals = (CopiaLiterals){ g_string_new (NULL), g_string_new (NULL), false };
    if (of->order)
        good = want_number (self, binding);
    else if (of->list)
        good = want_list (self, binding);
    else if (of->literal)
        want_literal (self);
    else
        good = compile (self, binding, of->text);
    if (of->members || of->function) { /* not what whole values begin with */
        g_string_truncate (self->literals.prefix, 0);
        self->literals.whole = false;
    }
    return good ? g_steal_pointer (&self) : NULL;
}

/* Words are short: a search made for long texts would take longer to begin. */
static bool
holds (CopiaString value, const GString *inside)
{
    const char *wanted = inside->str;
    size_t size = inside->len;

    if (value.size > SHORT)
        return memmem (value.bytes, value.size, wanted, size) != NULL;
    for (size_t i = 0; i + size <= value.size; i++)
        if (value.bytes[i] == wanted[0] && memcmp (value.bytes + i, wanted, size) == 0)
            return true;
    return false;
}

static bool
passes (CopiaValueTest *self, CopiaString value)
{
    const GString *inside = self->literals.inside;

    if (self->of->order)
        return in_order (self, value);
    if (!self->regex) {
        prepare (self, value.bytes, value.size, self->prepared);
        return g_hash_table_contains (self->wanted, self->prepared->str);
    }
    if (self->of->plain && g_utf8_validate_len (value.bytes, value.size, NULL)) {
        g_string_truncate (self->prepared, 0);
        append_plain (self->prepared, value.bytes, value.size);
        value = (CopiaString){ self->prepared->str, self->prepared->len };
    } else if (!self->of->no_case && !self->folded && inside->len > 0 &&
               !holds (value, inside)) {
        return false;
    }
    return copia_regex_matches (self->regex, value);
}

/* Words that are written as one have their values joined, `de+le`: `contains` looks at each. */
static bool
joined_passes (CopiaValueTest *self, CopiaString value)
{
    size_t start = 0;

    if (!memchr (value.bytes, '+', value.size))
        return false;
    for (size_t i = 0; i <= value.size; i++) {
        bool ends = i == value.size ||
                    (value.bytes[i] == '+' && (i == 0 || value.bytes[i - 1] != '\\'));

        if (ends && i > start &&
            passes (self, (CopiaString){ value.bytes + start, i - start }))
            return true;
        start = ends ? i + 1 : start;
    }
    return false;
}

bool
copia_value_test_passes (CopiaValueTest *self, CopiaString value)
{
    bool all = self->of->members == COPIA_MEMBERS_ALL, any = false;
    CopiaString member;
    size_t at = 0;

    if (!self->of->members)
        return passes (self, value);
    while (copia_members_next (value.bytes, value.size, &at, &member.bytes,
                               &member.size)) {
        any = true;
        if (passes (self, member) != all || (!all && joined_passes (self, member)))
            return !all;
    }
    return all && any;
}

bool
copia_value_test_goes_on (const CopiaValueTest *self, const CopiaBinding *binding)
{
    if (self->regex && copia_regex_gave_up (self->regex)) {
        copia_binding_fault (binding, self->of->at,
                             "'%s' takes too long on some words; write it without "
                             "repeats in repeats",
                             self->of->text ? self->of->text : self->of->list);
        return false;
    }
    return copia_watch_tick (binding->watch, 16) ||
           copia_watch_ended_well (binding->watch, binding->error);
}

void
copia_value_test_free (CopiaValueTest *self)
{
    if (!self)
        return;
    copia_regex_free (self->regex);
    copia_literals_clear (&self->literals);
    g_hash_table_unref (self->wanted);
    g_string_free (self->prepared, TRUE);
    g_free (self);
}
