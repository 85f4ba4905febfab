/* sentences.c - which tokens of a paragraph begin a sentence.
 *
 * One walk over the tokens.  Nearly all are seen only by their last byte; at one that ends
 * in a term, what follows it is gathered and the rules of sentences.h are asked in turn.
 */
#include "text/sentences.h"

#include <stdbool.h>

#include "text/sentence-stop.h"
#include "text/unicode.h"

typedef struct {
    CopiaSentenceScan view;
    size_t outer, inner; /* open brackets before and behind the sentence's first word */
    bool worded;         /* that word has been seen */
    bool quoted;         /* an odd number of U+0022 so far */
    size_t next_word;    /* what word_ahead() found last */
} Scan;

/* What stands before a possible boundary. */
typedef struct {
    CopiaSentenceTerm term;
    size_t token; /* the first token of the term */
    size_t next;  /* the token behind it and all that belongs to it */
    bool closed;  /* a bracket that opened within the sentence closes behind the term */
} End;

static const CopiaCharacter *
first_of (const Scan *scan, size_t token)
{
    size_t at = scan->view.tokens[token].start;

    return copia_unicode_get (copia_unicode_next (scan->view.text, &at));
}

static uint32_t
first_code (const Scan *scan, size_t token)
{
    size_t at = scan->view.tokens[token].start;

    return copia_unicode_next (scan->view.text, &at);
}

static bool
adjoins (const Scan *scan, size_t token)
{
    return copia_sentence_adjoins (&scan->view, token);
}

/* White space or the end follows. */
static bool
is_loose (const Scan *scan, size_t token)
{
    return token + 1 == scan->view.n || !adjoins (scan, token + 1);
}

static CopiaSentenceTerm
term_of_code (uint32_t code)
{
    if (code == 0x2026)
        return COPIA_TERM_ELLIPSIS;
    switch (copia_unicode_get (code)->sentence_break) {
    case COPIA_SB_ATERM:
        return COPIA_TERM_STOP;
    case COPIA_SB_STERM:
        return COPIA_TERM_STRONG;
    default:
        return COPIA_TERM_NONE;
    }
}

static CopiaSentenceTerm
add_term (CopiaSentenceTerm before, CopiaSentenceTerm term)
{
    if (before == COPIA_TERM_NONE || term == COPIA_TERM_NONE)
        return before | term;
    if (before == COPIA_TERM_STRONG || term == COPIA_TERM_STRONG)
        return COPIA_TERM_STRONG;
    return COPIA_TERM_ELLIPSIS;
}

/* Of ASCII only these are terms or closing marks. */
static bool
may_end (char last)
{
    switch (last) {
    case '.':
    case '!':
    case '?':
    case '"':
    case '\'':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
        return true;
    default:
        return (unsigned char) last >= 0x80;
    }
}

/* The term that the token ends in, looking through closing marks in it. */
static CopiaSentenceTerm
term_of (const Scan *scan, size_t token)
{
    const char *text = scan->view.text;
    const size_t start = scan->view.tokens[token].start;
    size_t at = scan->view.tokens[token].end;
    CopiaSentenceTerm term = COPIA_TERM_NONE;

    if (!may_end (text[at - 1]))
        return term;
    while (at > start) {
        uint32_t code = copia_unicode_previous (text, &at);
        unsigned property = copia_unicode_get (code)->sentence_break;
        CopiaSentenceTerm here = term_of_code (code);

        if (here != COPIA_TERM_NONE)
            term = add_term (here, term);
        else if (term != COPIA_TERM_NONE ||
                 (property != COPIA_SB_CLOSE && property != COPIA_SB_EXTEND &&
                  property != COPIA_SB_FORMAT))
            break;
    }
    return term;
}

static bool
opens_bracket (uint32_t code)
{
    return code == '(' || code == '[' || code == '{' || code == 0xFF08;
}

static bool
closes_bracket (uint32_t code)
{
    return code == ')' || code == ']' || code == '}' || code == 0xFF09;
}

static void
see_mark (Scan *scan, uint32_t code)
{
    if (code == '"')
        scan->quoted = !scan->quoted;
    else if (opens_bracket (code))
        *(scan->worded ? &scan->inner : &scan->outer) += 1;
    else if (closes_bracket (code) && scan->inner > 0)
        scan->inner--;
    else if (closes_bracket (code) && scan->outer > 0)
        scan->outer--;
}

/* Keeps the account of quotes and brackets.  True if an inner bracket closes behind the
 * last term (one in the token or, if `ended`, one before it). */
static bool
see_marks (Scan *scan, size_t token, bool ended)
{
    const CopiaToken *at = &scan->view.tokens[token];
    bool closed = false;

    for (size_t next = at->start; next < at->end;) {
        uint32_t code = copia_unicode_next (scan->view.text, &next);

        if (term_of_code (code) != COPIA_TERM_NONE) {
            ended = true;
            closed = false;
        }
        closed |= ended && closes_bracket (code) && scan->inner > 0;
        see_mark (scan, code);
    }
    scan->worded |= at->kind == COPIA_TOKEN_WORD;
    return closed;
}

/* Not a word between letters, as nearly all tokens are. */
static bool
has_marks (const Scan *scan, size_t token)
{
    const CopiaToken *at = &scan->view.tokens[token];

    return at->kind == COPIA_TOKEN_PUNCTUATION ||
           !g_ascii_isalnum (scan->view.text[at->start]) ||
           !g_ascii_isalnum (scan->view.text[at->end - 1]);
}

/* Nearly all tokens are words between ASCII letters or digits, or a comma: no term, no mark. */
static inline bool
is_plain (const char *text, const CopiaToken *token)
{
    if (token->kind == COPIA_TOKEN_WORD)
        return g_ascii_isalnum (text[token->start]) &&
               g_ascii_isalnum (text[token->end - 1]);
    return token->end - token->start == 1 && !may_end (text[token->start]);
}

/* The quote or bracket closes what the term before it ended (rule 7). */
static bool
closes (const Scan *scan, size_t token)
{
    const CopiaCharacter *first = first_of (scan, token);
    uint32_t code = first_code (scan, token);

    if (scan->view.tokens[token].kind == COPIA_TOKEN_WORD ||
        first->sentence_break != COPIA_SB_CLOSE || opens_bracket (code))
        return false;
    if (adjoins (scan, token))
        return !(first->flags & COPIA_CHARACTER_OPENS) || is_loose (scan, token);
    if (!is_loose (scan, token))
        return false;
    return (first->flags & COPIA_CHARACTER_CLOSES) != 0 ||
           (code == '"' && scan->quoted);
}

/* The token behind a footnote's mark that adjoins the term, else `token` (rule 7). */
static size_t
skip_footnote (const Scan *scan, size_t token)
{
    const CopiaToken *tokens = scan->view.tokens;
    const CopiaCharacter *first = first_of (scan, token);
    uint32_t code = first_code (scan, token);
    size_t size = tokens[token].end - tokens[token].start;

    if (!adjoins (scan, token))
        return token;
    if (code == '[' && token + 2 < scan->view.n && adjoins (scan, token + 1) &&
        adjoins (scan, token + 2) && first_code (scan, token + 2) == ']' &&
        tokens[token + 1].end - tokens[token + 1].start <= 4)
        return token + 3;
    if (!is_loose (scan, token))
        return token;
    if (code == '*' || code == '_' || code == 0x2020 || code == 0x2021)
        return token + 1;
    if (first->class == COPIA_CLASS_DIGIT &&
        (!(first->flags & COPIA_CHARACTER_DECIMAL) ||
         (size <= 3 && copia_sentence_ends_word (&scan->view, token - 1))))
        return token + 1;
    return token;
}

/* Adds the term at `token`; one behind a bracket counts alone: `(alas!).` */
static void
add_token (const Scan *scan, End *end, size_t token)
{
    if (end->closed)
        *end = (End){ COPIA_TERM_NONE, token, token, false };
    end->term = add_term (end->term, term_of (scan, token));
    end->next = token + 1;
}

/* Gathers terms, closing marks and footnotes from the term at `token` on (SB8a, SB9). */
static End
gather (Scan *scan, size_t token)
{
    End end = { COPIA_TERM_NONE, token, token, false };

    add_token (scan, &end, token);
    end.closed = see_marks (scan, token, false);
    while (end.next < scan->view.n) {
        const CopiaToken *next = &scan->view.tokens[end.next];
        size_t behind = skip_footnote (scan, end.next);

        if (next->kind == COPIA_TOKEN_PUNCTUATION &&
            term_of_code (first_code (scan, end.next)) != COPIA_TERM_NONE)
            add_token (scan, &end, end.next);
        else if (closes (scan, end.next))
            end.closed |= see_marks (scan, end.next++, true);
        else if (behind > end.next)
            end.next = behind;
        else
            break;
    }
    return end;
}

/* The kind of the first letter or digit from `token` on: Upper, Lower, OLetter or Numeric;
 * Other if there is none.  The token it is in becomes scan->next_word. */
static unsigned
word_ahead (Scan *scan, size_t token)
{
    scan->next_word = MAX (scan->next_word, token);
    for (; scan->next_word < scan->view.n; scan->next_word++) {
        unsigned property = copia_sentence_first_letter (&scan->view, scan->next_word);

        if (property != COPIA_SB_OTHER)
            return property;
    }
    return COPIA_SB_OTHER;
}

/* Dutch `'t Is`: the capital follows a letter that an apostrophe leads. */
static bool
is_clitic (const Scan *scan, size_t token)
{
    const CopiaToken *tokens = scan->view.tokens;
    uint32_t code = first_code (scan, token);

    return (code == '\'' || code == 0x2019) && token + 2 < scan->view.n &&
           adjoins (scan, token + 1) &&
           tokens[token + 1].end - tokens[token + 1].start == 1 &&
           copia_sentence_first_letter (&scan->view, token + 2) == COPIA_SB_UPPER;
}

static bool
is_dash (uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015);
}

/* A sentence begins at end->next. */
static bool
begins (Scan *scan, const End *end)
{
    const size_t next = end->next;
    unsigned ahead = word_ahead (scan, next);

    if (ahead == COPIA_SB_LOWER && is_clitic (scan, next))
        ahead = COPIA_SB_UPPER;
    if (ahead == COPIA_SB_OTHER || ahead == COPIA_SB_LOWER)
        return false; /* rule 2; and without a word there is no sentence */
    if (first_of (scan, next)->sentence_break == COPIA_SB_SCONTINUE &&
        !is_dash (first_code (scan, next)))
        return false; /* SB8a, rule 3 */

    CopiaSentenceNext follows = { scan->next_word, ahead,
                                  adjoins (scan, next) && next == end->token + 1 &&
                                      scan->next_word == next };
    if (end->term == COPIA_TERM_STRONG)
        return scan->inner == 0 && !end->closed; /* rule 6 */
    if (end->term == COPIA_TERM_ELLIPSIS)
        return ahead != COPIA_SB_NUMERIC ||
               !copia_sentence_lower_ahead (&scan->view, next);
    return copia_sentence_stop_ends (&scan->view, end->token, end->closed, &follows);
}

void
copia_sentences (const CopiaSentenceRules *self, const char *text,
                 const CopiaToken *tokens, size_t n, GArray *starts)
{
    Scan scan = { .view = { self, text, tokens, n, 0 } };
    uint32_t start = 0;

    if (n > 0)
        g_array_append_val (starts, start);
    for (size_t i = 0; i < n; i++) {
        if (G_LIKELY (is_plain (text, &tokens[i]))) {
            scan.worded |= tokens[i].kind == COPIA_TOKEN_WORD;
            continue;
        }
        if (term_of (&scan, i) == COPIA_TERM_NONE) {
            if (has_marks (&scan, i))
                see_marks (&scan, i, false);
            scan.worded |= tokens[i].kind == COPIA_TOKEN_WORD;
            continue;
        }
        End end = gather (&scan, i);
        i = end.next - 1;
        if (end.next == n || !begins (&scan, &end))
            continue;
        scan.view.start = end.next;
        scan.outer = scan.inner = 0;
        scan.worded = false;
        start = (uint32_t) end.next;
        g_array_append_val (starts, start);
    }
}
