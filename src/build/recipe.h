/* recipe.h - inputs and how they are read: what makes an index, and is stored in it. */
#pragma once

#include "import/reader.h"
#include "index/index.h"

typedef struct {
    CopiaReaderOptions reading;
    unsigned threads; /* 0: one for each processor */
    uint64_t memory;  /* bytes, 0: a quarter of what the machine has */
    const char
        *lemmas; /* a file (text/lemma-list.h): `lemma` is made from it; or NULL */
    const char *tagger, *tags; /* a command and its columns (tagger.h), or NULL */
    bool stem;                 /* `stem` is made (text/stemmer.h) */
    bool compact;              /* the index in less space, see index/packing.h */
    const CopiaIndex *corpus;  /* that the texts are added to, or NULL */
    /* Told now and then how much of the work is done, of 1, and how many tokens were read;
     * NULL: nobody watches. */
    void (*progress) (void *data, double part, uint64_t tokens);
    void *progress_data;
    const char *const *inputs; /* files and folders, NULL-terminated */
} CopiaRecipe;
