/* outline.c - regions of several structures in the order in which they begin. */
#include "study/outline.h"

#include "study/parts.h"
#include "study/references.h"
#include "study/scope.h"

#include <string.h>

void
copia_outline_begin (CopiaTable *table, const CopiaCaption *caption, bool lines)
{
    static const CopiaColumn columns[] = {
        { .name = "level", .kind = COPIA_COLUMN_TEXT },
        { .name = "n", .kind = COPIA_COLUMN_TEXT },
        { .name = "title", .kind = COPIA_COLUMN_TEXT },
        { .name = "words", .kind = COPIA_COLUMN_COUNT, .bar = true },
        { .name = "line", .kind = COPIA_COLUMN_COUNT },
    };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns) - !lines, caption);
    copia_table_chart (table,
                       &(CopiaChart){
                           .kind = COPIA_PICTURE_OUTLINE,
                           .series = "level",
                           .group = "n",
                           .label = "title",
                           .value = "words",
                           .title = caption->title ? caption->title
                                                   : "How the text is built",
                           .x_title = "words",
                           .sentence = "From the beginning of the text to its end; a "
                                       "block is as wide as it is long in words." });
}

void
copia_outline_row (CopiaTable *table, const char *level, CopiaString n,
                   CopiaString title, uint64_t words)
{
    copia_table_text (table, level);
    copia_table_string (table, n.bytes, n.size);
    copia_table_string (table, title.bytes, title.size);
    copia_table_count (table, words);
}

/* A level and the region of it that comes next. */
typedef struct {
    const CopiaRegions *regions;
    const char *name;
    uint32_t next;
} Level;

static GArray *
open_levels (const CopiaIndex *index, const char *names, GError **error)
{
    g_autoptr (CopiaReferences) references =
        names ? copia_references_named (index, names, error)
              : copia_references_new (index);
    GArray *levels;

    if (!references)
        return NULL;
    levels = g_array_new (FALSE, FALSE, sizeof (Level));
    for (size_t i = 0; i < copia_references_count (references); i++) {
        Level level = { copia_references_structure (references, i), NULL, 0 };

        level.name = copia_regions_name (level.regions);
        g_array_append_val (levels, level);
    }
    return levels;
}

/* The level whose next region begins first, the outer one of several; NULL at the end. */
static Level *
next_level (GArray *levels)
{
    Level *first = NULL;
    uint64_t least = 0;

    for (guint i = 0; i < levels->len; i++) {
        Level *level = &g_array_index (levels, Level, i);
        uint64_t start;

        if (level->next == copia_regions_count (level->regions))
            continue;
        start = copia_regions_start (level->regions, level->next);
        if (!first || start < least) {
            first = level;
            least = start;
        }
    }
    return first;
}

static CopiaString
value_of (const CopiaRegions *regions, const char *name, uint32_t region)
{
    CopiaString value = { "", 0 };

    copia_regions_value (regions, copia_regions_attribute (regions, name), region,
                         &value);
    return value;
}

static void
put_region (const CopiaScope *scope, const Level *level, uint32_t region,
            CopiaTable *table)
{
    CopiaString title = value_of (level->regions, "title", region);

    if (title.size == 0)
        title = value_of (level->regions, "file", region);
    copia_outline_row (
        table, level->name, value_of (level->regions, "n", region), title,
        copia_scope_words_in (scope, copia_regions_start (level->regions, region),
                              copia_regions_end (level->regions, region)));
}

static void
say_left_out (const CopiaScope *scope, GArray *levels, uint64_t rows, CopiaTable *table)
{
    uint64_t words = copia_index_tokens (scope->index)->words, sections = 0;
    uint64_t chosen = copia_scope_words (scope);

    for (guint i = 0; i < levels->len; i++)
        sections += copia_regions_count (g_array_index (levels, Level, i).regions);
    if (rows < sections || chosen < words)
        copia_table_note (table,
                          "left out: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                          " sections, %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                          " words, outside of --where",
                          sections - rows, sections, words - chosen, words);
}

/* Visits the regions of the scope in order; puts those of the page into the table, NULL: none.
 * Says how many there are. */
static uint64_t
visit (const CopiaScope *scope, const CopiaAsk *ask, GArray *levels, CopiaTable *table)
{
    uint64_t rows = 0;
    Level *level;

    for (guint i = 0; i < levels->len; i++)
        g_array_index (levels, Level, i).next = 0;
    while ((level = next_level (levels))) {
        uint32_t region = level->next++;

        if (!copia_scope_meets (scope, copia_regions_start (level->regions, region),
                                copia_regions_end (level->regions, region)))
            continue;
        if (table && rows >= ask->offset && rows - ask->offset < ask->limit)
            put_region (scope, level, region, table);
        rows++;
    }
    return rows;
}

bool
copia_outline (const CopiaIndex *index, const CopiaAsk *ask, const char *levels,
               CopiaTable *table, CopiaFound *found, GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->where);
    g_autoptr (GArray) open = NULL;
    CopiaCaption caption = { ask->title, ask->provenance, 0, ask->offset, NULL };

    if (!copia_ask_check (ask, error))
        return false;
    open = open_levels (index, levels, error);
    if (!open)
        return false;
    caption.total = visit (&scope, ask, open, NULL);
    if (copia_ask_page (ask, caption.total) < caption.total)
        caption.row_noun = "sections";
    *found = (CopiaFound){ 0, caption.total };
    copia_outline_begin (table, &caption, false);
    visit (&scope, ask, open, table);
    say_left_out (&scope, open, caption.total, table);
    return copia_ask_end (index, table, error);
}
