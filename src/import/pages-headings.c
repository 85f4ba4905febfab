/* pages-headings.c - which lines of pages are the headings that are known. */
#include "import/pages-private.h"

#include <string.h>

#include "text/shape.h"

#define MOST_LINES 4  /* of a heading with its label */
#define MOST_LABEL 24 /* bytes of the letters and digits of a label */

/* Letters and digits alone, in lower case. */
static void
append_key (GString *key, const char *text, size_t size)
{
    g_autofree char *plain =
        g_utf8_normalize (text, (gssize) size, G_NORMALIZE_ALL_COMPOSE);

    for (const char *at = plain; at && *at; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (g_unichar_isalnum (c))
            g_string_append_unichar (key, g_unichar_tolower (c));
    }
}

/* `4.1`, or a line that looks like `Chapter 4`, `IV.` or `Appendix A` and more. */
static bool
is_label (const char *key, size_t size, const CopiaPageLine *line)
{
    if (strspn (key, "0123456789") >= size)
        return true;
    switch (copia_shape_read (line->text, line->size).kind) {
    case COPIA_SHAPE_WORD:
    case COPIA_SHAPE_NUMERAL:
    case COPIA_SHAPE_NUMBERED:
    case COPIA_SHAPE_NAME:
        return size <= MOST_LABEL;
    default:
        return false;
    }
}

/* The line behind the heading whose first line is `i`, or 0. */
static guint
match (const CopiaPages *self, guint i, guint end, const GString *title, bool dropped)
{
    g_autoptr (GString) key = g_string_new (NULL);
    const CopiaPageLine *first = copia_page_line (self, i);

    for (unsigned n = 0; i < end && n < MOST_LINES; i++) {
        const CopiaPageLine *line = copia_page_line (self, i);

        if (line->size == 0 || (line->dropped && !dropped))
            continue;
        if (line->level || key->len > title->len + MOST_LABEL)
            return 0;
        append_key (key, line->text, line->size);
        n++;
        if (key->len >= title->len &&
            strcmp (key->str + key->len - title->len, title->str) == 0 &&
            is_label (key->str, key->len - title->len, first))
            return i + 1;
    }
    return 0;
}

static void
mark (CopiaPages *self, guint i, guint end, uint32_t level)
{
    bool goes_on = false;

    for (; i < end; i++) {
        CopiaPageLine *line = copia_page_line (self, i);

        if (line->size == 0)
            continue;
        self->dropped -= line->dropped;
        line->dropped = false;
        line->level = level;
        line->goes_on = goes_on;
        goes_on = true;
    }
}

/* Looks in [from, to). */
static guint
find_within (CopiaPages *self, guint from, guint to, guint end, const GString *title,
             bool dropped, uint32_t level)
{
    for (guint i = from; i < to; i++) {
        const CopiaPageLine *line = copia_page_line (self, i);
        guint behind = line->size && (dropped || !line->dropped)
                           ? match (self, i, end, title, dropped)
                           : 0;

        if (behind) {
            mark (self, i, behind, level);
            return behind;
        }
    }
    return 0;
}

/* Behind the last heading first, then on the whole page, then among what returns on pages. */
static bool
find (CopiaPages *self, guint start, guint end, guint *cursor,
      const CopiaPrintedHeading *heading)
{
    g_autoptr (GString) title = g_string_new (NULL);
    guint from = CLAMP (*cursor, start, end), behind;

    append_key (title, heading->title, strlen (heading->title));
    if (title->len == 0)
        return false;
    behind = find_within (self, from, end, end, title, false, heading->level);
    if (!behind)
        behind = find_within (self, start, from, end, title, false, heading->level);
    if (!behind)
        behind = find_within (self, start, end, end, title, true, heading->level);
    if (behind)
        *cursor = behind;
    return behind > 0;
}

/* An outermost heading that is listed, but not on its page, opens with it. */
static void
call (CopiaPages *self, guint start, guint end, const CopiaPrintedHeading *heading)
{
    for (guint i = start; i < end; i++) {
        CopiaPageLine *line = copia_page_line (self, i);

        if (line->size == 0 || line->dropped)
            continue;
        if (!line->level && !line->called)
            line->called = heading->title;
        return;
    }
}

static void
forget (CopiaPages *self)
{
    for (guint i = 0; i < self->lines->len; i++) {
        CopiaPageLine *line = copia_page_line (self, i);

        line->level = 0;
        line->goes_on = false;
        line->called = NULL;
    }
}

/* Lines that stand alone and say `Chapter 3` but are no headings by what is known. */
static guint
count_missed (const CopiaPages *self)
{
    guint missed = 0;

    for (guint i = 0; i < self->lines->len; i++) {
        const CopiaPageLine *line = copia_page_line (self, i);

        if (!line->level && !line->dropped && line->size &&
            line->size * 2 < self->width)
            missed +=
                copia_shape_read (line->text, line->size).kind == COPIA_SHAPE_WORD;
    }
    return missed;
}

/* The first line of each page, and one behind the last. */
static guint *
index_pages (const CopiaPages *self)
{
    guint *first = g_new (guint, self->pages + 2u), i = 0;

    for (uint32_t page = 0; page <= self->pages + 1; page++) {
        while (i < self->lines->len && copia_page_line (self, i)->page < page)
            i++;
        first[page] = i;
    }
    return first;
}

bool
copia_pages_find_headings (CopiaPages *self, const CopiaPrinted *printed)
{
    g_autofree guint *first = index_pages (self);
    guint found = 0, cursor = 0, n = printed->headings->len;

    for (guint i = 0; i < n; i++) {
        const CopiaPrintedHeading *heading =
            &g_array_index (printed->headings, CopiaPrintedHeading, i);
        uint32_t page = heading->page;

        if (page == 0 || page > self->pages)
            continue;
        if (find (self, first[page], first[page + 1], &cursor, heading))
            found++;
        else if (printed->listed && heading->level == 1)
            call (self, first[page], first[page + 1], heading);
    }
    if (found > 0 && found * 2 >= n && count_missed (self) <= found)
        return true;
    forget (self);
    return false;
}
