/* regex.h - a regular expression of PCRE2 for whole values, within limits.
 *
 * UTF-8 with Unicode properties; values that are not UTF-8 match where they are.  Steps, depth
 * and memory of a match are bounded: what passes the bounds does not match and is remembered.
 */
#pragma once

#include "base/strings.h"

#define COPIA_LONGEST_REGEX 65535 /* bytes */

typedef struct CopiaRegex CopiaRegex;

/* NULL: `*message` (to be freed) says why, `*at` where in the pattern. */
CopiaRegex *copia_regex_new (const char *pattern, bool no_case, char **message,
                             size_t *at);
bool copia_regex_matches (CopiaRegex *self, CopiaString value);
/* Some value took more than the bounds allow. */
bool copia_regex_gave_up (const CopiaRegex *self);
void copia_regex_free (CopiaRegex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaRegex, copia_regex_free)

/* What a pattern says about its matches before any is tried. */
typedef struct {
    GString *prefix; /* how all of them begin */
    GString *inside; /* stands in all of them, the longest such text found */
    bool whole;      /* there is one match, the prefix */
} CopiaLiterals;

CopiaLiterals copia_literals_of (const char *pattern);
void copia_literals_clear (CopiaLiterals *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaLiterals, copia_literals_clear)
