/* request-private.h - the inside of a request: what was given (request.c), where its answer goes
 * (request-answer.c), and how it is run (request-run.c). */
#pragma once

#include "base/out.h"
#include "command/request.h"
#include "command/terms.h"

typedef struct {
    const CopiaOption *option;
    GPtrArray *values; /* char *; the last counts, lists keep all; NULL ends it */
} CopiaValue;

struct CopiaRequest {
    const CopiaCommand *command;
    const CopiaFront *front;
    GArray *given; /* CopiaValue */
    GPtrArray *arguments;
    CopiaIndex *opened;
    const CopiaIndex *index;     /* `opened`, or lent */
    const CopiaResults *results; /* lent, or NULL */
    CopiaSubcorpus *where;
    CopiaTerms *terms;
    CopiaOut *out; /* of --output */
    char *provenance;
};

/* NULL: the option was not given. */
CopiaValue *copia_request_find (const CopiaRequest *self, const char *name);
/* The file that --output names; NULL: the front's sink, which is called "-" too. */
const char *copia_request_output (const CopiaRequest *self);
