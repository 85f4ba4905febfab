/* rules.c - a small file that corrects what is found in a text. */
#include "text/rules.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/rules-private.h"

#define FILE_LIMIT 1000000 /* bytes of a rules file */

/* ---- memory --------------------------------------------------------------------------- */

static void
clear_pattern (void *data)
{
    pcre2_code_free (((CopiaPattern *) data)->code);
}

static void
clear_exception (void *data)
{
    g_free (((CopiaException *) data)->title);
}

static CopiaRules *
rules_new (const char *where)
{
    CopiaRules *self = g_new0 (CopiaRules, 1);

    self->where = g_strdup (where);
    self->patterns = g_array_new (FALSE, FALSE, sizeof (CopiaPattern));
    g_array_set_clear_func (self->patterns, clear_pattern);
    self->exceptions = g_array_new (FALSE, FALSE, sizeof (CopiaException));
    g_array_set_clear_func (self->exceptions, clear_exception);
    self->abbreviations = g_ptr_array_new_with_free_func (g_free);
    self->limits = pcre2_match_context_create (NULL);
    pcre2_set_match_limit (self->limits, 200000);
    pcre2_set_depth_limit (self->limits, 5000);
    pcre2_set_heap_limit (self->limits, 20000);
    return self;
}

void
copia_rules_free (CopiaRules *self)
{
    if (!self)
        return;
    g_free (self->where);
    g_array_free (self->patterns, TRUE);
    g_array_free (self->exceptions, TRUE);
    g_free (self->language);
    g_ptr_array_free (self->abbreviations, TRUE);
    pcre2_match_context_free (self->limits);
    g_free (self);
}

/* ---- reading a rule ------------------------------------------------------------------- */

typedef struct {
    CopiaRules *rules;
    uint32_t line;
    char *argument; /* trimmed, not empty */
} Rule;

static bool fail (const Rule *rule, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static bool
fail (const Rule *rule, GError **error, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT, "%s:%u: %s", rule->rules->where,
                 rule->line, message);
    return false;
}

static bool
read_pattern (const Rule *rule, CopiaPatternKind kind, GError **error)
{
    CopiaPattern pattern = { kind, rule->line, NULL };
    int number;
    PCRE2_SIZE offset;

    pattern.code = pcre2_compile ((PCRE2_SPTR) rule->argument, PCRE2_ZERO_TERMINATED,
                                  PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK |
                                      PCRE2_NEVER_BACKSLASH_C,
                                  &number, &offset, NULL);
    if (!pattern.code) {
        PCRE2_UCHAR message[256];

        pcre2_get_error_message (number, message, sizeof message);
        return fail (rule, error, "in the regular expression, at character %u: %s",
                     (unsigned) g_utf8_strlen (rule->argument, (gssize) offset) + 1,
                     (const char *) message);
    }
    pcre2_jit_compile (pattern.code,
                       PCRE2_JIT_COMPLETE); /* where there is none, without */
    g_array_append_val (rule->rules->patterns, pattern);
    if (kind <= COPIA_RULE_HEAD)
        rule->rules->names[COPIA_LEVEL_PART + kind] = true;
    return true;
}

/* `LINE rest`: the exception of that line, made when it is new. */
static CopiaException *
read_line_number (const Rule *rule, const char *keyword, char **rest, GError **error)
{
    GArray *exceptions = rule->rules->exceptions;
    CopiaException new = { 0 };
    guint64 line;
    guint i = 0;

    errno = 0;
    line = g_ascii_strtoull (rule->argument, rest, 10);
    if (!g_ascii_isdigit (*rule->argument) || line == 0 || line > UINT32_MAX ||
        (**rest != ' ' && **rest != '\t')) {
        fail (rule, error,
              "'%s' wants the number of a line of the text, then what it is", keyword);
        return NULL;
    }
    *rest = g_strchug (*rest);
    new.line = (uint32_t) line;
    while (i < exceptions->len &&
           g_array_index (exceptions, CopiaException, i).line < new.line)
        i++;
    if (i == exceptions->len ||
        g_array_index (exceptions, CopiaException, i).line != new.line)
        g_array_insert_val (exceptions, i, new);
    return &g_array_index (exceptions, CopiaException, i);
}

static bool
read_level (const Rule *rule, GError **error)
{
    static const char *const names[] = { "none", "part", "chapter", "head" };
    char *rest;
    CopiaException *exception = read_line_number (rule, "level", &rest, error);

    if (!exception)
        return false;
    for (int i = 0; i < 4; i++)
        if (strcmp (rest, names[i]) == 0) {
            exception->has_level = true;
            exception->level = (CopiaLevel) i;
            return true;
        }
    return fail (rule, error, "a line is part, chapter, head or none, not '%s'", rest);
}

static bool
read_title (const Rule *rule, GError **error)
{
    char *rest;
    CopiaException *exception = read_line_number (rule, "title", &rest, error);

    if (!exception)
        return false;
    g_free (exception->title);
    exception->title = g_strdup (rest);
    return true;
}

static bool
read_paragraphs (const Rule *rule, GError **error)
{
    static const char *const names[] = { "blank", "indent", "lines" };

    for (int i = 0; i < 3; i++)
        if (strcmp (rule->argument, names[i]) == 0) {
            rule->rules->has_layout = true;
            rule->rules->layout = (CopiaLayout) i;
            return true;
        }
    return fail (rule, error,
                 "paragraphs are divided by blank, indent or lines, not '%s'",
                 rule->argument);
}

static bool
read_language (const Rule *rule, GError **error)
{
    if (strlen (rule->argument) > 20 || strpbrk (rule->argument, " \t"))
        return fail (rule, error,
                     "'%s' is not the code of a language, such as en or de",
                     rule->argument);
    g_free (rule->rules->language);
    rule->rules->language = g_strdup (rule->argument);
    return true;
}

static bool
read_abbreviations (const Rule *rule, GError **error G_GNUC_UNUSED)
{
    g_auto (GStrv) words = g_strsplit_set (rule->argument, " \t", -1);

    for (char **word = words; *word; word++)
        if (**word)
            g_ptr_array_add (rule->rules->abbreviations, g_strdup (*word));
    return true;
}

static const struct {
    const char *keyword;
    int pattern; /* CopiaPatternKind, or -1 */
    bool (*read) (const Rule *rule, GError **error);
} keywords[] = {
    { "part", COPIA_RULE_PART, NULL }, { "chapter", COPIA_RULE_CHAPTER, NULL },
    { "head", COPIA_RULE_HEAD, NULL }, { "not", COPIA_RULE_NOT, NULL },
    { "skip", COPIA_RULE_SKIP, NULL }, { "start", COPIA_RULE_START, NULL },
    { "end", COPIA_RULE_END, NULL },   { "level", -1, read_level },
    { "title", -1, read_title },       { "paragraphs", -1, read_paragraphs },
    { "language", -1, read_language }, { "abbreviation", -1, read_abbreviations },
};

static bool
read_rule (CopiaRules *self, uint32_t line, char *text, GError **error)
{
    Rule rule = { self, line, NULL };
    size_t n;

    g_strstrip (text);
    if (!*text || *text == '#')
        return true;
    n = strcspn (text, " \t");
    rule.argument = text + n + strspn (text + n, " \t");
    text[n] = 0;
    for (size_t i = 0; i < G_N_ELEMENTS (keywords); i++) {
        if (strcmp (text, keywords[i].keyword) != 0)
            continue;
        if (!*rule.argument)
            return fail (&rule, error,
                         "'%s' says nothing: it wants something behind it", text);
        return keywords[i].read
                   ? keywords[i].read (&rule, error)
                   : read_pattern (&rule, (CopiaPatternKind) keywords[i].pattern,
                                   error);
    }
    return fail (
        &rule, error,
        "there is no rule '%s'; rules begin with part, chapter, head, not, level, "
        "title, skip, start, end, paragraphs, language or abbreviation",
        text);
}

CopiaRules *
copia_rules_parse (const char *text, size_t size, const char *where, GError **error)
{
    g_autoptr (CopiaRules) self = rules_new (where);
    g_auto (GStrv) lines = NULL;
    g_autofree char *copy = NULL;
    const char *end;

    if (!g_utf8_validate_len (text, size, &end)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: byte 0x%02X at offset %" G_GSIZE_FORMAT
                     " is not UTF-8; save the rules as UTF-8",
                     where, (unsigned) (unsigned char) *end, (gsize) (end - text));
        return NULL;
    }
    if (size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
        text += 3, size -= 3;
    copy = g_strndup (text, size);
    lines = g_strsplit (copy, "\n", -1);
    for (uint32_t i = 0; lines[i]; i++)
        if (!read_rule (self, i + 1, lines[i], error))
            return NULL;
    g_ptr_array_add (self->abbreviations, NULL);
    return g_steal_pointer (&self);
}

CopiaRules *
copia_rules_load (const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr (GError) trouble = NULL;
    gsize size;

    if (!g_file_get_contents (path, &text, &size, &trouble)) {
        int code = trouble->code;

        g_set_error (error, G_FILE_ERROR, code, "%s: the rules cannot be read: %s",
                     path,
                     code == G_FILE_ERROR_NOENT ? "there is no such file"
                                                : trouble->message);
        return NULL;
    }
    if (size > FILE_LIMIT) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%s: longer than a million bytes; is this a rules file?", path);
        return NULL;
    }
    return copia_rules_parse (text, size, path, error);
}

/* ---- what they say --------------------------------------------------------------- */

const CopiaException *
copia_rules_exception (const CopiaRules *self, uint32_t line)
{
    guint low = 0, high = self->exceptions->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const CopiaException *exception =
            &g_array_index (self->exceptions, CopiaException, middle);

        if (exception->line == line)
            return exception;
        if (exception->line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool
copia_rules_names (const CopiaRules *self, CopiaLevel level)
{
    return self->names[level];
}

const char *
copia_rules_title (const CopiaRules *self, uint32_t line)
{
    const CopiaException *exception = copia_rules_exception (self, line);

    return exception ? exception->title : NULL;
}

bool
copia_rules_layout (const CopiaRules *self, CopiaLayout *layout)
{
    *layout = self->layout;
    return self->has_layout;
}

const char *
copia_rules_language (const CopiaRules *self)
{
    return self->language;
}

const char *const *
copia_rules_abbreviations (const CopiaRules *self)
{
    return (const char *const *) (const void *) self->abbreviations->pdata;
}
