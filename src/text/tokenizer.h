/* tokenizer.h - text to tokens.
 *
 * Every tokenizer puts each character that is not white space into exactly one token;
 * tokens are in order and do not overlap, so tokens and the gaps between them give the
 * text back.  White space is what Unicode calls so (White_Space), and beside it whatever
 * is not seen and only separates or steers: the control characters (category Cc, NUL among
 * them), U+200B, U+FEFF and the marks of direction (U+061C U+200E U+200F U+202A-U+202E
 * U+2066-U+2069).  A token is a word when it holds a letter or digit (categories L and N
 * and whatever else UAX #29 counts among letters, as U+24B6), else punctuation.
 *
 * `spaces`: what stands between white space is a token.
 * `pattern`: each match of the user's PCRE2 pattern (UTF, UCP) is a token; of the rest,
 * each run without white space is a punctuation token, letters or not.  A match may span
 * white space; an empty one is passed over.
 *
 * `words` is UAX #29 (default word boundaries) tailored so:
 *  1. A run is a maximal sequence of letters, marks and digits, U+02BC being a letter.
 *     Letters that UAX #29 does not join (Han, Hiragana, Thai, Lao, Khmer, Myanmar ...) are
 *     a token each; Katakana joins Katakana alone.
 *  2. An abbreviation is two or more single letters, each with a stop (`a.m.`, `U.S.A.`),
 *     and stands for a run; a last single letter may lack its stop (`U.S.A`).  So `I.`,
 *     `A. B.` and `Ph.D.` are none.
 *  3. A word is a run, or several, joined by one inner apostrophe (' U+2019) or hyphen
 *     (- U+2010 U+2011): `don't`, `Brest-Litovsk`, `l'U.R.S.S.`; `soldiers'` without its
 *     mark.  With "split-hyphens" hyphens do not join.
 *  4. Decimal digits are joined by one . , : / U+2044 U+066B or U+066C too: `2.10`, `1,000`.
 *  5. Two l are joined by one middle dot U+00B7 (Catalan), Hebrew letters by U+05F4 or ";
 *     a Hebrew letter keeps the ' behind it.  No other MidLetter or MidNum joins: `:` and `.`
 *     between letters and `;` between digits do not.
 *  6. Grapheme extenders, ZWJ, ZWNJ, variation selectors and format characters (U+00AD the
 *     soft hyphen among them) stay with what they follow; at the start of a word with it.
 *  7. Any other character, `_` too, is punctuation; a run of the same one (`...`, `--`) is
 *     one token.  An emoji sequence or flag is one token, and each such sequence its own.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { COPIA_TOKEN_WORD, COPIA_TOKEN_PUNCTUATION } CopiaTokenKind;

typedef struct {
    uint32_t start; /* bytes from the start of the text given */
    uint32_t end;   /* exclusive */
    uint8_t kind;   /* CopiaTokenKind */
} CopiaToken;

/* Immutable; threads may share one. */
typedef struct CopiaTokenizer CopiaTokenizer;

/* What there is, for help and parsers; ends with a NULL name.  The first is the default. */
typedef struct {
    const char *name;
    const char *summary;
    const char *options; /* what `options` may be, for help; NULL: nothing */

    /*< private >*/
    bool (*new) (const char *options, void **state, GError **error);
    bool (*run) (const void *state, const char *text, size_t size, GArray *tokens,
                 GError **error);
    void (*free) (void *state);
} CopiaTokenizerKind;

extern const CopiaTokenizerKind copia_tokenizer_kinds[];

/* `options`: NULL; "split-hyphens" for `words`; the pattern for `pattern`, where it must be
 * given.  An unknown name, a wrong option or a bad pattern is COPIA_ERROR_QUERY. */
CopiaTokenizer *copia_tokenizer_new (const char *name, const char *options,
                                     GError **error);

/* Appends to `tokens` (a GArray of CopiaToken).  The text is valid UTF-8; one of 4 GiB or
 * more, or one on which a pattern exceeds its match limit, is COPIA_ERROR_LIMIT, with
 * nothing appended. */
bool copia_tokenizer_run (const CopiaTokenizer *self, const char *text, size_t size,
                          GArray *tokens, GError **error);

const char *copia_tokenizer_name (const CopiaTokenizer *self);
const char *copia_tokenizer_options (const CopiaTokenizer *self); /* NULL: none */
void copia_tokenizer_free (CopiaTokenizer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTokenizer, copia_tokenizer_free)
