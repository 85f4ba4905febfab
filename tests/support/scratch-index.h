/* scratch-index.h - an index made from events, in a file that goes away with it. */
#pragma once

#include "index/index.h"
#include "index/writer.h"

typedef struct {
    char *path;
    CopiaIndex *index;
} ScratchIndex;

/* A name for a file in a folder of its own; free it with scratch_path_free(). */
char *scratch_path (void);
void scratch_path_free (char *path); /* removes the file and the folder */

/* Writes what the writer has taken and opens it; the writer stays the caller's. */
ScratchIndex *scratch_index_new (CopiaIndexWriter *writer);
/* One text of these words with a blank between them; whatever holds a letter is a word. */
ScratchIndex *scratch_index_of_words (const char *const *words, size_t n);
void scratch_index_free (ScratchIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScratchIndex, scratch_index_free)

/* Sends one token; the gap is "" before the first token of the corpus, else " ". */
void scratch_send_word (const CopiaReceiver *to, const char *word, bool first);
