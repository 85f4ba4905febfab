/* caution.h - when a measure should not be used: one sentence for each that has a trap.
 */
#pragma once

#include "stats/about.h"

/* A sentence without its subject: "to compare corpora of different size .."; NULL where there
 * is nothing to warn of.  The names of tools before a point ("ucs.MI") do not count. */
const char *copia_caution (const CopiaAbout *about);
