/* battery.h - everything an index can be asked, as one number.
 *
 * Two indexes that answer alike give the same number.  What must hold whatever the file says
 * (positions rise, ends are not before starts, all lies inside the corpus) is asserted.
 */
#pragma once

#include "index/index.h"

/* A small index with all there is: two texts with tails, parts, chapters and sentences, lists of
 * more than one block, a list that is all tail, words that stand once, gaps of every code,
 * attributes that are a map and that are none. */
char *battery_sample (bool compact, gsize *size);

/* A larger one, mostly of words that stand once or twice: `tokens` of them. */
char *battery_large_sample (unsigned tokens, bool compact, gsize *size);

uint64_t battery_run (const CopiaIndex *index);
/* The queries and subcorpora of it alone. */
uint64_t battery_run_queries (const CopiaIndex *index);
/* Queries in CQL, which take longer. */
uint64_t battery_run_cql (const CopiaIndex *index);

/* Questions whose answers are compared with a plain scan of tokens and words; false: one
 * differs.  For an index that was verified. */
bool battery_agrees_with_scan (const CopiaIndex *index);
