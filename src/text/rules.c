/* rules.c - a small file that corrects what is found in a text. */
#include "text/rules.h"

#include <errno.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define LINE_LIMIT 4096    /* bytes of a line that a REGEX sees */
#define FILE_LIMIT 1000000 /* bytes of a rules file */

typedef enum { PART, CHAPTER, HEAD, NOT, SKIP, START, END } PatternKind;

typedef struct {
    PatternKind kind;
    uint32_t line; /* of the rules file */
    pcre2_code *code;
} Pattern;

typedef struct {
    uint32_t line; /* of the text */
    CopiaLevel level;
    bool has_level;
    char *title;
} Exception;

struct CopiaRules {
    char *where;
    GArray *patterns;   /* Pattern, in the order of the file */
    GArray *exceptions; /* Exception, sorted by line */
    bool names[COPIA_LEVEL_HEAD + 1];
    bool has_layout;
    CopiaLayout layout;
    char *language;
    GPtrArray *abbreviations;
    pcre2_match_context *limits;
};

/* ---- memory --------------------------------------------------------------------------- */

static void
clear_pattern (void *data)
{
    pcre2_code_free (((Pattern *) data)->code);
}

static void
clear_exception (void *data)
{
    g_free (((Exception *) data)->title);
}

static CopiaRules *
rules_new (const char *where)
{
    CopiaRules *self = g_new0 (CopiaRules, 1);

    self->where = g_strdup (where);
    self->patterns = g_array_new (FALSE, FALSE, sizeof (Pattern));
    g_array_set_clear_func (self->patterns, clear_pattern);
    self->exceptions = g_array_new (FALSE, FALSE, sizeof (Exception));
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

static bool G_GNUC_PRINTF (3, 4)
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
read_pattern (const Rule *rule, PatternKind kind, GError **error)
{
    Pattern pattern = { kind, rule->line, NULL };
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
    if (kind <= HEAD)
        rule->rules->names[COPIA_LEVEL_PART + kind] = true;
    return true;
}

/* `LINE rest`: the exception of that line, made when it is new. */
static Exception *
read_line_number (const Rule *rule, const char *keyword, char **rest, GError **error)
{
    GArray *exceptions = rule->rules->exceptions;
    Exception new = { 0 };
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
           g_array_index (exceptions, Exception, i).line < new.line)
        i++;
    if (i == exceptions->len ||
        g_array_index (exceptions, Exception, i).line != new.line)
        g_array_insert_val (exceptions, i, new);
    return &g_array_index (exceptions, Exception, i);
}

static bool
read_level (const Rule *rule, GError **error)
{
    static const char *const names[] = { "none", "part", "chapter", "head" };
    char *rest;
    Exception *exception = read_line_number (rule, "level", &rest, error);

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
    Exception *exception = read_line_number (rule, "title", &rest, error);

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
    int pattern; /* PatternKind, or -1 */
    bool (*read) (const Rule *rule, GError **error);
} keywords[] = {
    { "part", PART, NULL },
    { "chapter", CHAPTER, NULL },
    { "head", HEAD, NULL },
    { "not", NOT, NULL },
    { "skip", SKIP, NULL },
    { "start", START, NULL },
    { "end", END, NULL },
    { "level", -1, read_level },
    { "title", -1, read_title },
    { "paragraphs", -1, read_paragraphs },
    { "language", -1, read_language },
    { "abbreviation", -1, read_abbreviations },
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
                   : read_pattern (&rule, (PatternKind) keywords[i].pattern, error);
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

/* ---- matching ------------------------------------------------------------------------- */

/* 1: it matches, 0: it does not, -1: error is set. */
static int
match (const CopiaRules *self, const Pattern *pattern, uint32_t line, const char *text,
       size_t size, GError **error)
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

static const Exception *
find_exception (const CopiaRules *self, uint32_t line)
{
    guint low = 0, high = self->exceptions->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const Exception *exception =
            &g_array_index (self->exceptions, Exception, middle);

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
copia_rules_judge (const CopiaRules *self, uint32_t line, const char *text, size_t size,
                   bool *said, CopiaLevel *level, GError **error)
{
    const Exception *exception = find_exception (self, line);

    *said = exception && exception->has_level;
    *level = *said ? exception->level : COPIA_LEVEL_NONE;
    for (guint i = 0; i < self->patterns->len && !(exception && exception->has_level);
         i++) {
        const Pattern *pattern = &g_array_index (self->patterns, Pattern, i);
        int found;

        if (pattern->kind > NOT || (*said && pattern->kind != NOT))
            continue;
        found = match (self, pattern, line, text, size, error);
        if (found < 0)
            return false;
        if (!found)
            continue;
        *said = true;
        *level = pattern->kind == NOT ? COPIA_LEVEL_NONE
                                      : (CopiaLevel) (COPIA_LEVEL_PART + pattern->kind);
        if (pattern->kind == NOT)
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
        const Pattern *pattern = &g_array_index (patterns, Pattern, p);
        int found;

        if (pattern->kind < SKIP || (pattern->kind == START && self->begun) ||
            (pattern->kind != START && !self->begun))
            continue;
        found = match (self->rules, pattern, i + 1, text->str, text->len, error);
        if (found < 0)
            return false;
        if (!found)
            continue;
        self->used[p] = true;
        if (pattern->kind == START) {
            self->begun = true;
            copia_document_skip (self->document, 0, line->start);
        } else if (pattern->kind == END) {
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
        const Pattern *pattern = &g_array_index (self->rules->patterns, Pattern, i);

        if (pattern->kind >= SKIP && !self->used[i])
            copia_document_note (self->document, "%s:%u: the rule '%s' fits no line",
                                 self->rules->where, pattern->line,
                                 names[pattern->kind - SKIP]);
    }
}

static bool
has_pattern (const CopiaRules *self, PatternKind from, PatternKind to)
{
    for (guint i = 0; i < self->patterns->len; i++) {
        PatternKind kind = g_array_index (self->patterns, Pattern, i).kind;

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
        copia_lines_text (self->lines, line->first, line->last, LINE_LIMIT, text);
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

    if (!has_pattern (self, SKIP, END))
        return true;
    lines = copia_lines_new (document);
    used = g_new0 (bool, self->patterns->len);
    skipper =
        (Skipper){ .rules = self, .document = document, .lines = lines, .used = used };
    skipper.begun = !has_pattern (self, START, START);
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

/* ---- what else they say --------------------------------------------------------------- */

bool
copia_rules_names (const CopiaRules *self, CopiaLevel level)
{
    return self->names[level];
}

const char *
copia_rules_title (const CopiaRules *self, uint32_t line)
{
    const Exception *exception = find_exception (self, line);

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
