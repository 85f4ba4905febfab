/* conllu-rules.h - is it CoNLL-U? */
#pragma once

#include <glib.h>

/* NULL: it is; else what is wrong, with the line.  Written from the format's description, knowing
 * nothing of how copia reads it. */
char *conllu_rules_broken (const char *text);
