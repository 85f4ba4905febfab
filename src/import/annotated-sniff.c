/* annotated-sniff.c - the first lines of a text, looked at. */
#include "import/annotated-sniff.h"

#include "import/vertical-tag.h"

#include <string.h>

#define SEEN (64u << 10)
#define COLUMNS 10       /* of CoNLL-U */
#define MOST_COLUMNS 100 /* of vertical text, as its reader has it */
#define ENOUGH_WORDS 12  /* of a text with one column */

/* Each whole line of the beginning, until `take` says false. */
static bool
each_line (const CopiaDocument *document, bool (*take) (void *data, const char *line),
           void *data)
{
    uint32_t mark = g_str_has_prefix (document->text, "\xEF\xBB\xBF") ? 3 : 0;
    g_autofree char *seen =
        g_strndup (document->text + mark, MIN (SEEN, document->size - mark));
    bool cut = document->size - mark > SEEN;

    for (char *at = seen; *at;) {
        char *end = at + strcspn (at, "\n");
        bool last = *end == '\0';

        if (last && cut)
            break;
        if (end > at && end[-1] == '\r')
            end[-1] = '\0';
        *end = '\0';
        if (!take (data, at))
            return false;
        at = end + !last;
    }
    return true;
}

/* ---- vertical text --------------------------------------------------------------------- */

typedef struct {
    const char *name;
    bool holds; /* a token */
} Region;

typedef struct {
    GArray *open; /* Region */
    GStringChunk *names;
    guint with[MOST_COLUMNS + 1]; /* tokens by their number of columns */
    guint tokens, spaced;         /* of them, with a blank in a column */
    guint opened, stray;          /* tags, and those that close nothing */
    guint closed;                 /* regions that held a token */
} Vertical;

static void
see_close (Vertical *self, const char *name)
{
    for (guint i = self->open->len; i-- > 0;) {
        Region *region = &g_array_index (self->open, Region, i);

        if (strcmp (region->name, name) != 0)
            continue;
        self->closed += region->holds;
        g_array_remove_index (self->open, i);
        return;
    }
    self->stray++;
}

static bool
see_token (Vertical *self, const char *line)
{
    guint columns = 1;

    if (self->open->len == 0 || line[0] == '\t')
        return false;
    if (line[0] == '<' && (g_ascii_isalpha (line[1]) || line[1] == '/'))
        return false; /* mark-up with text behind it */
    for (const char *at = line; (at = strchr (at, '\t')); at++)
        columns++;
    if (columns > MOST_COLUMNS)
        return false;
    self->spaced += strchr (line, ' ') != NULL;
    self->with[columns]++;
    self->tokens++;
    for (guint i = 0; i < self->open->len; i++)
        g_array_index (self->open, Region, i).holds = true;
    return true;
}

static bool
see_vertical (void *data, const char *line)
{
    g_auto (CopiaVerticalTag) tag = { 0 };
    Vertical *self = data;
    CopiaVerticalKind kind = copia_vertical_tag (line, &tag);
    Region region = { NULL, false };

    if (line[0] == '\0' || kind == COPIA_VERTICAL_PASSED ||
        kind == COPIA_VERTICAL_EMPTY)
        return true;
    if (kind == COPIA_VERTICAL_NONE)
        return see_token (self, line);
    if (kind == COPIA_VERTICAL_CLOSE && tag.more)
        return false; /* mark-up with text behind it, too */
    if (kind == COPIA_VERTICAL_CLOSE) {
        see_close (self, tag.name);
        return true;
    }
    self->opened++;
    region.name = g_string_chunk_insert_const (self->names, tag.name);
    g_array_append_val (self->open, region);
    return true;
}

/* Words on lines of their own, in regions that are well made as far as one sees. */
static bool
judge_words (const Vertical *self, bool whole)
{
    return self->spaced == 0 && self->stray == 0 && self->closed >= 1 &&
           self->tokens >= ENOUGH_WORDS && self->tokens >= 2 * self->opened &&
           (!whole || self->open->len == 0);
}

static bool
judge_vertical (const Vertical *self, bool whole)
{
    guint usual = 1;

    for (guint n = 2; n <= MOST_COLUMNS; n++)
        if (self->with[n] > self->with[usual])
            usual = n;
    if (self->tokens == 0 || self->with[usual] < self->tokens - self->tokens / 10)
        return false;
    return usual > 1 ? self->stray <= self->opened / 10 : judge_words (self, whole);
}

bool
copia_vertical_sniff (const CopiaDocument *document)
{
    g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Region));
    Vertical self = { .open = open, .names = g_string_chunk_new (256) };
    bool is = each_line (document, see_vertical, &self) &&
              judge_vertical (&self, document->size <= SEEN);

    g_string_chunk_free (self.names);
    return is;
}

/* ---- CoNLL-U --------------------------------------------------------------------------- */

typedef struct {
    guint64 last; /* number of the word before; 0: a sentence begins */
    guint good, bad;
} Conllu;

static bool
is_digits (const char *text)
{
    return *text && strspn (text, "0123456789") == strlen (text);
}

static bool
is_nothing (const char *cell)
{
    return strcmp (cell, "_") == 0;
}

/* 5, 5-6 or 5.1, behind the number before it. */
static bool
see_number (Conllu *self, const char *cell)
{
    guint64 number = g_ascii_strtoull (cell, NULL, 10);
    size_t digits = strspn (cell, "0123456789");
    const char *rest = cell + digits;
    bool good =
        digits > 0 && digits < 10 && number == self->last + (*rest != '.') &&
        (*rest == '\0' || ((*rest == '-' || *rest == '.') && is_digits (rest + 1)));

    if (digits > 0 && *rest == '\0')
        self->last = number;
    return good;
}

/* The columns after the word: UPOS is one sign, FEATS pairs, HEAD a number, DEPS heads. */
static bool
see_row (Conllu *self, char **cells)
{
    return g_strv_length (cells) == COLUMNS && see_number (self, cells[0]) &&
           cells[1][0] && !strchr (cells[3], ' ') &&
           (is_nothing (cells[5]) || strchr (cells[5], '=')) &&
           (is_nothing (cells[6]) || is_digits (cells[6])) &&
           (is_nothing (cells[8]) || strchr (cells[8], ':'));
}

static bool
see_conllu (void *data, const char *line)
{
    g_auto (GStrv) cells = NULL;
    Conllu *self = data;

    if (line[0] == '\0')
        self->last = 0;
    if (line[0] == '\0' || line[0] == '#')
        return true;
    cells = g_strsplit (line, "\t", -1);
    if (see_row (self, cells))
        self->good++;
    else
        self->bad++;
    return self->good > 0; /* the first one is */
}

bool
copia_conllu_sniff (const CopiaDocument *document)
{
    Conllu self = { 0 };

    return each_line (document, see_conllu, &self) && self.good > 9 * self.bad;
}
