/* rising.c - a heap of sources, the one with the least string at its root. */
#include "index/rising.h"

struct CopiaRising {
    CopiaRisingSource next;
    void *data;
    CopiaString *strings; /* by source */
    uint32_t *heap;       /* sources that have a string */
    uint32_t size;
    bool started, unsorted;
    GString *last;
};

static bool
before (const CopiaRising *self, uint32_t a, uint32_t b)
{
    int order = copia_string_compare (self->strings[a], self->strings[b]);

    return order < 0 || (order == 0 && a < b);
}

static void
sink (CopiaRising *self, uint32_t at)
{
    uint32_t source = self->heap[at];

    for (uint32_t child; (child = 2 * at + 1) < self->size; at = child) {
        if (child + 1 < self->size &&
            before (self, self->heap[child + 1], self->heap[child]))
            child++;
        if (!before (self, self->heap[child], source))
            break;
        self->heap[at] = self->heap[child];
    }
    self->heap[at] = source;
}

CopiaRising *
copia_rising_new (uint32_t sources, CopiaRisingSource next, void *data)
{
    CopiaRising *self = g_new0 (CopiaRising, 1);

    self->next = next;
    self->data = data;
    self->strings = g_new0 (CopiaString, sources + 1u);
    self->heap = g_new0 (uint32_t, sources + 1u);
    self->last = g_string_new (NULL);
    for (uint32_t i = 0; i < sources; i++)
        if (next (data, i, &self->strings[i]))
            self->heap[self->size++] = i;
    for (uint32_t at = self->size / 2; at-- > 0;)
        sink (self, at);
    return self;
}

/* The root's string was given: its source goes on. */
static void
advance (CopiaRising *self)
{
    uint32_t source = self->heap[0];
    CopiaString last = { self->last->str, self->last->len };

    if (!self->next (self->data, source, &self->strings[source]))
        self->heap[0] = self->heap[--self->size];
    else if (copia_string_compare (self->strings[source], last) <= 0)
        self->unsorted = true;
    if (self->size > 0)
        sink (self, 0);
}

bool
copia_rising_next (CopiaRising *self, CopiaRisingItem *item)
{
    CopiaString string;

    if (self->started && self->size > 0)
        advance (self);
    if (self->size == 0)
        return false;
    item->source = self->heap[0];
    string = item->string = self->strings[item->source];
    item->fresh = !self->started || self->last->len != string.size ||
                  memcmp (self->last->str, string.bytes, string.size) != 0;
    self->started = true;
    if (item->fresh) {
        g_string_truncate (self->last, 0);
        g_string_append_len (self->last, string.bytes, (gssize) string.size);
    }
    return true;
}

bool
copia_rising_was_sorted (const CopiaRising *self)
{
    return !self->unsorted;
}

void
copia_rising_free (CopiaRising *self)
{
    if (!self)
        return;
    g_string_free (self->last, TRUE);
    g_free (self->strings);
    g_free (self->heap);
    g_free (self);
}

typedef struct {
    const CopiaStrings *const *parts;
    uint32_t *at;
} Lists;

static bool
next_of_list (void *data, uint32_t source, CopiaString *string)
{
    Lists *self = data;
    const CopiaStrings *strings = self->parts[source];

    if (!strings || self->at[source] >= strings->count)
        return false;
    *string = copia_strings_get (strings, self->at[source]++);
    return true;
}

CopiaJoined *
copia_joined_new (const CopiaStrings *const *parts, uint32_t n)
{
    CopiaJoined *self = g_new0 (CopiaJoined, 1);
    g_autofree uint32_t *at = g_new0 (uint32_t, n + 1u);
    Lists lists = { parts, at };
    g_autoptr (CopiaRising) rising = NULL;
    CopiaRisingItem item;

    self->parts = n;
    self->places = g_array_new (FALSE, FALSE, sizeof (CopiaPlace));
    self->number = g_new0 (uint32_t *, n + 1u);
    for (uint32_t i = 0; i < n; i++)
        if (parts[i])
            self->number[i] = g_new0 (uint32_t, parts[i]->count + 1);
    rising = copia_rising_new (n, next_of_list, &lists);
    while (copia_rising_next (rising, &item)) {
        CopiaPlace place = { item.source, at[item.source] - 1 };

        if (item.fresh)
            g_array_append_val (self->places, place);
        self->number[place.part][place.at] = self->places->len - 1;
    }
    self->count = self->places->len;
    self->sorted = copia_rising_was_sorted (rising);
    return self;
}

void
copia_joined_free (CopiaJoined *self)
{
    if (!self)
        return;
    for (uint32_t i = 0; i < self->parts; i++)
        g_free (self->number[i]);
    g_free (self->number);
    g_array_unref (self->places);
    g_free (self);
}
