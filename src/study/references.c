/* references.c - labels of the regions that hold a place. */
#include "study/references.h"

#include "base/error.h"
#include "base/utf8.h"
#include "index/file-names.h"
#include "study/division.h"
#include "study/parts.h"

#include <string.h>

#define SHORT_TITLE 16 /* columns of a title in a short reference */

typedef struct {
    const CopiaRegions *regions;
    const char *name; /* borrowed from the index, or `own` */
    char *own;
    uint32_t given; /* the attribute that was asked for, COPIA_NONE: the usual ones */
    uint32_t title, n, file, id;
    CopiaFileNames names;
} Reference;

struct CopiaReferences {
    GArray *all; /* Reference */
};

static CopiaReferences *
references_new (void)
{
    CopiaReferences *self = g_new0 (CopiaReferences, 1);

    self->all = g_array_new (FALSE, TRUE, sizeof (Reference));
    return self;
}

static Reference *
add (CopiaReferences *self, const CopiaRegions *regions)
{
    Reference reference = {
        .regions = regions,
        .name = copia_regions_name (regions),
        .given = COPIA_NONE,
        .title = copia_regions_attribute (regions, "title"),
        .n = copia_regions_attribute (regions, "n"),
        .file = copia_regions_attribute (regions, "file"),
        .id = copia_regions_attribute (regions, "id"),
    };

    if (reference.file != COPIA_NONE)
        reference.names =
            copia_file_names_of (copia_regions_values (regions, reference.file));
    g_array_append_val (self->all, reference);
    return &g_array_index (self->all, Reference, self->all->len - 1);
}

/* The whole number a region bears, 0: none. */
static uint64_t
number_borne (const CopiaRegions *regions, uint32_t n, uint32_t region)
{
    CopiaString value;
    g_autofree char *digits = NULL;
    guint64 number = 0;

    if (!copia_regions_value (regions, n, region, &value))
        return 0;
    digits = g_strndup (value.bytes, value.size);
    (void) g_ascii_string_to_unsigned (digits, 10, 1, UINT32_MAX, &number, NULL);
    return number;
}

/* True when every text has such regions and their numbers rise through all texts: the texts
 * are then volumes of one work, and the number alone names the place. */
static bool
runs_on (const CopiaRegions *regions, const CopiaRegions *texts)
{
    uint32_t n = copia_regions_attribute (regions, "n"), next = 0;
    uint64_t last = 0;

    if (n == COPIA_NONE)
        return false;
    for (uint32_t i = 0; i < copia_regions_count (regions); i++) {
        uint64_t number = number_borne (regions, n, i);
        uint32_t text = copia_regions_find (texts, copia_regions_start (regions, i));

        if (number <= last || text > next)
            return false;
        next = MAX (next, text + 1);
        last = number;
    }
    return next == copia_regions_count (texts);
}

/* Do texts have to be named, to tell the places of the corpus apart? */
static bool
texts_are_usual (const CopiaIndex *index)
{
    static const char *const numbered[] = { "part", "chapter" };
    const CopiaRegions *texts = copia_index_texts (index);

    for (unsigned i = 0; i < G_N_ELEMENTS (numbered); i++) {
        const CopiaRegions *regions = copia_index_find_structure (index, numbered[i]);

        if (regions)
            return copia_regions_count (texts) > 1 && !runs_on (regions, texts);
    }
    return copia_regions_count (texts) > 1;
}

/* Does the structure name places to a reader? */
static bool
is_usual (const CopiaIndex *index, const CopiaRegions *regions)
{
    static const char *const never[] = { "head", "p",   "s",  "line", "page",
                                         "l",    "lg",  "sp", "said", "note",
                                         "item", "seg", "ab" };
    const char *name = copia_regions_name (regions);

    for (unsigned i = 0; i < G_N_ELEMENTS (never); i++)
        if (strcmp (name, never[i]) == 0)
            return false;
    if (strcmp (name, "text") == 0)
        return texts_are_usual (index);
    return strcmp (name, "part") == 0 || strcmp (name, "chapter") == 0 ||
           copia_regions_attribute (regions, "title") != COPIA_NONE ||
           copia_regions_attribute (regions, "n") != COPIA_NONE;
}

static void
add_usual (CopiaReferences *self, const CopiaIndex *index, const CopiaRegions *before)
{
    for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
        const CopiaRegions *regions = copia_index_structure (index, i);

        if (regions == before)
            return;
        if (is_usual (index, regions))
            add (self, regions);
    }
}

CopiaReferences *
copia_references_new (const CopiaIndex *index)
{
    CopiaReferences *self = references_new ();

    add_usual (self, index, NULL);
    return self;
}

CopiaReferences *
copia_references_path (const CopiaIndex *index, const char *structure, GError **error)
{
    const CopiaRegions *regions = copia_ask_structure (index, structure, error);
    CopiaReferences *self;

    if (!regions)
        return NULL;
    self = references_new ();
    add_usual (self, index, regions);
    add (self, regions);
    return self;
}

static bool
is_there (const CopiaReferences *self, const char *name)
{
    for (guint i = 0; i < self->all->len; i++)
        if (strcmp (g_array_index (self->all, Reference, i).name, name) == 0)
            return true;
    return false;
}

static bool
add_named (CopiaReferences *self, const CopiaIndex *index, const char *name,
           GError **error)
{
    CopiaDivision division;
    Reference *reference;

    if (!copia_division_read (&division, index, name, error))
        return false;
    reference = add (self, division.regions);
    if (division.attribute == COPIA_NONE)
        return true;
    reference->given = division.attribute;
    reference->name = reference->own = g_strdup (name);
    return true;
}

CopiaReferences *
copia_references_named (const CopiaIndex *index, const char *names, GError **error)
{
    g_autoptr (CopiaReferences) self = references_new ();
    g_auto (GStrv) parts = g_strsplit_set (names, ", \t", -1);

    if (g_ascii_strcasecmp (names, "none") == 0)
        return g_steal_pointer (&self);
    for (char **part = parts; *part; part++)
        if (**part && !is_there (self, *part) && !add_named (self, index, *part, error))
            return NULL;
    return g_steal_pointer (&self);
}

CopiaReferences *
copia_references_asked (const CopiaIndex *index, const char *names, GError **error)
{
    return names ? copia_references_named (index, names, error)
                 : copia_references_new (index);
}

size_t
copia_references_count (const CopiaReferences *self)
{
    return self->all->len;
}

const char *
copia_references_name (const CopiaReferences *self, size_t i)
{
    return g_array_index (self->all, Reference, i).name;
}

const CopiaRegions *
copia_references_structure (const CopiaReferences *self, size_t i)
{
    return g_array_index (self->all, Reference, i).regions;
}

static bool
add_value (const Reference *self, uint32_t attribute, uint32_t region, GString *label)
{
    CopiaString value;

    if (!copia_regions_value (self->regions, attribute, region, &value) ||
        value.size == 0)
        return false;
    g_string_append_len (label, value.bytes, (gssize) value.size);
    return true;
}

static bool
add_file (const Reference *self, uint32_t region, GString *label)
{
    CopiaString path;

    if (!copia_regions_value (self->regions, self->file, region, &path) ||
        path.size == 0)
        return false;
    path = copia_file_names_shown (&self->names, path);
    g_string_append_len (label, path.bytes, (gssize) path.size);
    return true;
}

/* The region's number within the innermost region of the references before it, from 1. */
static uint32_t
number_of (const CopiaReferences *self, size_t i, uint32_t region)
{
    const CopiaRegions *own = g_array_index (self->all, Reference, i).regions;
    uint64_t start = copia_regions_start (own, region);

    while (i-- > 0) {
        const CopiaRegions *outer = g_array_index (self->all, Reference, i).regions;
        uint32_t around = copia_regions_find (outer, start);

        if (around != COPIA_NONE)
            return region + 1 -
                   copia_regions_from (own, copia_regions_start (outer, around));
    }
    return region + 1;
}

bool
copia_references_label (const CopiaReferences *self, size_t i, uint64_t cpos,
                        GString *label)
{
    const Reference *reference = &g_array_index (self->all, Reference, i);
    uint32_t region = copia_regions_find (reference->regions, cpos);

    if (region == COPIA_NONE)
        return false;
    if (reference->given != COPIA_NONE)
        return add_value (reference, reference->given, region, label);
    if (!add_value (reference, reference->title, region, label) &&
        !add_value (reference, reference->n, region, label) &&
        !add_file (reference, region, label) &&
        !add_value (reference, reference->id, region, label))
        g_string_append_printf (label, "%u", number_of (self, i, region));
    return true;
}

void
copia_references_columns (const CopiaReferences *self, GArray *columns)
{
    for (guint i = 0; i < self->all->len; i++) {
        CopiaColumn column = { .name = copia_references_name (self, i),
                               .kind = COPIA_COLUMN_TEXT,
                               .title = i + 1 == self->all->len,
                               .around = i + 1 < self->all->len };

        g_array_append_val (columns, column);
    }
}

void
copia_references_put (const CopiaReferences *self, uint64_t cpos, CopiaTable *table,
                      GString *label)
{
    for (guint i = 0; i < self->all->len; i++) {
        g_string_truncate (label, 0);
        copia_references_label (self, i, cpos, label);
        copia_table_string (table, label->str, label->len);
    }
}

/* Appends digits as a Roman numeral; false where the text is no number from 1 to 3999. */
static bool
add_roman (CopiaString digits, GString *into)
{
    static const struct {
        unsigned value;
        const char *letters;
    } steps[] = {
        { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" },
        { 90, "XC" },  { 50, "L" },   { 40, "XL" }, { 10, "X" },   { 9, "IX" },
        { 5, "V" },    { 4, "IV" },   { 1, "I" },
    };
    unsigned value = 0;

    for (size_t i = 0; i < digits.size; i++) {
        if (!g_ascii_isdigit (digits.bytes[i]) || value > 399)
            return false;
        value = value * 10 + (unsigned) (digits.bytes[i] - '0');
    }
    if (value < 1 || value > 3999)
        return false;
    for (unsigned i = 0; value > 0; i++)
        for (; value >= steps[i].value; value -= steps[i].value)
            g_string_append (into, steps[i].letters);
    return true;
}

static void
add_short (const CopiaReferences *self, size_t i, uint64_t cpos, uint32_t region,
           bool roman, GString *place)
{
    const Reference *own = &g_array_index (self->all, Reference, i);
    g_autoptr (GString) label = NULL;
    CopiaString n;

    if (copia_regions_value (own->regions, own->n, region, &n) && n.size > 0) {
        if (!roman || !add_roman (n, place))
            g_string_append_len (place, n.bytes, (gssize) n.size);
        return;
    }
    label = g_string_new (NULL);
    copia_references_label (self, i, cpos, label);
    copia_utf8_cut (place, label->str, label->len, SHORT_TITLE, COPIA_CUT_END_WORD);
}

void
copia_references_short (const CopiaReferences *self, uint64_t cpos, GString *place)
{
    bool first = true, after_text = false;

    for (size_t i = 0; i < self->all->len; i++) {
        const Reference *own = &g_array_index (self->all, Reference, i);
        uint32_t region = copia_regions_find (own->regions, cpos);
        bool text = strcmp (copia_regions_name (own->regions), "text") == 0;

        if (region == COPIA_NONE)
            continue;
        if (!first)
            g_string_append_c (place, after_text ? ' ' : '.');
        add_short (self, i, cpos, region,
                   !text && (first || after_text) && i + 1 < self->all->len, place);
        first = false;
        after_text = text;
    }
}

void
copia_references_full (const CopiaReferences *self, uint64_t cpos, GString *place)
{
    g_autoptr (GString) label = g_string_new (NULL);

    for (size_t i = 0; i < self->all->len; i++) {
        g_string_truncate (label, 0);
        if (!copia_references_label (self, i, cpos, label) || label->len == 0)
            continue;
        if (place->len > 0)
            g_string_append (place, ", ");
        g_string_append_len (place, label->str, (gssize) label->len);
    }
}

void
copia_references_free (CopiaReferences *self)
{
    if (!self)
        return;
    for (guint i = 0; i < self->all->len; i++)
        g_free (g_array_index (self->all, Reference, i).own);
    g_array_unref (self->all);
    g_free (self);
}
