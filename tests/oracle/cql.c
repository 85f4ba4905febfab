/* cql.c - random questions in CQL, answered by the engine and by trying everything.
 *
 * The questions are trees of the tests' own (support/cql-questions.h), printed in the ways of
 * CQP, Sketch Engine and BlackLab, asked of small corpora with nested structures, gaps, regions
 * of one token, and of stretches of real texts, in all three ways of matching.
 */
#include "support/random-corpus.c"

#include "support/cql-print.c"
#include "support/cql-questions.c"
#include "support/cql-scan.c"

#include <stdio.h>
#include <stdlib.h>

#define CORPORA 60
#define QUESTIONS 600

static bool
has_tokens (const Part *part)
{
    if (part->kind == TOKEN || part->kind == WHOLE || part->kind == MEET ||
        part->kind == UNION)
        return true;
    if (part->kind == GUARD || part->kind == BUT)
        return has_tokens (part->kids[0]);
    if (part->kind == BOTH)
        return has_tokens (part->kids[0]) && has_tokens (part->kids[1]);
    for (int i = 0; part->kind < OPEN && i < part->n; i++)
        if (has_tokens (part->kids[i]))
            return true;
    return false;
}

static bool asks_for_words (const Query *query);

/* So do the queries of guards. */
static bool
guards_ask (const Part *part)
{
    if (!part)
        return true;
    for (int i = 0; i < part->n; i++)
        if (!guards_ask (part->kids[i]))
            return false;
    return !part->guard || !part->guard->other || asks_for_words (part->guard->other);
}

static bool
asks_for_words (const Query *query)
{
    for (int i = 0; i < query->n; i++)
        if (query->tails[i].other && !asks_for_words (query->tails[i].other))
            return false;
    return has_tokens (query->pattern) && guards_ask (query->pattern);
}

static bool
prints_back (const CopiaQuery *query)
{
    g_autofree char *once = copia_query_print (query);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) back = copia_query_parse (once, COPIA_LANGUAGE_CQL, &error);
    g_autofree char *twice =
        back ? copia_query_print (back) : g_strdup (error->message);

    if (!g_str_equal (once, twice))
        printf ("# '%s' prints back as '%s'\n", once, twice);
    return g_str_equal (once, twice);
}

/* What dropping leaves, tried against all the others; the structure's names are those of the
 * engine. */
static GArray *
sieved (const World *world, const GArray *hits, const CopiaMatchOptions *options,
        Structure structure)
{
    GArray *left = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
    uint64_t end = 0;

    for (guint i = 0; i < hits->len; i++) {
        CopiaHit hit = g_array_index (hits, CopiaHit, i);
        unsigned region = region_at (world, structure, (int) hit.start);
        bool nested = false;

        for (guint k = 0; k < hits->len; k++) {
            const CopiaHit *other = &g_array_index (hits, CopiaHit, k);

            nested = nested ||
                     (k != i && other->start <= hit.start && hit.end <= other->end);
        }
        if ((options->drop != COPIA_DROP_NONE && nested) ||
            (options->drop == COPIA_DROP_OVERLAPPING && hit.start < end))
            continue;
        end = hit.end + 1;
        if (options->first_in &&
            (region == RANDOM_NONE ||
             !g_hash_table_add (seen, GUINT_TO_POINTER (region + 1))))
            continue;
        g_array_append_val (left, hit);
    }
    return left;
}

static bool
agree (World *world, const Query *query, const char *text, uint64_t *total)
{
    Structure structure = (Structure) dice (world->random, STRUCTURES);
    CopiaMatchOptions options = {
        .matching = (CopiaMatching) dice (world->random, 3),
        .drop = (CopiaDrop) MAX (dice (world->random, 6) - 3, 0),
        .first_in = dice (world->random, 4) > 0 ? NULL : structures[structure]
    };
    guint from = dice (world->random, 3) > 0
                     ? 0
                     : (guint) dice (world->random, (int) world->corpus->tokens->len);
    guint to = from > 0 ? from + (guint) dice (world->random, 30) : UINT_MAX;
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) asked = copia_query_parse (text, COPIA_LANGUAGE_CQL, &error);
    g_autoptr (CopiaHits) hits = NULL;
    g_autoptr (GArray) all = answer (world, query, options.matching);
    g_autoptr (GArray) wanted = sieved (world, all, &options, structure);
    CopiaHit hit;
    bool more;

    if (*world->work >= MOST_WORK)
        return true;
    if (asked)
        hits = copia_hits_new_with (world->corpus->index, asked, NULL, from, to,
                                    &options, &error);
    if (!hits) {
        printf ("# %s: %s\n", text, error->message);
        return false;
    }
    more = copia_hits_next (hits, &hit);
    for (guint i = 0; i <= wanted->len; i++) {
        CopiaHit want = { UINT64_MAX, 0, 0 };

        if (i < wanted->len)
            want = g_array_index (wanted, CopiaHit, i);
        if (i < wanted->len && (want.start < from || want.start >= to))
            continue;
        if (more != (i < wanted->len) ||
            (more && (hit.start != want.start || hit.end != want.end ||
                      hit.target != want.target))) {
            printf ("# %s\n# way %d from %u: %ld-%lu@%lu wanted, %s%lu-%lu@%lu given\n",
                    text, (int) options.matching, from, (long) want.start,
                    (unsigned long) want.end, (unsigned long) want.target,
                    more ? "" : "none, after ", (unsigned long) hit.start,
                    (unsigned long) hit.end, (unsigned long) hit.target);
            return false;
        }
        *total += more;
        more = i < wanted->len && copia_hits_next (hits, &hit);
    }
    return copia_hits_ended_well (hits, NULL) && prints_back (asked) &&
           copia_index_sound (world->corpus->index, NULL);
}

static void free_part (Part *part);
static void free_tail (Tail *tail);

static void
free_test (Test *test)
{
    if (!test)
        return;
    free_test (test->left);
    free_test (test->right);
    free_part (test->place);
    g_clear_pointer (&test->regex, g_regex_unref);
    g_free (test->text);
    g_free (test->known);
    g_free (test);
}

static void
free_part (Part *part)
{
    if (!part)
        return;
    for (int i = 0; i < part->n; i++)
        free_part (part->kids[i]);
    free_test (part->test);
    if (part->guard)
        free_tail (part->guard);
    g_free (part->guard);
    for (int i = 0; i < 3; i++)
        g_clear_pointer (&part->hits[i], g_array_unref);
    g_free (part->attribute);
    g_free (part->value);
    g_free (part);
}

static void
free_query (Query *query)
{
    if (!query)
        return;
    free_part (query->pattern);
    free_test (query->like);
    for (int i = 0; i < query->n; i++)
        free_tail (&query->tails[i]);
    g_free (query);
}

static void
free_tail (Tail *tail)
{
    free_query (tail->other);
    free_part (tail->region);
}

/* Random corpora, and stretches of the bundled reader and of the texts that are at hand. */
static RandomCorpus *
next_corpus (GRand *random, unsigned i, char **texts)
{
    unsigned size = 1 + (unsigned) dice (random, 60);

    if (i % 3 == 2)
        return random_corpus_of (random, texts[i / 3 % g_strv_length (texts)], size);
    return random_corpus_annotated (random, size, 1 + (unsigned) dice (random, 12));
}

static char **
read_texts (void)
{
    static const char *const paths[] = { "corpus/reader/1-two-feet.md",
                                         "corpus/reader/3-the-trial.md",
                                         "../shared/corpus/russian-revolution.txt",
                                         "../shared/texts/hamlet.txt" };
    g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autofree char *text = NULL;

        if (g_file_get_contents (paths[i], &text, NULL, NULL))
            g_strv_builder_add (texts, text);
        else
            printf ("# %s is not at hand\n", paths[i]);
    }
    return g_strv_builder_end (texts);
}

int
main (int argc, char **argv)
{
    guint32 seed = argc > 1 ? (guint32) strtoul (argv[1], NULL, 10) : g_random_int ();
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    g_auto (GStrv) texts = read_texts ();
    uint64_t total = 0, asked = 0;
    bool good = *texts != NULL;

    printf ("1..1\n# seed %u\n", seed);
    for (unsigned i = 0; good && i < CORPORA; i++) {
        g_autoptr (RandomCorpus) corpus = next_corpus (random, i, texts);
        uint64_t work = 0;
        World world = { .corpus = corpus, .random = random, .work = &work };

        for (unsigned k = 0; good && corpus->quotes > 0 && k < QUESTIONS; k++) {
            Query *query = random_query (&world, 2);
            g_autoptr (GString) text = g_string_new (NULL);

            print_query (&world, query, text);
            if (asks_for_words (query)) {
                work = 0;
                good = agree (&world, query, text->str, &total);
                asked += work < MOST_WORK;
            }
            free_query (query);
        }
    }
    printf ("%s 1 - %lu questions over %d corpora, %lu hits, agree with trying "
            "everything\n",
            good ? "ok" : "not ok", (unsigned long) asked, CORPORA,
            (unsigned long) total);
    return good ? 0 : 1;
}
