/* score-ask.c - reading the members of a question, each missing one an error. */
#include "stats/score-private.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

bool
copia_ask_fail (const CopiaAsk *self, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (self->error, COPIA_ERROR, COPIA_ERROR_INPUT, "%s: %s", self->measure,
                 what);
    return false;
}

static const CopiaJson *
member (const CopiaAsk *self, const char *key)
{
    return copia_json_find (self->input->values, key);
}

bool
copia_ask_has (const CopiaAsk *self, const char *key)
{
    return member (self, key) != NULL;
}

/* A number, or a string that is one: spreadsheets quote what they count. */
static bool
is_number (const CopiaJson *value, double *number)
{
    const char *text = copia_json_string (value);
    char *end;

    if (copia_json_kind (value) == COPIA_JSON_NUMBER) {
        *number = copia_json_number (value);
        return true;
    }
    if (!text || !(g_ascii_isdigit (*text) || *text == '-' || *text == '.') ||
        strpbrk (text, "xX"))
        return false;
    *number = g_ascii_strtod (text, &end);
    return *end == '\0' && isfinite (*number);
}

bool
copia_ask_number (const CopiaAsk *self, const char *key, double *value)
{
    const CopiaJson *found = member (self, key);

    if (!found)
        return copia_ask_fail (self, "needs a number '%s'", key);
    return is_number (found, value) ||
           copia_ask_fail (self, "'%s' is not a number", key);
}

bool
copia_ask_option (const CopiaAsk *self, const char *key, double *value)
{
    return !member (self, key) || copia_ask_number (self, key, value);
}

const char *
copia_ask_string (const CopiaAsk *self, const char *key)
{
    const CopiaJson *found = member (self, key);
    const char *string = found ? copia_json_string (found) : NULL;

    if (!string)
        copia_ask_fail (self, "needs a string '%s'", key);
    return string;
}

double *
copia_ask_numbers (const CopiaAsk *self, const char *key, size_t *n)
{
    const CopiaJson *found = member (self, key);

    if (!found || copia_json_kind (found) != COPIA_JSON_ARRAY) {
        copia_ask_fail (self, "needs a list of numbers '%s'", key);
        return NULL;
    }
    *n = copia_json_size (found);
    g_autofree double *numbers = g_new (double, *n + 1);
    for (size_t i = 0; i < *n; i++)
        if (!is_number (copia_json_at (found, i), &numbers[i])) {
            copia_ask_fail (self, "element %zu of '%s' is not a number", i + 1, key);
            return NULL;
        }
    return g_steal_pointer (&numbers);
}
