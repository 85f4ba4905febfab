/* battery.c - asking an index everything. */
#include "support/battery.h"

#include "support/scratch-index.c"

#include "query/hits.h"
#include "query/spelling.h"
#include "text/fold.h"

#include <string.h>

static const char *const rare_words[] = { "Ahab",     "ahab", "spout", "harpoon",
                                          "Queequeg", "mast", "shore", "a.m.",
                                          "naïve",    "don’t" };

static void
send_sample_token (const CopiaReceiver *to, unsigned i)
{
    static const char *const words[] = { "the", "whale", "the", "sea", ",",  "The",
                                         "of",  "the",   ".",   "and", "old" };
    static const char *const gaps[] = { " ", " ", " ", "\n", " ", "", "\n\n", " <i>" };
    static const char *const tags[] = { "N", "V", "n", "", "Det" };
    const char *word = words[(i * 7 + i / 11) % G_N_ELEMENTS (words)];
    const char *gap = gaps[(i * 5 + i / 13) % G_N_ELEMENTS (gaps)];
    const char *tag = tags[(i * 3 + i / 7) % G_N_ELEMENTS (tags)];
    CopiaString values[2];

    if (i % 61 == 17)
        word = rare_words[i / 61 % G_N_ELEMENTS (rare_words)];
    values[0] = (CopiaString){ word, word[0] == 't' ? 1 : strlen (word) };
    values[1] = (CopiaString){ tag, strlen (tag) };
    to->token (to->self, &(CopiaTokenEvent){ gap, strlen (gap), word, strlen (word),
                                             g_unichar_isalpha (g_utf8_get_char (word)),
                                             values });
}

static void
open_numbered (const CopiaReceiver *to, const char *structure, unsigned n,
               const char *title)
{
    g_autofree char *number = g_strdup_printf ("%u", n);
    const CopiaAttribute attributes[] = { { "n", number }, { "title", title } };

    to->open (to->self, structure, attributes, title ? 2 : 1);
}

/* One text of `parts` parts of three chapters of 60 tokens; sentences of 12, and holes between
 * them. */
static void
send_sample_text (const CopiaReceiver *to, unsigned text, unsigned parts)
{
    static const char *const titles[] = { "Loomings", "The Chase", "Of the Sea" };
    static const char *const layers[] = { "lemma", "pos" };
    unsigned first = text * 200;

    open_numbered (to, "text", text + 1, text ? NULL : "Moby-Dick");
    to->layers (to->self, layers, G_N_ELEMENTS (layers));
    for (unsigned part = 0; part < parts; part++) {
        open_numbered (to, "part", part + 1, NULL);
        for (unsigned chapter = 0; chapter < 3; chapter++) {
            open_numbered (to, "chapter", chapter + 1, titles[(part + chapter) % 3]);
            for (unsigned i = 0; i < 60; i++) {
                if (i % 12 == 0)
                    to->open (to->self, "s", NULL, 0);
                send_sample_token (to, first++);
                if (i % 12 == 10)
                    to->close (to->self, "s");
            }
            to->close (to->self, "chapter");
        }
        to->close (to->self, "part");
    }
    to->tail (to->self, "\n", text == 0);
    to->close (to->self, "text");
}

static char *
written (CopiaIndexWriter *writer, gsize *size)
{
    g_autoptr (GError) error = NULL;
    char *path = scratch_path ();
    char *bytes = NULL;

    copia_index_writer_close (writer, path, &error);
    g_assert_no_error (error);
    g_file_get_contents (path, &bytes, size, &error);
    g_assert_no_error (error);
    scratch_path_free (path);
    return bytes;
}

char *
battery_sample (bool compact, gsize *size)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    copia_index_writer_compact (writer, compact);
    copia_index_writer_meta (writer, "tokenizer", "words");
    copia_index_writer_meta (writer, "file", "a tab\tand a backslash\\.txt");
    send_sample_text (&to, 0, 2);
    send_sample_text (&to, 1, 1);
    return written (writer, size);
}

char *
battery_large_sample (unsigned tokens, bool compact, gsize *size)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    copia_index_writer_compact (writer, compact);
    open_numbered (&to, "text", 1, "Large");
    for (unsigned i = 0; i < tokens; i++) {
        g_autofree char *word =
            g_strdup_printf ("%c%s%u", i % 2 ? 'A' : 'a', i % 3 ? "n" : "the",
                             i * 7 % tokens / 3);

        if (i % 5 == 0)
            open_numbered (&to, "part", i, "Part");
        if (i % 9 == 0)
            send_sample_token (&to, i);
        scratch_send_word (&to, word, i == 0);
        if (i % 5 == 4 || i + 1 == tokens)
            to.close (to.self, "part");
    }
    to.close (to.self, "text");
    return written (writer, size);
}

static void
mix (uint64_t *sum, uint64_t value)
{
    *sum = (*sum ^ value) * 0x9E3779B97F4A7C15u;
    *sum ^= *sum >> 29;
}

static void
mix_bytes (uint64_t *sum, const char *bytes, size_t size)
{
    mix (sum, size);
    for (size_t i = 0; i < size; i++)
        mix (sum, (unsigned char) bytes[i]);
}

static void
mix_string (uint64_t *sum, CopiaString string)
{
    mix_bytes (sum, string.bytes, string.size);
}

static void
ask_meta (const CopiaIndex *index, uint64_t *sum)
{
    for (const char *const *meta = copia_index_meta_all (index); *meta; meta++)
        mix_bytes (sum, *meta, strlen (*meta));
    mix (sum, copia_index_tokens (index)->size);
    mix (sum, copia_index_tokens (index)->words);
}

static void
ask_lexicon (const CopiaIndex *index, uint64_t *sum)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t first, end;

    for (uint32_t id = 0; id < lexicon->types; id++) {
        mix_string (sum, copia_lexicon_word (lexicon, id));
        mix (sum, copia_lexicon_freq (lexicon, id));
        mix (sum, copia_lexicon_rank (lexicon, id));
        mix (sum, copia_lexicon_is_word (lexicon, id));
        mix (sum, copia_lexicon_id (lexicon, id));
    }
    for (uint32_t form = 0; form < lexicon->forms; form++) {
        CopiaString string = copia_lexicon_form (lexicon, form);

        mix_string (sum, string);
        mix (sum, copia_lexicon_find_form (lexicon, string));
        mix (sum, copia_lexicon_form_freq (lexicon, form));
        copia_lexicon_types_of (lexicon, form, &first, &end);
        g_assert_cmpuint (first, <=, end);
        g_assert_cmpuint (end, <=, lexicon->types);
        mix (sum, first);
        mix (sum, end);
    }
    copia_lexicon_prefix (lexicon, (CopiaString){ "s", 1 }, &first, &end);
    mix (sum, first);
    mix (sum, end);
}

static void
ask_postings (const CopiaIndex *index, uint64_t *sum)
{
    uint64_t size = copia_index_tokens (index)->size;

    for (uint32_t id = 0; id < copia_index_lexicon (index)->types; id++) {
        CopiaList list = copia_postings_list (copia_index_postings (index), id);
        CopiaList seek = list;
        uint64_t n = 0, last = 0;

        for (; copia_list_next (&list); n++, last = list.pos) {
            g_assert_true (list.pos < size && (n == 0 || list.pos > last));
            mix (sum, list.pos);
        }
        for (uint64_t target = id; copia_list_seek (&seek, target);
             target = seek.pos + 1 + seek.pos % 150) {
            g_assert_true (seek.pos < size && seek.pos >= target);
            mix (sum, seek.pos);
        }
        if (n > size)
            return;
    }
}

static void
ask_tokens (const CopiaIndex *index, uint64_t *sum)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    const CopiaGaps *gaps = copia_index_gaps (index);

    for (uint64_t cpos = 0; cpos < tokens->size; cpos++) {
        g_assert_cmpuint (copia_tokens_get (tokens, cpos), <,
                          copia_index_lexicon (index)->types);
        mix (sum, copia_tokens_get (tokens, cpos));
        mix_string (sum, copia_gaps_get (gaps, cpos));
        mix (sum, copia_gaps_spaced (gaps, cpos));
    }
    for (uint64_t cpos = 0; cpos < tokens->size + 50; cpos += 47) {
        uint64_t right = cpos, left = cpos;

        mix (sum, copia_tokens_words_before (tokens, cpos));
        mix (sum, copia_tokens_nth_word (tokens, cpos));
        mix (sum, copia_tokens_word_right (tokens, &right, cpos + 9));
        mix (sum, copia_tokens_word_left (tokens, &left, cpos / 2));
        mix (sum, right + left);
    }
}

static void
ask_layer (const CopiaLayer *layer, uint64_t tokens, uint64_t *sum)
{
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    for (uint32_t i = 0; i < layer->count; i++) {
        mix_string (sum, copia_layer_value (layer, i));
        mix (sum, copia_layer_find (layer, copia_layer_value (layer, i)));
        mix (sum, copia_layer_freq (layer, i));
        mix (sum, copia_layer_words (layer, i));
        mix (sum, copia_layer_by_lex (layer, i));
        copia_layer_add_ids (layer, i, ids);
    }
    for (guint i = 0; i < ids->len; i++) {
        CopiaList list =
            copia_postings_list (layer->postings, g_array_index (ids, uint32_t, i));

        for (uint64_t n = 0; copia_list_next (&list) && n <= tokens; n++) {
            g_assert_true (list.pos < tokens);
            mix (sum, list.pos);
        }
    }
    for (uint64_t cpos = 0; cpos < tokens; cpos++) {
        g_assert_cmpuint (copia_layer_at (layer, cpos), <, layer->count);
        mix (sum, copia_layer_at (layer, cpos));
    }
}

static void
ask_layers (const CopiaIndex *index, uint64_t *sum)
{
    for (uint32_t i = 0; i < copia_index_n_layers (index); i++) {
        const CopiaLayer *layer = copia_index_layer (index, i);

        mix_bytes (sum, layer->name, strlen (layer->name));
        if (layer->kind == COPIA_LAYER_MAP || layer->kind == COPIA_LAYER_STREAM)
            ask_layer (layer, copia_index_tokens (index)->size, sum);
    }
}

static void
ask_regions (const CopiaRegions *regions, uint64_t tokens, uint64_t *sum)
{
    uint32_t count = copia_regions_count (regions);

    for (uint32_t i = 0; i < MIN (count, 1000); i++) {
        uint64_t start = copia_regions_start (regions, i);
        uint64_t end = copia_regions_end (regions, i);
        CopiaString value;

        g_assert_true (start <= end && end < tokens);
        mix (sum, start);
        mix (sum, end);
        for (uint32_t k = 0; k < copia_regions_n_attributes (regions); k++)
            if (copia_regions_value (regions, k, i, &value))
                mix_string (sum, value);
    }
    for (uint64_t cpos = 0; cpos < tokens; cpos += 7) {
        mix (sum, copia_regions_find (regions, cpos));
        mix (sum, copia_regions_from (regions, cpos));
    }
}

static void
ask_structures (const CopiaIndex *index, uint64_t *sum)
{
    for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
        const CopiaRegions *regions = copia_index_structure (index, i);
        const char *name = copia_regions_name (regions);

        mix_bytes (sum, name, strlen (name));
        for (uint32_t k = 0; k < copia_regions_n_attributes (regions); k++) {
            name = copia_regions_attribute_name (regions, k);
            mix_bytes (sum, name, strlen (name));
        }
        ask_regions (regions, copia_index_tokens (index)->size, sum);
    }
}

static void
ask_query (const CopiaIndex *index, const char *text, const CopiaSubcorpus *where,
           uint64_t *sum)
{
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_GUESS, NULL);
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, 0, UINT64_MAX, NULL);
    g_autofree char *advice = NULL;
    CopiaHit hit = { .start = 0 };
    uint64_t count = 0, n = 0, last = 0;

    for (; hits && copia_hits_next (hits, &hit); n++, last = hit.start) {
        g_assert_true (hit.start <= hit.end && (n == 0 || hit.start > last));
        g_assert_true (hit.end < copia_index_tokens (index)->size);
        mix (sum, hit.start);
        mix (sum, hit.end);
    }
    mix (sum, copia_hits_count (index, query, where, &count, NULL));
    mix (sum, count);
    advice = n == 0 ? copia_hits_advice (index, query) : NULL;
    mix_bytes (sum, advice ? advice : "", advice ? strlen (advice) : 0);
}

static void
ask_queries (const CopiaIndex *index, uint64_t *sum)
{
    static const char *const conditions[] = { "part=2", "chapter.title=~sea&text<2",
                                              "chapter=Loomings", "text!=2" };

    ask_query (index, "the", NULL, sum);
    ask_query (index, "the whale", NULL, sum);
    ask_query (index, "*a*|*e the", NULL, sum);
    ask_query (index, "the +{0,3} sea|mast", NULL, sum);
    ask_query (index, "+", NULL, sum);
    ask_query (index, "whle sea", NULL, sum);
    for (size_t i = 0; i < G_N_ELEMENTS (conditions); i++) {
        const char *const list[] = { conditions[i], NULL };
        g_autoptr (CopiaSubcorpus) where = copia_subcorpus_new (index, list, NULL);

        mix (sum, where != NULL);
        if (!where)
            continue;
        mix (sum, copia_subcorpus_words (where));
        ask_query (index, "the", where, sum);
        ask_query (index, "of the|whale", where, sum);
    }
}

uint64_t
battery_run (const CopiaIndex *index)
{
    uint64_t sum = 0;

    ask_meta (index, &sum);
    ask_lexicon (index, &sum);
    ask_postings (index, &sum);
    ask_tokens (index, &sum);
    ask_layers (index, &sum);
    ask_structures (index, &sum);
    ask_queries (index, &sum);
    return sum;
}

uint64_t
battery_run_queries (const CopiaIndex *index)
{
    uint64_t sum = 0;

    ask_queries (index, &sum);
    return sum;
}

uint64_t
battery_run_cql (const CopiaIndex *index)
{
    static const char *const queries[] = {
        "\"the\"%c []{0,4} \"sea|whale\" within s",
        "<s> [word!=\"the\"]* \"of\" []* </s>",
        "<chapter n=\"1\"/> containing \"ahab\"%c",
        "a:[] []{0,3} b:\"w.*\" :: a.form=b.form | f(a.word)>9",
        "(meet \"sea\" (union \"old\" \"and\") -3 3)",
        "[pos=\"N\" & word=\"t.*\" | lemma=\"whale\"] [pos!=\"V\"]",
        "a:[pos=\"\"] []{0,3} b:[lemma=\"t\"] :: a.pos=b.pos | f(b.pos)>9",
        "(?<= \",\") [] (?! \"the\") !within <part n=\"2\"/>",
    };
    uint64_t sum = 0;

    for (size_t i = 0; i < G_N_ELEMENTS (queries); i++)
        ask_query (index, queries[i], NULL, &sum);
    return sum;
}

/* Folded words of the corpus, and the text each token is in. */
typedef struct {
    GPtrArray *forms; /* GString */
    GArray *texts;    /* uint32_t */
} Scan;

static void
free_form (void *form)
{
    g_string_free (form, TRUE);
}

static Scan
scan_tokens (const CopiaIndex *index)
{
    Scan scan = { g_ptr_array_new_with_free_func (free_form),
                  g_array_new (FALSE, FALSE, sizeof (uint32_t)) };
    const CopiaRegions *texts = copia_index_texts (index);
    uint32_t text = 0;

    for (uint64_t cpos = 0; cpos < copia_index_tokens (index)->size; cpos++) {
        CopiaString word =
            copia_lexicon_word (copia_index_lexicon (index),
                                copia_tokens_get (copia_index_tokens (index), cpos));
        GString *form = g_string_new (NULL);

        copia_fold (word.bytes, word.size, form);
        g_ptr_array_add (scan.forms, form);
        while (copia_regions_end (texts, text) < cpos)
            text++;
        g_array_append_val (scan.texts, text);
    }
    return scan;
}

static bool
agrees (const CopiaIndex *index, const Scan *scan, const char *first,
        const char *second)
{
    g_autofree char *text = g_strjoin (" ", first, second, NULL);
    g_autoptr (CopiaQuery) query =
        copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, NULL);
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, NULL, 0, UINT64_MAX, NULL);
    CopiaHit hit;

    if (!hits) /* an error, as when the corpus has a tokenizer that is unknown */
        return true;
    for (guint i = 0; i < scan->forms->len; i++) {
        const GString *a = scan->forms->pdata[i];
        const GString *b = i + 1 < scan->forms->len ? scan->forms->pdata[i + 1] : NULL;
        bool matches = strcmp (a->str, first) == 0;

        if (second)
            matches = matches && b && strcmp (b->str, second) == 0 &&
                      g_array_index (scan->texts, uint32_t, i) ==
                          g_array_index (scan->texts, uint32_t, i + 1);
        if (matches && (!copia_hits_next (hits, &hit) || hit.start != i))
            return false;
    }
    return !copia_hits_next (hits, &hit);
}

bool
battery_agrees_with_scan (const CopiaIndex *index)
{
    Scan scan = scan_tokens (index);
    bool good =
        agrees (index, &scan, "the", NULL) && agrees (index, &scan, "whale", NULL) &&
        agrees (index, &scan, ",", NULL) && agrees (index, &scan, "ahab", NULL) &&
        agrees (index, &scan, "the", "sea") && agrees (index, &scan, "of", "the");

    g_ptr_array_unref (scan.forms);
    g_array_unref (scan.texts);
    return good;
}
