/* tei-text-private.h - what is known while TEI is read, for tei-text.c (texts and regions),
 * tei-element.c (what each element does) and tei-note.c. */
#pragma once

#include "import/extract.h"
#include "import/tei-text.h"
#include "import/tei.h"

#define COPIA_TEI_NONE UINT32_MAX

/* An element that is open. */
typedef struct {
    const char *name, *full; /* as said, and as its region is called; in `strings` */
    CopiaTeiKind kind;
    uint32_t span;     /* COPIA_TEI_NONE: it has none */
    uint32_t division; /* of a DIV: its number; COPIA_TEI_NONE */
    uint32_t
        title; /* of a HEAD that names one: where its words may begin; COPIA_TEI_NONE */
    bool block, flow; /* it parts paragraphs; it holds running text */
    bool taken;       /* an apparatus whose text was read */
} CopiaTeiElement;

typedef struct CopiaTeiNote CopiaTeiNote;

/* The region from one break to the next of its kind. */
typedef struct {
    const char *name; /* of the structure; NULL: none was free */
    uint32_t span;    /* COPIA_TEI_NONE: none is open */
} CopiaTeiTurn;

/* What a note stands in, while it is read. */
typedef struct {
    CopiaExtract extract;
    CopiaDocument *document;
    GString *word;
    uint32_t flow;
    char *values[COPIA_WORD_VALUES];
} CopiaTeiOuter;

struct CopiaTeiText {
    CopiaDocument *first, *document;
    CopiaDocument *about; /* what the header of a corpus says of all */
    CopiaExtract extract;
    GStringChunk *strings;
    GArray *stack;      /* CopiaTeiElement */
    GHashTable *names;  /* name -> how many of it are open */
    GArray *divisions;  /* CopiaTeiDivision */
    GString *word;      /* text goes there while one is read */
    CopiaTeiNote *note; /* that is read: the text and its document are its own */
    GPtrArray *notes;   /* CopiaTeiNote *: that wait, and those that are read */
    char *values[COPIA_WORD_VALUES]; /* of the word */
    GHashTable *turns;               /* name -> CopiaTeiTurn: what breaks begin */
    uint32_t flow;                   /* elements with running text that are open */
    uint32_t depth;                  /* of divisions */
    guint texts;
    const CopiaXmlShapes *shapes; /* of a file that is no TEI, or NULL */
    bool drop_notes, original;
};

static inline CopiaTeiElement *
copia_tei_top (const CopiaTeiText *self)
{
    return self->stack->len
               ? &g_array_index (self->stack, CopiaTeiElement, self->stack->len - 1)
               : NULL;
}

GPtrArray *copia_tei_notes_new (void);
void copia_tei_open_note (CopiaTeiText *self, CopiaXml *xml);
bool copia_tei_ends_note (const CopiaTeiText *self); /* its element was just closed */
void copia_tei_close_note (CopiaTeiText *self);
void copia_tei_give_notes (CopiaTeiText *self);
/* The name of a region of which none is open: `q` within `q` is `q2`.  NULL: hundreds are. */
const char *copia_tei_free_name (CopiaTeiText *self, const char *base);
/* Behind a block, and its notes behind it where one is read in no other. */
void copia_tei_end_block (CopiaTeiText *self);
/* The word that was read, a token with the values it bears. */
void copia_tei_put_word (CopiaTeiText *self);
/* A region of that name, or of one that no open region has. */
void copia_tei_open_span (CopiaTeiText *self, CopiaTeiElement *element, CopiaXml *xml,
                          const char *said);
void copia_tei_close_span (CopiaTeiText *self, CopiaTeiElement *element);
/* One more, or less, of that name is open. */
void copia_tei_count_name (CopiaTeiText *self, const char *name, int by);
/* At a pb, cb or milestone. */
void copia_tei_turn (CopiaTeiText *self, CopiaXml *xml);
/* The next text of the file; the one before it is finished. */
bool copia_tei_begin_text (CopiaTeiText *self, CopiaXml *xml, GError **error);
