/* reading.h - the options of how texts are read, as the reader wants to hear them. */
#pragma once

#include "command/request.h"
#include "import/reader.h"

/* Strings are borrowed from the request. */
bool copia_reading_options (const CopiaRequest *request, CopiaReaderOptions *reading,
                            GError **error);
