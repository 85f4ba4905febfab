/* condition.c - parsing and testing conditions on regions.
 *
 * Each distinct value is tested once, when the condition is parsed; a region then asks for the
 * outcome of its value.
 */
#include "query/condition.h"

#include "base/error.h"
#include "base/utf8.h"
#include "index/file-names.h"
#include "index/missing.h"
#include "query/region-number.h"
#include "text/fold.h"
#include "text/numeral.h"

#include <math.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 100000
#define HEAP_LIMIT (32 * 1024) /* KiB */
#define VALUES_SHOWN 5
#define VALUE_COLUMNS 40

typedef enum { EQUAL, SEARCH, LESS, MORE, AT_MOST, AT_LEAST } Comparison;

static const struct {
    const char *sign;
    Comparison comparison;
    bool negated;
} signs[] = { /* longer ones first */
              { "!=", EQUAL, true },     { "!~", SEARCH, true },
              { "=~", SEARCH, false },   { "<=", AT_MOST, false },
              { ">=", AT_LEAST, false }, { "==", EQUAL, false },
              { "=", EQUAL, false },     { "<", LESS, false },
              { ">", MORE, false }
};

/* What is asked of when no attribute is named. */
enum { N, TITLE, FILE_NAME, ID, SUBJECTS };
static const char *const usual[SUBJECTS] = { "n", "title", "file", "id" };
typedef struct {
    uint32_t number; /* of the attribute; COPIA_NONE: not there */
    uint8_t *holds;  /* a distinct value: the comparison holds */
} Subject;

struct CopiaCondition {
    const CopiaRegions *regions;
    Subject subjects[SUBJECTS];
    bool named; /* the first one by the user; else the usual ones are asked */
    CopiaRegionNumber counted; /* there is none of these: what is asked for then */
    Comparison comparison;
    bool negated;
    char *value;
    GString *folded;
    pcre2_code *regex; /* NULL: not one */
    pcre2_match_data *match;
    pcre2_match_context *limits;
};

/* < > <= >=, which compare numbers alone. */
static bool
orders (Comparison comparison)
{
    return comparison != EQUAL && comparison != SEARCH;
}

static const char *
skip_blanks (const char *text)
{
    while (g_ascii_isspace (*text))
        text++;
    return text;
}

static const char *
skip_name (const char *text)
{
    while (g_ascii_isalnum (*text) || *text == '_' || *text == '-')
        text++;
    return text;
}

static bool
begins (const char *text)
{
    const char *name = skip_blanks (text), *end = skip_name (name);

    if (end > name && *end == '.')
        end = skip_name (end + 1);
    return *name == '@' ||
           (end > name && strchr ("=!<>", *skip_blanks (end)) && *skip_blanks (end));
}

const char *
copia_condition_end (const char *text)
{
    const char *end = strchr (text, '&');

    while (end && !begins (end + 1))
        end = strchr (end + 1, '&');
    return end;
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

/* The number a whole value is. */
static bool
read_number (const char *value, bool any_writing, double *number)
{
    CopiaNumeral numeral;
    char *end;

    *number = g_ascii_strtod (value, &end);
    if (end != value && *end == '\0')
        return isfinite (*number);
    if (!any_writing)
        return false;
    numeral = copia_numeral_read (value, strlen (value));
    *number = numeral.value;
    return numeral.kind != COPIA_NUMERAL_NONE && numeral.size == strlen (value);
}

/* Nothing names its regions. */
static bool
is_plain (const CopiaRegions *regions)
{
    for (unsigned i = 0; i < SUBJECTS; i++)
        if (copia_regions_attribute (regions, usual[i]) != COPIA_NONE)
            return false;
    return true;
}

/* STRUCTURE ('.' ATTRIBUTE)? */
static bool
find_subject (CopiaCondition *self, const CopiaIndex *index, const char *subject,
              const char *text, GError **error)
{
    g_auto (GStrv) names = g_strsplit (subject, ".", 2);
    g_autofree char *known = NULL;
    bool any = false;
    double number;

    self->regions = names[0] ? copia_index_find_structure (index, names[0]) : NULL;
    if (!self->regions) {
        known = copia_missing_structure (index, names[0] ? names[0] : "");
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY, "'%s': %s", text, known);
        return false;
    }
    self->named = names[1] != NULL;
    for (unsigned i = 0; i < SUBJECTS; i++) {
        bool asked = i == 0 || (!self->named && !orders (self->comparison));

        self->subjects[i].number =
            asked ? copia_regions_attribute (self->regions,
                                             self->named ? names[1] : usual[i])
                  : COPIA_NONE;
        any = any || self->subjects[i].number != COPIA_NONE;
    }
    if (any)
        return true;
    if (!self->named && self->comparison != SEARCH && is_plain (self->regions) &&
        read_number (self->value, true, &number)) {
        self->counted = copia_region_number (index, self->regions);
        return true;
    }
    known = names_of_attributes (self->regions);
    if (known[0] == '\0')
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s': nothing is known of a '%s' but its number; write %s=1",
                     text, names[0], names[0]);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s': structure '%s' has no attribute %s; it has %s", text,
                     names[0],
                     self->named                 ? names[1]
                     : orders (self->comparison) ? usual[N]
                                                 : "n, title, file or id",
                     known);
    return false;
}

static bool
compile (CopiaCondition *self, const char *text, GError **error)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS;
    PCRE2_UCHAR message[120];
    PCRE2_SIZE at;
    int code;

    if (self->comparison == EQUAL)
        options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    self->regex = pcre2_compile ((PCRE2_SPTR) self->value, PCRE2_ZERO_TERMINATED,
                                 options, &code, &at, NULL);
    if (self->regex) {
        self->match = pcre2_match_data_create (1, NULL);
        self->limits = pcre2_match_context_create (NULL);
        pcre2_set_match_limit (self->limits, MATCH_LIMIT);
        pcre2_set_depth_limit (self->limits, MATCH_LIMIT);
        pcre2_set_heap_limit (self->limits, HEAP_LIMIT);
        return true;
    }
    if (self->comparison == EQUAL) /* a plain value may hold any character */
        return true;
    pcre2_get_error_message (code, message, sizeof message);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s': not a regular expression: %s at character %ld of '%s'", text,
                 (const char *) message,
                 g_utf8_pointer_to_offset (self->value, self->value + at) + 1,
                 self->value);
    return false;
}

static bool
read_value (CopiaCondition *self, const char *text, GError **error)
{
    double number;

    self->folded = g_string_new (NULL);
    copia_fold (self->value, strlen (self->value), self->folded);
    if (self->comparison == EQUAL || self->comparison == SEARCH)
        return compile (self, text, error);
    if (read_number (self->value, !self->named, &number))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s': '%s' is not a number; < and > compare numbers", text,
                 self->value);
    return false;
}

/* 1, 0, or -1 when it takes too long to say. */
static int
search (const CopiaCondition *self, const GString *value)
{
    int result;

    if (!self->regex || !g_utf8_validate_len (value->str, value->len, NULL))
        return 0;
    result = pcre2_match (self->regex, (PCRE2_SPTR) value->str, value->len, 0, 0,
                          self->match, self->limits);
    return result >= 0 ? 1 : result == PCRE2_ERROR_NOMATCH ? 0 : -1;
}

static int
equals (const CopiaCondition *self, const GString *value)
{
    g_autoptr (GString) folded = g_string_new (NULL);

    copia_fold (value->str, value->len, folded);
    return g_string_equal (folded, self->folded) ? 1 : search (self, value);
}

static bool
compares (Comparison comparison, double a, double b)
{
    switch (comparison) {
    case EQUAL:
        return a == b;
    case LESS:
        return a < b;
    case MORE:
        return a > b;
    case AT_MOST:
        return a <= b;
    case AT_LEAST:
        return a >= b;
    default:
        return false;
    }
}

static int
test_value (const CopiaCondition *self, const GString *value, unsigned subject)
{
    bool any_writing = !self->named && subject == N;
    double asked, number;

    if (self->comparison != SEARCH && read_number (self->value, any_writing, &asked) &&
        read_number (value->str, any_writing, &number) &&
        compares (self->comparison, number, asked))
        return 1;
    return self->comparison == SEARCH  ? search (self, value)
           : self->comparison == EQUAL ? equals (self, value)
                                       : 0;
}

/* Answers show a file by the end of its path, its last name or as many as tell the files apart, so
 * that may be asked for. */
static int
test_file (const CopiaCondition *self, const GString *path, const CopiaFileNames *names)
{
    const CopiaString whole = { path->str, path->len };
    const CopiaString ends[] = { copia_file_names_last (whole),
                                 copia_file_names_shown (names, whole) };
    int holds = test_value (self, path, FILE_NAME);

    for (size_t i = 0; i < G_N_ELEMENTS (ends) && holds == 0 && !self->named; i++) {
        g_autoptr (GString) end =
            g_string_new_len (ends[i].bytes, (gssize) ends[i].size);

        holds = test_value (self, end, FILE_NAME);
    }
    return holds;
}

/* All distinct values of an attribute in order; in a damaged index no further than the damage:
 * strings that overlap could be larger together than the file. */
static bool
test_values (CopiaCondition *self, const CopiaIndex *index, unsigned number,
             const char *text, GError **error)
{
    Subject *subject = &self->subjects[number];
    const CopiaStrings *values = copia_regions_values (self->regions, subject->number);
    g_autoptr (GString) copy = g_string_new (NULL);
    CopiaFileNames names = { .names = 1 };

    if (number == FILE_NAME)
        names = copia_file_names_of (values);
    subject->holds = g_malloc0 (values->count + 1);
    for (uint64_t i = 0; i < values->count; i++) {
        CopiaString value = copia_strings_get (values, i);
        int holds;

        if (!copia_index_sound (index, error))
            return false;
        g_string_truncate (copy, 0);
        g_string_append_len (copy, value.bytes, (gssize) value.size);
        holds = number == FILE_NAME ? test_file (self, copy, &names)
                                    : test_value (self, copy, number);
        if (holds < 0) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                         "'%s': the regular expression takes too long; write a simpler "
                         "one",
                         text);
            return false;
        }
        subject->holds[i] = (uint8_t) holds;
    }
    return true;
}

static bool
test_all (CopiaCondition *self, const CopiaIndex *index, const char *text,
          GError **error)
{
    for (unsigned i = 0; i < SUBJECTS; i++)
        if (self->subjects[i].number != COPIA_NONE &&
            !test_values (self, index, i, text, error))
            return false;
    return true;
}

CopiaCondition *
copia_condition_parse (const CopiaIndex *index, const char *text, GError **error)
{
    g_autoptr (CopiaCondition) self = g_new0 (CopiaCondition, 1);
    g_autofree char *subject = NULL;
    const char *sign = strpbrk (text, "=!<>");
    size_t i = 0;

    while (sign && i < G_N_ELEMENTS (signs) && !g_str_has_prefix (sign, signs[i].sign))
        i++;
    if (!sign || i == G_N_ELEMENTS (signs) || !g_utf8_validate (text, -1, NULL)) {
        g_autofree char *shown = g_utf8_make_valid (text, -1);

        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s' is not a condition; write part=3, chapter.title=~war or "
                     "text=FILE",
                     shown);
        return NULL;
    }
    self->comparison = signs[i].comparison;
    self->negated = signs[i].negated;
    subject = g_strstrip (g_strndup (text, (gsize) (sign - text)));
    self->value = g_strstrip (g_strdup (sign + strlen (signs[i].sign)));
    if (!find_subject (self, index, subject, text, error) ||
        !read_value (self, text, error) || !test_all (self, index, text, error))
        return NULL;
    return g_steal_pointer (&self);
}

const CopiaRegions *
copia_condition_structure (const CopiaCondition *self)
{
    return self->regions;
}

static bool
number_holds (const CopiaCondition *self, uint32_t region)
{
    double asked;

    return read_number (self->value, true, &asked) &&
           compares (self->comparison, copia_region_number_get (&self->counted, region),
                     asked) != self->negated;
}

bool
copia_condition_holds (const CopiaCondition *self, uint32_t region)
{
    bool any = false, known = false;

    if (self->counted.regions)
        return number_holds (self, region);
    for (unsigned i = 0; i < SUBJECTS; i++) {
        const Subject *subject = &self->subjects[i];
        uint64_t value =
            copia_regions_value_number (self->regions, subject->number, region);

        if (value == 0 ||
            value > copia_regions_values (self->regions, subject->number)->count)
            continue;
        known = true;
        any = any || subject->holds[value - 1];
    }
    return known && any != self->negated;
}

bool
copia_condition_is_number (const CopiaCondition *self)
{
    double number;

    return !self->named && !self->negated && self->comparison == EQUAL &&
           self->subjects[N].number != COPIA_NONE &&
           read_number (self->value, true, &number);
}

static void
add_value (GString *out, CopiaString value)
{
    g_autoptr (GString) safe = g_string_new (NULL);

    copia_utf8_safe (safe, value.bytes, value.size);
    g_string_append (out, out->len ? ", '" : "'");
    copia_utf8_cut (out, safe->str, safe->len, VALUE_COLUMNS, COPIA_CUT_END);
    g_string_append_c (out, '\'');
}

char *
copia_condition_values (const CopiaCondition *self)
{
    g_autoptr (GString) out = g_string_new (NULL);
    uint32_t attribute = self->subjects[TITLE].number, shown = 0, i;
    uint64_t last = 0;

    if (self->counted.regions)
        return g_strdup (copia_regions_count (self->regions) > 1 ? "'1', '2', .."
                                                                 : "'1'");
    for (unsigned k = 0; k < SUBJECTS && attribute == COPIA_NONE; k++)
        attribute = self->subjects[k].number;
    for (i = 0; i < copia_regions_count (self->regions) && shown < VALUES_SHOWN; i++) {
        uint64_t number = copia_regions_value_number (self->regions, attribute, i);
        CopiaString value;

        if (number == last ||
            !copia_regions_value (self->regions, attribute, i, &value))
            continue;
        add_value (out, value);
        last = number;
        shown++;
    }
    if (i < copia_regions_count (self->regions))
        g_string_append (out, ", ..");
    return g_string_free (g_steal_pointer (&out), FALSE);
}

void
copia_condition_free (CopiaCondition *self)
{
    if (!self)
        return;
    for (unsigned i = 0; i < SUBJECTS; i++)
        g_free (self->subjects[i].holds);
    g_clear_pointer (&self->regex, pcre2_code_free);
    g_clear_pointer (&self->match, pcre2_match_data_free);
    g_clear_pointer (&self->limits, pcre2_match_context_free);
    if (self->folded)
        g_string_free (self->folded, TRUE);
    g_free (self->value);
    g_free (self);
}
