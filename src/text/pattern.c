/* pattern.c - the tokenizer `pattern`: tokens are what a regular expression matches.
 *
 * The pattern is the user's and so may be hostile: steps and memory of a match are
 * bounded, and nothing in it can split a character (\C is refused).
 */
#include <pcre2.h>
#include <string.h>

#include "base/error.h"
#include "text/tokenizer-private.h"

enum {
    STEP_LIMIT = 1000000,
    MEMORY_LIMIT = 32 * 1024, /* KiB */
};

/* Shared by threads: PCRE2 only reads both while it matches. */
typedef struct {
    pcre2_code *code;
    pcre2_match_context *limits;
} Pattern;

bool
copia_pattern_new (const char *options, void **state, GError **error)
{
    PCRE2_UCHAR message[160];
    PCRE2_SIZE offset;
    int number;

    if (!options || !*options) {
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                             "the tokenizer 'pattern' needs a pattern, such as '\\w+'");
        return false;
    }
    pcre2_code *code = pcre2_compile ((PCRE2_SPTR) options, PCRE2_ZERO_TERMINATED,
                                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
                                      &number, &offset, NULL);
    if (!code) {
        pcre2_get_error_message (number, message, sizeof message);
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "token pattern '%s': at byte %zu: %s", options, offset,
                     (const char *) message);
        return false;
    }
    pcre2_jit_compile (code, PCRE2_JIT_COMPLETE); /* without it, it only takes longer */

    Pattern *self = g_new (Pattern, 1);
    *self = (Pattern){ code, pcre2_match_context_create (NULL) };
    pcre2_set_match_limit (self->limits, STEP_LIMIT);
    pcre2_set_depth_limit (self->limits, STEP_LIMIT);
    pcre2_set_heap_limit (self->limits, MEMORY_LIMIT);
    *state = self;
    return true;
}

/* The next match that is not empty, from `at` on: 1 found, 0 none, below 0 an error. */
static int
match (const Pattern *self, const char *text, size_t size, size_t at,
       pcre2_match_data *data)
{
    const uint32_t options = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY;
    int found = pcre2_match (self->code, (PCRE2_SPTR) text, size, at, options, data,
                             self->limits);

    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match (self->code, (PCRE2_SPTR) text, size, at,
                             options | PCRE2_NO_JIT, data, self->limits);
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    return found < 0 ? found : 1;
}

static void
put_between (CopiaTokenSink *sink, const char *text, size_t start, size_t limit)
{
    for (size_t end; copia_token_next_run (text, limit, &start, &end); start = end)
        copia_token_sink_put (sink, start, end, COPIA_TOKEN_PUNCTUATION);
}

/* 0, or PCRE2's error, met on the way from *at. */
static int
put_all (const Pattern *self, const char *text, size_t size, CopiaTokenSink *sink,
         pcre2_match_data *data, size_t *at)
{
    const PCRE2_SIZE *bounds = pcre2_get_ovector_pointer (data);

    for (;;) {
        int found = match (self, text, size, *at, data);
        if (found < 0)
            return found;
        /* \K may move the start of a match, but never to before where we began */
        if (found == 0 || bounds[0] < *at || bounds[1] <= bounds[0])
            break;
        put_between (sink, text, *at, bounds[0]);
        copia_token_sink_put (sink, bounds[0], bounds[1],
                              copia_token_kind (text, bounds[0], bounds[1]));
        *at = bounds[1];
    }
    put_between (sink, text, *at, size);
    copia_token_sink_flush (sink);
    return 0;
}

bool
copia_pattern_run (const void *state, const char *text, size_t size, GArray *tokens,
                   GError **error)
{
    const Pattern *self = state;
    const guint before = tokens->len;
    CopiaTokenSink sink = { .tokens = tokens };
    pcre2_match_data *data = pcre2_match_data_create (1, NULL);
    size_t at = 0;
    int failure = put_all (self, text, size, &sink, data, &at);

    pcre2_match_data_free (data);
    if (failure == 0)
        return true;

    PCRE2_UCHAR message[160];
    pcre2_get_error_message (failure, message, sizeof message);
    g_array_set_size (tokens, before);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "the token pattern gives up on the text behind byte %zu (%s); use a "
                 "pattern that has fewer ways to match",
                 at, (const char *) message);
    return false;
}

void
copia_pattern_free (void *state)
{
    Pattern *self = state;

    pcre2_code_free (self->code);
    pcre2_match_context_free (self->limits);
    g_free (self);
}
