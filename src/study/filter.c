/* filter.c - PCRE2, kept within bounds. */
#include "study/filter.h"

#include "base/error.h"

#include <pcre2.h>

#define MATCH_LIMIT 100000

struct CopiaFilter {
    char *text;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    bool slow; /* a match went over the limit */
};

static void
refuse (const char *text, int code, size_t at, GError **error)
{
    PCRE2_UCHAR message[160];
    g_autofree char *before =
        g_utf8_make_valid (text, (gssize) MIN (at, strlen (text)));

    pcre2_get_error_message (code, message, sizeof message);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s' is no regular expression: %s at character %ld", text,
                 (const char *) message, g_utf8_strlen (before, -1) + 1);
}

CopiaFilter *
copia_filter_new (const char *text, bool caseless, GError **error)
{
    g_autoptr (CopiaFilter) self = g_new0 (CopiaFilter, 1);
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
                       PCRE2_ANCHORED | PCRE2_ENDANCHORED |
                       (caseless ? PCRE2_CASELESS : 0);
    PCRE2_SIZE at;
    int code;

    self->code = pcre2_compile ((PCRE2_SPTR) text, PCRE2_ZERO_TERMINATED, options,
                                &code, &at, NULL);
    if (!self->code) {
        refuse (text, code, at, error);
        return NULL;
    }
    self->text = g_strdup (text);
    self->data = pcre2_match_data_create (1, NULL);
    self->context = pcre2_match_context_create (NULL);
    pcre2_set_match_limit (self->context, MATCH_LIMIT);
    pcre2_jit_compile (self->code, PCRE2_JIT_COMPLETE); /* or it is interpreted */
    return g_steal_pointer (&self);
}

bool
copia_filter_matches (CopiaFilter *self, CopiaString text)
{
    int found = pcre2_match (self->code, (PCRE2_SPTR) text.bytes, text.size, 0, 0,
                             self->data, self->context);

    self->slow = self->slow || (found < 0 && found != PCRE2_ERROR_NOMATCH);
    return found >= 0;
}

bool
copia_filter_good (const CopiaFilter *self, GError **error)
{
    if (!self->slow)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s' takes too long to match; make it simpler", self->text);
    return false;
}

void
copia_filter_free (CopiaFilter *self)
{
    if (!self)
        return;
    pcre2_code_free (self->code);
    pcre2_match_data_free (self->data);
    pcre2_match_context_free (self->context);
    g_free (self->text);
    g_free (self);
}
