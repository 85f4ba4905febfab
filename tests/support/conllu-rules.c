/* conllu-rules.c - the rules of CoNLL-U, by regular expressions. */
#include "support/conllu-rules.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Universal Dependencies, "CoNLL-U Format": what a column may look like. */
static const char *const looks[10] = {
    "^([1-9][0-9]*|[1-9][0-9]*-[1-9][0-9]*|(0|[1-9][0-9]*)\\.[1-9][0-9]*)$",
    "^[^\\r]+$",
    "^[^\\r]+$",
    "^[^ \\r]+$",
    "^[^ \\r]+$",
    "^[^ \\r]+$",
    "^(_|0|[1-9][0-9]*)$",
    "^[^ \\r]+$",
    "^[^ \\r]+$",
    "^[^\\r]+$",
};

typedef struct {
    int words, range_end, node;
    int comments, tokens; /* lines of the sentence */
    GArray *heads;
} Sentence;

static const char *
token_line (Sentence *self, const char *line)
{
    g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
    const char *id = cells[0];
    int first, second = -1;

    if (g_strv_length (cells) != 10)
        return "not ten columns";
    for (int i = 0; i < 10; i++)
        if (!g_regex_match_simple (looks[i], cells[i], G_REGEX_DOLLAR_ENDONLY, 0))
            return looks[i];
    self->tokens++;
    first = atoi (id);
    if (strpbrk (id, "-."))
        second = atoi (strpbrk (id, "-.") + 1);
    if (strchr (id, '.')) {
        self->node = first == self->words ? self->node + 1 : -1;
        return second == self->node ? NULL : "an empty node out of order";
    }
    if (strchr (id, '-')) {
        if (first != self->words + 1 || second <= first || first <= self->range_end)
            return "a range out of order";
        self->range_end = second;
        return NULL;
    }
    self->node = 0;
    if (first != ++self->words)
        return "a word out of order";
    first = strcmp (cells[6], "_") == 0 ? 0 : atoi (cells[6]);
    g_array_append_val (self->heads, first);
    return NULL;
}

static const char *
sentence_end (Sentence *self)
{
    if (self->words == 0)
        return "a sentence without words";
    if (self->range_end > self->words)
        return "a range without its words";
    for (guint i = 0; i < self->heads->len; i++)
        if (g_array_index (self->heads, int, i) > self->words)
            return "a head out of range";
    self->words = self->range_end = self->node = self->comments = self->tokens = 0;
    g_array_set_size (self->heads, 0);
    return NULL;
}

char *
conllu_rules_broken (const char *text)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (int));
    Sentence sentence = { .heads = heads };
    guint n = g_strv_length (lines);

    if (n < 3 || lines[n - 1][0] || lines[n - 2][0])
        return g_strdup ("no empty line at the end");
    for (guint i = 0; i + 1 < n; i++) {
        const char *wrong = NULL;

        if (lines[i][0] == '#')
            wrong = sentence.tokens > 0 ? "a comment in a sentence" : NULL;
        else if (lines[i][0])
            wrong = token_line (&sentence, lines[i]);
        else
            wrong = sentence_end (&sentence);
        if (wrong)
            return g_strdup_printf ("line %u: %s: %s", i + 1, wrong, lines[i]);
    }
    return NULL;
}
