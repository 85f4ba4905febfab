/* surface.h - how regions say that several tokens are written as one: `de le` as `du`.
 *
 * A region `mwt` with both attributes: what is written, and what CoNLL-U says in the line of the
 * range (import/conllu-values.h).  A region without the second one is somebody else's.
 */
#pragma once

#define COPIA_SURFACE "mwt"
#define COPIA_SURFACE_FORM "form"
#define COPIA_SURFACE_RANGE "conllu_range"
