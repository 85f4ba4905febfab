/* distances.h - how far units lie apart in the words they use: a table, a tree, a map.
 *
 * Compared are the rates of the most frequent words (vocabulary.h) by a measure of
 * stats/distance.h.
 *   table  columns: the unit's, nearest, nearest_distance, farthest, farthest_distance, then
 *          one per unit, its short name: the distance to it.  Rows in corpus order.
 *   tree   columns: the unit's, order, height, and tree when it is drawn.  Rows as units
 *          stand side by side below the tree (stats/cluster.h); `height`: at which the unit
 *          and the next row are joined, empty in the last.  When the tree is drawn, `unit`, a short
 *          name, stands for the unit's columns.
 *   map    correspondence analysis of the counts (stats/correspondence.h); columns: kind
 *          ("unit" or "word"), item, count, axis1, axis2, quality: the share of the point's
 *          distance from the middle that the two axes show.  Units first, then words.
 */
#pragma once

#include "stats/cluster.h"
#include "study/vocabulary.h"

typedef enum { COPIA_SHOW_TABLE, COPIA_SHOW_TREE, COPIA_SHOW_MAP } CopiaShowDistances;

typedef struct {
    CopiaAsk of;
    CopiaVocabularyAsk vocabulary;
    const char *measure; /* a name or alias of stats/distance.h; not of the map */
    CopiaLinkage linkage;
    CopiaShowDistances show;
    uint32_t draw; /* columns of the drawn tree, 0: not drawn */
    bool explain;
} CopiaDistancesAsk;

#define COPIA_DISTANCES_USUAL                                                          \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .vocabulary = { .words = 100 }, .measure = "delta",     \
        .linkage = COPIA_WARD                                                          \
    }

bool copia_distances (const CopiaIndex *index, const CopiaDistancesAsk *ask,
                      CopiaTable *table, CopiaFound *found, GError **error);
