/* writer-private.h - what the index writer holds between taking events and writing sections. */
#pragma once

#include "base/error.h"
#include "index/layer.h"
#include "index/regions.h"
#include "index/types.h"
#include "index/writer.h"

typedef struct {
    uint32_t cpos, gap;
} CopiaGapAt;

typedef struct {
    uint8_t *bytes;
    size_t size;
} CopiaBits;

typedef struct {
    char *name;
    CopiaTypes *values;
    GArray *
        value; /* uint32_t a region: value + 1, 0: none; may be shorter than the regions */
} CopiaStructureAttribute;

typedef struct {
    char *name;
    bool open;
    GArray *start, *end;   /* uint32_t */
    GPtrArray *attributes; /* CopiaStructureAttribute */
} CopiaStructure;

typedef struct CopiaWriterLayer CopiaWriterLayer;

struct CopiaIndexWriter {
    CopiaTypes *types;
    CopiaRecentTypes *recent; /* before them */
    GArray *ids;              /* uint32_t a token: number of its type */
    GArray *freq;             /* uint32_t a type */
    GByteArray *word;         /* a type: has a letter or digit */
    uint64_t words;
    CopiaTypes *gaps;      /* the gaps that are not "" or " " */
    GArray *gap_of;        /* CopiaGapAt, where they stand */
    GArray *gap_count;     /* uint64_t a gap */
    CopiaBits spaces;      /* a bit a token: its gap is " " */
    guint common_gap;      /* the commonest of `gaps`, known when they are written */
    GPtrArray *structures; /* CopiaStructure, outermost first */
    CopiaStructure *text;  /* of them; NULL: none was opened yet */
    GPtrArray *layers;     /* CopiaWriterLayer */
    GPtrArray *declared;   /* of them, those that the tokens have values of, in order */
    GString *meta;
    bool compact;
    GError *error; /* the first; nothing is taken any more */
    bool closed;
};

/* Keeps the first error. */
void copia_index_writer_fail (CopiaIndexWriter *self, CopiaError code,
                              const char *format, ...) G_GNUC_PRINTF (3, 4);
void copia_bits_set (CopiaBits *self, uint64_t i);

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
/* Of the token that is number ids->len: before it is counted. */
void copia_index_writer_take_values (CopiaIndexWriter *self, const CopiaString *values);
/* After the last token: each has as many values as there are tokens. */
void copia_index_writer_end_layers (CopiaIndexWriter *self);
const char *copia_writer_layer_name (const CopiaWriterLayer *self);
void copia_writer_layer_free (CopiaWriterLayer *self);
/* After the tokens' numbers have become ids; `kind` has a bit a type: it is a word. */
void copia_index_write_layers (CopiaIndexWriter *self, uint32_t n_types,
                               const uint8_t *kind, CopiaContainerWriter *out);

/* The sections, in the order of FORMAT.md; the writer has tokens and no error. */
bool copia_index_write (CopiaIndexWriter *self, const char *path, GError **error);
