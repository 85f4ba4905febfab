/* writer-private.h - what the index writer holds between taking events and writing sections. */
#pragma once

#include "index/types.h"
#include "index/writer.h"

/* Structure and attribute names must fit "S@A.value" into a section's name. */
#define COPIA_LONGEST_NAME 19

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

struct CopiaIndexWriter {
    CopiaTypes *types;
    GArray *ids;      /* uint32_t a token: number of its type */
    GArray *freq;     /* uint32_t a type */
    GByteArray *word; /* a type: has a letter or digit */
    uint64_t words;
    CopiaTypes *gaps;      /* the gaps that are not "" or " " */
    GArray *gap_of;        /* CopiaGapAt, where they stand */
    GArray *gap_count;     /* uint64_t a gap */
    CopiaBits spaces;      /* a bit a token: its gap is " " */
    guint common_gap;      /* the commonest of `gaps`, known when they are written */
    GPtrArray *structures; /* CopiaStructure, outermost first */
    GString *meta;
    GError *error;
};

void copia_bits_set (CopiaBits *self, uint64_t i);
void copia_structure_set (CopiaStructure *self, guint region, const char *name,
                          const char *value, size_t size);
/* The sections, in the order of FORMAT.md; the writer has tokens and no error. */
bool copia_index_write (CopiaIndexWriter *self, const char *path, GError **error);
