/* mentions.c - a search through pages and options. */
#include "command/mentions.h"

#include "command/commands.h"
#include "command/handbook.h"
#include "command/usage.h"

#include <string.h>

#define SHORTEST 2 /* letters worth a search */
#define INDENT 14u /* of what is said of a name */
#define MOST_PAGES 6
#define MOST_OPTIONS 6

typedef struct {
    const CopiaPage *page;
    char *section; /* the heading above the first place */
    unsigned count;
} Mention;

static void
clear_mention (void *data)
{
    g_free (((Mention *) data)->section);
}

/* How often a word in the text begins so, in any letter case. */
static unsigned
count_in (const char *text, const char *word)
{
    size_t size = strlen (word);
    unsigned n = 0;

    for (const char *at = text; *at; at++)
        n += (at == text || !g_ascii_isalnum (at[-1])) &&
             g_ascii_strncasecmp (at, word, size) == 0;
    return n;
}

static void
look_at (const CopiaPage *page, const char *word, GArray *mentions)
{
    g_auto (GStrv) lines = g_strsplit (page->text, "\n", -1);
    Mention mention = { page, NULL, 0 };
    const char *section = "";

    for (char **line = lines; *line; line++) {
        bool example = g_str_has_prefix (*line, "    ");
        unsigned n = example ? 0 : count_in (*line, word);

        if (g_str_has_prefix (*line, "## "))
            section = *line + 3;
        if (n > 0 && !mention.section)
            mention.section = g_strdup (section);
        mention.count += n;
    }
    if (mention.count > 0)
        g_array_append_val (mentions, mention);
}

/* Most first, then as the pages stand. */
static int
compare_mentions (const void *one, const void *two)
{
    const Mention *a = one, *b = two;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->page > b->page) - (a->page < b->page);
}

static void
put_line (const char *name, const char *what, const char *more, GString *out)
{
    g_autofree char *text = g_strdup_printf ("%s%s%s", what, more[0] ? ": " : "", more);

    g_string_append_printf (out, "  %-11s ", name);
    copia_usage_fill (text, INDENT, INDENT, out);
    g_string_append_c (out, '\n');
}

static void
append_pages (const char *word, GString *out)
{
    g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (Mention));

    g_array_set_clear_func (mentions, clear_mention);
    for (const CopiaPage *page = copia_handbook; page->name; page++)
        look_at (page, word, mentions);
    g_array_sort (mentions, compare_mentions);
    if (mentions->len > 0)
        g_string_append (out, "\nPages that speak of it: copia help TOPIC\n");
    for (guint i = 0; i < MIN (mentions->len, MOST_PAGES); i++) {
        const Mention *mention = &g_array_index (mentions, Mention, i);

        put_line (mention->page->name, mention->page->title, mention->section, out);
    }
}

static void
append_options (const char *word, GString *out)
{
    g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL);
    unsigned n = 0;

    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        for (const CopiaOption *const *at = (*command)->options; *at; at++) {
            const CopiaOption *option = *at;
            g_autofree char *name = NULL;

            if ((count_in (option->name, word) == 0 &&
                 count_in (option->summary, word) == 0) ||
                n == MOST_OPTIONS || !g_hash_table_add (said, (void *) option))
                continue;
            if (n++ == 0)
                g_string_append (out, "\nOptions: copia help COMMAND\n");
            name =
                g_strdup_printf ("--%s%s%s", option->name, option->argument ? " " : "",
                                 option->argument ? option->argument : "");
            put_line (option->group == COPIA_OPTIONS_OWN ? (*command)->name : "many",
                      name, option->summary, out);
        }
}

bool
copia_mentions_append (const char *word, GString *out)
{
    size_t before = out->len;

    if (strlen (word) < SHORTEST)
        return false;
    append_options (word, out);
    append_pages (word, out);
    if (out->len == before)
        return false;
    g_string_insert (out, (gssize) before, "\n");
    g_string_insert (out, (gssize) before, "' is no topic of its own.");
    g_string_insert (out, (gssize) before, word);
    g_string_insert_c (out, (gssize) before, '\'');
    return true;
}
