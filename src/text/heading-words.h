/* heading-words.h - words that make headings: Part, Chapter, Acte, Глава; Introduction, Nachwort.
 *
 * English, German, French, Spanish, Italian, Dutch, Swedish, Portuguese, Russian, Polish and
 * Latin.  Looked up folded and without marks (copia_fold_marks()).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What a numeral may stand with.  The same thing in all languages is one. */
typedef enum {
    COPIA_WORD_NONE,
    COPIA_WORD_VOLUME, /* these hold chapters .. */
    COPIA_WORD_PART,
    COPIA_WORD_BOOK,
    COPIA_WORD_ACT,
    COPIA_WORD_CHAPTER, /* .. these are chapters .. */
    COPIA_WORD_SCENE,
    COPIA_WORD_CANTO,
    COPIA_WORD_LETTER,
    COPIA_WORD_LECTURE,
    COPIA_WORD_SPEECH,
    COPIA_WORD_DAY,
    COPIA_WORD_STAVE,
    COPIA_WORD_SECTION, /* .. and these stand inside, unless there is nothing else */
    COPIA_N_WORDS,
} CopiaWord;

/* What a line of its own may say. */
typedef enum {
    COPIA_NAME_NONE,
    COPIA_NAME_NAME,     /* a chapter of a book's front or back */
    COPIA_NAME_CONTENTS, /* the table of contents begins: no heading, nor are its lines */
    COPIA_NAME_NEVER,    /* THE END: no heading, though in capitals */
} CopiaName;

typedef struct {
    const char *word;
    CopiaWord kind;
} CopiaHeadingWord;

typedef struct {
    const char *name;
    CopiaName kind;
} CopiaHeadingName;

extern const CopiaHeadingWord copia_heading_words[];
extern const size_t copia_heading_words_size;
extern const CopiaHeadingName copia_heading_names[];
extern const size_t copia_heading_names_size;
