/* crowd.c - attributes counted by the blanks before them. */
#include "import/crowd.h"

#include <string.h>

#include "base/error.h"

#define LONGEST 200 /* bytes of a name */

typedef struct {
    const char *at, *end;
} Scan;

static bool
is_blank (char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* What a name may begin with, in any script. */
static bool
is_name (char c)
{
    return g_ascii_isalpha (c) || c == '_' || c == ':' || (c & 0x80);
}

/* Half of a character of UTF-16. */
static void
skip_nul (Scan *self)
{
    while (self->at < self->end && *self->at == 0)
        self->at++;
}

/* The next characters, whatever their case, are those of `text`, which is in small letters. */
static bool
begins (Scan self, const char *text)
{
    for (; *text; text++) {
        skip_nul (&self);
        if (self.at == self.end || g_ascii_tolower (*self.at++) != *text)
            return false;
    }
    return true;
}

/* To the first of `text`, or the end. */
static void
skip_to (Scan *self, const char *text)
{
    while (self->at < self->end && !begins (*self, text)) {
        const char *next =
            memchr (self->at + 1, *text, (size_t) (self->end - self->at - 1));

        self->at = next ? next : self->end;
    }
}

/* Past what is no tag though it begins with <.  False: it is a tag, or nothing. */
static bool
skip_other (Scan *self)
{
    static const char *const others[][2] = { { "<!--", "-->" },
                                             { "<![cdata[", "]]>" },
                                             { "<?", "?>" } };

    for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
        if (begins (*self, others[i][0])) {
            skip_to (self, others[i][1]);
            return true;
        }
    return false;
}

/* The name that begins here; that of many bytes is cut. */
static void
add_name (Scan scan, GHashTable *names)
{
    g_autoptr (GString) name = g_string_new (NULL);

    for (; scan.at < scan.end && !is_blank (*scan.at) && !strchr ("=/>", *scan.at) &&
           name->len < LONGEST;
         scan.at++, skip_nul (&scan))
        g_string_append_c (name, *scan.at);
    g_hash_table_add (names, g_string_free (g_steal_pointer (&name), FALSE));
}

/* Attributes of the tag that begins here, and past it.  `names`: gets each; NULL: nobody asks. */
static size_t
count (Scan *self, GHashTable *names)
{
    size_t n = 0;
    bool apart = false, value = false; /* behind a blank or a value, behind = */

    for (; self->at < self->end && *self->at != '>'; self->at++) {
        char c = *self->at;

        if (c == 0)
            continue;
        if (value && (c == '"' || c == '\'')) {
            const char *close =
                memchr (self->at + 1, c, (size_t) (self->end - self->at - 1));

            self->at = close ? close : self->end - 1;
            apart = true;
            value = false;
        } else if (is_blank (c)) {
            apart = apart || !value;
        } else {
            if (apart && (is_name (c) || c == '.')) { /* else it is passed over */
                n++;
                if (names)
                    add_name (*self, names);
            }
            apart = false;
            value = c == '=';
        }
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
    count (&again, names);
    return g_hash_table_size (names) > COPIA_CROWD_MOST;
}

bool
copia_crowd_check (const char *bytes, size_t size, bool html, GError **error)
{
    Scan scan = { bytes, bytes + size };

    while (scan.at < scan.end) {
        const char *tag = memchr (scan.at, '<', (size_t) (scan.end - scan.at));
        bool script;
        unsigned line = 1;

        if (!tag)
            return true;
        scan.at = tag;
        if (skip_other (&scan))
            continue;
        script = html && begins (scan, "<script");
        scan.at++;
        skip_nul (&scan);
        if (scan.at == scan.end || !is_name (*scan.at))
            continue;
        if (!is_crowd (&scan)) {
            if (script)
                skip_to (&scan, "</script");
            continue;
        }
        for (const char *at = bytes; at < tag; at++)
            line += *at == '\n';
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "line %u: a tag has more than %d attributes; leave out those that "
                     "nobody needs",
                     line, COPIA_CROWD_MOST);
        return false;
    }
    return true;
}
