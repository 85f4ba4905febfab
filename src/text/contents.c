/* contents.c - a table of contents: what it names, and how far it reaches. */
#include "text/contents.h"

#include <string.h>

#include "text/fold.h"
#include "text/shape.h"

#define LONGEST 3000 /* lines of a table */
#define WIDEST 140   /* bytes of a line */
#define HEAD 8       /* bytes of a key that tell most of them apart */
#define HEADS (1u << 18)

struct CopiaContents {
    GHashTable *keys;
    uint32_t end;
    guint size;
    uint64_t
        begins[HEADS / 64]; /* a bit for what the hash of a key's first bytes may be */
};

static unsigned
hash_head (const char *key)
{
    uint64_t head;

    memcpy (&head, key, HEAD);
    return (unsigned) (head * 0x9E3779B97F4A7C15u >> 46);
}

/* Without ` ..... 12`, ` xiv`. */
static size_t
trim_page (const char *text, size_t size)
{
    size_t at = size;
    bool roman;

    while (at > 0 && g_ascii_isdigit (text[at - 1]))
        at--;
    roman = at == size;
    while (roman && at > 0 && text[at - 1] && strchr ("ivxlc", text[at - 1]))
        at--;
    if (at == 0 || at == size || (text[at - 1] != ' ' && text[at - 1] != '.'))
        return size;
    if (roman && text[at - 1] == ' ' && (at < 2 || text[at - 2] != '.'))
        return size; /* a word of such letters */
    while (at > 0 && strchr (" .", text[at - 1]))
        at--;
    return at ? at : size;
}

/* Letters and digits, folded. */
static void
append_key (const char *text, size_t size, GString *key)
{
    g_autoptr (GString) folded = g_string_sized_new (64);

    copia_fold_marks (text, size, folded);
    for (const char *p = folded->str; *p; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_isalnum (c))
            g_string_append_unichar (key, c);
    }
}

void
copia_contents_key (const char *text, size_t size, GString *key)
{
    CopiaShape shape;

    size = trim_page (text, size);
    shape = copia_shape_read (text, size);
    if ((shape.kind == COPIA_SHAPE_WORD && !shape.bare) ||
        shape.kind == COPIA_SHAPE_NUMBERED) {
        text += shape.label;
        size -= shape.label;
    }
    append_key (text, size, key);
}

typedef struct {
    const CopiaLines *lines;
    GString *text;
    GString *whole; /* the key of a line, its label included */
    GString *key;   /* the key without */
    bool label;     /* the line is nothing but a label */
    bool labelled;  /* it begins with one */
} Scan;

/* The keys of line `at`; false: the line is empty, *wide: it is too long for a table. */
static bool
read_keys (Scan *scan, uint32_t at, bool *wide)
{
    const CopiaLine *line = copia_lines_get (scan->lines, at);
    CopiaShape shape;
    size_t size;

    g_string_truncate (scan->text, 0);
    g_string_truncate (scan->whole, 0);
    g_string_truncate (scan->key, 0);
    *wide = line->last - line->first > WIDEST;
    if (line->first == line->last || *wide)
        return false;
    copia_lines_text (scan->lines, line->first, line->last, WIDEST, scan->text);
    size = trim_page (scan->text->str, scan->text->len);
    append_key (scan->text->str, size, scan->whole);
    copia_contents_key (scan->text->str, scan->text->len, scan->key);
    shape = copia_shape_read (scan->text->str, size);
    scan->label = (shape.kind == COPIA_SHAPE_WORD && shape.bare) ||
                  shape.kind == COPIA_SHAPE_NUMERAL;
    scan->labelled = shape.kind == COPIA_SHAPE_WORD ||
                     shape.kind == COPIA_SHAPE_NUMBERED || scan->label;
    return true;
}

/* Before the line `at`, back over lines that are only a label: `CHAPTER I` above its title. */
static uint32_t
before_labels (Scan *scan, uint32_t at, uint32_t from)
{
    uint32_t begin = at;
    bool wide;

    read_keys (scan, at, &wide);
    if (scan->labelled)
        return at;
    for (uint32_t i = at; i-- > from;) {
        if (!read_keys (scan, i, &wide) && !wide)
            continue;
        if (wide || !scan->label)
            break;
        begin = i;
    }
    return begin;
}

/* The table ends before the line that repeats its first: there the book begins.  When none
 * does, before the first that repeats another with a title of its own; else it is the first
 * block behind the heading.  Chapters may be counted anew in a table, too: a repeated
 * `Chapter I` ends it only where it was the first line. */
static void
read_table (CopiaContents *self, Scan *scan, uint32_t heading, uint32_t stop)
{
    g_autofree char *first_whole = NULL, *first_key = NULL;
    uint32_t block_end = 0; /* the first empty line behind an entry */
    uint32_t repeat = 0;
    uint32_t at;
    bool wide = false;

    for (at = heading + 1; at < stop && self->size < LONGEST && !wide; at++) {
        if (!read_keys (scan, at, &wide)) {
            block_end = self->size && !block_end ? at : block_end;
            continue;
        }
        if (scan->whole->len < 2)
            continue;
        if (block_end && first_whole &&
            (strcmp (scan->whole->str, first_whole) == 0 ||
             (scan->key->len >= 5 && strcmp (scan->key->str, first_key) == 0))) {
            self->end = before_labels (scan, at, block_end);
            return;
        }
        if (block_end && !repeat && !scan->label && scan->key->len >= 5 &&
            g_hash_table_contains (self->keys, scan->key->str))
            repeat = at;
        if (!first_whole) {
            first_whole = g_strdup (scan->whole->str);
            first_key = g_strdup (scan->key->str);
        }
        g_hash_table_add (self->keys, g_strdup (scan->key->str));
        self->size++;
    }
    self->end = at;
    if (at == copia_lines_size (scan->lines) && heading > at / 2 && !repeat)
        return; /* a table at the end of the book */
    if (block_end && stop == copia_lines_size (scan->lines)) {
        g_hash_table_remove_all (self->keys);
        self->size = 0;
        read_table (self, scan, heading,
                    repeat ? before_labels (scan, repeat, block_end) : block_end);
    }
}

static void
note_heads (CopiaContents *self)
{
    GHashTableIter keys;
    gpointer key;

    g_hash_table_iter_init (&keys, self->keys);
    while (g_hash_table_iter_next (&keys, &key, NULL))
        if (strlen (key) >= HEAD) {
            unsigned head = hash_head (key);

            self->begins[head / 64] |= UINT64_C (1) << head % 64;
        }
}

CopiaContents *
copia_contents_new (const CopiaLines *lines, uint32_t heading)
{
    CopiaContents *self = g_new0 (CopiaContents, 1);
    Scan scan = { .lines = lines };

    self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    scan.text = g_string_new (NULL);
    scan.whole = g_string_new (NULL);
    scan.key = g_string_new (NULL);
    read_table (self, &scan, heading, copia_lines_size (lines));
    note_heads (self);
    g_string_free (scan.text, TRUE);
    g_string_free (scan.whole, TRUE);
    g_string_free (scan.key, TRUE);
    return self;
}

/* Whether a page number may stand at the end. */
static bool
may_have_page (const char *line, size_t size)
{
    size_t at = size;

    while (at > 0 && g_ascii_isdigit (line[at - 1]))
        at--;
    if (at == size)
        while (at > 0 && line[at - 1] && strchr ("ivxlc", line[at - 1]))
            at--;
    return at > 0 && at < size &&
           (!g_ascii_isgraph (line[at - 1]) || line[at - 1] == '.');
}

/* Sure only of first bytes that are those of ASCII characters, with no mark on the last. */
bool
copia_contents_may_name (const CopiaContents *self, const char *line, size_t size)
{
    char head[HEAD];
    size_t at = 0, n = 0;
    unsigned hash;

    for (; n < HEAD && at < size && !(line[at] & 0x80); at++)
        if (g_ascii_isalnum (line[at]))
            head[n++] = g_ascii_tolower (line[at]);
    if (n < HEAD || (at < size && (line[at] & 0x80)) || may_have_page (line, size))
        return true;
    hash = hash_head (head);
    return self->begins[hash / 64] >> hash % 64 & 1;
}

void
copia_contents_free (CopiaContents *self)
{
    if (!self)
        return;
    g_hash_table_unref (self->keys);
    g_free (self);
}

uint32_t
copia_contents_end (const CopiaContents *self)
{
    return self->end;
}

guint
copia_contents_size (const CopiaContents *self)
{
    return self->size;
}

bool
copia_contents_names (const CopiaContents *self, const char *text, size_t size)
{
    g_autoptr (GString) key = g_string_new (NULL);

    copia_contents_key (text, size, key);
    return key->len > 1 && g_hash_table_contains (self->keys, key->str);
}
