/* passage-print.c - a passage filled into lines. */
#include "study/passage.h"

#include "base/utf8.h"

#include <string.h>

#define BOLD "\033[1m"
#define LIT "\033[1;31m" /* as the node of a concordance */
#define PLAIN "\033[0m"

/* A paragraph on its way into lines. */
typedef struct {
    GString *text;       /* safe for a terminal */
    size_t lit, lit_end; /* in it */
    bool color;
    size_t width; /* 0: one line */
    GString *out;
} Filler;

static void
put (Filler *self, size_t from, size_t to)
{
    g_string_append_len (self->out, self->text->str + from, (gssize) (to - from));
}

/* Puts bytes that are all lit or all not. */
static void
put_piece (Filler *self, size_t from, size_t to, bool lit)
{
    if (from >= to)
        return;
    if (!lit) {
        put (self, from, to);
        return;
    }
    g_string_append (self->out, self->color ? LIT : from == self->lit ? "[" : "");
    put (self, from, to);
    g_string_append (self->out, self->color ? PLAIN : to == self->lit_end ? "]" : "");
}

static void
put_range (Filler *self, size_t from, size_t to)
{
    size_t lit = CLAMP (self->lit, from, to), end = CLAMP (self->lit_end, from, to);

    put_piece (self, from, lit, false);
    put_piece (self, lit, end, true);
    put_piece (self, end, to, false);
}

/* Columns of a range, the brackets of a hit without colour included. */
static size_t
width_of (const Filler *self, size_t from, size_t to)
{
    size_t width = copia_utf8_width (self->text->str + from, to - from);

    if (self->color || self->lit == self->lit_end)
        return width;
    return width + (from <= self->lit && self->lit < to) +
           (from < self->lit_end && self->lit_end <= to);
}

/* Words go to the line as long as they fit; a space between two of the hit is lit too. */
static void
fill (Filler *self)
{
    size_t size = self->text->len, at = 0, line = 0, end = 0;

    while (at < size) {
        size_t next = at + strcspn (self->text->str + at, " ");

        if (end > line && self->width > 0 &&
            width_of (self, line, next) > self->width) {
            put_range (self, line, end);
            g_string_append_c (self->out, '\n');
            line = at;
        }
        end = next;
        at = next + strspn (self->text->str + next, " ");
    }
    put_range (self, line, end);
    g_string_append_c (self->out, '\n');
}

static void
print_paragraph (const CopiaParagraph *paragraph, Filler *self)
{
    const char *text = paragraph->text;

    g_string_assign (self->text, paragraph->cut_left ? "… " : "");
    copia_utf8_safe (self->text, text, paragraph->lit);
    self->lit = self->text->len;
    copia_utf8_safe (self->text, text + paragraph->lit,
                     paragraph->lit_end - paragraph->lit);
    self->lit_end = self->text->len;
    copia_utf8_safe (self->text, text + paragraph->lit_end,
                     paragraph->size - paragraph->lit_end);
    g_string_append (self->text, paragraph->cut_right ? " …" : "");
    fill (self);
}

void
copia_passage_print (const CopiaPassage *self, int width, bool color, GString *out)
{
    g_autoptr (GString) text = g_string_new (NULL);
    Filler filler = { .text = text,
                      .color = color,
                      .width = width > 0 ? (size_t) width : 0,
                      .out = out };

    if (*self->place) {
        copia_utf8_safe (text, self->place, strlen (self->place));
        g_string_append_printf (out, "%s%s%s\n", color ? BOLD : "", text->str,
                                color ? PLAIN : "");
    }
    for (guint i = 0; i < self->paragraphs->len; i++) {
        if (out->len > 0)
            g_string_append_c (out, '\n');
        print_paragraph (self->paragraphs->pdata[i], &filler);
    }
}
