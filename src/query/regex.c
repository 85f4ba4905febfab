/* regex.c - PCRE2 with bounds. */
#include "query/regex.h"

#include <pcre2.h>

#define MATCH_LIMIT 200000 /* steps for one value */
#define DEPTH_LIMIT 20000
#define HEAP_LIMIT 4096 /* KiB */
#define STACK_LEAST 32768
#define STACK_MOST (1 << 20)

struct CopiaRegex {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    bool gave_up;
};

static void
prepare (CopiaRegex *self)
{
    self->data = pcre2_match_data_create (1, NULL);
    self->context = pcre2_match_context_create (NULL);
    pcre2_set_match_limit (self->context, MATCH_LIMIT);
    pcre2_set_depth_limit (self->context, DEPTH_LIMIT);
    pcre2_set_heap_limit (self->context, HEAP_LIMIT);
    if (pcre2_jit_compile (self->code, PCRE2_JIT_COMPLETE) != 0)
        return; /* without JIT it is slower, that is all */
    self->stack = pcre2_jit_stack_create (STACK_LEAST, STACK_MOST, NULL);
    if (self->stack)
        pcre2_jit_stack_assign (self->context, NULL, self->stack);
}

CopiaRegex *
copia_regex_new (const char *pattern, bool no_case, char **message, size_t *at)
{
    g_autoptr (CopiaRegex) self = g_new0 (CopiaRegex, 1);
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_ENDANCHORED |
                       PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C |
                       (no_case ? PCRE2_CASELESS : 0);
    PCRE2_UCHAR said[120];
    PCRE2_SIZE place = 0;
    int code = 0;

    if (strlen (pattern) > COPIA_LONGEST_REGEX) {
        *message = g_strdup_printf ("it is longer than %d bytes", COPIA_LONGEST_REGEX);
        *at = 0;
        return NULL;
    }
    self->code = pcre2_compile ((PCRE2_SPTR) pattern, PCRE2_ZERO_TERMINATED, options,
                                &code, &place, NULL);
    if (!self->code) {
        pcre2_get_error_message (code, said, sizeof said);
        *message = g_strdup ((const char *) said);
        *at = place;
        return NULL;
    }
    prepare (self);
    return g_steal_pointer (&self);
}

bool
copia_regex_matches (CopiaRegex *self, CopiaString value)
{
    int result = pcre2_match (self->code, (PCRE2_SPTR) value.bytes, value.size, 0, 0,
                              self->data, self->context);

    if (result < 0 && result != PCRE2_ERROR_NOMATCH)
        self->gave_up = true;
    return result >= 0;
}

bool
copia_regex_gave_up (const CopiaRegex *self)
{
    return self->gave_up;
}

void
copia_regex_free (CopiaRegex *self)
{
    if (!self)
        return;
    pcre2_jit_stack_free (self->stack);
    pcre2_match_context_free (self->context);
    pcre2_match_data_free (self->data);
    pcre2_code_free (self->code);
    g_free (self);
}
