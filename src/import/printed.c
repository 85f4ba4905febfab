/* printed.c - the headings of printed pages. */
#include "import/printed.h"

#include <string.h>

#include "text/shape.h"

#define FONTS 4096   /* numbers of fonts that are told from each other */
#define LARGEST 1000 /* size of type */
#define LONGEST 300  /* bytes of a heading */
#define OFTEN 3      /* pages on which a line is no heading but belongs to pages .. */
#define HEIGHT 8     /* .. where it stands at one height, near enough */

/* One printed line: pieces of text that stand at one height. */
typedef struct {
    uint32_t page, size, height;
    int64_t top;
    GString *text;
} Line;

typedef struct {
    CopiaPrinted *to;
    uint32_t page, depth;
    uint32_t sizes[FONTS];       /* of fonts by their numbers */
    uint64_t letters[LARGEST];   /* bytes in each size */
    uint64_t lines, large_lines; /* seen; found to be in large type */
    GArray *read;                /* Line */
} Reader;

static void
clear_line (void *data)
{
    g_string_free (((Line *) data)->text, TRUE);
}

static void
clear_heading (void *data)
{
    g_free (((CopiaPrintedHeading *) data)->title);
}

/* ---- a line of the program's output --------------------------------------------------- */

/* The number of ` name="12"` in the tag; 0 where there is none. */
static int64_t
number_of (const char *tag, const char *name)
{
    const char *end = tag + strcspn (tag, ">");
    size_t size = strlen (name);

    for (const char *at = tag; (at = strchr (at, ' ')) && at < end; at++)
        if (strncmp (at + 1, name, size) == 0 && at[1 + size] == '=' &&
            at[2 + size] == '"')
            return CLAMP (g_ascii_strtoll (at + 3 + size, NULL, 10), -100000, 1000000);
    return 0;
}

/* The bytes of a reference; what it stands for is put. */
static size_t
put_reference (GString *out, const char *at)
{
    static const struct {
        const char *name, *text;
    } known[] = { { "&lt;", "<" },    { "&gt;", ">" },   { "&amp;", "&" },
                  { "&quot;", "\"" }, { "&apos;", "'" }, { "&#160;", " " } };

    for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
        if (g_str_has_prefix (at, known[i].name)) {
            g_string_append (out, known[i].text);
            return strlen (known[i].name);
        }
    g_string_append_c (out, '&');
    return 1;
}

/* The content up to the end of the line: without tags, blanks made one. */
static void
put_content (GString *out, const char *at)
{
    while (*at) {
        if (*at == '<') {
            at += strcspn (at, ">");
            at += *at == '>';
        } else if (*at == '&') {
            at += put_reference (out, at);
        } else {
            if (!g_ascii_isspace (*at))
                g_string_append_c (out, *at);
            else if (out->len && out->str[out->len - 1] != ' ')
                g_string_append_c (out, ' ');
            at++;
        }
    }
}

/* ---- the outline ---------------------------------------------------------------------- */

static void
add_heading (CopiaPrinted *self, uint32_t page, uint32_t level, const char *title)
{
    g_autofree char *valid = g_utf8_make_valid (title, -1);
    CopiaPrintedHeading heading = { page, level, NULL };

    if (!*g_strstrip (valid) || self->headings->len == COPIA_PRINTED_MOST)
        return;
    heading.title = g_steal_pointer (&valid);
    g_array_append_val (self->headings, heading);
}

static void
read_item (Reader *self, const char *line)
{
    g_autoptr (GString) title = g_string_new (NULL);

    put_content (title, line);
    add_heading (self->to, (uint32_t) MAX (number_of (line, "page"), 0),
                 CLAMP (self->depth, 1, COPIA_PRINTED_LEVELS), title->str);
}

/* An outline whose only outermost entry is the book: what stands in it counts. */
static void
drop_root (GArray *headings)
{
    guint roots = 0;

    for (guint i = 0; i < headings->len; i++)
        roots += g_array_index (headings, CopiaPrintedHeading, i).level == 1;
    if (roots != 1 || headings->len < 3 ||
        g_array_index (headings, CopiaPrintedHeading, 0).level != 1)
        return;
    g_array_remove_index (headings, 0);
    for (guint i = 0; i < headings->len; i++)
        g_array_index (headings, CopiaPrintedHeading, i).level--;
}

/* ---- type ----------------------------------------------------------------------------- */

static void
read_text (Reader *self, const char *line)
{
    int64_t font = number_of (line, "font"), top = number_of (line, "top");
    uint32_t size = font >= 0 && font < FONTS ? self->sizes[font] : 0;
    Line *last =
        self->read->len ? &g_array_index (self->read, Line, self->read->len - 1) : NULL;
    bool goes_on = last && last->page == self->page && ABS (last->top - top) <= 3;
    size_t before;

    if (!goes_on) {
        Line fresh = { self->page, size, (uint32_t) MAX (number_of (line, "height"), 1),
                       top, g_string_new (NULL) };

        self->lines++;
        g_array_append_val (self->read, fresh);
        last = &g_array_index (self->read, Line, self->read->len - 1);
    }
    before = last->text->len;
    if (before && last->text->str[before - 1] != ' ')
        g_string_append_c (last->text, ' ');
    put_content (last->text, line);
    if (last->text->len > before)
        last->size = MIN (last->size, size);
    self->letters[size] += last->text->len - before;
}

static uint32_t
common_size (const Reader *self)
{
    uint32_t common = 0;

    for (uint32_t size = 0; size < LARGEST; size++)
        if (self->letters[size] > self->letters[common])
            common = size;
    return common;
}

static bool
is_title (const char *text)
{
    unsigned letters = 0, digits = 0;

    for (; *text; text = g_utf8_next_char (text)) {
        letters += g_unichar_isalpha (g_utf8_get_char (text)) != 0;
        digits += g_unichar_isdigit (g_utf8_get_char (text)) != 0;
    }
    return letters > 1 || digits > 0 || letters + digits == 1;
}

/* Behind the line, in the same type, on the lines below it. */
static guint
take_lines (const Reader *self, guint i, GString *title)
{
    const Line *last = &g_array_index (self->read, Line, i);

    g_string_append (title, last->text->str);
    for (i++; i < self->read->len; i++) {
        const Line *line = &g_array_index (self->read, Line, i);

        if (line->page != last->page || line->size != last->size ||
            line->top < last->top || line->top - last->top > 2 * (int64_t) last->height)
            break;
        g_string_append_printf (title, " %s", line->text->str);
        last = line;
    }
    return i;
}

static char *
place_of (const Line *line)
{
    return g_strdup_printf ("%d %s", (int) (line->top / HEIGHT), line->text->str);
}

/* `Chapter 4`, `IV.`, `Appendix A`: the title stands below, perhaps in other type. */
static bool
is_label (const char *text, size_t size)
{
    CopiaShape shape = copia_shape_read (text, size);
    const char *blank = strrchr (text, ' ');

    return shape.kind == COPIA_SHAPE_NUMERAL ||
           (shape.kind == COPIA_SHAPE_WORD && shape.bare) ||
           (shape.kind == COPIA_SHAPE_NAME && blank && strlen (blank) <= 3);
}

static bool
is_large (const Line *line, uint32_t common)
{
    return line->size * 7 >= common * 8 && common > 0;
}

/* The heading that begins with line `i`; the line behind it.  *size: of its largest type. */
static guint
take_heading (const Reader *self, guint i, uint32_t common, GString *title,
              uint32_t *size)
{
    const Line *line = &g_array_index (self->read, Line, i);
    guint next = take_lines (self, i, title);
    const Line *below =
        next < self->read->len ? &g_array_index (self->read, Line, next) : NULL;

    *size = line->size;
    if (!below || below->page != line->page || !is_large (below, common) ||
        !g_utf8_validate (title->str, -1, NULL) || !is_label (title->str, title->len))
        return next;
    *size = MAX (*size, below->size);
    g_string_append_c (title, ' ');
    return take_lines (self, next, title);
}

/* A line that stands at one height on several pages is none of theirs. */
static GHashTable *
find_returning (const Reader *self)
{
    GHashTable *times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < self->read->len; i++) {
        const Line *line = &g_array_index (self->read, Line, i);
        char *key = place_of (line);
        gpointer n = g_hash_table_lookup (times, key);

        g_hash_table_insert (times, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
    }
    return times;
}

static bool
returns (GHashTable *times, const Line *line)
{
    g_autofree char *key = place_of (line);

    return GPOINTER_TO_UINT (g_hash_table_lookup (times, key)) >= OFTEN;
}

/* Headings; their size stands for the level until all are known. */
static void
find_large (Reader *self, uint32_t common)
{
    g_autoptr (GString) title = g_string_new (NULL);
    g_autoptr (GHashTable) times = find_returning (self);

    for (guint i = 0; i < self->read->len;) {
        const Line *line = &g_array_index (self->read, Line, i);
        guint next = i + 1;
        uint32_t size;

        if (is_large (line, common) && !returns (times, line)) {
            g_string_truncate (title, 0);
            next = take_heading (self, i, common, title, &size);
            self->large_lines += next - i;
            if (title->len <= LONGEST && g_utf8_validate (title->str, -1, NULL) &&
                is_title (title->str))
                add_heading (self->to, line->page, size, title->str);
        }
        i = next;
    }
}

/* Sizes that one page alone has are of its title; the others, from the largest, are levels. */
static void
number_levels (GArray *headings)
{
    uint32_t first[LARGEST] = { 0 }, level[LARGEST] = { 0 }, n = 0;
    bool several[LARGEST] = { false };

    for (guint i = 0; i < headings->len; i++) {
        const CopiaPrintedHeading *heading =
            &g_array_index (headings, CopiaPrintedHeading, i);

        several[heading->level] |=
            first[heading->level] && first[heading->level] != heading->page;
        first[heading->level] = heading->page;
    }
    for (uint32_t size = LARGEST; size-- > 0;)
        if (several[size]) {
            n += n < COPIA_PRINTED_LEVELS;
            level[size] = n;
        }
    for (guint i = headings->len; i-- > 0;) {
        CopiaPrintedHeading *heading =
            &g_array_index (headings, CopiaPrintedHeading, i);

        heading->level = level[heading->level];
        if (heading->level == 0)
            g_array_remove_index (headings, i);
    }
}

/* ---- public --------------------------------------------------------------------------- */

static void
read_line (Reader *self, const char *line)
{
    while (g_ascii_isspace (*line))
        line++;
    if (g_str_has_prefix (line, "<text "))
        read_text (self, line);
    else if (g_str_has_prefix (line, "<page "))
        self->page = (uint32_t) MAX (number_of (line, "number"), 0);
    else if (g_str_has_prefix (line, "<fontspec ")) {
        int64_t id = number_of (line, "id");

        if (id >= 0 && id < FONTS)
            self->sizes[id] =
                (uint32_t) CLAMP (number_of (line, "size"), 0, LARGEST - 1);
    } else if (g_str_has_prefix (line, "<item "))
        read_item (self, line);
    else if (g_str_has_prefix (line, "<outline>"))
        self->depth++;
    else if (g_str_has_prefix (line, "</outline>"))
        self->depth -= self->depth > 0;
}

CopiaPrinted *
copia_printed_read (const char *said, size_t size)
{
    CopiaPrinted *to = g_new0 (CopiaPrinted, 1);
    g_autofree Reader *self = g_new0 (Reader, 1);
    g_autoptr (GString) line = g_string_new (NULL);
    const char *end = said + size;

    self->to = to;
    self->read = g_array_new (FALSE, FALSE, sizeof (Line));
    g_array_set_clear_func (self->read, clear_line);
    to->headings = g_array_new (FALSE, FALSE, sizeof (CopiaPrintedHeading));
    g_array_set_clear_func (to->headings, clear_heading);
    for (const char *at = said; at < end;) {
        const char *stop = memchr (at, '\n', (size_t) (end - at));

        stop = stop ? stop : end;
        g_string_truncate (line, 0);
        g_string_append_len (line, at, stop - at);
        read_line (self, line->str);
        at = stop + 1;
    }
    to->listed = to->headings->len > 0;
    if (to->listed)
        drop_root (to->headings);
    else
        find_large (self, common_size (self));
    if (!to->listed && self->large_lines * 4 > self->lines)
        g_array_set_size (to->headings, 0);
    if (!to->listed)
        number_levels (to->headings);
    g_array_unref (self->read);
    return to;
}

void
copia_printed_free (CopiaPrinted *self)
{
    if (!self)
        return;
    g_array_unref (self->headings);
    g_free (self);
}
