/* index-private.h - the inside of an index, for index.c, index-open.c and view.c. */
#pragma once

#include "index/borrowed.h"
#include "index/index.h"
#include "index/manifest.h"
#include "index/view.h"

#include <stdatomic.h>

/* What to do where the union of a set is damaged, or a file of its is gone. */
#define COPIA_SET_WAY_OUT "make the set anew with 'copia merge --set'"

/* The set that a manifest at `path` would name. */
CopiaIndex *copia_index_open_set (const char *path, const CopiaManifest *manifest,
                                  GError **error);

/* Lexicon and sections that are made for a view. */
typedef struct CopiaView CopiaView;
void copia_view_free (CopiaView *self);

struct CopiaIndex {
    char *path;
    bool own;                  /* the set that opened it has it for itself alone */
    CopiaContainer *container; /* of a set: the union */
    CopiaContainer *base;      /* what it borrows of, unless that is the first file */
    CopiaBorrowed *borrowed;   /* of a set alone */
    GPtrArray *files;          /* CopiaIndex of each file, NULL; of a set alone */
    CopiaShards *shards;
    CopiaLexicon lexicon;
    CopiaTokens tokens;
    CopiaPostings postings;
    CopiaGaps gaps;
    char *meta_text;
    GPtrArray *meta;   /* key, value .., NULL: in `meta_text` */
    GPtrArray *layers; /* CopiaLayer */
    GPtrArray *structures;
    const CopiaRegions *texts;
    /* What a view does not take over from its ground begins here. */
    _Atomic (CopiaKnownWords *) known_words; /* NULL: nobody asked yet */
    _Atomic (uint8_t *) shared_forms;        /* NULL: the same */
    const CopiaIndex *ground; /* what a view (view.h) looks at; NULL: it is none */
    CopiaView *view;          /* what belongs to a view alone */
};

/* The place of a key among the meta data; their number when it is not there. */
guint copia_index_key (const CopiaIndex *self, const char *key);
