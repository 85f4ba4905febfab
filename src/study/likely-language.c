/* likely-language.c - stop lists against the words of a corpus. */
#include "study/likely-language.h"

#include "base/page.h"

#include <string.h>

#define FEWEST 30  /* words to judge from */
#define LEAST 0.2  /* of them on a list */
#define AHEAD 1.25 /* times the next list's share */

static const struct {
    const char *code, *name;
} languages[] = {
    { "de", "German" },  { "en", "English" },    { "es", "Spanish" },
    { "fr", "French" },  { "it", "Italian" },    { "nl", "Dutch" },
    { "pl", "Polish" },  { "pt", "Portuguese" }, { "ru", "Russian" },
    { "sv", "Swedish" },
};

static uint64_t
words_of (const CopiaIndex *index)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint64_t n = 0;

    for (uint32_t id = 0; id < lexicon->types; id++)
        n += copia_lexicon_is_word (lexicon, id) ? copia_lexicon_freq (lexicon, id) : 0;
    return n;
}

/* How many words of the corpus are in this text, a form a line, `#` before what is none. */
static uint64_t
count_list (const CopiaIndex *index, const char *text)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint64_t n = 0;

    while (*text) {
        size_t line = strcspn (text, "\n"), size = strcspn (text, " \t#\r\n");
        uint32_t form = COPIA_NONE;

        if (size > 0)
            form = copia_lexicon_find_form (lexicon, (CopiaString){ text, size });
        if (form != COPIA_NONE)
            n += copia_lexicon_form_freq (lexicon, form);
        text += line + (text[line] == '\n');
    }
    return n;
}

CopiaLikelyLanguage
copia_likely_language (const CopiaIndex *index)
{
    CopiaLikelyLanguage self = { NULL, NULL, 0 };
    uint64_t words = words_of (index);
    double next = 0;

    if (words < FEWEST)
        return self;
    for (size_t i = 0; i < G_N_ELEMENTS (languages); i++) {
        const CopiaPage *page = copia_page_find (copia_stoplists, languages[i].code);
        double share =
            page ? (double) count_list (index, page->text) / (double) words : 0;

        if (share <= self.share) {
            next = MAX (next, share);
            continue;
        }
        next = self.share;
        self.share = share;
        self.code = languages[i].code;
        self.name = languages[i].name;
    }
    if (self.share < LEAST || self.share < AHEAD * next)
        self.code = self.name = NULL;
    return self;
}
