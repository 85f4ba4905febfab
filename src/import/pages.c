/* pages.c - the text of printed pages made a running text again. */
#include "import/pages.h"

#include <string.h>

#include "base/error.h"
#include "text/shape.h"

#define EDGE 2 /* lines at the top and bottom of a page that may be its furniture */
#define LONGEST 120 /* bytes of such a line */
#define OFTEN 3     /* pages on which it stands, at least */

typedef struct {
    const char *text; /* trimmed */
    uint32_t size;    /* 0: an empty line */
    uint32_t page;
    char *key; /* of a line at the edge: in lower case, each number one #; else NULL */
    bool dropped;
} Line;

/* A line at the edge of pages, by its key. */
typedef struct {
    uint32_t first, last, count; /* pages */
    bool same; /* it stands on OFTEN of them with the same number, or has none */
} Furniture;

typedef struct {
    CopiaDocument *document;
    GArray *lines;
    GHashTable *words; /* that stand within lines, in lower case */
    GString *out;
    uint32_t pages, dropped, joined;
    uint32_t width; /* bytes of a full line */
    uint32_t span;  /* number of the open page's span */
    uint32_t page;  /* its number; 0: none is open */
    bool broken;    /* an empty line stood before */
} Pages;

static Line *
line_at (const Pages *self, guint i)
{
    return &g_array_index (self->lines, Line, i);
}

/* ---- lines ---------------------------------------------------------------------------- */

static void
add_line (Pages *self, const char *text, size_t size, uint32_t page)
{
    Line line = { .text = text, .page = page };

    while (size && (g_ascii_isspace (*line.text) || *line.text == '\f'))
        line.text++, size--;
    while (size && g_ascii_isspace (line.text[size - 1]))
        size--;
    line.size = (uint32_t) size;
    g_array_append_val (self->lines, line);
}

static void
read_lines (Pages *self, const char *text, size_t size)
{
    const char *end = text + size;
    uint32_t page = 1;

    while (text < end) {
        const char *stop = text;

        while (stop < end && *stop != '\n' && *stop != '\f')
            stop++;
        add_line (self, text, (size_t) (stop - text), page);
        page += stop < end && *stop == '\f';
        text = stop + 1;
    }
    self->pages = self->lines->len ? line_at (self, self->lines->len - 1)->page : 0;
}

/* The length that one line in five passes. */
static uint32_t
full_width (const Pages *self)
{
    uint32_t counts[256] = { 0 }, all = 0, seen = 0;

    for (guint i = 0; i < self->lines->len; i++) {
        uint32_t size = line_at (self, i)->size;

        counts[MIN (size, 255)]++;
        all += size > 0;
    }
    for (uint32_t size = 255; size > 0; size--) {
        seen += counts[size];
        if (seen * 5 > all)
            return size;
    }
    return 0;
}

/* ---- what belongs to pages ------------------------------------------------------------ */

static bool
is_roman (const char *text, size_t size)
{
    return size > 0 && size < 8 && strspn (text, "ivxlcIVXLC") >= size;
}

/* `12 The Gate` and `The Gate 13` are one: `# the gate`, `the gate #`. */
static char *
key_of (const Line *line)
{
    GString *key = g_string_new (NULL);

    if (is_roman (line->text, line->size))
        return g_string_free (g_string_append_c (key, '#'), FALSE);
    for (uint32_t i = 0; i < line->size; i++) {
        char c = line->text[i];

        if (!g_ascii_isdigit (c))
            g_string_append_c (key, g_ascii_tolower (c));
        else if (i == 0 || !g_ascii_isdigit (line->text[i - 1]))
            g_string_append_c (key, '#');
    }
    return g_string_free (key, FALSE);
}

static void
count_edge (Line *line, GHashTable *furniture, GHashTable *whole)
{
    g_autofree char *text = g_strndup (line->text, line->size);
    Furniture *found;
    guint times;

    if (line->size > LONGEST)
        return;
    line->key = key_of (line);
    found = g_hash_table_lookup (furniture, line->key);
    if (!found) {
        found = g_new0 (Furniture, 1);
        found->first = line->page;
        g_hash_table_insert (furniture, g_strdup (line->key), found);
    }
    found->count += found->last != line->page;
    found->last = line->page;
    times = GPOINTER_TO_UINT (g_hash_table_lookup (whole, text)) + 1;
    found->same |= times >= OFTEN;
    g_hash_table_insert (whole, g_steal_pointer (&text), GUINT_TO_POINTER (times));
}

/* The first and last lines of the page whose lines are [from, to). */
static void
count_page (Pages *self, guint from, guint to, GHashTable *furniture, GHashTable *whole)
{
    guint seen = 0, last = from;

    for (guint i = from; i < to && seen < EDGE; i++)
        if (line_at (self, i)->size) {
            count_edge (line_at (self, i), furniture, whole);
            last = i + 1;
            seen++;
        }
    seen = 0;
    for (guint i = to; i-- > last && seen < EDGE;)
        if (line_at (self, i)->size) {
            count_edge (line_at (self, i), furniture, whole);
            seen++;
        }
}

/* Such lines stand on three pages as they are, or but for numbers on two in five of the pages
 * from the first to the last of them; `Chapter 3` then is the heading of one, though. */
static bool
is_furniture (const Furniture *found, const Line *line)
{
    if (found->same)
        return true;
    return found->count >= OFTEN &&
           found->count * 5 >= (found->last - found->first + 1) * 2 &&
           copia_shape_read (line->text, line->size).kind != COPIA_SHAPE_WORD;
}

static void
drop_furniture (Pages *self)
{
    g_autoptr (GHashTable) furniture =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GHashTable) whole =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    guint from = 0;

    for (guint i = 1; i <= self->lines->len; i++)
        if (i == self->lines->len ||
            line_at (self, i)->page != line_at (self, from)->page) {
            count_page (self, from, i, furniture, whole);
            from = i;
        }
    for (guint i = 0; i < self->lines->len; i++) {
        Line *line = line_at (self, i);
        const Furniture *found =
            line->key ? g_hash_table_lookup (furniture, line->key) : NULL;

        line->dropped = found && is_furniture (found, line);
        self->dropped += line->dropped;
        g_clear_pointer (&line->key, g_free);
    }
}

/* ---- divided words -------------------------------------------------------------------- */

static bool
is_letter (gunichar c)
{
    return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* Bytes of the letters and inner hyphens at the end of [text, text + size). */
static uint32_t
last_word (const char *text, uint32_t size)
{
    const char *at = text + size;

    while (at > text) {
        const char *before = g_utf8_prev_char (at);

        if (!is_letter (g_utf8_get_char (before)) && *before != '-')
            break;
        at = before;
    }
    return (uint32_t) (text + size - at);
}

static uint32_t
first_word (const char *text, uint32_t size)
{
    const char *at = text, *end = text + size;

    while (at < end && (is_letter (g_utf8_get_char (at)) || *at == '-'))
        at = g_utf8_next_char (at);
    return (uint32_t) (at - text);
}

static void
learn_words (Pages *self)
{
    for (guint i = 0; i < self->lines->len; i++) {
        const Line *line = line_at (self, i);

        for (uint32_t at = 0; at < line->size;) {
            uint32_t n = first_word (line->text + at, line->size - at);

            if (n > 3 && at + n < line->size)
                g_hash_table_add (self->words, g_utf8_strdown (line->text + at, n));
            at +=
                n ? n
                  : (uint32_t) (g_utf8_next_char (line->text + at) - (line->text + at));
        }
    }
}

/* Whether `text`, which ends with a hyphen, and what begins the next line are one word, and
 * then whether the hyphen belongs to it: as the same word stands elsewhere; if it does
 * nowhere, it does not. */
static bool
is_divided (const Pages *self, const char *text, uint32_t size, const Line *next,
            bool *hyphen)
{
    uint32_t left = last_word (text, size), right;
    g_autofree char *whole = NULL, *joined = NULL, *apart = NULL;

    if (left < 2 || text[size - 1] != '-' || text[size - 2] == '-' || next->size == 0 ||
        !g_unichar_islower (g_utf8_get_char (next->text)))
        return false;
    right = first_word (next->text, next->size);
    whole = g_strdup_printf ("%.*s%.*s", (int) left - 1, text + size - left,
                             (int) right, next->text);
    joined = g_utf8_strdown (whole, -1);
    g_free (g_steal_pointer (&whole));
    whole = g_strdup_printf ("%.*s%.*s", (int) left, text + size - left, (int) right,
                             next->text);
    apart = g_utf8_strdown (whole, -1);
    *hyphen = !g_hash_table_contains (self->words, joined) &&
              g_hash_table_contains (self->words, apart);
    return true;
}

/* ---- the running text ----------------------------------------------------------------- */

static bool
ends_sentence (const char *text, uint32_t size)
{
    const char *last = size ? g_utf8_prev_char (text + size) : NULL;
    gunichar c = last ? g_utf8_get_char (last) : 0;

    return c && (c < 128 ? strchr (".!?:\"')", (int) c) != NULL
                         : c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x2026);
}

/* Whether a paragraph ends between the line that was put last and this one. */
static bool
parts (const Pages *self, const Line *last, const Line *line)
{
    gunichar c = g_utf8_get_char (line->text);
    bool ended = ends_sentence (last->text, last->size);
    bool full = last->size * 4 >= self->width * 3;
    bool begins = !g_unichar_islower (c);

    if (line->page != last->page) /* a short line is no continuation of a full one */
        return begins && ((ended && !full) || line->size * 4 < self->width * 3);
    if (self->broken)
        return begins || ended || !full;
    return begins && ended && !full;
}

static void
turn_page (Pages *self, const Line *line)
{
    char number[16];

    if (self->page == line->page)
        return;
    if (self->page)
        copia_document_close (self->document, self->span, (uint32_t) self->out->len);
    self->page = line->page;
    self->span =
        copia_document_open (self->document, "page", (uint32_t) self->out->len);
    g_snprintf (number, sizeof number, "%u", line->page);
    copia_document_tell (self->document, self->span, "n", number);
}

/* Takes the rest of a divided word over from this line; what is left of the line follows. */
static void
join (Pages *self, Line *line, bool hyphen)
{
    uint32_t n = first_word (line->text, line->size);

    n += (uint32_t) strcspn (line->text + n, " \t\n\f"); /* its punctuation */
    n = MIN (n, line->size);
    if (!hyphen)
        g_string_truncate (self->out, self->out->len - 1);
    g_string_append_len (self->out, line->text, n);
    while (n < line->size && g_ascii_isspace (line->text[n]))
        n++;
    line->text += n;
    line->size -= n;
    self->joined++;
}

static void
put_lines (Pages *self)
{
    const Line *last = NULL;

    for (guint i = 0; i < self->lines->len; i++) {
        Line *line = line_at (self, i);
        bool hyphen;

        if (line->dropped || line->size == 0) {
            self->broken |= line->size == 0;
            continue;
        }
        if (last &&
            is_divided (self, self->out->str, (uint32_t) self->out->len, line, &hyphen))
            join (self, line, hyphen);
        else if (last && parts (self, last, line))
            g_string_append (self->out, "\n");
        if (line->size) {
            g_string_append (self->out, last ? "\n" : "");
            turn_page (self, line);
            g_string_append_len (self->out, line->text, line->size);
        }
        last = line;
        self->broken = false;
    }
    if (self->page)
        copia_document_close (self->document, self->span, (uint32_t) self->out->len);
    g_string_append_c (self->out, '\n');
}

static void
note (const Pages *self)
{
    if (self->dropped)
        copia_document_note (self->document,
                             "%u line%s at the top or bottom of its %u pages left out",
                             self->dropped, self->dropped == 1 ? "" : "s", self->pages);
    if (self->joined)
        copia_document_note (self->document, "%u word%s divided at line ends joined",
                             self->joined, self->joined == 1 ? "" : "s");
}

bool
copia_pages_read (CopiaDocument *document, const char *text, size_t size,
                  GError **error)
{
    Pages self = { .document = document };

    if (size >= UINT32_MAX / 2) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT, "too long; split it");
        return false;
    }
    self.lines = g_array_new (FALSE, FALSE, sizeof (Line));
    self.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self.out = g_string_sized_new (size + 16);
    read_lines (&self, text, size);
    self.width = full_width (&self);
    if (self.width)
        drop_furniture (&self);
    learn_words (&self);
    put_lines (&self);
    g_array_free (self.lines, TRUE);
    g_hash_table_unref (self.words);
    document->size = (uint32_t) self.out->len;
    g_free (document->text);
    document->text = g_string_free (self.out, FALSE);
    document->wrapped = true;
    note (&self);
    if (self.width)
        return true;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "there is no text in its %u page%s: pictures of pages have to be read by "
        "a program for that (OCR) first",
        self.pages, self.pages == 1 ? "" : "s");
    return false;
}
