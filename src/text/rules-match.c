/* rules-match.c - rules applied to the lines of a text. */
#include "base/error.h"
#include "text/rules-private.h"

/* ---- matching ------------------------------------------------------------------------- */

/* 1: it matches, 0: it does not, -1: error is set. */
static int
match (const CopiaRules *self, const CopiaPattern *pattern, uint32_t line,
       const char *text, size_t size, GError **error)
{
    pcre2_match_data *data = pcre2_match_data_create (1, NULL);
    int found = pcre2_match (pattern->code, (PCRE2_SPTR) text, size, 0,
                             PCRE2_NO_UTF_CHECK, data, self->limits);

    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match (pattern->code, (PCRE2_SPTR) text, size, 0,
                             PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, self->limits);
    pcre2_match_data_free (data);
    if (found >= 0)
        return 1;
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_LIMIT,
        "%s:%u: the regular expression takes too long on line %u of the text; make "
        "it simpler",
        self->where, pattern->line, line);
    return -1;
}

bool
copia_rules_judge (const CopiaRules *self, uint32_t line, const char *text, size_t size,
                   bool *said, CopiaLevel *level, GError **error)
{
    const CopiaException *exception = copia_rules_exception (self, line);

    *said = exception && exception->has_level;
    *level = *said ? exception->level : COPIA_LEVEL_NONE;
    for (guint i = 0; i < self->patterns->len && !(exception && exception->has_level);
         i++) {
        const CopiaPattern *pattern = &g_array_index (self->patterns, CopiaPattern, i);
        int found;

        if (pattern->kind > COPIA_RULE_NOT ||
            (*said && pattern->kind != COPIA_RULE_NOT))
            continue;
        found = match (self, pattern, line, text, size, error);
        if (found < 0)
            return false;
        if (!found)
            continue;
        *said = true;
        *level = pattern->kind == COPIA_RULE_NOT
                     ? COPIA_LEVEL_NONE
                     : (CopiaLevel) (COPIA_LEVEL_PART + pattern->kind);
        if (pattern->kind == COPIA_RULE_NOT)
            break;
    }
    return true;
}

/* ---- what is left out ----------------------------------------------------------------- */

typedef struct {
    const CopiaRules *rules;
    CopiaDocument *document;
    const CopiaLines *lines;
    bool *used;        /* by pattern */
    bool begun, ended; /* `ended`: everything from here on is left out */
} Skipper;

static bool
skip_line (Skipper *self, uint32_t i, const GString *text, GError **error)
{
    const CopiaLine *line = copia_lines_get (self->lines, i);
    const GArray *patterns = self->rules->patterns;

    for (guint p = 0; p < patterns->len; p++) {
        const CopiaPattern *pattern = &g_array_index (patterns, CopiaPattern, p);
        int found;

        if (pattern->kind < COPIA_RULE_SKIP ||
            (pattern->kind == COPIA_RULE_START && self->begun) ||
            (pattern->kind != COPIA_RULE_START && !self->begun))
            continue;
        found = match (self->rules, pattern, i + 1, text->str, text->len, error);
        if (found < 0)
            return false;
        if (!found)
            continue;
        self->used[p] = true;
        if (pattern->kind == COPIA_RULE_START) {
            self->begun = true;
            copia_document_skip (self->document, 0, line->start);
        } else if (pattern->kind == COPIA_RULE_END) {
            self->ended = true;
            copia_document_skip (self->document, line->start, self->document->size);
            return true;
        } else {
            copia_document_skip (self->document, line->start, line->end);
            return true;
        }
    }
    return true;
}

static void
note_unused (const Skipper *self)
{
    static const char *const names[] = { "skip", "start", "end" };

    for (guint i = 0; i < self->rules->patterns->len; i++) {
        const CopiaPattern *pattern =
            &g_array_index (self->rules->patterns, CopiaPattern, i);

        if (pattern->kind >= COPIA_RULE_SKIP && !self->used[i])
            copia_document_note (self->document, "%s:%u: the rule '%s' fits no line",
                                 self->rules->where, pattern->line,
                                 names[pattern->kind - COPIA_RULE_SKIP]);
    }
}

static bool
has_pattern (const CopiaRules *self, CopiaPatternKind from, CopiaPatternKind to)
{
    for (guint i = 0; i < self->patterns->len; i++) {
        CopiaPatternKind kind = g_array_index (self->patterns, CopiaPattern, i).kind;

        if (kind >= from && kind <= to)
            return true;
    }
    return false;
}

/* Where `start` fits nothing, the text begins where it did, and the other rules hold. */
static bool
skip_lines (Skipper *self, GError **error)
{
    g_autoptr (GString) text = g_string_new (NULL);

    self->ended = false;
    for (uint32_t i = 0; i < copia_lines_size (self->lines) && !self->ended; i++) {
        const CopiaLine *line = copia_lines_get (self->lines, i);

        if (line->first == line->last)
            continue;
        g_string_truncate (text, 0);
        copia_lines_text (self->lines, line->first, line->last, COPIA_RULES_LINE, text);
        if (!skip_line (self, i, text, error))
            return false;
    }
    return true;
}

bool
copia_rules_skip (const CopiaRules *self, CopiaDocument *document, GError **error)
{
    g_autoptr (CopiaLines) lines = NULL;
    g_autofree bool *used = NULL;
    Skipper skipper = { 0 };

    if (!has_pattern (self, COPIA_RULE_SKIP, COPIA_RULE_END))
        return true;
    lines = copia_lines_new (document);
    used = g_new0 (bool, self->patterns->len);
    skipper =
        (Skipper){ .rules = self, .document = document, .lines = lines, .used = used };
    skipper.begun = !has_pattern (self, COPIA_RULE_START, COPIA_RULE_START);
    if (!skip_lines (&skipper, error))
        return false;
    if (!skipper.begun) {
        skipper.begun = true;
        if (!skip_lines (&skipper, error))
            return false;
    }
    note_unused (&skipper);
    copia_document_settle (document);
    return true;
}
