/* outline.c - rows of an outline from events. */
#include "import/outline.h"

#include <string.h>

typedef struct {
    const char *level; /* one of `levels` */
    char *n, *title;
    uint64_t words;
    uint32_t line; /* 0: its first token has not come */
} Row;

struct CopiaTextOutline {
    bool texts;
    GArray *rows;
    GArray *open;  /* guint: numbers of the open rows */
    uint32_t line; /* that the last byte told stands on */
};

static const char *const levels[] = { "text", "part", "chapter" };

static const char *
level_of (const CopiaTextOutline *self, const char *structure)
{
    for (unsigned i = self->texts ? 0 : 1; i < G_N_ELEMENTS (levels); i++)
        if (strcmp (structure, levels[i]) == 0)
            return levels[i];
    return NULL;
}

static const char *
value_of (const CopiaAttribute *attributes, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp (attributes[i].name, name) == 0)
            return attributes[i].value;
    return "";
}

static void
take_open (void *data, const char *structure, const CopiaAttribute *attributes,
           size_t n)
{
    CopiaTextOutline *self = data;
    const char *level = level_of (self, structure);
    Row row = { level, NULL, NULL, 0, 0 };

    if (strcmp (structure, "text") == 0)
        self->line = 1;

    if (!level)
        return;
    row.n = g_strdup (value_of (attributes, n, "n"));
    row.title = g_strdup (value_of (attributes, n, "title"));
    if (strcmp (level, "text") == 0 && row.title[0] == '\0') {
        g_free (row.title);
        row.title = g_path_get_basename (value_of (attributes, n, "file"));
    }
    g_array_append_val (self->open, self->rows->len);
    g_array_append_val (self->rows, row);
}

/* Line ends are in gaps: LF, CR LF or a lone CR. */
static uint32_t
count_line_ends (const char *gap, size_t size)
{
    uint32_t n = 0;

    for (size_t i = 0; i < size; i++)
        n +=
            gap[i] == '\n' || (gap[i] == '\r' && (i + 1 == size || gap[i + 1] != '\n'));
    return n;
}

static void
take_token (void *data, const CopiaTokenEvent *event)
{
    CopiaTextOutline *self = data;

    self->line += count_line_ends (event->gap, event->gap_size);
    for (guint i = 0; i < self->open->len; i++) {
        Row *row =
            &g_array_index (self->rows, Row, g_array_index (self->open, guint, i));

        row->words += event->word;
        row->line = row->line ? row->line : self->line;
    }
}

static void
take_close (void *data, const char *structure)
{
    CopiaTextOutline *self = data;

    if (level_of (self, structure))
        g_array_set_size (self->open, self->open->len - 1);
}

static void
take_tail (void *data, const char *gap, size_t size)
{
    (void) data;
    (void) gap;
    (void) size;
}

static void
clear_row (void *data)
{
    Row *row = data;

    g_free (row->n);
    g_free (row->title);
}

CopiaTextOutline *
copia_text_outline_new (bool texts)
{
    CopiaTextOutline *self = g_new0 (CopiaTextOutline, 1);

    self->texts = texts;
    self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
    g_array_set_clear_func (self->rows, clear_row);
    self->open = g_array_new (FALSE, FALSE, sizeof (guint));
    return self;
}

bool
copia_text_outline_read (CopiaTextOutline *self, const CopiaReader *reader,
                         const char *path, GPtrArray *notes, GError **error)
{
    CopiaReceiver receiver = { self,      take_open, take_token, take_close,
                               take_tail, NULL,      NULL };

    return copia_reader_read (reader, path, &receiver, notes, error);
}

void
copia_text_outline_each (const CopiaTextOutline *self,
                         void (*row) (void *data, const CopiaOutlineRow *row),
                         void *data)
{
    for (guint i = 0; i < self->rows->len; i++) {
        const Row *from = &g_array_index (self->rows, Row, i);
        CopiaOutlineRow one = { from->level, from->n, from->title, from->words,
                                from->line };

        row (data, &one);
    }
}

size_t
copia_text_outline_rows (const CopiaTextOutline *self)
{
    return self->rows->len;
}

void
copia_text_outline_free (CopiaTextOutline *self)
{
    if (!self)
        return;
    g_array_unref (self->rows);
    g_array_unref (self->open);
    g_free (self);
}
