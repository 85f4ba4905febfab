/* crowd.c - attributes counted as libxml2 reads them, of broken pages, too. */
#include "import/crowd.h"

#include <string.h>

#include "base/error.h"

#define LONGEST 100 /* bytes of a name in HTML: what follows is the next one */

typedef struct {
    const char *at, *end;
    const char *last; /* > of all; NULL: there is none */
    bool html;
} Scan;

static bool
is_blank (char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_first_of_word (char c)
{
    return g_ascii_isalpha (c) || c == '_' || c == ':' || (c & 0x80);
}

static bool
is_first_of_name (const Scan *self, char c)
{
    return self->html ? g_ascii_isalpha (c) || c == '_' || c == ':' || c == '.'
                      : is_first_of_word (c);
}

static void
skip_blanks (Scan *self)
{
    while (self->at < self->end && is_blank (*self->at))
        self->at++;
}

/* Returns how long it is; 0: there is none. */
static size_t
skip_name (Scan *self)
{
    const char *start = self->at;

    while (self->at < self->end && (!self->html || self->at - start < LONGEST) &&
           (is_first_of_name (self, *self->at) ||
            (self->at > start &&
             (g_ascii_isdigit (*self->at) || *self->at == '-' || *self->at == '.'))))
        self->at++;
    return (size_t) (self->at - start);
}

/* The next characters, whatever their case, are those of `text`, which is in small letters. */
static bool
begins (const Scan *self, const char *text)
{
    size_t size = strlen (text);

    return (size_t) (self->end - self->at) >= size &&
           g_ascii_strncasecmp (self->at, text, size) == 0;
}

/* To the first of `text`, or the end. */
static void
skip_to (Scan *self, const char *text)
{
    while (self->at < self->end && !begins (self, text)) {
        const char *next =
            memchr (self->at + 1, *text, (size_t) (self->end - self->at - 1));

        self->at = next ? next : self->end;
    }
}

/* Past the next such character, or to the end. */
static void
skip_past (Scan *self, char c)
{
    const char *next = memchr (self->at, c, (size_t) (self->end - self->at));

    self->at = next ? next + 1 : self->end;
}

static void
skip_comment (Scan *self)
{
    self->at += strlen ("<!--");
    for (skip_to (self, "--"); self->at < self->end; skip_to (self, "--")) {
        if (begins (self, "-->") || (self->html && begins (self, "--!>")))
            return;
        self->at++;
    }
}

/* To the end of a declaration, or another that begins in it; what it quotes is no markup. */
static void
skip_declaration (Scan *self)
{
    for (self->at += strlen ("<!"); self->at < self->end;) {
        char c = *self->at;

        if (c == '<' || c == '>' || c == '[')
            return;
        self->at++;
        if (c == '"' || c == '\'')
            skip_past (self, c);
    }
}

/* What libxml2 takes for one in HTML: it quotes names behind a word alone. */
static void
skip_doctype (Scan *self)
{
    self->at += strlen ("<!doctype");
    skip_blanks (self);
    skip_name (self);
    skip_blanks (self);
    if (begins (self, "public") || begins (self, "system"))
        for (self->at += strlen ("public"), skip_blanks (self);
             self->at < self->end && (*self->at == '"' || *self->at == '\'');
             skip_blanks (self)) {
            char quote = *self->at++;

            skip_past (self, quote);
        }
    skip_past (self, '>');
}

/* Past what is no tag though it begins with <.  False: it is a tag, or nothing, as is what a page
 * begins and does not end. */
static bool
skip_other (Scan *self)
{
    bool ends = self->at < self->last;

    if (begins (self, "<!--"))
        skip_comment (self);
    else if (!self->html && begins (self, "<?"))
        skip_to (self, "?>");
    else if (self->html && ends && (begins (self, "<?") || begins (self, "</")) &&
             is_first_of_word (self->at[2]))
        skip_past (self, '>');
    else if (ends && self->html && begins (self, "<!doctype"))
        skip_doctype (self);
    else if (!self->html && begins (self, "<![cdata["))
        skip_to (self, "]]>");
    else if (!self->html && begins (self, "<!"))
        skip_declaration (self);
    else
        return false;
    return true;
}

static bool
is_closed (const Scan *self)
{
    return self->at == self->end || *self->at == '>' || begins (self, "/>");
}

/* Behind a =. */
static void
skip_value (Scan *self)
{
    char quote = self->at < self->end ? *self->at : 0;

    if (quote == '"' || quote == '\'') {
        self->at++;
        skip_past (self, quote);
        return;
    }
    while (self->at < self->end && !is_blank (*self->at) && *self->at != '>')
        self->at++;
}

/* Attributes behind the name of a tag, and to its end.  `names`: gets each; NULL: nobody asks. */
static size_t
count (Scan *self, GHashTable *names)
{
    size_t n = 0;

    for (skip_blanks (self); !is_closed (self); skip_blanks (self)) {
        const char *name = self->at;
        size_t size = skip_name (self);

        if (size == 0) { /* passed over to the next blank */
            while (!is_closed (self) && !is_blank (*self->at))
                self->at++;
            continue;
        }
        n++;
        if (names)
            g_hash_table_add (names, g_ascii_strdown (name, (gssize) size));
        skip_blanks (self);
        if (self->at == self->end || *self->at != '=')
            continue;
        self->at++;
        skip_blanks (self);
        skip_value (self);
    }
    return n;
}

/* A broken page repeats one name, which is kept once. */
static bool
is_crowd (Scan *scan)
{
    g_autoptr (GHashTable) names =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Scan again = *scan;

    if (count (scan, NULL) <= COPIA_CROWD_MOST)
        return false;
    if (!scan->html)
        return true;
    count (&again, names);
    return g_hash_table_size (names) > COPIA_CROWD_MOST;
}

/* What these hold is no markup, up to where they are closed. */
static const char *
raw_until (const Scan *self, const char *name, size_t size)
{
    if (!self->html || is_closed (self) != (self->at < self->end && *self->at == '>'))
        return NULL;
    if (size == 6 && g_ascii_strncasecmp (name, "script", size) == 0)
        return "</script";
    return size == 5 && g_ascii_strncasecmp (name, "style", size) == 0 ? "</style"
                                                                       : NULL;
}

/* From one < past what it begins.  False: it is a crowd. */
static bool
step (Scan *self)
{
    const char *name = self->at + 1, *until;
    size_t size;

    if (skip_other (self))
        return true;
    self->at++;
    if (self->at == self->end ||
        !(self->html ? g_ascii_isalpha (*name) : is_first_of_name (self, *name)))
        return true;
    size = skip_name (self);
    if (is_crowd (self))
        return false;
    until = raw_until (self, name, size);
    if (until)
        skip_to (self, until);
    return true;
}

/* What of UTF-16 can be read; NULL: it is none. */
static char *
utf8_of (const char *bytes, size_t size, size_t *made)
{
    static const struct {
        const char start[2];
        const char *name;
    } kinds[] = { { { '\xFF', '\xFE' }, "UTF-16LE" },
                  { { '\xFE', '\xFF' }, "UTF-16BE" },
                  { { '<', 0 }, "UTF-16LE" },
                  { { 0, '<' }, "UTF-16BE" } };

    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        gsize read = 0;
        char *text;

        if (size < 2 || memcmp (bytes, kinds[i].start, 2) != 0)
            continue;
        text =
            g_convert (bytes, (gssize) size, "UTF-8", kinds[i].name, &read, made, NULL);
        return text ? text
                    : g_convert (bytes, (gssize) read, "UTF-8", kinds[i].name, NULL,
                                 made, NULL);
    }
    return NULL;
}

bool
copia_crowd_check (const char *bytes, size_t size, bool html, GError **error)
{
    g_autofree char *text = html ? NULL : utf8_of (bytes, size, &size);
    const char *line = text ? text : bytes;
    Scan scan = { line, line + size, memrchr (line, '>', size), html };
    unsigned number = 1;

    while (scan.at < scan.end) {
        const char *tag = memchr (scan.at, '<', (size_t) (scan.end - scan.at));

        if (!tag)
            return true;
        scan.at = tag;
        if (step (&scan))
            continue;
        for (; line < tag; line++)
            number += *line == '\n';
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "line %u: a tag has more than %d attributes; leave out those that "
                     "nobody needs",
                     number, COPIA_CROWD_MOST);
        return false;
    }
    return true;
}
