/* reader.h - a file read from end to end: decoded, divided, cut into tokens, told as events.
 *
 * Events as in event.h.  Structures: `text` with the attributes file, title, author and what
 * else the file says of itself; `part` and `chapter` with n (a decimal number) and title;
 * `head` with the tokens of a heading, inside the region that it opens; `p`, the paragraphs,
 * heads aside; `s`, the sentences: every token is in exactly one, a head is one.
 * A text without headings has no part and no chapter; in others every token but those of a
 * part's head is in a chapter.  See segment.h for numbers and titles.
 *
 * A reader is immutable; threads may share one.  `languages` is told on the thread that the
 * receiver is told on.
 */
#pragma once

#include "import/import.h"
#include "text/event.h"

/* Of `ranges`. */
#define COPIA_READER_JOINED "joined"
#define COPIA_READER_WORDS "words"

/* How texts are read; all strings may be NULL for the usual. */
typedef struct {
    const char *importer;   /* found out, see import.h */
    const char *encoding;   /* found out, see encoding.h */
    const char *attributes; /* columns of vertical text, see vertical.h */
    const char *ranges;     /* of CoNLL-U, see conllu.h; "joined" */
    const char *rules;      /* path of a rules file, see rules.h */
    const char *language;   /* what the rules or the text say, else "en" */
    bool any_language;      /* also one whose sentences have no rules of their own */
    GHashTable *languages;  /* a set: is told that of each text (char *, its own) */
    const char *tokenizer;  /* "words" */
    const char *tokenizer_options; /* see tokenizer.h */
    const char *metadata;          /* path of a table, see metadata.h */
    bool drop_notes;               /* foot- and endnotes are left out */
    bool original;                 /* see import.h */
    bool no_heads;                 /* headings are left out: gaps between tokens */
    const char *beside;            /* see import.h */
    uint64_t memory;               /* the same */
    uint64_t limit;                /* bytes a file may have; 0: the most there can be */
} CopiaReaderOptions;

typedef struct CopiaReader CopiaReader;

/* G_FILE_ERROR, COPIA_ERROR_INPUT: the rules; COPIA_ERROR_QUERY: no such importer, tokenizer
 * or language. */
CopiaReader *copia_reader_new (const CopiaReaderOptions *options, GError **error);

/* Sends one text.  A text without a token sends nothing and leaves a note.  `notes` receives
 * lines (char *, with the path) about what was guessed, left out or wrong; NULL: they are
 * dropped.  Errors as of copia_import_file(); COPIA_ERROR_LIMIT too when a pattern or rule
 * takes too long.  Nothing is sent before an error but that of a pattern. */
bool copia_reader_read (const CopiaReader *self, const char *path,
                        const CopiaReceiver *to, GPtrArray *notes, GError **error);

/* The same of many files, one after the other; where the receiver has tellers, threads read
 * short ones ahead of their turn.  `sent` is told on the thread of the receiver that file number
 * `i` was sent. */
typedef void (*CopiaFileSent) (void *data, size_t i);
bool copia_reader_read_files (const CopiaReader *self, const char *const *paths,
                              size_t n, const CopiaReceiver *to, GPtrArray *notes,
                              CopiaFileSent sent, void *data, GError **error);

/* One text of bytes in memory, called `name`. */
bool copia_reader_read_memory (const CopiaReader *self, const char *name,
                               const void *bytes, size_t size, const CopiaReceiver *to,
                               GPtrArray *notes, GError **error);
/* Adds lines (char *) about the metadata and the texts that did not meet: when all is read. */
void copia_reader_report (const CopiaReader *self, GPtrArray *notes);
void copia_reader_free (CopiaReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaReader, copia_reader_free)
