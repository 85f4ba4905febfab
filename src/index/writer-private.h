/* writer-private.h - what the index writer holds between taking events and writing sections. */
#pragma once

#include "base/aside.h"
#include "base/error.h"
#include "base/numbers.h"
#include "index/columns.h"
#include "index/layer.h"
#include "index/order.h"
#include "index/recent.h"
#include "index/regions.h"
#include "index/types.h"
#include "index/writer.h"
#include <pthread.h>

typedef struct {
    char *name;
    CopiaTypes *values;
    GArray *
        value; /* uint32_t a region: value + 1, 0: none; may be shorter than the regions */
} CopiaStructureAttribute;

typedef struct {
    char *name;
    bool open;
    CopiaNumbers *start, *end;
    GPtrArray *attributes; /* CopiaStructureAttribute */
    GPtrArray *within; /* of a part: names of its structures that were open around it */
} CopiaStructure;

/* A token's number in a stream: that of its type, and above it what stands before the token. */
#define COPIA_NUMBER_MASK COPIA_ID_MASK
#define COPIA_NUMBER_BITS 30
#define COPIA_MOST_TOKENS (UINT32_MAX - 2)

typedef struct CopiaWriterLayer CopiaWriterLayer;

struct CopiaIndexWriter {
    CopiaIndexWriter *parent; /* of a part; NULL: this is the whole */
    CopiaStore *store;
    CopiaTypes *types;        /* shared with the parts; marked: has a letter or digit */
    CopiaRecentTypes *recent; /* before them */
    CopiaNumbers *numbers;    /* a token: see COPIA_NUMBER_MASK */
    uint32_t buffer[1024];    /* the last of them, not yet in the stream */
    uint32_t used;
    uint32_t
        known; /* of them, those whose types are known: the others wait in `recent` */
    uint32_t tokens;
    uint64_t words;                     /* known when the index is written */
    CopiaTypes *gaps;                   /* the gaps that are not "" or " " */
    CopiaNumbers *gap_cpos, *gap_value; /* where they stand */
    GArray *gap_count;                  /* uint64_t a gap */
    guint common_gap;      /* the commonest of `gaps`, known when they are written */
    GPtrArray *structures; /* CopiaStructure, outermost first */
    GPtrArray *met;        /* the same, in the order of meeting */
    CopiaStructure *text;  /* of them; NULL: none was opened yet */
    GPtrArray *layers;     /* CopiaWriterLayer */
    GPtrArray *declared;   /* of them, those that the tokens have values of, in order */
    GArray *derivations;   /* CopiaDerivation */
    GString *meta;
    bool compact;
    unsigned threads;
    uint64_t memory;
    char *
        beside; /* a path: what does not fit into memory is put aside there, too; or NULL */
    CopiaTellers tellers;
    CopiaWatch watch;
    void *watch_data;
    CopiaRecentTypes **recents; /* one a thread */
    pthread_mutex_t lock;       /* of the next */
    GPtrArray *idle;            /* CopiaIndexWriter: parts that may be filled again */
    GError *error;              /* the first; nothing is taken any more */
    bool blamed;                /* it names an input */
    bool closed;
};

/* Keeps the first error. */
void copia_index_writer_fail (CopiaIndexWriter *self, CopiaError code,
                              const char *format, ...) G_GNUC_PRINTF (3, 4);
/* On the thread that told the tokens: what waits gets its number. */
void copia_index_writer_settle (CopiaIndexWriter *self);
void copia_index_writer_flush (CopiaIndexWriter *self);
/* The number of a gap between tokens, and its code before it is known which is common. */
unsigned copia_index_writer_take_gap (CopiaIndexWriter *self, const char *gap,
                                      size_t size);

/* Parts (writer-parts.c). */
CopiaIndexWriter *copia_index_writer_new_part (CopiaIndexWriter *parent);
void *copia_index_writer_fork (void *self, unsigned thread, CopiaReceiver *to);
void copia_index_writer_end_part (void *self, void *part);
void copia_index_writer_join (void *self, void *part, const char *gap, size_t size);
void copia_index_writer_drop (void *self, void *part);
/* Nothing is told any more; again: nothing. */
void copia_index_writer_free_parts (CopiaIndexWriter *self);
CopiaStructure *copia_index_writer_find_structure (const CopiaIndexWriter *self,
                                                   const char *name);
CopiaStructure *copia_index_writer_add_structure (CopiaIndexWriter *self,
                                                  const char *name);
void copia_index_writer_order (CopiaIndexWriter *self, CopiaStructure *inner);

/* The structures of the receiver (writer-structures.c). */
void copia_index_writer_open (void *self, const char *name,
                              const CopiaAttribute *attributes, size_t n);
void copia_index_writer_shut (void *self, const char *name);
void copia_index_writer_tail (void *self, const char *gap, size_t size);
/* All are closed, or the writer has failed. */
void copia_index_writer_check_structures (CopiaIndexWriter *self);
void copia_structure_free (CopiaStructure *self);

/* The further attributes of tokens (writer-layers.c). */
void copia_index_writer_layers (void *self, const char *const *names, size_t n);
/* Of a token, in the order of tokens; those passed over have the empty ones. */
void copia_index_writer_take_values (CopiaIndexWriter *self, uint64_t cpos,
                                     const CopiaString *values);
/* After the last token: each has as many values as there are tokens. */
void copia_index_writer_end_layers (CopiaIndexWriter *self);
const char *copia_writer_layer_name (const CopiaWriterLayer *self);
void copia_writer_layer_free (CopiaWriterLayer *self);
/* As long as the order of the types is there. */
void copia_index_writer_order_layers (CopiaIndexWriter *self, const CopiaOrder *order);
/* After the tokens' numbers have become ids; `kind` has a bit a type: it is a word, `freq` how
 * often it stands. */
void copia_index_write_layers (CopiaIndexWriter *self, uint32_t n_types,
                               const uint32_t *freq, const uint8_t *kind,
                               CopiaContainerWriter *out);

/* The streams of tokens and gaps (writer-tokens.c); `counts` is by provisional number. */
uint32_t *copia_index_writer_count (const CopiaIndexWriter *self);
void copia_index_write_tokens (CopiaIndexWriter *self, const CopiaOrder *order,
                               CopiaContainerWriter *out);

/* Tells whoever watches that this part of the index is written. */
void copia_index_writer_written (const CopiaIndexWriter *self, double part);

/* The sections, in the order of FORMAT.md; the writer has tokens and no error. */
bool copia_index_write (CopiaIndexWriter *self, const char *path, GError **error);
