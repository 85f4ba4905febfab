/* reading.c - options to a recipe. */
#include "command/reading.h"

#include "base/error.h"

#include <string.h>

bool
copia_reading_options (const CopiaRequest *request, CopiaReaderOptions *reading,
                       GError **error)
{
    const char *pattern = copia_request_text (request, "pattern");
    bool split = copia_request_flag (request, "split-hyphens");

    reading->importer = copia_request_text (request, "importer");
    reading->encoding = copia_request_text (request, "encoding");
    reading->attributes = copia_request_text (request, "attributes");
    reading->ranges = copia_request_text (request, "ranges");
    reading->rules = copia_request_text (request, "rules");
    reading->language = copia_request_text (request, "language");
    reading->metadata = copia_request_text (request, "metadata");
    reading->drop_notes = strcmp (copia_request_text (request, "notes"), "drop") == 0;
    reading->original =
        strcmp (copia_request_text (request, "reading"), "original") == 0;
    reading->tokenizer = copia_request_text (request, "tokenizer");
    reading->tokenizer_options = pattern ? pattern : split ? "split-hyphens" : NULL;
    if (!pattern || !copia_request_given (request, "tokenizer")) {
        reading->tokenizer = pattern ? "pattern" : reading->tokenizer;
        return true;
    }
    if (strcmp (reading->tokenizer, "pattern") == 0 && !split)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--pattern goes with --tokenizer pattern alone");
    return false;
}
