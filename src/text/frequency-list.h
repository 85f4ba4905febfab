/* frequency-list.h - how often words stand in a corpus that is not at hand: a published list.
 *
 * The file is UTF-8, a word and its count a line, parted by tabs, commas, semicolons or blanks;
 * which columns hold them is found out (frequency-columns.h).  Blank lines are passed over, and
 * so are lines that begin with #, and up to ten lines without a count before the first that has
 * one.  A line such as `# total: 98,000,000` says how many words the corpus has; else that is the
 * sum of the counts.
 *
 * Entries without a letter or digit, and those of several words, are no words here and are left
 * out.  Entries of one spelling are added up.  Sorted by form, then word.  Immutable.
 */
#pragma once

#include "base/strings.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    CopiaString form; /* what it is sorted by and stopped by */
    CopiaString name; /* what it is compared by: the form, or the word as printed */
    CopiaString word; /* as it is shown */
    uint64_t count;
} CopiaListed;

typedef enum {
    COPIA_LISTED_FORMS, /* words are folded (fold.h) and added up by form */
    COPIA_LISTED_WORDS, /* words as printed */
    COPIA_LISTED_VALUES, /* of an attribute, which is not folded: form, name and word are one */
} CopiaListedBy;

typedef enum { COPIA_TOTAL_SUMMED, COPIA_TOTAL_SAID, COPIA_TOTAL_GIVEN } CopiaTotalFrom;

typedef struct {
    char *path;      /* as an error would show it */
    char digest[17]; /* how its SHA-256 begins */
    GArray *listed;  /* CopiaListed */
    uint64_t total, sum;
    CopiaTotalFrom from;
    unsigned columns[2];     /* of words and counts, from 1 */
    uint64_t joined;         /* entries that were added to another */
    uint64_t marks, several; /* entries left out: no letter or digit; several words */
    /*< private >*/
    char *text;
    GStringChunk *room;
} CopiaFrequencyList;

/* `total`: words of the corpus; 0: what the list says.  COPIA_ERROR_INPUT names the line;
 * COPIA_ERROR_QUERY: a total below the sum; else as copia_list_file_read(). */
CopiaFrequencyList *copia_frequency_list_load (const char *path, CopiaListedBy by,
                                               uint64_t total, GError **error);
void copia_frequency_list_free (CopiaFrequencyList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaFrequencyList, copia_frequency_list_free)

static inline uint32_t
copia_frequency_list_size (const CopiaFrequencyList *self)
{
    return self->listed->len;
}

static inline const CopiaListed *
copia_frequency_list_at (const CopiaFrequencyList *self, uint32_t i)
{
    return &g_array_index (self->listed, CopiaListed, i);
}
