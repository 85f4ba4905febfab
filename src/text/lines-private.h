/* lines-private.h - what finding lines and judging them share. */
#pragma once

#include "text/lines.h"

struct CopiaLines {
    const CopiaDocument *document;
    CopiaAside *lines;
    unsigned *touches; /* since memory was given back */
};
