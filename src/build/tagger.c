/* tagger.c - tokens to a command, and what it says of them beside them. */
#include "build/tagger.h"

#include "base/error.h"
#include "build/program.h"
#include "build/said.h"
#include "index/told.h"

#include <string.h>

#define PIECE (32u << 10)
#define OFTEN (1u << 14) /* tokens between two reports */

struct CopiaTagger {
    const CopiaRecipe *recipe;
    CopiaTagged *tagged;
    CopiaIndexWriter *writer;
    CopiaTold giving, hearing; /* the tokens that it is given, and those it spoke of */
    bool any, words;           /* it spoke of one; it says the words, too */
    CopiaTagging done;
    void *data;
};

/* ---- errors --------------------------------------------------------------------------- */

#define SHOWN 3 /* words before the one that is meant */

/* "book.txt: '.. the colour of'" */
static char *
show_place (const CopiaTagger *self, uint64_t cpos)
{
    g_auto (CopiaTold) walk = { 0 };
    uint64_t first;
    g_autofree char *file = copia_told_file (self->writer, cpos, &first), *name = NULL,
                    *words = NULL;
    g_autoptr (GString) said = g_string_new (NULL);

    (void) copia_told_begin (&walk, self->writer);
    while (copia_told_next (&walk) && walk.cpos <= cpos)
        if (walk.cpos >= first && walk.cpos + SHOWN >= cpos)
            g_string_append_printf (said, "%s%.*s", said->len ? " " : "",
                                    (int) MIN (walk.word.size, 40), walk.word.bytes);
    g_string_assign (said, (words = g_utf8_make_valid (said->str, -1)));
    g_free (words);
    words = copia_error_show (said->str, 60);
    name = copia_error_show (file ? file : "", 400);
    return g_strdup_printf ("%s%s'%s%s'", name, file ? ": " : "",
                            cpos > first + SHOWN ? "… " : "", words);
}

static char *
show_word (CopiaString word)
{
    g_autofree char *text = g_strndup (word.bytes, word.size);

    return copia_error_show (text, 40);
}

static bool
fail_word (const CopiaTagger *self, CopiaString said, GError **error)
{
    const CopiaTold *token = &self->hearing;
    g_autofree char *place = copia_tagged_place (self->tagged);
    g_autofree char *other = show_word (said), *word = show_word (token->word);
    g_autofree char *where = show_place (self, token->cpos);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s of its output %s%s%s, but it is the turn of '%s' (%s); it must "
                 "print a line for each token, in their order",
                 place, said.size ? "is about '" : "has no word", other,
                 said.size ? "'" : "", word, where);
    return false;
}

static bool
fail_border (const CopiaTagger *self, GError **error)
{
    g_autofree char *place = copia_tagged_place (self->tagged);
    g_autofree char *where = show_place (self, self->hearing.cpos);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s of its output is empty, but the sentence goes on (%s ..); it must "
                 "print a line for each token, in their order",
                 place, where);
    return false;
}

static bool
fail_more (const CopiaTagger *self, GError **error)
{
    g_autofree char *place = copia_tagged_place (self->tagged);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s of its output is one too many: there are %" G_GUINT64_FORMAT
                 " tokens; it must print a line for each, in their order",
                 place, copia_index_writer_tokens (self->writer));
    return false;
}

/* In a row of programs it is the last one's end that counts, so another may have failed. */
static bool
fail_fewer (const CopiaTagger *self, const char *last_words, GError **error)
{
    const CopiaTold *token = &self->hearing;
    g_autofree char *where = show_place (self, token->cpos);
    g_autofree char *word = show_word (token->word);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "its output ends with %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                 " tokens, and it is the turn of '%s' (%s); %s%s",
                 token->cpos, copia_index_writer_tokens (self->writer), word, where,
                 *last_words
                     ? "its last words: "
                     : "try it by hand with a word a line on its standard input",
                 last_words);
    return false;
}

static bool
fail_token (const CopiaTagger *self, GError **error)
{
    g_autofree char *where = show_place (self, self->giving.cpos);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "a token holds a tab or a line end (%s), and can be no line for it; "
                 "cut words with another --tokenizer",
                 where);
    return false;
}

/* ---- talking -------------------------------------------------------------------------- */

static bool
is_taken (char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

static bool
give (void *data, GString *bytes, GError **error)
{
    CopiaTagger *self = data;
    CopiaTold *token = &self->giving;

    while (bytes->len < PIECE && copia_told_next (token)) {
        for (size_t i = 0; i < token->word.size; i++)
            if (is_taken (token->word.bytes[i]))
                return fail_token (self, error);
        g_string_append_len (bytes, token->word.bytes, (gssize) token->word.size);
        g_string_append (bytes, token->last ? "\n\n" : "\n");
    }
    return true;
}

static bool
hear (void *data, const char *bytes, size_t size, GError **error)
{
    CopiaTagger *self = data;

    return copia_tagged_hear (self->tagged, bytes, size, error);
}

static bool
take_layers (void *data, const char *const *names, size_t n, GError **error)
{
    CopiaTagger *self = data;

    for (size_t i = 0; i < n; i++) {
        if (!copia_told_has (self->writer, names[i]))
            continue;
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_INPUT,
            "the texts have '%s' already; index them without --tagger, or give "
            "its columns other names with --tags",
            names[i]);
        return false;
    }
    copia_told_layers (self->writer, names, n);
    return true;
}

static bool
take_token (void *data, const CopiaString *word, const CopiaString *values,
            GError **error)
{
    CopiaTagger *self = data;
    CopiaTold *token = &self->hearing;

    if (!copia_told_next (token))
        return fail_more (self, error);
    self->any = true;
    self->words = word != NULL;
    if (word && (word->size != token->word.size ||
                 memcmp (word->bytes, token->word.bytes, word->size) != 0))
        return fail_word (self, *word, error);
    copia_told_put (self->writer, token->cpos, values);
    if (self->done && token->cpos % OFTEN == 0)
        self->done (self->data, token->cpos);
    return true;
}

/* Where no word says which token is meant, this shows that one was lost. */
static bool
take_border (void *data, GError **error)
{
    const CopiaTagger *self = data;

    return !self->any || self->words || self->hearing.last || fail_border (self, error);
}

static bool
talk (CopiaTagger *self, GError **error)
{
    const CopiaProgramEnds ends = { self, give, hear };
    g_autofree char *last_words = NULL;

    if (!copia_program_run (self->recipe->tagger, &ends, &last_words, error) ||
        !copia_tagged_end (self->tagged, error))
        return false;
    return !copia_told_next (&self->hearing) || fail_fewer (self, last_words, error);
}

/* ---- public --------------------------------------------------------------------------- */

/* The columns of the corpus are those of what is added. */
static const char *
columns_of (const CopiaRecipe *recipe)
{
    return recipe->tags ? recipe->tags : copia_said_find (recipe->corpus, "tags", "");
}

static bool
check_asked (const CopiaTagger *self, GError **error)
{
    const CopiaRecipe *recipe = self->recipe;
    const char *const *names = copia_tagged_names (self->tagged);
    const char *twice = recipe->lemmas && g_strv_contains (names, "lemma") ? "lemma"
                        : recipe->stem && g_strv_contains (names, "stem")  ? "stem"
                                                                           : NULL;

    if (!twice)
        return true;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "both --tagger and --%s would make '%s'; leave one of them out, or give "
        "the tagger's columns other names with --tags",
        strcmp (twice, "stem") == 0 ? twice : "lemmas", twice);
    return false;
}

/* One tagger, one set of tags. */
static bool
check_same (const CopiaRecipe *recipe, const char *key, const char *value,
            const char *option, GError **error)
{
    const char *said = copia_said_find (recipe->corpus, key, "");
    g_autofree char *valid = value ? g_utf8_make_valid (value, -1) : NULL,
                    *shown = NULL;

    if (!said || !value || copia_said_is (recipe->corpus, key, valid))
        return true;
    shown = copia_error_show (said, 200);
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "%s: was made with %s '%s', and what is added must be too; say that, or "
        "index these texts by themselves",
        copia_index_path (recipe->corpus), option, shown);
    return false;
}

CopiaTagger *
copia_tagger_new (const CopiaRecipe *recipe, GError **error)
{
    g_autoptr (CopiaTagger) self = g_new0 (CopiaTagger, 1);
    const CopiaTaggedEnds ends = { self, take_layers, take_token, take_border };
    CopiaSaid said = { "tagger", "--tagger", NULL };

    self->recipe = recipe;
    self->tagged = copia_tagged_new (columns_of (recipe), &ends, error);
    if (!self->tagged)
        return NULL;
    said.attributes = copia_tagged_names (self->tagged);
    if (!check_asked (self, error) ||
        !check_same (recipe, "tagger", recipe->tagger, "--tagger", error) ||
        !check_same (recipe, "tags", recipe->tags, "--tags", error) ||
        !copia_said_allows (recipe->corpus, &said, error))
        return NULL;
    return g_steal_pointer (&self);
}

bool
copia_tagger_run (CopiaTagger *self, CopiaIndexWriter *writer, CopiaTagging done,
                  void *data, GError **error)
{
    bool told = false;

    self->writer = writer;
    self->done = done;
    self->data = data;
    if (!copia_told_begin (&self->giving, writer) ||
        !copia_told_begin (&self->hearing, writer))
        return true; /* the writer says what is wrong */
    told = talk (self, error);
    copia_told_clear (&self->giving);
    copia_told_clear (&self->hearing);
    if (!told) {
        g_prefix_error (error, "--tagger: ");
        return false;
    }
    copia_index_writer_meta (writer, "tagger", self->recipe->tagger);
    copia_index_writer_meta (writer, "tags", copia_tagged_columns (self->tagged));
    return true;
}

void
copia_tagger_free (CopiaTagger *self)
{
    if (!self)
        return;
    copia_tagged_free (self->tagged);
    g_free (self);
}

bool
copia_tagger_spared (const CopiaRecipe *recipe, const CopiaIndexWriter *writer,
                     GError **error)
{
    static const CopiaTaggedEnds nobody = { 0 };
    const char *columns = copia_said_find (recipe->corpus, "tags", "");
    g_autoptr (CopiaTagged) tagged = NULL;
    CopiaSaid said = { "tagger", "--tagger", NULL };

    if (!columns)
        return true;
    tagged = copia_tagged_new (columns, &nobody, error);
    if (!tagged)
        return false;
    said.attributes = copia_tagged_names (tagged);
    return copia_said_has (recipe->corpus, &said, writer, error);
}
