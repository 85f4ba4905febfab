/* condition.c - parsing and testing conditions on regions. */
#include "query/condition.h"

#include "base/error.h"
#include "text/fold.h"
#include "text/numeral.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 100000

typedef enum { EQUAL, SEARCH, LESS, MORE, AT_MOST, AT_LEAST } Operator;

static const struct {
    const char *sign;
    Operator operator;
    bool negated;
} operators[] = { /* longer signs first */
                  { "!=", EQUAL, true },    { "=~", SEARCH, false },
                  { "<=", AT_MOST, false }, { ">=", AT_LEAST, false },
                  { "==", EQUAL, false },   { "=", EQUAL, false },
                  { "<", LESS, false },     { ">", MORE, false }
};

struct CopiaCondition {
    const CopiaRegions *regions;
    uint32_t attributes[3]; /* COPIA_NONE: not there */
    bool named; /* the first one by the user; else n, title and file are asked */
    Operator operator;
    bool negated;
    char *value;
    GString *folded;
    bool numeric;
    double number;
    pcre2_code *regex; /* NULL: not one */
};

static char *
names_of_structures (const CopiaIndex *index)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (uint32_t i = 0; i < copia_index_n_structures (index); i++)
        g_string_append_printf (names, "%s%s", i ? ", " : "",
                                copia_regions_name (copia_index_structure (index, i)));
    return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
names_of_attributes (const CopiaRegions *regions)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (uint32_t i = 0; i < copia_regions_n_attributes (regions); i++)
        if (copia_regions_attribute_name (regions, i)[0] != '_')
            g_string_append_printf (names, "%s%s", names->len ? ", " : "",
                                    copia_regions_attribute_name (regions, i));
    return g_string_free (g_steal_pointer (&names), FALSE);
}

/* STRUCTURE ('.' ATTRIBUTE)? */
static bool
find_subject (CopiaCondition *self, const CopiaIndex *index, const char *subject,
              const char *text, GError **error)
{
    static const char *const usual[] = { "n", "title", "file" };
    g_auto (GStrv) names = g_strsplit (subject, ".", 2);
    g_autofree char *known = NULL;

    self->regions = names[0] ? copia_index_find_structure (index, names[0]) : NULL;
    if (!self->regions) {
        known = names_of_structures (index);
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s': the corpus has no structure '%s'; it has %s", text,
                     names[0] ? names[0] : "", known);
        return false;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS (usual); i++)
        self->attributes[i] =
            names[1] ? COPIA_NONE : copia_regions_attribute (self->regions, usual[i]);
    self->named = names[1] != NULL;
    if (self->named)
        self->attributes[0] = copia_regions_attribute (self->regions, names[1]);
    if (self->attributes[0] != COPIA_NONE || self->attributes[1] != COPIA_NONE ||
        self->attributes[2] != COPIA_NONE)
        return true;
    known = names_of_attributes (self->regions);
    if (known[0] == '\0')
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s': nothing is known of a '%s' that could be asked for", text,
                     names[0]);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s': structure '%s' has no attribute %s; it has %s", text,
                     names[0], names[1] ? names[1] : "n, title or file", known);
    return false;
}

static bool
compile (CopiaCondition *self, const char *text, GError **error)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS;
    PCRE2_UCHAR message[120];
    PCRE2_SIZE at;
    int code;

    if (self->operator== EQUAL)
        options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    self->regex = pcre2_compile ((PCRE2_SPTR) self->value, PCRE2_ZERO_TERMINATED,
                                 options, &code, &at, NULL);
    if (self->regex ||
        self->operator== EQUAL) /* a plain value may hold any character */
        return true;
    pcre2_get_error_message (code, message, sizeof message);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s': not a regular expression: %s at character %zu of '%s'", text,
                 (const char *) message, (size_t) at + 1, self->value);
    return false;
}

/* A number as digits, and where no attribute was named as a heading may write it: III, three. */
static void
read_number (CopiaCondition *self)
{
    size_t size = strlen (self->value);
    CopiaNumeral numeral = { 0 };
    char *end;

    self->number = g_ascii_strtod (self->value, &end);
    self->numeric = end != self->value && *end == '\0';
    if (!self->named && !self->numeric && self->operator== EQUAL)
        numeral = copia_numeral_read (self->value, size);
    if (numeral.kind != COPIA_NUMERAL_NONE && numeral.size == size) {
        self->number = numeral.value;
        self->numeric = true;
    }
}

static bool
read_value (CopiaCondition *self, const char *text, GError **error)
{
    self->folded = g_string_new (NULL);
    copia_fold (self->value, strlen (self->value), self->folded);
    read_number (self);
    if (self->operator== EQUAL || self->operator== SEARCH)
        return compile (self, text, error);
    if (!self->numeric)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s': '%s' is not a number; < and > compare numbers", text,
                     self->value);
    return self->numeric;
}

CopiaCondition *
copia_condition_parse (const CopiaIndex *index, const char *text, GError **error)
{
    g_autoptr (CopiaCondition) self = g_new0 (CopiaCondition, 1);
    g_autofree char *subject = NULL;
    const char *sign = strpbrk (text, "=!<>");
    size_t i = 0;

    while (sign && i < G_N_ELEMENTS (operators) &&
           !g_str_has_prefix (sign, operators[i].sign))
        i++;
    if (!sign || i == G_N_ELEMENTS (operators) || !g_utf8_validate (text, -1, NULL)) {
        g_autofree char *shown = g_utf8_make_valid (text, -1);

        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s' is not a condition; write part=3 or chapter.title=~war",
                     shown);
        return NULL;
    }
    self->operator= operators[i].operator;
    self->negated = operators[i].negated;
    subject = g_strstrip (g_strndup (text, (gsize) (sign - text)));
    self->value = g_strstrip (g_strdup (sign + strlen (operators[i].sign)));
    if (!find_subject (self, index, subject, text, error) ||
        !read_value (self, text, error))
        return NULL;
    return g_steal_pointer (&self);
}

const CopiaRegions *
copia_condition_structure (const CopiaCondition *self)
{
    return self->regions;
}

static bool
regex_matches (const CopiaCondition *self, CopiaString value)
{
    g_autoptr (GString) copy = g_string_new_len (value.bytes, (gssize) value.size);
    pcre2_match_data *data;
    pcre2_match_context *context;
    int result;

    if (!self->regex || !g_utf8_validate_len (copy->str, copy->len, NULL))
        return false;
    data = pcre2_match_data_create (1, NULL);
    context = pcre2_match_context_create (NULL);
    pcre2_set_match_limit (context, MATCH_LIMIT);
    pcre2_set_depth_limit (context, MATCH_LIMIT);
    result = pcre2_match (self->regex, (PCRE2_SPTR) copy->str, copy->len, 0, 0, data,
                          context);
    pcre2_match_context_free (context);
    pcre2_match_data_free (data);
    return result >= 0;
}

static bool
equals (const CopiaCondition *self, CopiaString value, bool is_number, double number)
{
    g_autoptr (GString) folded = g_string_new (NULL);

    if (is_number && self->numeric && number == self->number)
        return true;
    copia_fold (value.bytes, value.size, folded);
    return g_string_equal (folded, self->folded) || regex_matches (self, value);
}

static bool
value_holds (const CopiaCondition *self, CopiaString value)
{
    g_autofree char *text = g_strndup (value.bytes, value.size);
    char *end;
    double number = g_ascii_strtod (text, &end);
    bool is_number = end != text && *end == '\0';

    switch (self->operator) {
    case EQUAL:
        return equals (self, value, is_number, number);
    case SEARCH:
        return regex_matches (self, value);
    case LESS:
        return is_number && number < self->number;
    case MORE:
        return is_number && number > self->number;
    case AT_MOST:
        return is_number && number <= self->number;
    case AT_LEAST:
        return is_number && number >= self->number;
    }
    return false;
}

/* Answers show a file by the last part of its path, so that part may be asked for. */
static bool
file_holds (const CopiaCondition *self, CopiaString path)
{
    CopiaString base = path;

    for (size_t i = 0; i < path.size; i++)
        if (path.bytes[i] == '/')
            base = (CopiaString){ path.bytes + i + 1, path.size - i - 1 };
    return value_holds (self, path) || value_holds (self, base);
}

bool
copia_condition_holds (const CopiaCondition *self, uint32_t region)
{
    bool any = false, known = false;

    for (unsigned i = 0; i < G_N_ELEMENTS (self->attributes); i++) {
        CopiaString value;

        if (self->attributes[i] == COPIA_NONE ||
            !copia_regions_value (self->regions, self->attributes[i], region, &value))
            continue;
        known = true;
        any = any || (i == 2 ? file_holds (self, value) : value_holds (self, value));
    }
    return known && any != self->negated;
}

void
copia_condition_free (CopiaCondition *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->regex, pcre2_code_free);
    if (self->folded)
        g_string_free (self->folded, TRUE);
    g_free (self->value);
    g_free (self);
}
