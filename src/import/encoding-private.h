/* encoding-private.h - what the whole of a text and a flow of it are decoded by alike. */
#pragma once

#include "import/encoding.h"

typedef struct {
    size_t good;  /* characters beyond ASCII */
    size_t bad;   /* runs of bytes that are no UTF-8 */
    size_t first; /* offset of the first such byte */
} CopiaCensus;

/* Where `repaired` is no NULL, the text is put behind it, with U+FFFD for such runs. */
CopiaCensus copia_encoding_census (const char *bytes, size_t size, GString *repaired);

/* Few bytes are broken beside those that are UTF-8 without doubt. */
static inline bool
copia_encoding_is_damaged (const CopiaCensus *census)
{
    return census->good > 0 && census->good / 4 >= census->bad;
}

/* From windows-1252, with a NUL behind. */
char *copia_encoding_western (const char *bytes, size_t size, size_t *out_size);

/* The name declared in the first 16 KiB, or NULL; as iconv knows it; and whether it is ISO-8859-1
 * or windows-1252, which is taken for it. */
char *copia_encoding_declared (const char *bytes, size_t size);
const char *copia_encoding_iconv_name (const char *said);
bool copia_encoding_is_western (const char *name);
bool copia_encoding_is_utf8 (const char *name);

typedef struct {
    const char *bytes;
    size_t size;
    const char *encoding;
} CopiaMark;

/* The byte order mark of UTF-16 or UTF-32, or NULL. */
const CopiaMark *copia_encoding_mark (const char *bytes, size_t size);

/* COPIA_ERROR_QUERY: it could not be the name of an encoding. */
bool copia_encoding_check_name (const char *wanted, GError **error);
/* What iconv said of the byte `byte` at an offset. */
void copia_encoding_trouble (char byte, size_t at, const char *from,
                             const GError *trouble, GError **error);
