/* cql-foreign.c - what other programs read and this does not, and what to do instead. */
#include "query/cql-private.h"

typedef enum {
    ANYWHERE,
    IN_TOKEN,
    AFTER, /* a complete query */
} Place;

/* The next lexeme and, unless NULL, the one behind it. */
static const struct {
    const char *first, *second;
    Place place;
    const char *instead;
} foreign[] = {
    { "cut", NULL, ANYWHERE,
      "'cut' belongs to the answer, not to the query: --limit N" },
    { "expand", NULL, ANYWHERE,
      "hits are not expanded; <s/> containing .. finds the sentences around them" },
    { "show", NULL, ANYWHERE,
      "a hit is shown whole; 'copia tabulate' lists chosen places of each" },
    { "/", NULL, ANYWHERE, "macros are not read; write out what this one stands for" },
    { "?", "longest", ANYWHERE,
      "which match is taken is an option: --longest --drop nested" },
    { "?", "shortest", ANYWHERE,
      "which match is taken is an option; without one it is the shortest from each "
      "start" },
    { "?", "standard", ANYWHERE, "which match is taken is an option: --drop nested" },
    { "?", "traditional", ANYWHERE,
      "leave it out; without an option the shortest match from each start is taken" },
    { "#", NULL, ANYWHERE,
      "a place in the corpus is no condition; 'copia read INDEX CPOS' shows what is "
      "there" },
    { "_", "=", ANYWHERE,
      "a place in the corpus is no condition; 'copia read INDEX CPOS' shows it" },
    { "_", "<", ANYWHERE,
      "a place in the corpus is no condition; --where chooses parts of it" },
    { "_", "<=", ANYWHERE,
      "a place in the corpus is no condition; --where chooses parts of it" },
    { "_", ">", ANYWHERE,
      "a place in the corpus is no condition; --where chooses parts of it" },
    { "_", ">=", ANYWHERE,
      "a place in the corpus is no condition; --where chooses parts of it" },
    { "ws", "(", ANYWHERE,
      "there are no word sketches; 'copia collocates' finds what goes with a word" },
    { "swap", "(", ANYWHERE,
      "there are no word sketches; 'copia collocates' finds what goes with a word" },
    { "ccoll", "(", ANYWHERE,
      "there are no word sketches; 'copia collocates' finds what goes with a word" },
    { "term", "(", ANYWHERE, "there is no list of terms; write the words of the term" },
    { "~", NULL, IN_TOKEN, "= compares with a regular expression" },
    { "=~", NULL, IN_TOKEN, "= compares with a regular expression" },
    { "like", NULL, IN_TOKEN, "= compares with a regular expression, as in \"war.*\"" },
    { "~", NULL, ANYWHERE,
      "there is no thesaurus; write the words, as in \"war|battle|strife\"" },
    { "&", NULL, ANYWHERE, "write & once" },
    { "|", NULL, ANYWHERE, "write | once, between two of which one is enough" },
    { ",", NULL, IN_TOKEN, "write & between two conditions" },
    { "and", NULL, ANYWHERE, "write & for 'and'" },
    { "AND", NULL, ANYWHERE, "write & for 'and'" },
    { "or", NULL, ANYWHERE, "write | for 'or'" },
    { "OR", NULL, ANYWHERE, "write | for 'or'" },
    { "NOT", NULL, ANYWHERE, "write ! for 'not'" },
    { "in", "$", ANYWHERE, "write = $ and the name of the list" },
    { "in", "(", IN_TOKEN, "one of several is = \"a|b\"" },
    { "not", NULL, ANYWHERE,
      "what has no such neighbour is found by (?! ..) and (?<! ..), as in (?<! \"a\" "
      "[]{0,2}) \"b\"" },
    { "int", "(", ANYWHERE, "numbers are compared without int(), as in chapter_n > 3" },
    { "frequency", "(", ANYWHERE, "how often a word occurs is f(word)" },
    { "frequency", NULL, ANYWHERE, "how often a word occurs is [f(word) > 10]" },
    { "lbound_of", "(", ANYWHERE,
      "borders are not compared; lbound(s) holds of the first token of a region" },
    { "rbound_of", "(", ANYWHERE,
      "borders are not compared; rbound(s) holds of the last token of a region" },
    { "start", "(", ANYWHERE, "distance(a, b) > 0 says that b stands behind a" },
    { "end", "(", ANYWHERE, "distance(a, b) > 0 says that b stands behind a" },
    { "_", "-", ANYWHERE,
      "relations between words are no patterns here; ask the attributes of a "
      "treebank, as in [deprel=\"obj\"]" },
    { "^", "->", ANYWHERE,
      "relations between words are no patterns here; ask the attributes of a "
      "treebank, as in [deprel=\"root\"]" },
    { "^", "-", ANYWHERE,
      "relations between words are no patterns here; ask the attributes of a "
      "treebank, as in [deprel=\"root\"]" },
    { "rspan", "(", ANYWHERE, "relations between words are no patterns here" },
    { "rcapture", "(", ANYWHERE, "relations between words are no patterns here" },
    { "_", NULL, ANYWHERE, "any token is [], any number of them []*" },
    { "==", ">", ANYWHERE, "texts are not aligned with their translations here" },
    { ":", NULL, AFTER, "texts are not aligned with their translations here" },
    { "!", NULL, AFTER,
      "! stands before what must not be: !within s, [word != \"a\"]; it widens no hit, "
      "B containing A finds the B around A" },
    { "overlap", NULL, AFTER, "A & B finds what two patterns both match" },
    { "define", "$", ANYWHERE, "a word list is read from a file: --list NAME=FILE" },
    { "set", NULL, ANYWHERE,
      "what 'set' says elsewhere is an option here; 'copia help kwic' tells which" },
    { "group", NULL, ANYWHERE,
      "hits are grouped by an option: 'copia freq INDEX QUERY --group last.word'" },
    { "count", NULL, ANYWHERE,
      "hits are counted by an option: 'copia freq INDEX QUERY --group match.word'" },
    { "sort", NULL, ANYWHERE, "hits are sorted by an option: 'copia kwic --sort R1'" },
    { "tabulate", NULL, ANYWHERE, "that is a command here: 'copia tabulate'" },
    { "reduce", NULL, ANYWHERE, "that is an option here: --sample N" },
};

static bool
fits (const CopiaCql *self, Place place, bool after)
{
    return place == ANYWHERE || (place == IN_TOKEN && self->in_token) ||
           (place == AFTER && after);
}

bool
copia_cql_foreign (CopiaCql *self, bool after)
{
    const CopiaLexeme *at = self->at;

    for (size_t i = 0; at->kind != COPIA_LEXEME_END && i < G_N_ELEMENTS (foreign); i++)
        if (fits (self, foreign[i].place, after) &&
            copia_cql_is (self, foreign[i].first) &&
            (!foreign[i].second || (at[1].kind != COPIA_LEXEME_STRING && at[1].text &&
                                    g_str_equal (at[1].text, foreign[i].second)))) {
            copia_fault (self->error, self->query, at->at, "%s", foreign[i].instead);
            return true;
        }
    return false;
}
