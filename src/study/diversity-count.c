/* diversity-count.c - tokens of a unit gathered, numbered and counted. */
#include "study/diversity-count.h"

#include <math.h>
#include <string.h>

/* A word as readability sees it, of which there are many in a text. */
typedef struct {
    uint32_t syllables, letters, characters;
    bool known, one_syllable, two_syllables, three_syllables, six_letters,
        seven_letters;
} Word;

/* Where a unit's pieces are, and what counting one unit needs. */
struct CopiaTextCounter {
    const CopiaIndex *index;
    const CopiaIndex *printed; /* the same where `index` is a view */
    const CopiaDiversityAsk *ask;
    CopiaScope scope;
    const CopiaUnits *units;
    size_t *first; /* by unit, and one more: its pieces in `pieces` */
    const CopiaPiece **pieces;
    uint32_t *local;      /* by item: its number in the unit + 1 */
    GArray *tokens;       /* uint32_t: items of the unit, by those numbers */
    GArray *items;        /* uint32_t: item of each number */
    GArray *counts;       /* uint32_t: of each number */
    GArray *classes;      /* CopiaFrequencyClass */
    GArray *lengths;      /* double: of sentences */
    uint32_t *type_count; /* by type id, for reading */
    Word *words;          /* by type id */
    GArray *type_ids;
};

/* Pieces in the order of their units, each unit's in corpus order. */
static void
sort_pieces (CopiaTextCounter *self)
{
    size_t n = copia_units_n_pieces (self->units);
    uint32_t units = copia_units_count (self->units);
    g_autofree size_t *next = g_new (size_t, units + 1);

    self->first = g_new0 (size_t, units + 1);
    self->pieces = g_new (const CopiaPiece *, MAX (n, 1));
    for (size_t i = 0; i < n; i++)
        self->first[copia_units_piece (self->units, i)->unit + 1]++;
    for (uint32_t i = 0; i < units; i++)
        self->first[i + 1] += self->first[i];
    memcpy (next, self->first, (units + 1) * sizeof *next);
    for (size_t i = 0; i < n; i++) {
        const CopiaPiece *piece = copia_units_piece (self->units, i);

        self->pieces[next[piece->unit]++] = piece;
    }
}

CopiaTextCounter *
copia_text_counter_new (const CopiaScope *scope, const CopiaDiversityAsk *ask,
                        const CopiaUnits *units)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (scope->index);
    CopiaTextCounter *self = g_new0 (CopiaTextCounter, 1);
    uint32_t types;

    self->index = scope->index;
    self->printed = copia_index_ground (scope->index);
    types = copia_index_lexicon (self->printed)->types;
    self->scope = *scope;
    self->ask = ask;
    self->units = units;
    sort_pieces (self);
    self->local = g_new0 (uint32_t, MAX (lexicon->types, lexicon->forms) + 1);
    self->type_count = g_new0 (uint32_t, types + 1ull);
    self->words = g_new0 (Word, types + 1ull);
    self->tokens = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->items = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->counts = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->type_ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->classes = g_array_new (FALSE, FALSE, sizeof (CopiaFrequencyClass));
    self->lengths = g_array_new (FALSE, FALSE, sizeof (double));
    return self;
}

/* `type`: what is printed; `id`: what is counted. */
static void
add_token (CopiaTextCounter *self, uint32_t type, uint32_t id)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    uint32_t item = id, number;
    const uint32_t none = 0;

    if (!copia_lexicon_is_word (lexicon, id))
        return;
    if (self->type_count[type]++ == 0)
        g_array_append_val (self->type_ids, type);
    if (self->ask->counted == COPIA_BY_FORM)
        item = MIN (copia_lexicon_form_of (lexicon, id), lexicon->forms);
    if (self->local[item] == 0) {
        g_array_append_val (self->items, item);
        g_array_append_val (self->counts, none);
        self->local[item] = self->items->len;
    }
    number = self->local[item] - 1;
    g_array_index (self->counts, uint32_t, number)++;
    g_array_append_val (self->tokens, number);
}

/* Lengths of the sentences that begin in the piece, in words of the scope. */
static void
add_sentences (CopiaTextCounter *self, const CopiaRegions *sentences,
               const CopiaPiece *piece)
{
    for (uint32_t i = copia_regions_from (sentences, piece->start);
         i < copia_regions_count (sentences); i++) {
        uint64_t start = copia_regions_start (sentences, i);
        double length;

        if (start > piece->end)
            return;
        if (start < piece->start)
            continue;
        length = (double) copia_scope_words_in (&self->scope, start,
                                                copia_regions_end (sentences, i));
        if (length > 0)
            g_array_append_val (self->lengths, length);
    }
}

static int
compare_counts (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

static CopiaSpectrum
spectrum_of (CopiaTextCounter *self)
{
    double n = self->tokens->len, v = self->items->len;

    g_array_sort (self->counts, compare_counts);
    for (guint i = 0; i < self->counts->len; i++) {
        double m = g_array_index (self->counts, uint32_t, i);
        CopiaFrequencyClass fresh = { m, 1 };
        guint last = self->classes->len;

        if (last > 0 &&
            g_array_index (self->classes, CopiaFrequencyClass, last - 1).m == m)
            g_array_index (self->classes, CopiaFrequencyClass, last - 1).types++;
        else
            g_array_append_val (self->classes, fresh);
    }
    return (CopiaSpectrum){
        n, v, (const CopiaFrequencyClass *) (const void *) self->classes->data,
        self->classes->len
    };
}

static const Word *
word_of (CopiaTextCounter *self, uint32_t id)
{
    Word *word = &self->words[id];
    CopiaReading one = { .words = 0 };
    CopiaString string;

    if (word->known)
        return word;
    string = copia_lexicon_word (copia_index_lexicon (self->printed), id);
    copia_reading_add_word (&one, string.bytes, string.size);
    *word = (Word){ .syllables = (uint32_t) one.syllables,
                    .letters = (uint32_t) one.letters,
                    .characters = (uint32_t) one.characters,
                    .known = true,
                    .one_syllable = one.one_syllable > 0,
                    .two_syllables = one.two_syllables > 0,
                    .three_syllables = one.three_syllables > 0,
                    .six_letters = one.six_letters > 0,
                    .seven_letters = one.seven_letters > 0 };
    return word;
}

/* Each type once, as often as it occurs. */
static CopiaReading
reading_of (CopiaTextCounter *self)
{
    CopiaReading sum = { .words = 0 };

    for (guint i = 0; i < self->type_ids->len; i++) {
        uint32_t id = g_array_index (self->type_ids, uint32_t, i);
        const Word *word = word_of (self, id);
        double n = self->type_count[id];

        sum.words += n;
        sum.syllables += n * word->syllables;
        sum.letters += n * word->letters;
        sum.characters += n * word->characters;
        sum.one_syllable += n * word->one_syllable;
        sum.two_syllables += n * word->two_syllables;
        sum.three_syllables += n * word->three_syllables;
        sum.six_letters += n * word->six_letters;
        sum.seven_letters += n * word->seven_letters;
    }
    sum.unfamiliar = sum.unfamiliar_spache = NAN;
    return sum;
}

static void
forget (CopiaTextCounter *self)
{
    for (guint i = 0; i < self->items->len; i++)
        self->local[g_array_index (self->items, uint32_t, i)] = 0;
    for (guint i = 0; i < self->type_ids->len; i++)
        self->type_count[g_array_index (self->type_ids, uint32_t, i)] = 0;
    g_array_set_size (self->tokens, 0);
    g_array_set_size (self->items, 0);
    g_array_set_size (self->counts, 0);
    g_array_set_size (self->type_ids, 0);
    g_array_set_size (self->classes, 0);
    g_array_set_size (self->lengths, 0);
}

CopiaTextCounts
copia_text_counter_count (CopiaTextCounter *self, uint32_t unit)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    const CopiaTokens *printed = copia_index_tokens (self->printed);
    const CopiaRegions *sentences = copia_index_find_structure (self->index, "s");
    CopiaTextCounts counts = { .sentences = sentences, .window = self->ask->window };

    forget (self);
    for (size_t i = self->first[unit]; i < self->first[unit + 1]; i++) {
        const CopiaPiece *piece = self->pieces[i];

        for (uint64_t cpos = piece->start; cpos <= piece->end; cpos++)
            add_token (self, copia_tokens_get (printed, cpos),
                       copia_tokens_get (tokens, cpos));
        if (sentences)
            add_sentences (self, sentences, piece);
    }
    counts.running =
        (CopiaRunning){ (const uint32_t *) (const void *) self->tokens->data,
                        self->tokens->len, self->items->len };
    counts.spectrum = spectrum_of (self);
    counts.reading = reading_of (self);
    counts.reading.sentences = sentences ? self->lengths->len : NAN;
    counts.rhythm = copia_rhythm ((const double *) (const void *) self->lengths->data,
                                  self->lengths->len);
    return counts;
}

bool
copia_text_counter_begins (const CopiaTextCounter *self, uint32_t unit, uint64_t from,
                           uint64_t to)
{
    uint64_t start;

    if (self->first[unit] == self->first[unit + 1])
        return from == 0; /* an empty slice */
    start = self->pieces[self->first[unit]]->start;
    return from <= start && start < to;
}

void
copia_text_counter_free (CopiaTextCounter *self)
{
    if (!self)
        return;
    g_free (self->first);
    g_free (self->pieces);
    g_free (self->local);
    g_free (self->type_count);
    g_free (self->words);
    g_array_unref (self->tokens);
    g_array_unref (self->items);
    g_array_unref (self->counts);
    g_array_unref (self->type_ids);
    g_array_unref (self->classes);
    g_array_unref (self->lengths);
    g_free (self);
}
