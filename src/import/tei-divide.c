/* tei-divide.c - which divisions of a text are parts and which are chapters. */
#include <string.h>

#include "import/tei.h"
#include "text/numeral.h"

#define DEEPEST 64

/* How divisions call themselves. */
static const char *const chapters[] = {
    "chapter",  "chap",   "scene", "letter",  "poem",    "canto",
    "story",    "sermon", "essay", "article", "kapitel", "chapitre",
    "capitulo", "szene",  "brief", "gedicht",
};
static const char *const parts[] = { "part", "book",   "volume", "act",  "teil",
                                     "buch", "partie", "livre",  "tome", "akt",
                                     "acte", "parte",  "libro" };

static const CopiaTeiDivision *
division (const GArray *divisions, guint i)
{
    return &g_array_index (divisions, CopiaTeiDivision, i);
}

static bool
is_one_of (const char *type, const char *const *names, size_t n)
{
    for (size_t i = 0; type && i < n; i++)
        if (g_ascii_strcasecmp (type, names[i]) == 0)
            return true;
    return false;
}

/* What it calls itself; a `textpart` does so in its subtype. */
static bool
calls_itself (const CopiaTeiDivision *self, const char *const *names, size_t n)
{
    return is_one_of (self->type, names, n) || is_one_of (self->subtype, names, n);
}

/* The depth of chapters; 0: there are no divisions. */
static uint32_t
find_depth (const GArray *divisions)
{
    guint all[DEEPEST + 1] = { 0 }, said[DEEPEST + 1] = { 0 };
    uint32_t best = 0, part = 0;

    for (guint i = 0; i < divisions->len; i++) {
        const CopiaTeiDivision *one = division (divisions, i);
        uint32_t depth = MIN (one->depth, DEEPEST);

        all[depth]++;
        said[depth] += calls_itself (one, chapters, G_N_ELEMENTS (chapters));
        if (calls_itself (one, parts, G_N_ELEMENTS (parts)))
            part = MAX (part, depth);
    }
    for (uint32_t depth = 1; depth <= DEEPEST; depth++)
        if (said[depth] > said[best])
            best = depth;
    if (best)
        return best;
    if (part && part < DEEPEST && all[part + 1])
        return part + 1;
    for (uint32_t depth = 1; depth <= DEEPEST; depth++) {
        if (all[depth] > 1)
            return depth;
        if (all[depth])
            best = depth;
    }
    return best;
}

/* Whether a division holds another of the depth: they stand behind it in the list. */
static bool
holds (const GArray *divisions, guint i, uint32_t depth)
{
    uint32_t own = division (divisions, i)->depth;

    for (i++; i < divisions->len && division (divisions, i)->depth > own; i++)
        if (division (divisions, i)->depth == depth)
            return true;
    return false;
}

typedef struct {
    CopiaDocument *document;
    uint32_t depth;         /* of chapters */
    uint32_t part, chapter; /* the last numbers */
    uint32_t within;        /* depth of the chapter that is open; 0: none */
} Divider;

static uint32_t
number_of (const CopiaTeiDivision *one, uint32_t next)
{
    size_t size = one->n ? strlen (one->n) : 0;
    CopiaNumeral numeral =
        size ? copia_numeral_read (one->n, size) : (CopiaNumeral){ 0 };

    return numeral.kind != COPIA_NUMERAL_NONE && numeral.size == size ? numeral.value
                                                                      : next;
}

static void
tell (Divider *self, const CopiaTeiDivision *one, const char *name, uint32_t number)
{
    char n[16];

    g_snprintf (n, sizeof n, "%u", number);
    copia_document_rename (self->document, one->span, name);
    if (number)
        copia_document_tell (self->document, one->span, "n", n);
    else
        copia_document_tell (self->document, one->span, "n", one->n);
    copia_document_tell (self->document, one->span, "title", one->title);
}

static void
name_division (Divider *self, const CopiaTeiDivision *one, bool holder)
{
    char name[16];

    if (self->within && one->depth <= self->within)
        self->within = 0;
    if (holder && one->depth + 1 == self->depth) {
        self->part = number_of (one, self->part + 1);
        self->chapter = 0;
        tell (self, one, "part", self->part);
    } else if (!self->within && !holder && one->depth <= self->depth) {
        self->within = one->depth;
        self->chapter = number_of (one, self->chapter + 1);
        tell (self, one, "chapter", self->chapter);
    } else {
        g_snprintf (name, sizeof name, "div%u", one->depth);
        tell (self, one, name, 0);
    }
}

void
copia_tei_divide (CopiaDocument *document, const GArray *divisions)
{
    Divider self = { .document = document, .depth = find_depth (divisions) };

    for (guint i = 0; i < divisions->len; i++) {
        const CopiaTeiDivision *one = division (divisions, i);

        name_division (&self, one,
                       one->depth < self.depth && holds (divisions, i, self.depth));
    }
}
