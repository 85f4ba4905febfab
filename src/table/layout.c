/* layout.c - who gets how many columns of the screen. */
#include "table/layout.h"

enum {
    COMFORTABLE_CONTEXT = 26,
    READABLE_CONTEXT = 20,
    LEAST_CONTEXT = 16,
    WHOLE_TITLE = 28,
    READABLE_TEXT = 16,
    LEGIBLE_TEXT = 12,
    LEAST_TEXT = 8,
    LEAST_AROUND = 10,
    ENOUGH_NUMBERS = 5,
    LEAST_BAR = 5,
    MOST_BAR = 20,
};

enum {
    TEXTS = 1 << COPIA_COLUMN_TEXT,
    CONTEXTS = 1 << COPIA_COLUMN_LEFT | 1 << COPIA_COLUMN_RIGHT,
    NODES = 1 << COPIA_COLUMN_NODE,
    NUMBERS = 1 << COPIA_COLUMN_COUNT | 1 << COPIA_COLUMN_NUMBER,
};

static bool
is_one_of (const CopiaSlot *slot, unsigned kinds)
{
    return !slot->dropped && (kinds >> slot->column->kind & 1);
}

size_t
copia_layout_width (const CopiaSlot *slots, size_t n)
{
    size_t width = 0;

    for (size_t i = 0; i < n; i++) {
        if (slots[i].dropped)
            continue;
        width += slots[i].width + (width ? COPIA_LAYOUT_GAP : 0);
        width += slots[i].bar ? slots[i].bar + 1 : 0;
    }
    return width;
}

static bool
is_title (const CopiaColumn *column)
{
    return column->title;
}

static bool
lies_around (const CopiaColumn *column)
{
    return column->around;
}

static bool
is_no_title (const CopiaColumn *column)
{
    return !column->title;
}

/* Takes a column at a time from the widest of some kinds, of `these` or all, so that they end
 * equally wide. */
static void
shrink_those (CopiaSlot *slots, size_t n, unsigned kinds,
              bool (*these) (const CopiaColumn *), size_t least, size_t room)
{
    size_t width = copia_layout_width (slots, n);

    for (; width > room; width--) {
        CopiaSlot *widest = NULL;

        for (size_t i = 0; i < n; i++)
            if (is_one_of (&slots[i], kinds) && (!these || these (slots[i].column)) &&
                slots[i].width > least && (!widest || slots[i].width > widest->width))
                widest = &slots[i];
        if (!widest)
            return;
        widest->width--;
    }
}

static void
shrink (CopiaSlot *slots, size_t n, unsigned kinds, size_t least, size_t room)
{
    shrink_those (slots, n, kinds, NULL, least, room);
}

/* Is there still a column that can be dropped before words are cut short? */
static bool
any_spare (const CopiaSlot *slots, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (slots[i].column->spare && !slots[i].dropped)
            return true;
    return false;
}

/* What a title may be cut to; with fewer numbers beside it, as any text. */
static size_t
least_title (const CopiaSlot *slots, size_t n, size_t least)
{
    size_t numbers = 0;

    for (size_t i = 0; i < n; i++)
        numbers += is_one_of (&slots[i], NUMBERS);
    return numbers > ENOUGH_NUMBERS ? READABLE_TEXT : least;
}

static void
place (CopiaSlot *slots, size_t n, size_t room)
{
    size_t least = any_spare (slots, n) ? LEGIBLE_TEXT : LEAST_TEXT;

    for (size_t i = 0; i < n; i++) {
        bool cut = is_one_of (&slots[i], TEXTS | CONTEXTS | NODES);

        slots[i].width = cut ? MIN (slots[i].wanted, room) : slots[i].wanted;
    }
    shrink (slots, n, CONTEXTS, COMFORTABLE_CONTEXT, room);
    shrink (slots, n, NODES, room / 3, room);
    shrink (slots, n, TEXTS, WHOLE_TITLE, room);
    shrink_those (slots, n, TEXTS, lies_around, LEAST_AROUND, room);
    shrink (slots, n, TEXTS, READABLE_TEXT, room);
    shrink (slots, n, CONTEXTS, READABLE_CONTEXT, room);
    shrink_those (slots, n, TEXTS, is_no_title, least, room);
    shrink_those (slots, n, TEXTS, is_title, least_title (slots, n, least), room);
    shrink (slots, n, CONTEXTS, LEAST_CONTEXT, room);
}

/* From the right, those that can be spared first. */
static bool
drop_one (CopiaSlot *slots, size_t n)
{
    for (int spare = 1; spare >= 0; spare--)
        for (size_t i = n; i-- > 1;)
            if (!slots[i].dropped && !is_one_of (&slots[i], CONTEXTS | NODES) &&
                (slots[i].column->spare || !spare))
                return slots[i].dropped = true;
    return false;
}

static void
draw_bars (CopiaSlot *slots, size_t n, size_t spare)
{
    size_t bars = 0;

    for (size_t i = 0; i < n; i++)
        bars += slots[i].most > 0 && !slots[i].dropped;
    if (bars == 0 || spare / bars < LEAST_BAR + 1)
        return;
    for (size_t i = 0; i < n; i++)
        if (slots[i].most > 0 && !slots[i].dropped)
            slots[i].bar = MIN (spare / bars - 1, MOST_BAR);
}

void
copia_layout_fit (CopiaSlot *slots, size_t n, size_t room)
{
    size_t limit = room ? room : SIZE_MAX / 2;
    size_t width;

    for (size_t i = 0; i < n; i++) {
        slots[i].dropped = false;
        slots[i].bar = 0;
    }
    do {
        place (slots, n, limit);
        width = copia_layout_width (slots, n);
    } while (width > limit && drop_one (slots, n));
    shrink (slots, n, TEXTS | CONTEXTS | NODES, 1, limit); /* a very small screen */
    if (width < limit)
        draw_bars (slots, n, limit - width);
}
