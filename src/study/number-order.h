/* number-order.h - values that are all numbers, in the order of numbers. */
#pragma once

#include "base/strings.h"

/* By number of a value its place from 1, values that are the same number sharing one; of the
 * empty value 0.  NULL where one is no number.  g_free() it. */
uint32_t *copia_number_orders (uint32_t n, CopiaString (*get) (const void *, uint32_t),
                               const void *data);
