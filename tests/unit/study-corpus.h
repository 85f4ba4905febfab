/* study-corpus.h - corpora that tests know token by token. */
#pragma once

#include "base/utf8.h"
#include "index/index.h"
#include "index/writer.h"
#include "text/fold.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *word, *form, *gap;
    bool is_word;
} Token;

typedef struct {
    const char *structure;
    uint64_t start, end;
    char *title, *n; /* NULL: not there */
} Region;

typedef struct {
    GArray *tokens;    /* Token */
    GArray *regions;   /* Region, in the order in which they were opened */
    GPtrArray *open;   /* GUINT of places in `regions` + 1 */
    GPtrArray *source; /* GString: the bytes of each text */
    CopiaIndexWriter *writer;
    CopiaIndex *index;
    char *path;
} Corpus;

static inline void
free_token (gpointer data)
{
    Token *self = data;

    g_free (self->word);
    g_free (self->form);
    g_free (self->gap);
}

static inline void
free_region (gpointer data)
{
    Region *self = data;

    g_free (self->title);
    g_free (self->n);
}

static inline void
free_bytes (gpointer data)
{
    g_string_free (data, TRUE);
}

static inline Corpus *
corpus_new (void)
{
    Corpus *self = g_new0 (Corpus, 1);

    self->tokens = g_array_new (FALSE, TRUE, sizeof (Token));
    g_array_set_clear_func (self->tokens, free_token);
    self->regions = g_array_new (FALSE, TRUE, sizeof (Region));
    g_array_set_clear_func (self->regions, free_region);
    self->open = g_ptr_array_new ();
    self->source = g_ptr_array_new_with_free_func (free_bytes);
    self->writer = copia_index_writer_new ();
    return self;
}

static inline void
corpus_open (Corpus *self, const char *structure, const char *title, const char *n)
{
    CopiaReceiver to = copia_index_writer_receiver (self->writer);
    Region region = { structure, self->tokens->len, 0, g_strdup (title), g_strdup (n) };
    CopiaAttribute attributes[2];
    size_t count = 0;

    if (title)
        attributes[count++] = (CopiaAttribute){ "title", title };
    if (n)
        attributes[count++] = (CopiaAttribute){ "n", n };
    to.open (to.self, structure, attributes, count);
    g_array_append_val (self->regions, region);
    g_ptr_array_add (self->open, GUINT_TO_POINTER (self->regions->len));
    if (strcmp (structure, "text") == 0)
        g_ptr_array_add (self->source, g_string_new (NULL));
}

static inline void
corpus_token (Corpus *self, const char *gap, const char *word)
{
    CopiaReceiver to = copia_index_writer_receiver (self->writer);
    g_autoptr (GString) form = g_string_new (NULL);
    GString *source = self->source->pdata[self->source->len - 1];
    Token token = { g_strdup (word), NULL, g_strdup (gap),
                    g_unichar_isalnum (g_utf8_get_char (word)) };
    CopiaTokenEvent event = { gap,           strlen (gap),  word,
                              strlen (word), token.is_word, NULL };

    copia_fold (word, strlen (word), form);
    token.form = g_strdup (form->str);
    g_array_append_val (self->tokens, token);
    g_string_append (source, gap);
    g_string_append (source, word);
    to.token (to.self, &event);
}

static inline void
corpus_close (Corpus *self)
{
    CopiaReceiver to = copia_index_writer_receiver (self->writer);
    guint top = GPOINTER_TO_UINT (self->open->pdata[self->open->len - 1]);
    Region *region = &g_array_index (self->regions, Region, top - 1);

    g_ptr_array_set_size (self->open, (gint) self->open->len - 1);
    region->end = self->tokens->len - 1;
    to.close (to.self, region->structure);
}

static inline void
corpus_tail (Corpus *self, const char *tail)
{
    CopiaReceiver to = copia_index_writer_receiver (self->writer);

    g_string_append (self->source->pdata[self->source->len - 1], tail);
    to.tail (to.self, tail, strlen (tail));
}

static inline void
corpus_finish (Corpus *self)
{
    g_autoptr (GError) error = NULL;
    int file = g_file_open_tmp ("copia-study-XXXXXX", &self->path, &error);

    g_assert_no_error (error);
    close (file);
    copia_index_writer_close (self->writer, self->path, &error);
    g_assert_no_error (error);
    self->index = copia_index_open (self->path, &error);
    g_assert_no_error (error);
    copia_index_verify (self->index, &error);
    g_assert_no_error (error);
}

static inline void
corpus_free (Corpus *self)
{
    copia_index_close (self->index);
    copia_index_writer_free (self->writer);
    g_unlink (self->path);
    g_free (self->path);
    g_array_unref (self->tokens);
    g_array_unref (self->regions);
    g_ptr_array_unref (self->open);
    g_ptr_array_unref (self->source);
    g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Corpus, corpus_free)

static inline const Token *
token_at (const Corpus *self, uint64_t cpos)
{
    return &g_array_index (self->tokens, Token, cpos);
}

/* The region of `structure` that holds cpos, NULL: none does. */
static inline const Region *
region_at (const Corpus *self, const char *structure, uint64_t cpos)
{
    for (guint i = 0; i < self->regions->len; i++) {
        const Region *region = &g_array_index (self->regions, Region, i);

        if (strcmp (region->structure, structure) == 0 && region->start <= cpos &&
            cpos <= region->end)
            return region;
    }
    return NULL;
}

/* What a structure or `STRUCTURE.n` or `.title` makes of it: the region, or the first one that has the
 * same value; NULL: none, or one without a value. */
static inline const Region *
division_at (const Corpus *self, const char *by, uint64_t cpos)
{
    g_auto (GStrv) names = g_strsplit (by, ".", 2);
    const Region *here = region_at (self, names[0], cpos);
    size_t member = g_strcmp0 (names[1], "n") == 0 ? offsetof (Region, n)
                                                   : offsetof (Region, title);

    if (!here || !names[1] || !G_STRUCT_MEMBER (char *, here, member))
        return names[1] ? NULL : here;
    for (guint i = 0; i < self->regions->len; i++) {
        const Region *region = &g_array_index (self->regions, Region, i);

        if (strcmp (region->structure, names[0]) == 0 &&
            g_strcmp0 (G_STRUCT_MEMBER (char *, region, member),
                       G_STRUCT_MEMBER (char *, here, member)) == 0)
            return region;
    }
    return NULL;
}

/* A sentence as tests write it: blanks separate tokens, `_` before one means no gap. */
static inline void
corpus_say (Corpus *self, const char *sentence)
{
    g_auto (GStrv) words = g_strsplit (sentence, " ", -1);

    for (char **word = words; *word; word++)
        if (**word == '_')
            corpus_token (self, "", *word + 1);
        else if (**word)
            corpus_token (self, self->tokens->len > 0 ? " " : "", *word);
}

/* ---- random corpora: few words, so that everything meets everything */

static const char *const corpus_words[] = {
    "The",  "the",  "THE",     "war",    "War",   "peace", "of",       "and",
    "land", "we",   "We",      "don't",  "don’t", "élan",  "Élan",     "1917",
    "red",  "rüde", "Rede",    "zum",    "a",     "power", "powers",   "powerful",
    "I",    "i",    "workers", "worker", "be",    "bread", "soldiers", "Brest-Litovsk",
};
static const char *const corpus_marks[] = { ",", ".", "...", "—", "“", "”", ";" };
static const char *const corpus_gaps[] = { "",     " ",  " ",       " ",
                                           " ",    "\n", " <b>",    "</i>",
                                           "\n\n", "  ", "\xC2\xA0" };

static inline const char *
random_of (GRand *rand, const char *const *list, size_t n)
{
    /* the first ones oftener, as in a language */
    double u = g_rand_double (rand);

    return list[(size_t) (u * u * (double) n)];
}

static inline void
corpus_random_run (Corpus *self, GRand *rand, int most)
{
    for (int n = g_rand_int_range (rand, 1, most + 1); n > 0; n--)
        corpus_token (
            self, corpus_gaps[g_rand_int_range (rand, 0, G_N_ELEMENTS (corpus_gaps))],
            g_rand_int_range (rand, 0, 6)
                ? random_of (rand, corpus_words, G_N_ELEMENTS (corpus_words))
                : random_of (rand, corpus_marks, G_N_ELEMENTS (corpus_marks)));
}

static inline void
corpus_random_chapter (Corpus *self, GRand *rand, int number)
{
    g_autofree char *n = g_strdup_printf ("%d", number);
    g_autofree char *title = g_strdup_printf ("On %d", number);

    corpus_open (self, "chapter", g_rand_boolean (rand) ? title : NULL,
                 g_rand_boolean (rand) ? n : NULL);
    if (g_rand_boolean (rand)) {
        corpus_open (self, "head", NULL, NULL);
        corpus_random_run (self, rand, 4);
        corpus_close (self);
    }
    for (int p = g_rand_int_range (rand, 1, 4); p > 0; p--) {
        corpus_open (self, "p", NULL, NULL);
        for (int s = g_rand_int_range (rand, 1, 4); s > 0; s--) {
            corpus_open (self, "s", NULL, NULL);
            corpus_random_run (self, rand, 25);
            corpus_close (self);
        }
        corpus_close (self);
        if (g_rand_int_range (rand, 0, 5) == 0)
            corpus_random_run (self, rand, 3); /* between paragraphs */
    }
    corpus_close (self);
}

static inline void
corpus_random_text (Corpus *self, GRand *rand, int number)
{
    g_autofree char *name = g_strdup_printf ("Text %d", number % 2);
    int parts = g_rand_int_range (rand, 0, 4);

    corpus_open (self, "text", name, NULL);
    if (g_rand_boolean (rand))
        corpus_random_run (self, rand, 20); /* outside of everything */
    for (int part = 1; part <= MAX (parts, 1); part++) {
        g_autofree char *n = g_strdup_printf ("%d", part);

        if (parts > 0)
            corpus_open (self, "part", NULL, n);
        for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
            corpus_random_chapter (self, rand, i);
        if (parts > 0)
            corpus_close (self);
    }
    if (g_rand_boolean (rand))
        corpus_random_run (self, rand, 10);
    corpus_tail (self, g_rand_boolean (rand) ? "\n" : "");
    corpus_close (self);
}

static inline Corpus *
corpus_random (GRand *rand)
{
    Corpus *self = corpus_new ();

    for (int i = g_rand_int_range (rand, 1, 4), n = 1; n <= i; n++)
        corpus_random_text (self, rand, n);
    corpus_finish (self);
    return self;
}

/* The tokens of a range as prose, written down a second time. */
static inline char *
prose_of (const Corpus *corpus, uint64_t start, uint64_t end)
{
    GString *text = g_string_new (NULL);

    for (uint64_t cpos = start; cpos <= end; cpos++) {
        const Token *token = token_at (corpus, cpos);

        if (cpos > start &&
            (strpbrk (token->gap, " \n") || strstr (token->gap, "\xC2\xA0")))
            g_string_append_c (text, ' ');
        g_string_append (text, token->word);
    }
    return g_string_free (text, FALSE);
}

/* A generator whose seed is printed. */
static inline GRand *
rand_new (guint32 *seed)
{
    const char *given = g_getenv ("COPIA_SEED");

    *seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
    g_test_message ("COPIA_SEED=%u", *seed);
    return g_rand_new_with_seed (*seed);
}
