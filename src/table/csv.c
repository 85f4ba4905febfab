/* csv.c - comma-separated values (RFC 4180), except that lines end with LF, as most tools write
 * them.  UTF-8, no byte order mark.
 *
 * Tabs and line ends inside a cell are kept, the latter in quotes.  Spreadsheets take a cell that
 * begins with = + - @, a tab or a line end for a formula or part of one, quoted or not; text that
 * does gets a leading apostrophe, which is their sign for "text" (OWASP, CSV injection).  Numbers
 * need none.
 */
#include "base/utf8.h"
#include "table/separated.h"

static bool
is_kept (char byte)
{
    return byte == '\t' || byte == '\n' || byte == '\r';
}

/* What is dropped at the start must not hide the sign behind it. */
static bool
acts (const char *bytes, size_t size)
{
    const char *instead;

    while (size > 0 && copia_utf8_harmless (bytes, size) == 0 && !is_kept (*bytes)) {
        size_t n = copia_utf8_defuse (bytes, size, &instead);

        if (*instead)
            return false;
        bytes += n;
        size -= n;
    }
    return size > 0 && (is_kept (*bytes) || strchr ("=+-@", *bytes));
}

static bool
needs_quotes (const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] == ',' || bytes[i] == '"' || bytes[i] == '\n' || bytes[i] == '\r')
            return true;
    return false;
}

static void
put_doubling_quotes (CopiaTable *self, const char *bytes, size_t size)
{
    const char *quote;

    while ((quote = memchr (bytes, '"', size))) {
        size_t n = (size_t) (quote - bytes) + 1;

        copia_table_put (self, bytes, n);
        copia_table_putc (self, '"');
        bytes += n;
        size -= n;
    }
    copia_table_put (self, bytes, size);
}

/* Text between tabs and line ends. */
static void
put_text (CopiaTable *self, const char *bytes, size_t size)
{
    for (size_t at = 0;;) {
        size_t n = copia_utf8_harmless (bytes + at, size - at);
        const char *instead;

        put_doubling_quotes (self, bytes + at, n);
        at += n;
        if (at == size)
            return;
        at += copia_utf8_defuse (bytes + at, size - at, &instead);
        copia_table_puts (self, instead);
    }
}

static void
put_cell (CopiaTable *self, const char *bytes, size_t size)
{
    bool quotes = needs_quotes (bytes, size);

    if (quotes)
        copia_table_putc (self, '"');
    if (acts (bytes, size))
        copia_table_putc (self, '\'');
    for (size_t at = 0; at < size; at++) {
        size_t from = at;

        while (at < size && !is_kept (bytes[at]))
            at++;
        put_text (self, bytes + from, at - from);
        if (at < size)
            copia_table_putc (self, bytes[at]);
    }
    if (quotes)
        copia_table_putc (self, '"');
}

const CopiaFormat copia_format_csv = {
    .begin = copia_separated_begin,
    .text = copia_separated_text,
    .count = copia_separated_count,
    .number = copia_separated_number,
    .unknown = copia_separated_unknown,
    .end = copia_separated_end,
    .cell = put_cell,
    .separator = ',',
    .says_beside = true,
    .distinct = true,
};
