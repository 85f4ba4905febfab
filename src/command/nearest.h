/* nearest.h - the name somebody may have meant. */
#pragma once

/* The name at the least edit distance from `word`, at most 2; the first of equals; NULL: none
 * is near.  `names` ends with NULL. */
const char *copia_nearest (const char *word, const char *const *names);

/* What other programs call `word`, if that is one of `names`: --top is --limit; else NULL. */
const char *copia_nearest_meant (const char *word, const char *const *names);
