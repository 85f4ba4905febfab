/* validity.h - whether bytes are UTF-8 without a NUL, of a text of any length. */
#pragma once

#include "base/aside.h"

bool copia_validity_of (const char *bytes, size_t size, unsigned threads);
/* Of the first `size`; memory is given back on the way. */
bool copia_validity_of_aside (const CopiaAside *bytes, size_t size);
