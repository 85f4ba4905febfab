/* markdown-front.c - what a Markdown text says of itself before it begins. */
#include "import/markdown-front.h"

#include <string.h>

#define FRONT 65536 /* no front matter is longer */

static const struct {
    const char *key, *attribute;
} keys[] = {
    { "title", "title" },       { "author", "author" },
    { "authors", "author" },    { "date", "date" },
    { "lang", "language" },     { "language", "language" },
    { "subtitle", "subtitle" }, { "translator", "translator" },
};

static uint32_t
line_end (const CopiaDocument *document, uint32_t at)
{
    return copia_document_line_end (document, at);
}

static uint32_t
next_line (const CopiaDocument *document, uint32_t at)
{
    uint32_t end = line_end (document, at);

    return end + (document->text[end] == '\r' && document->text[end + 1] == '\n'
                      ? 2
                      : end < document->size);
}

static bool
is_line (const CopiaDocument *document, uint32_t at, const char *mark)
{
    uint32_t end = line_end (document, at);

    while (end > at && g_ascii_isspace (document->text[end - 1]))
        end--;
    return end - at == strlen (mark) &&
           strncmp (document->text + at, mark, end - at) == 0;
}

static uint32_t
text_start (const CopiaDocument *document)
{
    return strncmp (document->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Behind the closing line; 0 where the lines between say nothing of the kind `key: value`. */
static uint32_t
fenced_size (const CopiaDocument *document, const char *fence, char separator)
{
    uint32_t at = text_start (document);
    bool found = false;

    if (!is_line (document, at, fence))
        return 0;
    for (at = next_line (document, at); at < MIN (document->size, FRONT);
         at = next_line (document, at)) {
        uint32_t word =
            at + (uint32_t) strspn (document->text + at,
                                    "abcdefghijklmnopqrstuvwxyz"
                                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-0123456789");

        if (is_line (document, at, fence) ||
            (separator == ':' && is_line (document, at, "...")))
            return found ? next_line (document, at) : 0;
        found |=
            word > at &&
            document->text[word + strspn (document->text + word, " ")] == separator;
    }
    return 0;
}

static uint32_t
percent_size (const CopiaDocument *document)
{
    uint32_t at = text_start (document);

    for (int i = 0; i < 3 && strncmp (document->text + at, "% ", 2) == 0; i++)
        at = next_line (document, at);
    return at == text_start (document) ? 0 : at;
}

uint32_t
copia_markdown_front_size (const CopiaDocument *document)
{
    uint32_t size = fenced_size (document, "---", ':');

    if (size == 0)
        size = fenced_size (document, "+++", '=');
    return size ? size : percent_size (document);
}

/* A scalar without its quotes; of a list in brackets, its items as they stand. */
static char *
clean_value (const char *start, const char *end)
{
    while (start < end && g_ascii_isspace (*start))
        start++;
    while (end > start && g_ascii_isspace (end[-1]))
        end--;
    if (end - start >= 2 &&
        ((*start == '"' && end[-1] == '"') || (*start == '\'' && end[-1] == '\'') ||
         (*start == '[' && end[-1] == ']'))) {
        start++, end--;
        if (start[-1] == '[')
            return clean_value (start, end);
    }
    return g_strndup (start, (gsize) (end - start));
}

static void
read_fields (CopiaDocument *document, uint32_t end)
{
    const char *attribute =
        NULL; /* of a list that began: `author:` and `- name` below */

    for (uint32_t at = 0; at < end; at = next_line (document, at)) {
        const char *line = document->text + at;
        const char *stop = document->text + line_end (document, at);
        size_t n = strcspn (line, ":=\r\n \t");
        const char *value = line + n + strspn (line + n, " \t");

        if (attribute && strspn (line, " \t-") > 0) {
            g_autofree char *item = clean_value (line + strspn (line, " \t-"), stop);

            copia_document_attribute (document, attribute, item);
            continue;
        }
        attribute = NULL;
        if (value >= stop || (*value != ':' && *value != '='))
            continue;
        for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
            if (strlen (keys[i].key) == n &&
                g_ascii_strncasecmp (line, keys[i].key, n) == 0) {
                g_autofree char *clean = clean_value (value + 1, stop);

                if (*clean && !strchr (">|", *clean))
                    copia_document_attribute (document, keys[i].attribute, clean);
                else
                    attribute = keys[i].attribute;
            }
    }
}

static void
read_percents (CopiaDocument *document, uint32_t end)
{
    static const char *const attributes[] = { "title", "author", "date" };
    uint32_t at = text_start (document);

    for (int i = 0; at < end; i++, at = next_line (document, at)) {
        g_autofree char *value = clean_value (document->text + at + 2,
                                              document->text + line_end (document, at));

        copia_document_attribute (document, attributes[i], value);
    }
}

uint32_t
copia_markdown_front (CopiaDocument *document)
{
    uint32_t size = copia_markdown_front_size (document);

    if (size == 0)
        return text_start (document);
    if (document->text[text_start (document)] == '%')
        read_percents (document, size);
    else
        read_fields (document, size);
    copia_document_skip (document, 0, size);
    return size;
}
