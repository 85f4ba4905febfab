/* extract.c - a text taken out of mark-up. */
#include "import/extract.h"

#include <string.h>

#include "base/error.h"

#define MOST (UINT32_MAX - 4096) /* bytes of a text */

enum { NOTHING, BLANK, TAB, LINE, PARAGRAPH };
enum { NO_SEAM, JOINED, DIVIDED };

static const char *const separators[] = { "", " ", "\t", "\n", "\n\n" };

void
copia_extract_init (CopiaExtract *self, CopiaDocument *document)
{
    *self = (CopiaExtract){ .document = document, .text = g_string_new (NULL) };
}

static void
ask_for (CopiaExtract *self, int separator)
{
    if (self->seam == JOINED && separator <= LINE)
        return;
    self->due = MAX (self->due, separator);
}

void
copia_extract_blank (CopiaExtract *self)
{
    ask_for (self, BLANK);
}

void
copia_extract_tab (CopiaExtract *self)
{
    ask_for (self, TAB);
}

void
copia_extract_line (CopiaExtract *self)
{
    ask_for (self, LINE);
}

void
copia_extract_join (CopiaExtract *self)
{
    if (self->due <= LINE)
        self->due = NOTHING;
    self->seam = JOINED;
}

/* The bytes of the hyphen that the text ends with, behind a letter; `¬` is one, too. */
static size_t
ending_hyphen (const GString *text)
{
    static const char *const hyphens[] = { "-", "\xC2\xAC", "\xE2\x80\x90" };

    for (size_t i = 0; i < G_N_ELEMENTS (hyphens); i++) {
        size_t n = strlen (hyphens[i]);
        const char *at = text->str + text->len - n;

        if (text->len > n && memcmp (at, hyphens[i], n) == 0 &&
            g_unichar_isalpha (g_utf8_get_char (g_utf8_find_prev_char (text->str, at))))
            return n;
    }
    return 0;
}

void
copia_extract_divided_line (CopiaExtract *self)
{
    if (self->due <= BLANK && ending_hyphen (self->text))
        self->seam = DIVIDED;
    copia_extract_line (self);
}

static bool
joins (const char *word, size_t size)
{
    static const char *const others[] = {
        "und", "vnd", "oder", "bis", "beziehungsweise", "bzw.", "and", "or",
        "to",  "et",  "ou",   "of"
    };

    for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
        if (strlen (others[i]) == size && memcmp (others[i], word, size) == 0)
            return false;
    return g_unichar_islower (g_utf8_get_char_validated (word, (gssize) size));
}

static void
close_seam (CopiaExtract *self, const char *word, size_t size)
{
    size_t hyphen =
        self->seam == DIVIDED && self->due == LINE ? ending_hyphen (self->text) : 0;

    self->seam = NO_SEAM;
    if (!hyphen || !joins (word, size))
        return;
    g_string_truncate (self->text, self->text->len - hyphen);
    self->due = NOTHING;
    self->undivided++;
}

static void
end_heading (CopiaExtract *self)
{
    CopiaRange range = { self->heading, (uint32_t) self->text->len };

    if (self->heading != UINT32_MAX && !self->too_long)
        copia_document_heading (self->document, range, range, self->level);
    self->level = 0;
}

void
copia_extract_paragraph (CopiaExtract *self)
{
    if (self->level && self->heading != UINT32_MAX)
        end_heading (self);
    ask_for (self, PARAGRAPH);
}

void
copia_extract_break (CopiaExtract *self)
{
    if (self->due >= LINE)
        copia_extract_paragraph (self);
    else
        self->due = LINE;
}

/* ---- putting -------------------------------------------------------------------------- */

/* Bytes that hold neither blanks nor what is dropped. */
static void
put (CopiaExtract *self, const char *text, size_t size)
{
    if (self->too_long || self->text->len + size > MOST) {
        self->too_long = true;
        return;
    }
    if (self->seam)
        close_seam (self, text, size);
    if (self->due && self->text->len)
        g_string_append (self->text, separators[self->due]);
    self->due = NOTHING;
    if (self->level && self->heading == UINT32_MAX)
        self->heading = (uint32_t) self->text->len;
    g_string_append_len (self->text, text, (gssize) size);
}

static bool
is_blank (char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The bytes at `text` that are dropped: NUL, or a soft hyphen. */
static size_t
dropped (const char *text, size_t size)
{
    if (size && *text == 0)
        return 1;
    return size > 1 && memcmp (text, "\xC2\xAD", 2) == 0 ? 2 : 0;
}

static size_t
word_size (const char *text, size_t size)
{
    size_t n = 0;

    while (n < size && !is_blank (text[n]) && text[n] &&
           !((unsigned char) text[n] == 0xC2 && dropped (text + n, size - n)))
        n++;
    return n;
}

static void
put_blank (CopiaExtract *self, char c)
{
    if (self->verbatim && c == '\n')
        copia_extract_break (self);
    else
        ask_for (self, self->verbatim && c == '\t' ? TAB : BLANK);
}

void
copia_extract_text (CopiaExtract *self, const char *text, size_t size)
{
    while (size) {
        size_t n = word_size (text, size);

        if (n) {
            put (self, text, n);
        } else if ((n = dropped (text, size)) == 0) {
            n = 1;
            put_blank (self, *text);
        }
        text += n;
        size -= n;
    }
}

uint32_t
copia_extract_append (CopiaExtract *self, const char *text, size_t size)
{
    if (size)
        put (self, text, size);
    return (uint32_t) (self->text->len - (self->too_long ? 0 : size));
}

/* ---- headings ------------------------------------------------------------------------- */

void
copia_extract_heading (CopiaExtract *self, uint32_t level)
{
    if (self->level)
        return;
    copia_extract_paragraph (self);
    self->level = level;
    self->heading = UINT32_MAX;
}

void
copia_extract_heading_end (CopiaExtract *self)
{
    if (!self->level)
        return;
    end_heading (self);
    copia_extract_paragraph (self);
}

uint32_t
copia_extract_place (const CopiaExtract *self)
{
    return (uint32_t) self->text->len;
}

/* ---- the end -------------------------------------------------------------------------- */

bool
copia_extract_finish (CopiaExtract *self, GError **error)
{
    CopiaDocument *document = self->document;

    copia_extract_heading_end (self);
    if (self->too_long) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "too long: the text in it is 4 GiB or more; split it");
        return false;
    }
    g_string_append_c (self->text, '\n');
    g_array_set_size (document->skips, 0);
    g_free (document->text);
    document->size = (uint32_t) self->text->len;
    document->text = g_string_free (g_steal_pointer (&self->text), FALSE);
    document->marked = document->headings->len > 0;
    document->wrapped = true;
    return true;
}

void
copia_extract_clear (CopiaExtract *self)
{
    if (self->text)
        g_string_free (self->text, TRUE);
    self->text = NULL;
}
