/* markdown-emphasis.c - which asterisks, underscores and tildes are marks. */
#include "import/markdown-emphasis.h"

#include <string.h>

/* A run of `*`, `_` or `~` that may open or close emphasis. */
typedef struct {
    uint32_t at, size;
    uint32_t length; /* as it was, for the rule of three */
    int32_t before, after;
    char mark;
    bool opens, closes;
} Run;

void
copia_emphasis_init (CopiaEmphasis *self)
{
    self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
    self->marks = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    copia_emphasis_begin (self, "");
}

void
copia_emphasis_begin (CopiaEmphasis *self, const char *text)
{
    self->text = text;
    self->last = -1;
    g_array_set_size (self->runs, 0);
    g_array_set_size (self->marks, 0);
}

void
copia_emphasis_clear (CopiaEmphasis *self)
{
    g_array_free (self->runs, TRUE);
    g_array_free (self->marks, TRUE);
}

static gunichar
character_before (const char *text, uint32_t at)
{
    return at == 0 ? '\n' : g_utf8_get_char (g_utf8_prev_char (text + at));
}

static bool
is_punctuation (gunichar c)
{
    return c < 128
               ? g_ascii_ispunct ((char) c)
               : g_unichar_ispunct (c) || g_unichar_type (c) == G_UNICODE_MATH_SYMBOL ||
                     g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL ||
                     g_unichar_type (c) == G_UNICODE_MODIFIER_SYMBOL ||
                     g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL;
}

/* Left- and right-flanking, CommonMark 6.2. */
uint32_t
copia_emphasis_add (CopiaEmphasis *self, uint32_t at)
{
    const char *text = self->text;
    const char mark[2] = { text[at], 0 };
    uint32_t size = (uint32_t) strspn (text + at, mark);
    gunichar before = character_before (text, at);
    gunichar after = text[at + size] ? g_utf8_get_char (text + at + size) : '\n';
    bool space_before = g_unichar_isspace (before),
         space_after = g_unichar_isspace (after);
    bool mark_before = is_punctuation (before), mark_after = is_punctuation (after);
    bool left = !space_after && (!mark_after || space_before || mark_before);
    bool right = !space_before && (!mark_before || space_after || mark_after);
    Run run = { at, size, size, self->last, -1, *mark, left, right };

    if (*mark == '_') {
        run.opens = left && (!right || mark_before);
        run.closes = right && (!left || mark_after);
    }
    if (*mark == '~' && size != 2)
        return at + size;
    if (run.opens || run.closes) {
        int32_t index = (int32_t) self->runs->len;

        g_array_append_val (self->runs, run);
        if (run.before >= 0)
            g_array_index (self->runs, Run, run.before).after = index;
        self->last = index;
    }
    return at + size;
}

static Run *
run_at (CopiaEmphasis *self, int32_t index)
{
    return &g_array_index (self->runs, Run, index);
}

static void
remove_run (CopiaEmphasis *self, int32_t index)
{
    Run *run = run_at (self, index);

    if (run->before >= 0)
        run_at (self, run->before)->after = run->after;
    if (run->after >= 0)
        run_at (self, run->after)->before = run->before;
    else
        self->last = run->before;
}

static bool
can_match (const Run *opener, const Run *closer)
{
    if (opener->mark != closer->mark || !opener->opens)
        return false;
    return !((opener->closes || closer->opens) &&
             (opener->length + closer->length) % 3 == 0 &&
             (opener->length % 3 || closer->length % 3));
}

/* Where openers of a closer's kind have been looked for in vain. */
static int32_t *
bottom_of (int32_t bottoms[3][2][3], const Run *closer)
{
    int kind = closer->mark == '*' ? 0 : closer->mark == '_' ? 1 : 2;

    return &bottoms[kind][closer->opens][closer->length % 3];
}

/* Skips the inner marks of `opener` and the first of `closer`. */
static void
join_runs (CopiaEmphasis *self, int32_t opener, int32_t closer)
{
    Run *left = run_at (self, opener), *right = run_at (self, closer);
    uint32_t n = left->size >= 2 && right->size >= 2 ? 2 : 1;
    CopiaRange inner;

    for (int32_t between = right->before; between != opener;) {
        int32_t next = run_at (self, between)->before;

        remove_run (self, between);
        between = next;
    }
    left->size -= n;
    inner = (CopiaRange){ left->at + left->size, left->at + left->size + n };
    g_array_append_val (self->marks, inner);
    inner = (CopiaRange){ right->at, right->at + n };
    g_array_append_val (self->marks, inner);
    right->at += n;
    right->size -= n;
    if (left->size == 0)
        remove_run (self, opener);
}

void
copia_emphasis_drop (CopiaEmphasis *self, int32_t bottom)
{
    while (self->last > bottom)
        remove_run (self, self->last);
}

/* "Process emphasis" of CommonMark's appendix, above the run `bottom`. */
void
copia_emphasis_settle (CopiaEmphasis *self, int32_t bottom)
{
    int32_t bottoms[3][2][3];
    int32_t closer;

    if (self->last <= bottom)
        return;
    for (int i = 0; i < 18; i++)
        (&bottoms[0][0][0])[i] = bottom;
    for (closer = self->last; closer >= 0 && run_at (self, closer)->before > bottom;)
        closer = run_at (self, closer)->before;
    while (closer >= 0) {
        Run *run = run_at (self, closer);
        int32_t *limit = bottom_of (bottoms, run);
        int32_t opener = run->before;
        int32_t next = run->after;

        while (run->closes && opener > *limit &&
               !can_match (run_at (self, opener), run))
            opener = run_at (self, opener)->before;
        if (run->closes && opener > *limit) {
            join_runs (self, opener, closer);
            if (run->size > 0)
                continue;
            remove_run (self, closer);
        } else if (run->closes) {
            *limit = run->before;
            if (!run->opens)
                remove_run (self, closer);
        }
        closer = next;
    }
    copia_emphasis_drop (self, bottom);
}
