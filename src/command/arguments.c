/* arguments.c - cutting typed lines, and telling options from arguments. */
#include "command/arguments.h"

#include "base/error.h"
#include "command/nearest.h"

#include <string.h>

typedef struct {
    const CopiaCommand *command;
    const char *const *at; /* the next word */
    bool plain;            /* after -- */
} Words;

static bool
set_long (CopiaRequest *request, Words *words, GError **error)
{
    const char *word = *words->at + 2;
    const char *equals = strchr (word, '=');
    g_autofree char *name =
        equals ? g_strndup (word, (gsize) (equals - word)) : g_strdup (word);
    const CopiaOption *option = copia_command_option (words->command, name);
    const char *value = equals ? equals + 1 : NULL;

    if (!value && option && option->kind != COPIA_OPTION_FLAG && words->at[1])
        value = *++words->at;
    return copia_request_set (request, name, value, error);
}

static bool
unknown_letter (const CopiaCommand *command, const char *word, GError **error)
{
    g_autofree char *letter =
        g_strndup (word, (gsize) (g_utf8_next_char (word) - word));
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    const char *meant;

    for (const CopiaOption *const *option = command->options; *option; option++)
        g_ptr_array_add (names, (void *) (uintptr_t) (*option)->name);
    g_ptr_array_add (names, NULL);
    meant = copia_nearest_meant (letter, (const char *const *) names->pdata);
    if (meant)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'copia %s' has no option -%s; did you mean --%s?", command->name,
                     letter, meant);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'copia %s' has no option -%s; see 'copia help %s'", command->name,
                     letter, command->name);
    return false;
}

/* -oFILE, -o FILE, and flags run together. */
static bool
set_short (CopiaRequest *request, Words *words, GError **error)
{
    const CopiaCommand *command = words->command;
    const char *word = *words->at + 1;

    while (*word) {
        const CopiaOption *option = copia_command_letter (command, *word);
        const char *value = NULL;

        if (!option)
            return unknown_letter (command, word, error);
        word++;
        if (option->kind != COPIA_OPTION_FLAG) {
            if (*word)
                value = word;
            else if (words->at[1])
                value = *++words->at;
            word = "";
        }
        if (!copia_request_set (request, option->name, value, error))
            return false;
    }
    return true;
}

bool
copia_arguments_fill (CopiaRequest *request, const CopiaCommand *command,
                      const char *const *list, GError **error)
{
    Words words = { command, list, false };

    for (; *words.at; words.at++) {
        const char *word = *words.at;

        if (words.plain || word[0] != '-' || word[1] == '\0')
            copia_request_argument (request, word);
        else if (strcmp (word, "--") == 0)
            words.plain = true;
        else if (word[1] == '-' ? !set_long (request, &words, error)
                                : !set_short (request, &words, error))
            return false;
    }
    return true;
}

static bool
is_blank (char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Behind a string that begins at `at`; the end of the text where it does not end. */
static const char *
skip_string (const char *at)
{
    for (at++; *at && *at != '"'; at++)
        at += *at == '\\' && at[1];
    return *at ? at + 1 : at;
}

/* The same with single quotes; `at` + 1 where this is an apostrophe. */
static const char *
skip_quoted (const char *at)
{
    const char *end = strchr (at + 1, '\'');

    while (end && g_ascii_isalnum (end[1]))
        end = strchr (end + 1, '\'');
    return end ? end + 1 : at + 1;
}

static const char *
end_of_word (const char *text)
{
    unsigned depth = 0;
    const char *at = text;

    while (*at && (depth > 0 || !is_blank (*at))) {
        bool quote = *at == '\'' && (at == text || at[-1] == '=' || depth > 0) &&
                     !(at > text && g_ascii_isalnum (at[-1]));

        depth += strchr ("([{", *at) != NULL;
        depth -= depth > 0 && strchr (")]}", *at);
        if (*at == '"')
            at = skip_string (at);
        else if (quote)
            at = skip_quoted (at);
        else
            at += *at == '\\' && at[1] ? 2 : 1;
    }
    return at;
}

static char *
bare (const char *word, size_t size, const char *quotes)
{
    bool quoted = size >= 2 && strchr (quotes, word[0]) && word[size - 1] == word[0] &&
                  !memchr (word + 1, word[0], size - 2);

    return g_strndup (word + quoted, size - 2 * quoted);
}

typedef struct {
    const CopiaCommand *command;
    bool whole; /* a run of words is one argument, as it stands */
    const char *run, *run_end;
    unsigned in_run;
    GPtrArray *words;
} Cutter;

static void
end_run (Cutter *self)
{
    if (self->in_run == 1)
        g_ptr_array_add (self->words,
                         bare (self->run, (size_t) (self->run_end - self->run), "'"));
    else if (self->in_run > 1)
        g_ptr_array_add (self->words,
                         g_strndup (self->run, (gsize) (self->run_end - self->run)));
    self->in_run = 0;
}

static void
add_argument (Cutter *self, const char *word, const char *end)
{
    if (self->in_run == 0)
        self->run = word;
    self->run_end = end;
    self->in_run++;
    if (!self->whole)
        end_run (self);
}

static bool
starts_option (const char *word)
{
    return word[0] == '-' && g_ascii_isalpha (word[word[1] == '-' ? 2 : 1]);
}

/* The option takes its value from the next word. */
static bool
wants_value (const CopiaCommand *command, const char *word)
{
    const CopiaOption *option;

    if (strchr (word, '='))
        return false;
    option = word[1] == '-' ? copia_command_option (command, word + 2)
                            : copia_command_letter (command, word[1]);
    return option && option->kind != COPIA_OPTION_FLAG &&
           (word[1] == '-' || word[2] == '\0');
}

/* --NAME or --NAME=VALUE, the value without quotes. */
static void
add_option (Cutter *self, const char *word, const char *end)
{
    const char *value = memchr (word, '=', (size_t) (end - word));
    g_autofree char *inner = NULL;

    if (!value) {
        g_ptr_array_add (self->words, g_strndup (word, (gsize) (end - word)));
        return;
    }
    value++;
    inner = bare (value, (size_t) (end - value), "'\"");
    g_ptr_array_add (self->words,
                     g_strdup_printf ("%.*s%s", (int) (value - word), word, inner));
}

char **
copia_arguments_split (const CopiaCommand *command, const char *text)
{
    Cutter self = { .command = command, .words = g_ptr_array_new () };
    bool value = false;
    const char *end;

    self.whole = strstr (command->arguments, "QUERY") && command->max_arguments == 2;
    for (const char *at = text; *at; at = end) {
        end = at + 1;
        if (is_blank (*at))
            continue;
        end = end_of_word (at);
        if (value) {
            g_ptr_array_add (self.words, bare (at, (size_t) (end - at), "'\""));
            value = false;
        } else if (starts_option (at)) {
            end_run (&self);
            add_option (&self, at, end);
            value = wants_value (command, self.words->pdata[self.words->len - 1]);
        } else {
            add_argument (&self, at, end);
        }
    }
    end_run (&self);
    g_ptr_array_add (self.words, NULL);
    return (char **) g_ptr_array_free (self.words, FALSE);
}
