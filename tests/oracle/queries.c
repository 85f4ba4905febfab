/* queries.c - random questions, answered by the engine and by plain scan.
 *
 * The scan has its own reading of a question (a tree made at random and printed as a query),
 * its own matching of wildcards and its own search for the shortest match: it tries every
 * length from every start.
 */
#include "support/random-corpus.c"

#include "query/hits.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>

#define CORPORA 40
#define QUESTIONS 400

typedef enum { WORDS, GAP, GROUP } Kind;

typedef struct {
    Kind kind;
    unsigned min, max; /* of a gap, or 0..1 and 1..1 of a group */
    /* Alternatives, NULL-terminated unless three; wildcards as * and ?.  Of a group the first
     * two are a row, and the third is the other. */
    char *words[3];
    bool wild[3];
} Item;

typedef struct {
    Item items[5];
    unsigned n;
} Question;

/* Recursive, exponential, obviously right. */
static bool
glob (const char *pattern, const char *text)
{
    if (*pattern == '\0')
        return *text == '\0';
    if (*pattern == '*')
        return glob (pattern + 1, text) || (*text && glob (pattern, text + 1));
    if (*text == '\0')
        return false;
    if (*pattern == '?')
        return glob (pattern + 1, g_utf8_next_char (text));
    return *pattern == *text && glob (pattern + 1, text + 1);
}

static bool
word_matches (const Item *item, unsigned i, const RandomToken *token)
{
    return item->wild[i] ? token->is_word && glob (item->words[i], token->form)
                         : strcmp (item->words[i], token->form) == 0;
}

/* A question and the stretch it has to fill. */
typedef struct {
    const RandomCorpus *corpus;
    const Question *question;
    unsigned end;
} Stretch;

static bool fits (const Stretch *self, unsigned item, unsigned at);

static bool
is_mark (const Stretch *self, unsigned at)
{
    return at <= self->end && !random_corpus_token (self->corpus, at)->is_word;
}

/* Something that must be there stands in the items [from, to). */
static bool
must_be (const Question *question, unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++)
        if (question->items[i].min > 0)
            return true;
    return false;
}

/* `used` words of the gap are taken, and the next may stand at `at`. */
static bool
fits_gap (const Stretch *self, unsigned item, unsigned at, unsigned used)
{
    const Item *gap = &self->question->items[item];
    bool before = must_be (self->question, 0, item);
    bool behind = must_be (self->question, item + 1, self->question->n);
    bool inner = used > 0 ? behind : before && behind;

    for (unsigned p = at;; p++) {
        bool may_end = used >= gap->min;
        bool may_step = used > 0 || before;

        if (may_end && (p == at || inner) && fits (self, item + 1, p))
            return true;
        if (p <= self->end && !is_mark (self, p) && used < gap->max &&
            (p == at || may_step) && fits_gap (self, item, p + 1, used + 1))
            return true;
        if (!is_mark (self, p))
            return false;
    }
}

static bool
fits_row (const Stretch *self, const Item *item, unsigned first, unsigned n,
          unsigned at)
{
    for (unsigned i = 0; i < n; i++)
        if (at + i > self->end ||
            !word_matches (item, first + i, random_corpus_token (self->corpus, at + i)))
            return false;
    return true;
}

/* Items from `item` on match exactly the tokens from `at` to the end. */
static bool
fits (const Stretch *self, unsigned item, unsigned at)
{
    const Item *now = &self->question->items[item];

    if (item == self->question->n)
        return at == self->end + 1;
    if (now->kind == GAP)
        return fits_gap (self, item, at, 0);
    if (now->kind == GROUP)
        return (now->min == 0 && fits (self, item + 1, at)) ||
               (fits_row (self, now, 0, 2, at) && fits (self, item + 1, at + 2)) ||
               (fits_row (self, now, 2, 1, at) && fits (self, item + 1, at + 1));
    for (unsigned i = 0; i < 3 && now->words[i]; i++)
        if (fits_row (self, now, i, 1, at) && fits (self, item + 1, at + 1))
            return true;
    return false;
}

/* Words a match can have at most. */
static unsigned
longest (const Question *question)
{
    unsigned sum = 0;

    for (unsigned i = 0; i < question->n; i++)
        sum += question->items[i].kind == GROUP ? 2 : question->items[i].max;
    return sum;
}

/* The end of the shortest match from `start`, or -1. */
static long
scan (const RandomCorpus *corpus, const Question *question, unsigned start, int part)
{
    const RandomToken *first = random_corpus_token (corpus, start);
    unsigned words = 0;

    for (unsigned end = start; end < corpus->tokens->len; end++) {
        const RandomToken *last = random_corpus_token (corpus, end);
        Stretch stretch = { corpus, question, end };

        words += last->is_word;
        if (words > longest (question))
            return -1;

        if (last->text != first->text || (part >= 0 && last->part != (unsigned) part))
            return -1;
        if (fits (&stretch, 0, start))
            return (long) end;
    }
    return -1;
}

static char *
random_word (GRand *random, const RandomCorpus *corpus, bool *wild)
{
    unsigned cpos = (unsigned) g_rand_int_range (random, 0, (int) corpus->tokens->len);
    const char *form = random_corpus_token (corpus, cpos)->form;
    g_autoptr (GString) pattern = g_string_new (NULL);

    *wild = g_rand_int_range (random, 0, 4) == 0 &&
            random_corpus_token (corpus, cpos)->is_word;
    if (g_rand_int_range (random, 0, 20) == 0 && !*wild)
        return g_strdup ("zzz");
    if (strcmp (form, "?") == 0)
        return g_strdup (",");
    if (!*wild)
        return g_strdup (form);
    for (const char *p = form; *p; p = g_utf8_next_char (p)) {
        switch (g_rand_int_range (random, 0, 5)) {
        case 0:
            g_string_append_c (pattern, '?');
            break;
        case 1:
            g_string_append_c (pattern, '*');
            break;
        default:
            g_string_append_len (pattern, p, g_utf8_next_char (p) - p);
        }
    }
    if (strspn (pattern->str, "*") == pattern->len) /* would be a gap */
        g_string_append_c (pattern, '?');
    return g_string_free (g_steal_pointer (&pattern), FALSE);
}

static Question
random_question (GRand *random, const RandomCorpus *corpus)
{
    Question question = { .n = (unsigned) g_rand_int_range (random, 1, 6) };
    unsigned long_gap = (unsigned) g_rand_int_range (random, 0, 400);

    for (unsigned i = 0; i < question.n; i++) {
        Item *item = &question.items[i];
        int alternatives = g_rand_int_range (random, -4, 4);

        *item = (Item){ .kind = (Kind) MAX (g_rand_int_range (random, -3, 3), 0),
                        .min = 1,
                        .max = 1 };
        if (item->kind == GROUP)
            item->min = (unsigned) g_rand_int_range (random, 0, 2);
        if (item->kind == GAP && g_rand_boolean (random)) {
            item->min = (unsigned) g_rand_int_range (random, 0, 3);
            item->max = item->min + (unsigned) g_rand_int_range (random, 0, 4);
        }
        if (i == long_gap) /* a machine of more states than a word has bits */
            *item = (Item){ .kind = GAP,
                            .min = (unsigned) g_rand_int_range (random, 0, 80),
                            .max = 80 + (unsigned) g_rand_int_range (random, 0, 60) };
        for (int k = 0; item->kind != GAP &&
                        (k == 0 || k < alternatives || (item->kind == GROUP && k < 3));
             k++)
            item->words[k] = random_word (random, corpus, &item->wild[k]);
    }
    return question;
}

static char *
print (const Question *question)
{
    g_autoptr (GString) out = g_string_new (NULL);

    for (unsigned i = 0; i < question->n; i++) {
        const Item *item = &question->items[i];

        g_string_append (out, i ? " " : "");
        if (item->kind == GROUP) {
            g_string_append_printf (out, "(%s %s|%s)%s", item->words[0], item->words[1],
                                    item->words[2], item->min == 0 ? "?" : "");
            continue;
        }
        if (item->kind == GAP && item->min == 1 && item->max == 1)
            g_string_append (out, "+");
        else if (item->kind == GAP)
            g_string_append_printf (out, "+{%u,%u}", item->min, item->max);
        for (unsigned k = 0; k < 3 && item->words[k]; k++)
            g_string_append_printf (out, "%s%s", k ? "|" : "", item->words[k]);
    }
    return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
clear (Question *question)
{
    for (unsigned i = 0; i < question->n; i++)
        for (unsigned k = 0; k < 3; k++)
            g_free (question->items[i].words[k]);
}

static bool
asks_for_nothing (const Question *question)
{
    return longest (question) == 0;
}

/* Compares hit by hit; prints what differs. */
static bool
agree (const RandomCorpus *corpus, const Question *question, int part, unsigned from,
       unsigned to, uint64_t *total)
{
    g_autofree char *text = print (question);
    g_autofree char *where = g_strdup_printf ("part=%d", part + 1);
    const char *const conditions[] = { where, NULL };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query =
        copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, &error);
    g_autoptr (CopiaSubcorpus) subcorpus =
        copia_subcorpus_new (corpus->index, part >= 0 ? conditions : NULL, &error);
    g_autoptr (CopiaHits) hits = NULL;
    g_autofree char *printed = NULL;
    CopiaHit hit = { 0, 0, 0 };
    uint64_t count = 0, n = 0;
    bool more;

    if (query && subcorpus)
        hits = copia_hits_new (corpus->index, query, subcorpus, from, to, &error);
    if (!hits) {
        printf ("# %s: %s\n", text, error->message);
        return false;
    }
    more = copia_hits_next (hits, &hit);
    for (unsigned start = from; start < MIN (to, corpus->tokens->len); start++) {
        long end =
            part >= 0 && random_corpus_token (corpus, start)->part != (unsigned) part
                ? -1
                : scan (corpus, question, start, part);

        if ((end >= 0) != (more && hit.start == start) ||
            (end >= 0 && hit.end != (uint64_t) end)) {
            printf (
                "# '%s' %s from %u to %u: at %u the scan ends at %ld, the engine gives "
                "%s%lu-%lu\n",
                text, part >= 0 ? where : "", from, to, start, end, more ? "" : "no ",
                (unsigned long) hit.start, (unsigned long) hit.end);
            return false;
        }
        if (end >= 0) {
            n++;
            more = copia_hits_next (hits, &hit);
        }
    }
    *total += n;
    if (!copia_hits_count (corpus->index, query, subcorpus, &count, &error) ||
        (from == 0 && to >= corpus->tokens->len && count != n)) {
        printf ("# '%s': counted %lu, scanned %lu\n", text, (unsigned long) count,
                (unsigned long) n);
        return false;
    }
    printed = copia_query_print (query);
    copia_query_free (query);
    query = copia_query_parse (printed, COPIA_LANGUAGE_SIMPLE, &error);
    g_free (text);
    text = query ? copia_query_print (query) : g_strdup ("");
    if (strcmp (text, printed) != 0)
        printf ("# '%s' prints back as '%s'\n", printed, text);
    return strcmp (text, printed) == 0 && copia_index_sound (corpus->index, NULL);
}

static bool
ask (GRand *random, const RandomCorpus *corpus, uint64_t *total)
{
    Question question = random_question (random, corpus);
    int part = g_rand_boolean (random)
                   ? -1
                   : g_rand_int_range (random, 0, (int) corpus->parts);
    unsigned from = 0, to = UINT_MAX;
    bool good;

    if (g_rand_int_range (random, 0, 4) == 0) {
        from = (unsigned) g_rand_int_range (random, 0, (int) corpus->tokens->len);
        to = from + (unsigned) g_rand_int_range (random, 0, 200);
    }
    good = asks_for_nothing (&question) ||
           agree (corpus, &question, part, from, to, total);
    clear (&question);
    return good;
}

int
main (int argc, char **argv)
{
    guint32 seed = argc > 1 ? (guint32) strtoul (argv[1], NULL, 10) : g_random_int ();
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    uint64_t total = 0;
    bool good = true;

    printf ("1..1\n# seed %u\n", seed);
    for (unsigned i = 0; good && i < CORPORA; i++) {
        unsigned size = (unsigned) g_rand_int_range (random, 1, 1500);
        g_autoptr (RandomCorpus) corpus =
            random_corpus_new (random, size,
                               1 + (unsigned) g_rand_int_range (random, 0, 60));
        g_autoptr (GError) error = NULL;

        good = copia_index_verify (corpus->index, &error);
        if (!good)
            printf ("# %s\n", error->message);
        for (unsigned k = 0; good && k < QUESTIONS; k++)
            good = ask (random, corpus, &total);
    }
    printf ("%s 1 - %d questions over %d corpora, %lu hits, agree with a plain scan\n",
            good ? "ok" : "not ok", CORPORA * QUESTIONS, CORPORA,
            (unsigned long) total);
    return good ? 0 : 1;
}
