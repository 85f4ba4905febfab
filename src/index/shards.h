/* shards.h - a stream of ids and lists that lies in several files.
 *
 * A set of files opens as one CopiaIndex (index.h).  What runs along the corpus is read in the
 * files, the ids there being mapped to those of the whole.  Specified in FORMAT.md, "Sets of
 * files".
 */
#pragma once

#include "base/ints.h"

typedef struct CopiaIndex CopiaIndex;
typedef struct CopiaLayer CopiaLayer;

typedef struct {
    const CopiaIndex *index;
    const CopiaLayer *layer; /* the stream in it */
    uint64_t first, end;     /* its tokens are [first, end) */
    uint64_t words;          /* word tokens before `first` */
    CopiaInts id;            /* its ids -> those of the whole */
} CopiaShard;

typedef struct CopiaShards {
    uint32_t n;
    CopiaShard *shards;
    /*< private >*/
    uint32_t types;          /* of the whole */
    CopiaInts at, in, local; /* id -> places; a place is a shard and an id there */
} CopiaShards;

/* The stream of an attribute (`word` for the words) in `indexes`, NULL-terminated, that
 * `container`, their union, joins. */
CopiaShards *copia_shards_new (const CopiaContainer *container, const char *attribute,
                               CopiaIndex *const *indexes, uint32_t types,
                               GError **error);
void copia_shards_free (CopiaShards *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaShards, copia_shards_free)

uint64_t copia_shards_tokens (const CopiaShards *self);
uint64_t copia_shards_words (const CopiaShards *self); /* word tokens */
/* The shard that holds cpos, which is below the number of tokens. */
const CopiaShard *copia_shards_find (const CopiaShards *self, uint64_t cpos);
/* The id at cpos, always < types; 0 behind the last token. */
uint32_t copia_shards_id (const CopiaShards *self, uint64_t cpos);
/* What an id in the shard is in the whole, always < types. */
uint32_t copia_shards_map (const CopiaShards *self, const CopiaShard *shard,
                           uint32_t local);
/* Where the lists of an id are: places [*first, *end). */
void copia_shards_places (const CopiaShards *self, uint32_t id, uint64_t *first,
                          uint64_t *end);
const CopiaShard *copia_shards_place (const CopiaShards *self, uint64_t place,
                                      uint32_t *local);
/* Places lie: blames the union. */
void copia_shards_blame (const CopiaShards *self);
