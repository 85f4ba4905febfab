/* number.h - numbers as people and as programs read them; never the locale's way. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Room for every number written here, its final NUL too. */
#define COPIA_NUMBER_MAX 64

/* Each writes to `into` (COPIA_NUMBER_MAX bytes) and returns the length without the NUL. */

/* 8214 */
size_t copia_number_count (char *into, uint64_t count);

/* The shortest decimal that reads back as the same double: 0.1, 133, 3917.9850935, 1e-07.
 * Between equally short ones the nearest.  Minus zero is 0; `number` is finite. */
size_t copia_number_shortest (char *into, double number);

/* 8,214 */
size_t copia_number_grouped (char *into, uint64_t count);

/* 3,917.99: `digits` decimals (0 to 17) and thousands separated; from 1e15 on 1.50e+15.
 * NaN is "-", infinity "inf". */
size_t copia_number_fixed (char *into, double number, int digits);

/* The same within a sentence: a text that lasts as long as the block it is written in. */
const char *copia_number_said (char *into, double number);
#define COPIA_SAID(number)                                                             \
    copia_number_said ((char[COPIA_NUMBER_MAX]){ 0 }, (double) (number))
