/* pages.c - the text of printed pages made a running text again. */
#include "import/pages-private.h"

#include <string.h>

#include "base/error.h"
#include "text/shape.h"

#define EDGE 2 /* lines at the top and bottom of a page that may be its furniture */
#define LONGEST 120 /* bytes of such a line */
#define OFTEN 3     /* pages on which it stands, at least */

/* A line at the edge of pages, by its key. */
typedef struct {
    uint32_t first, last, count; /* pages */
    bool same; /* it stands on OFTEN of them with the same number, or has none */
} Furniture;

/* ---- lines ---------------------------------------------------------------------------- */

static void
add_line (CopiaPages *self, const char *text, size_t size, uint32_t page)
{
    CopiaPageLine line = { .text = text, .page = page };

    while (size && (g_ascii_isspace (*line.text) || *line.text == '\f'))
        line.text++, size--;
    while (size && g_ascii_isspace (line.text[size - 1]))
        size--;
    line.size = (uint32_t) size;
    g_array_append_val (self->lines, line);
}

static void
read_lines (CopiaPages *self, const char *text, size_t size)
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
    self->pages =
        self->lines->len ? copia_page_line (self, self->lines->len - 1)->page : 0;
}

/* The length that one line in five passes. */
static uint32_t
full_width (const CopiaPages *self)
{
    uint32_t counts[256] = { 0 }, all = 0, seen = 0;

    for (guint i = 0; i < self->lines->len; i++) {
        uint32_t size = copia_page_line (self, i)->size;

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
key_of (const CopiaPageLine *line)
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
count_edge (CopiaPageLine *line, GHashTable *furniture, GHashTable *whole)
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
count_page (CopiaPages *self, guint from, guint to, GHashTable *furniture,
            GHashTable *whole)
{
    guint seen = 0, last = from;

    for (guint i = from; i < to && seen < EDGE; i++)
        if (copia_page_line (self, i)->size) {
            count_edge (copia_page_line (self, i), furniture, whole);
            last = i + 1;
            seen++;
        }
    seen = 0;
    for (guint i = to; i-- > last && seen < EDGE;)
        if (copia_page_line (self, i)->size) {
            count_edge (copia_page_line (self, i), furniture, whole);
            seen++;
        }
}

/* Such lines stand on three pages as they are, or but for numbers on two in five of the pages
 * from the first to the last of them; `Chapter 3` then is the heading of one, though. */
static bool
is_furniture (const Furniture *found, const CopiaPageLine *line)
{
    if (found->same)
        return true;
    return found->count >= OFTEN &&
           found->count * 5 >= (found->last - found->first + 1) * 2 &&
           copia_shape_read (line->text, line->size).kind != COPIA_SHAPE_WORD;
}

static void
drop_furniture (CopiaPages *self)
{
    g_autoptr (GHashTable) furniture =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GHashTable) whole =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    guint from = 0;

    for (guint i = 1; i <= self->lines->len; i++)
        if (i == self->lines->len ||
            copia_page_line (self, i)->page != copia_page_line (self, from)->page) {
            count_page (self, from, i, furniture, whole);
            from = i;
        }
    for (guint i = 0; i < self->lines->len; i++) {
        CopiaPageLine *line = copia_page_line (self, i);
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
learn_words (CopiaPages *self)
{
    for (guint i = 0; i < self->lines->len; i++) {
        const CopiaPageLine *line = copia_page_line (self, i);

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
is_divided (const CopiaPages *self, const char *text, uint32_t size,
            const CopiaPageLine *next, bool *hyphen)
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
parts (const CopiaPages *self, const CopiaPageLine *last, const CopiaPageLine *line)
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
turn_page (CopiaPages *self, const CopiaPageLine *line)
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
join (CopiaPages *self, CopiaPageLine *line, bool hyphen)
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
end_heading (CopiaPages *self)
{
    CopiaRange line = { self->heading, (uint32_t) self->out->len };

    if (self->level)
        copia_document_heading (self->document, line, line, self->level);
    self->level = 0;
}

static const char *
between (const CopiaPages *self, const CopiaPageLine *last, const CopiaPageLine *line)
{
    if (line->goes_on)
        return " ";
    return last->level || line->level || parts (self, last, line) ? "\n\n" : "\n";
}

/* The line, or what is left of it, behind what stands before it. */
static void
put_rest (CopiaPages *self, const CopiaPageLine *line, const char *before)
{
    uint32_t at;

    g_string_append (self->out, before);
    turn_page (self, line);
    at = (uint32_t) self->out->len;
    if (line->called)
        copia_document_call (self->document, (CopiaRange){ at, at }, 1, line->called);
    if (line->level && !line->goes_on) {
        self->level = line->level;
        self->heading = at;
    }
    g_string_append_len (self->out, line->text, line->size);
}

static void
put_line (CopiaPages *self, const CopiaPageLine *last, CopiaPageLine *line)
{
    bool running = last && (line->goes_on || (!line->level && !last->level));
    bool hyphen;

    if (!line->goes_on)
        end_heading (self);
    if (!running ||
        !is_divided (self, self->out->str, (uint32_t) self->out->len, line, &hyphen)) {
        put_rest (self, line, last ? between (self, last, line) : "");
        return;
    }
    join (self, line, hyphen);
    if (line->size)
        put_rest (self, line, line->goes_on ? " " : "\n");
}

static void
put_lines (CopiaPages *self)
{
    const CopiaPageLine *last = NULL;

    for (guint i = 0; i < self->lines->len; i++) {
        CopiaPageLine *line = copia_page_line (self, i);

        if (line->dropped || line->size == 0) {
            self->broken |= line->size == 0;
            continue;
        }
        put_line (self, last, line);
        last = line;
        self->broken = false;
    }
    end_heading (self);
    if (self->page)
        copia_document_close (self->document, self->span, (uint32_t) self->out->len);
    g_string_append_c (self->out, '\n');
}

static void
note (const CopiaPages *self)
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
                  const CopiaPrinted *printed, GError **error)
{
    CopiaPages self = { .document = document };

    if (size >= UINT32_MAX / 2) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT, "too long; split it");
        return false;
    }
    self.lines = g_array_new (FALSE, FALSE, sizeof (CopiaPageLine));
    self.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self.out = g_string_sized_new (size + 16);
    read_lines (&self, text, size);
    self.width = full_width (&self);
    if (self.width)
        drop_furniture (&self);
    if (printed && self.width)
        document->marked = copia_pages_find_headings (&self, printed);
    learn_words (&self);
    put_lines (&self);
    g_array_free (self.lines, TRUE);
    g_hash_table_unref (self.words);
    document->size = (uint32_t) self.out->len;
    g_free (document->text);
    document->text = g_string_free (self.out, FALSE);
    document->wrapped = true;
    note (&self);
    if (document->marked)
        copia_document_note (document, "%u heading%s, known by %s",
                             document->headings->len,
                             document->headings->len == 1 ? "" : "s",
                             printed->listed ? "its outline" : "their larger type");
    if (self.width)
        return true;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "there is no text in its %u page%s: pictures of pages have to be read by "
        "a program for that (OCR) first",
        self.pages, self.pages == 1 ? "" : "s");
    return false;
}
