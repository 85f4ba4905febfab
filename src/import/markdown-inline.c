/* markdown-inline.c - what Markdown marks within a paragraph. */
#include "import/markdown-inline.h"

#include <stdlib.h>
#include <string.h>

#include "import/markdown-emphasis.h"
#include "import/markdown-link.h"
#include "import/markup.h"

typedef struct {
    uint32_t content, document;
} Piece;

/* A run of backticks. */
typedef struct {
    uint32_t at, size;
} Ticks;

typedef struct {
    uint32_t at;    /* of `[`, or of `!` */
    uint32_t inner; /* behind the bracket */
    int32_t run;    /* the last run before it */
    bool image, nested;
} Bracket;

struct CopiaInline {
    CopiaDocument *document;
    GHashTable *labels;
    GString *content;
    GArray *pieces;
    CopiaEmphasis emphasis;
    GArray *brackets; /* Bracket, a stack */
    GArray *ticks;    /* Ticks: all runs, by length, then place */
    guint
        links_below; /* openers under this height stand inside no link: they are dead */
    CopiaMarkup markup;
};

CopiaInline *
copia_inline_new (CopiaDocument *document)
{
    CopiaInline *self = g_new0 (CopiaInline, 1);

    self->document = document;
    self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self->content = g_string_new (NULL);
    self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    copia_emphasis_init (&self->emphasis);
    self->brackets = g_array_new (FALSE, FALSE, sizeof (Bracket));
    self->ticks = g_array_new (FALSE, FALSE, sizeof (Ticks));
    return self;
}

void
copia_inline_free (CopiaInline *self)
{
    if (!self)
        return;
    g_hash_table_unref (self->labels);
    g_string_free (self->content, TRUE);
    g_array_free (self->pieces, TRUE);
    copia_emphasis_clear (&self->emphasis);
    g_array_free (self->brackets, TRUE);
    g_array_free (self->ticks, TRUE);
    g_free (self);
}

/* ---- content and its place in the document -------------------------------------------- */

void
copia_inline_clear (CopiaInline *self)
{
    g_string_truncate (self->content, 0);
    g_array_set_size (self->pieces, 0);
}

void
copia_inline_add (CopiaInline *self, uint32_t start, uint32_t end)
{
    Piece piece;

    if (self->content->len)
        g_string_append_c (self->content, '\n');
    piece = (Piece){ (uint32_t) self->content->len, start };
    g_array_append_val (self->pieces, piece);
    g_string_append_len (self->content, self->document->text + start, end - start);
}

static guint
piece_at (const CopiaInline *self, uint32_t at)
{
    guint low = 0, high = self->pieces->len;

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;

        if (g_array_index (self->pieces, Piece, middle).content <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void
skip (CopiaInline *self, uint32_t start, uint32_t end)
{
    for (guint i = piece_at (self, start); start < end && i < self->pieces->len; i++) {
        const Piece *piece = &g_array_index (self->pieces, Piece, i);
        bool last = i + 1 == self->pieces->len;
        uint32_t stop = last ? (uint32_t) self->content->len : piece[1].content - 1;
        uint32_t shift = piece->document - piece->content;

        copia_document_skip (self->document, start + shift, MIN (stop, end) + shift);
        start = stop + 1;
    }
}

static bool
is_mark (char byte)
{
    return g_ascii_ispunct (byte);
}

/* ---- code ----------------------------------------------------------------------------- */

static int
by_length (const void *a, const void *b)
{
    const Ticks *x = a, *y = b;

    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void
find_ticks (CopiaInline *self, uint32_t at)
{
    const char *text = self->content->str;

    g_array_set_size (self->ticks, 0);
    while (at < self->content->len) {
        Ticks run;

        at += (uint32_t) strcspn (text + at, "`");
        run.at = at;
        run.size = (uint32_t) strspn (text + at, "`");
        if (run.size)
            g_array_append_val (self->ticks, run);
        at += run.size;
    }
    g_array_sort (self->ticks, by_length);
}

/* Behind the run of as many backticks as stand at `at`, or behind those: they are text. */
static uint32_t
mark_code (CopiaInline *self, uint32_t at)
{
    Ticks key;
    guint low = 0, high;

    key.size = (uint32_t) strspn (self->content->str + at, "`");
    key.at = at + key.size;
    if (self->ticks->len == 0)
        find_ticks (self, at);
    high = self->ticks->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (by_length (&g_array_index (self->ticks, Ticks, middle), &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < self->ticks->len &&
        g_array_index (self->ticks, Ticks, low).size == key.size) {
        uint32_t close = g_array_index (self->ticks, Ticks, low).at;

        skip (self, at, key.at);
        skip (self, close, close + key.size);
        return close + key.size;
    }
    return key.at;
}

/* ---- links ---------------------------------------------------------------------------- */

static bool
is_defined (CopiaInline *self, uint32_t start, uint32_t end)
{
    g_autofree char *label = NULL;

    if (g_hash_table_size (self->labels) == 0)
        return false;
    label = copia_link_label (self->content->str + start, end - start);
    return label && g_hash_table_contains (self->labels, label);
}

/* The end of what stands behind `[text]` and makes it a link, or NOWHERE. */
static uint32_t
read_link (CopiaInline *self, const Bracket *bracket, uint32_t close)
{
    const char *text = self->content->str;
    uint32_t end = copia_link_target (self->content->str, close + 1);

    if (end != COPIA_NOWHERE)
        return end;
    if (text[close + 1] == '[') {
        end = copia_link_label_end (text, close + 1);
        if (end != COPIA_NOWHERE && end > close + 3)
            return is_defined (self, close + 2, end - 1) ? end : COPIA_NOWHERE;
    }
    if (bracket->nested || !is_defined (self, bracket->inner, close))
        return COPIA_NOWHERE;
    return end != COPIA_NOWHERE ? end : close + 1;
}

static bool
is_footnote (CopiaInline *self, const Bracket *bracket, uint32_t close)
{
    const char *label = self->content->str + bracket->inner;

    return !bracket->image && *label == '^' && close > bracket->inner + 1 &&
           close - bracket->inner < 100 &&
           strcspn (label, " \t\n]") == close - bracket->inner;
}

/* The `]` at `close`. */
static uint32_t
close_bracket (CopiaInline *self, uint32_t close)
{
    guint height = self->brackets->len;
    Bracket bracket;
    uint32_t end;

    if (height == 0)
        return close + 1;
    bracket = g_array_index (self->brackets, Bracket, height - 1);
    g_array_set_size (self->brackets, height - 1);
    if (height - 1 < self->links_below) {
        self->links_below = height - 1;
        if (!bracket.image)
            return close + 1;
    }
    if (is_footnote (self, &bracket, close)) {
        copia_emphasis_drop (&self->emphasis, bracket.run);
        skip (self, bracket.at, close + 1);
        return close + 1;
    }
    end = read_link (self, &bracket, close);
    if (end == COPIA_NOWHERE)
        return close + 1;
    if (bracket.image) {
        copia_emphasis_drop (&self->emphasis, bracket.run);
        skip (self, bracket.at, end);
        return end;
    }
    copia_emphasis_settle (&self->emphasis, bracket.run);
    skip (self, bracket.at, bracket.inner);
    skip (self, close, end);
    self->links_below = height - 1;
    return end;
}

static uint32_t
open_bracket (CopiaInline *self, uint32_t at, bool image)
{
    Bracket bracket = { at, at + 1 + image, self->emphasis.last, image, false };

    if (self->brackets->len)
        g_array_index (self->brackets, Bracket, self->brackets->len - 1).nested = true;
    g_array_append_val (self->brackets, bracket);
    return bracket.inner;
}

/* ---- definitions ---------------------------------------------------------------------- */

uint32_t
copia_inline_define (CopiaInline *self)
{
    const char *text = self->content->str;
    uint32_t at = 0;

    for (;;) {
        uint32_t start = at + (uint32_t) strspn (text + at, " ");
        uint32_t end =
            text[start] == '[' ? copia_link_label_end (text, start) : COPIA_NOWHERE;
        char *label;

        if (end == COPIA_NOWHERE)
            return at;
        if (text[start + 1] == '^' &&
            text[end] == ':') { /* a footnote: its text stays */
            skip (self, start, end + 1);
            return end + 1;
        }
        label = copia_link_label (text + start + 1, end - start - 2);
        end = label ? copia_link_definition (text, end) : COPIA_NOWHERE;
        if (end == COPIA_NOWHERE) {
            g_free (label);
            return at;
        }
        g_hash_table_add (self->labels, label);
        skip (self, start, end);
        if (!text[end])
            return end;
        at = end + 1;
    }
}

/* ---- the pass ------------------------------------------------------------------------- */

static uint32_t
mark_angle (CopiaInline *self, uint32_t at, CopiaInlineKind kind)
{
    const char *text = self->content->str;
    uint32_t end =
        kind == COPIA_INLINE_HTML ? COPIA_NOWHERE : copia_link_auto (text, at);

    if (end != COPIA_NOWHERE) {
        skip (self, at, at + 1);
        skip (self, end - 1, end);
        return end;
    }
    end = copia_markup_tag (&self->markup, at);
    if (end == COPIA_NOWHERE)
        return at + 1;
    skip (self, at, end);
    return end;
}

static uint32_t
mark_reference (CopiaInline *self, uint32_t at)
{
    bool keep;
    uint32_t end = copia_markup_reference (self->content->str,
                                           (uint32_t) self->content->len, at, &keep);

    if (end == COPIA_NOWHERE)
        return at + 1;
    skip (self, at + keep, end);
    return end;
}

static uint32_t
mark_one (CopiaInline *self, uint32_t at, CopiaInlineKind kind)
{
    const char *text = self->content->str;

    switch (text[at]) {
    case '<':
        return mark_angle (self, at, kind);
    case '&':
        return mark_reference (self, at);
    case '|':
        if (kind == COPIA_INLINE_ROW)
            skip (self, at, at + 1);
        return at + 1;
    case '\\':
        if (is_mark (text[at + 1]) || text[at + 1] == '\n') {
            skip (self, at, at + 1);
            return at + 2;
        }
        return at + 1;
    case '`':
        return mark_code (self, at);
    case '[':
        return open_bracket (self, at, false);
    case '!':
        return text[at + 1] == '[' ? open_bracket (self, at, true) : at + 1;
    case ']':
        return close_bracket (self, at);
    default:
        return copia_emphasis_add (&self->emphasis, at);
    }
}

void
copia_inline_mark (CopiaInline *self, uint32_t from, CopiaInlineKind kind)
{
    const char *stops = kind == COPIA_INLINE_HTML  ? "<&"
                        : kind == COPIA_INLINE_ROW ? "<&\\`[]!*_~|"
                                                   : "<&\\`[]!*_~";
    uint32_t at = from;

    copia_emphasis_begin (&self->emphasis, self->content->str);
    g_array_set_size (self->brackets, 0);
    g_array_set_size (self->ticks, 0);
    self->links_below = 0;
    copia_markup_init (&self->markup, self->content->str,
                       (uint32_t) self->content->len);
    while (at < self->content->len) {
        at += (uint32_t) strcspn (self->content->str + at, stops);
        if (at < self->content->len)
            at = mark_one (self, at, kind);
    }
    copia_emphasis_settle (&self->emphasis, -1);
    for (guint i = 0; i < self->emphasis.marks->len; i++) {
        CopiaRange mark = g_array_index (self->emphasis.marks, CopiaRange, i);

        skip (self, mark.start, mark.end);
    }
}
