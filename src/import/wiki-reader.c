/* wiki-reader.c - one pass over wiki text, with a stack of open links. */
#include "import/wiki-reader.h"

#include <string.h>

#include "import/markup.h"
#include "import/wiki-names.h"
#include "import/wiki-plain.h"

typedef struct {
    uint32_t at;  /* of the opening brackets */
    uint32_t bar; /* the first `|` in it, or NOWHERE */
    bool hidden;  /* shows no text: it may have several lines */
} Open;

struct CopiaWikiReader {
    CopiaDocument *document;
    const char *text;
    const GArray *templates; /* CopiaRange, outermost ones, ascending */
    guint next;              /* the first of them that may still come */
    uint32_t at;             /* what stands before it was read */
    bool begins;             /* a line begins there, and that was not yet looked at */
    GArray *open;            /* Open, a stack of links */
    guint tables;            /* how deep */
    uint32_t cell;           /* where the cell's attributes may stand, or NOWHERE */
    bool cell_equals;        /* an `=` was seen in it */
    bool header;             /* cells of this line are parted by `!!`, too */
    uint32_t quiet;          /* before this nothing is a mark: <nowiki>, <pre> */
    uint32_t line, line_end; /* of the line that is read */
    CopiaMarkup markup;
    CopiaFinder closing; /* `]` of external links */
    CopiaFinder ends[COPIA_WIKI_HIDDEN];
    CopiaFinder nowiki, pre;
};

typedef CopiaWikiReader Reader;

/* ---- templates ------------------------------------------------------------------------ */

/* The template that begins at `at` is skipped as a whole. */
static uint32_t
read_template (Reader *self, uint32_t at)
{
    CopiaRange template;

    while (self->next < self->templates->len &&
           g_array_index (self->templates, CopiaRange, self->next).start < at)
        self->next++;
    if (self->next == self->templates->len)
        return at + 1;
    template = g_array_index (self->templates, CopiaRange, self->next);
    if (template.start != at)
        return at + 1;
    copia_document_skip (self->document, template.start, template.end);
    return template.end;
}

/* ---- links ---------------------------------------------------------------------------- */

static uint32_t
open_link (Reader *self, uint32_t at)
{
    Open open = { at, COPIA_NOWHERE, copia_wiki_is_hidden_link (self->text + at + 2) };

    g_array_append_val (self->open, open);
    return at + 2;
}

/* The end of a line ends links, but not the captions of pictures; an empty one ends all. */
static void
drop_links (Reader *self, bool all)
{
    while (self->open->len &&
           (all || !g_array_index (self->open, Open, self->open->len - 1).hidden))
        g_array_set_size (self->open, self->open->len - 1);
}

static uint32_t
close_link (Reader *self, uint32_t at)
{
    Open open;
    uint32_t target;

    if (self->open->len == 0)
        return at + 2;
    open = g_array_index (self->open, Open, self->open->len - 1);
    g_array_set_size (self->open, self->open->len - 1);
    target = open.at + 2;
    if (open.hidden) {
        copia_document_skip (self->document, open.at, at + 2);
        return at + 2;
    }
    if (open.bar != COPIA_NOWHERE && open.bar + 1 < at)
        target = open.bar + 1;
    else if (self->text[target] == ':')
        target++;
    copia_document_skip (self->document, open.at, target);
    if (open.bar != COPIA_NOWHERE && open.bar + 1 == at)
        at = open.bar; /* [[Name (place)|]] shows its target */
    copia_document_skip (self->document, at, at + 2 + (self->text[at] == '|'));
    return at + 2 + (self->text[at] == '|');
}

/* `[http://x.org text]`: the text stays; without text the whole goes. */
static uint32_t
read_external (Reader *self, uint32_t at)
{
    const char *text = self->text;
    uint32_t scheme = at + 1;
    uint32_t target, close;

    while (g_ascii_isalpha (text[scheme]))
        scheme++;
    if (strncmp (text + at + 1, "//", 2) != 0 &&
        strncmp (text + scheme, "://", 3) != 0 &&
        strncmp (text + at + 1, "mailto:", 7) != 0)
        return at + 1;
    if (self->line_end < at)
        self->line_end = at + (uint32_t) strcspn (text + at, "\r\n");
    close = copia_finder_next (&self->closing, at);
    if (close > self->line_end)
        return at + 1;
    target = at + 1 + (uint32_t) strcspn (text + at + 1, " \t]");
    copia_document_skip (self->document, at, target);
    copia_document_skip (self->document, close, close + 1);
    return target;
}

static void
see_bar (Reader *self, uint32_t at)
{
    if (self->open->len) {
        Open *top = &g_array_index (self->open, Open, self->open->len - 1);

        if (top->bar == COPIA_NOWHERE)
            top->bar = at;
    }
}

/* ---- tags ----------------------------------------------------------------------------- */

/* A tag whose content is no text goes with it; one whose content is not mark-up makes the
 * reader deaf up to its end; any other goes alone. */
static uint32_t
read_tag (Reader *self, uint32_t at)
{
    const char *text = self->text;
    uint32_t end = copia_markup_tag (&self->markup, at);

    if (end == COPIA_NOWHERE)
        return at + 1;
    copia_document_skip (self->document, at, end);
    if (text[end - 2] == '/')
        return end;
    for (guint i = 0; i < COPIA_WIKI_HIDDEN; i++)
        if (copia_markup_is_tag (text + at, copia_wiki_hidden[i].tag)) {
            uint32_t close = copia_finder_next (&self->ends[i], end);

            if (close == COPIA_NOWHERE)
                return end;
            copia_document_skip (self->document, at, close);
            return close; /* its closing tag is skipped as any other */
        }
    if (copia_markup_is_tag (text + at, "nowiki"))
        self->quiet = copia_finder_next (&self->nowiki, end);
    else if (copia_markup_is_tag (text + at, "pre"))
        self->quiet = copia_finder_next (&self->pre, end);
    if (self->quiet == COPIA_NOWHERE)
        self->quiet = 0;
    return end;
}

/* ---- tables --------------------------------------------------------------------------- */

static void
begin_cell (Reader *self, uint32_t at)
{
    self->cell = at;
    self->cell_equals = false;
    copia_document_break (self->document, at);
}

/* The bars at the head of a line in a table. */
static uint32_t
read_table_line (Reader *self, uint32_t at)
{
    const char *text = self->text;

    if (text[at] == '{' && text[at + 1] == '|') {
        self->tables++;
        copia_document_skip (self->document, at, self->line_end);
        return self->line_end;
    }
    if (self->tables == 0 || (text[at] != '|' && text[at] != '!'))
        return at;
    if (text[at] == '|' && text[at + 1] == '}') {
        self->tables--;
        self->cell = COPIA_NOWHERE;
        copia_document_skip (self->document, at, at + 2);
        return at + 2;
    }
    if (text[at] == '|' && text[at + 1] == '-') {
        copia_document_skip (self->document, at, self->line_end);
        return self->line_end;
    }
    self->header = text[at] == '!';
    copia_document_skip (self->document, at, at + 1 + (text[at + 1] == '+'));
    begin_cell (self, at + 1 + (text[at + 1] == '+'));
    return self->cell;
}

/* `||`, `!!` part cells; a single `|` ends a cell's attributes. */
static uint32_t
read_bar (Reader *self, uint32_t at)
{
    const char *text = self->text;

    if (self->open->len || self->cell == COPIA_NOWHERE) {
        see_bar (self, at);
        return at + 1;
    }
    if (text[at + 1] == text[at] && (text[at] == '|' || self->header)) {
        copia_document_skip (self->document, at, at + 2);
        begin_cell (self, at + 2);
        return at + 2;
    }
    if (text[at] == '|' && self->cell_equals) {
        copia_document_skip (self->document, self->cell, at + 1);
        self->cell_equals = false;
    }
    return at + 1;
}

/* ---- lines ---------------------------------------------------------------------------- */

/* `== Title ==`: the marks on both sides; what stands within is read on as text. */
static uint32_t
read_heading (Reader *self, uint32_t at)
{
    const char *text = self->text;
    uint32_t end = self->line_end, close, level, start;

    while (end > at && (g_ascii_isspace (text[end - 1])))
        end--;
    close = end;
    while (close > at && text[close - 1] == '=')
        close--;
    level = (uint32_t) strspn (text + at, "=");
    level = MIN (MIN (level, end - close), 6);
    if (level == 0 || close <= at + level)
        return at;
    start = at + level;
    close = end - level;
    copia_document_skip (self->document, at, start);
    copia_document_skip (self->document, close, end);
    while (start < close && g_ascii_isspace (text[start]))
        start++;
    while (close > start && g_ascii_isspace (text[close - 1]))
        close--;
    copia_document_heading (self->document, (CopiaRange){ at, end },
                            (CopiaRange){ start, close }, level);
    return start;
}

static uint32_t
begin_line (Reader *self, uint32_t at)
{
    const char *text = self->text;
    uint32_t n;

    copia_document_pass (self->document, self->line, at);
    self->line = at;
    self->line_end = at + (uint32_t) strcspn (text + at, "\r\n");
    self->cell = COPIA_NOWHERE;
    drop_links (self, text[at] == '=');
    n = (uint32_t) strspn (text + at, " \t");
    if (at + n == self->line_end) {
        drop_links (self, true);
        return self->line_end;
    }
    if (self->open->len)
        return at; /* in a picture's caption nothing begins */
    if (text[at] == '=')
        return read_heading (self, at);
    if (strncmp (text + at, "----", 4) == 0) {
        n = (uint32_t) strspn (text + at, "-");
        copia_document_skip (self->document, at, at + n);
        return at + n;
    }
    n = (uint32_t) strspn (text + at, "*#:;");
    if (n > 0) {
        copia_document_skip (self->document, at, at + n);
        copia_document_break (self->document, at + n);
        at += n;
    }
    n = (uint32_t) strspn (text + at, " \t"); /* a table may be indented */
    return text[at + n] == '{' || self->tables ? read_table_line (self, at + n) : at;
}

static bool
is_open (const Reader *self)
{
    return self->open->len > 0 || self->tables > 0 || self->at < self->quiet;
}

/* `__TOC__` */
static uint32_t
read_magic_word (Reader *self, uint32_t at)
{
    uint32_t end = at + 2;

    while (g_ascii_isupper (self->text[end]))
        end++;
    if (end < at + 5 || strncmp (self->text + end, "__", 2) != 0)
        return at + 1;
    copia_document_skip (self->document, at, end + 2);
    return end + 2;
}

/* Two are italics, three bold, five both; of four the first is a letter's. */
static uint32_t
read_quotes (Reader *self, uint32_t at)
{
    uint32_t n = (uint32_t) strspn (self->text + at, "'");
    uint32_t marks = n == 4 ? 3 : MIN (n, 5);

    if (n >= 2)
        copia_document_skip (self->document, at + n - marks, at + n);
    return at + n;
}

static uint32_t
read_mark (Reader *self, uint32_t at)
{
    const char *text = self->text;
    uint32_t end;
    bool keep;

    switch (text[at]) {
    case '<':
        return read_tag (self, at);
    case '\'':
        return read_quotes (self, at);
    case '[':
        if (text[at + 1] != '[')
            return read_external (self, at);
        return open_link (self, at);
    case ']':
        return text[at + 1] == ']' ? close_link (self, at) : at + 1;
    case '{':
        return text[at + 1] == '{' ? read_template (self, at) : at + 1;
    case '|':
    case '!':
        return read_bar (self, at);
    case '=':
        self->cell_equals = true;
        return at + 1;
    case '_':
        return text[at + 1] == '_' ? read_magic_word (self, at) : at + 1;
    case '~':
        end = at + (uint32_t) strspn (text + at, "~");
        if (end >= at + 3)
            copia_document_skip (self->document, at, end);
        return end;
    default: /* & */
        end = copia_markup_reference (text, self->document->size, at, &keep);
        if (end == COPIA_NOWHERE)
            return at + 1;
        copia_document_skip (self->document, at + keep, end);
        return end;
    }
}

/* ---- public --------------------------------------------------------------------------- */

CopiaWikiReader *
copia_wiki_reader_new (const CopiaDocument *document, const GArray *templates)
{
    Reader *self = g_new0 (Reader, 1);

    self->templates = templates;
    self->open = g_array_new (FALSE, FALSE, sizeof (Open));
    copia_markup_begin (&self->markup, document);
    copia_finder_begin (&self->closing, document, "]");
    copia_finder_begin (&self->nowiki, document, "</nowiki");
    copia_finder_begin (&self->pre, document, "</pre");
    for (guint i = 0; i < COPIA_WIKI_HIDDEN; i++)
        copia_finder_begin (&self->ends[i], document, copia_wiki_hidden[i].end);
    return self;
}

void
copia_wiki_reader_begin (CopiaWikiReader *self, CopiaDocument *to, uint32_t at)
{
    self->document = to;
    self->text = to->text;
    self->at = self->line = at;
    self->begins = true;
    self->tables = 0;
    self->quiet = 0;
    g_array_set_size (self->open, 0);
}

/* Where nothing is open, lines without marks change nothing.  False: no line begins before
 * `end`. */
static bool
next_line (Reader *self, uint32_t end)
{
    if (!is_open (self))
        self->at = copia_wiki_plain_end (self->document, self->at, end);
    if (self->at >= end)
        return false;
    self->at = begin_line (self, self->at);
    self->begins = false;
    return true;
}

/* Within a line, whether what is left of it begins before `end`: what is skipped may reach far behind,
 * and what stands there is not looked at before its turn. */
static bool
goes_on (const Reader *self, uint32_t end)
{
    return MAX (self->at, self->quiet) < end;
}

void
copia_wiki_reader_read (CopiaWikiReader *self, uint32_t end)
{
    const char *text = self->text;

    while (self->begins ? next_line (self, end) : goes_on (self, end)) {
        uint32_t at = MAX (self->at, self->quiet);

        at += (uint32_t) strcspn (text + at, "\r\n<'[]{|!=_~&");
        self->begins =
            at >= self->document->size || text[at] == '\r' || text[at] == '\n';
        if (!self->begins)
            self->at = read_mark (self, at);
        else
            self->at = at + (at < self->document->size) +
                       (text[at] == '\r' && text[at + 1] == '\n');
    }
}

bool
copia_wiki_reader_is_clear (const CopiaWikiReader *self, uint32_t at)
{
    return self->at == at && self->begins && !is_open (self);
}

void
copia_wiki_reader_free (CopiaWikiReader *self)
{
    if (!self)
        return;
    g_array_free (self->open, TRUE);
    g_free (self);
}
