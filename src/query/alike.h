/* alike.h - values that count as the same, as numbers.
 *
 * Two attributes, or one of two tokens, are compared by the numbers of their values' classes,
 * which are found once a value, however the values are compared.
 */
#pragma once

#include "index/index.h"

typedef struct CopiaAlike CopiaAlike;

/* `no_case` and `plain` are %c and %d. */
CopiaAlike *copia_alike_new (const CopiaLayer *left, const CopiaLayer *right,
                             bool no_case, bool plain);
/* The class of the value that the token at cpos has. */
uint32_t copia_alike_left (CopiaAlike *self, uint64_t cpos);
uint32_t copia_alike_right (CopiaAlike *self, uint64_t cpos);
/* Both are one attribute, whose class answers copia_alike_left(), and below so many. */
bool copia_alike_is_one (const CopiaAlike *self, uint32_t *classes);
/* The classes of the n tokens from `first` on, of one attribute. */
void copia_alike_read (CopiaAlike *self, uint64_t first, uint32_t n, uint32_t *classes);
void copia_alike_free (CopiaAlike *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaAlike, copia_alike_free)
