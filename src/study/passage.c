/* passage.c - the paragraphs around a place. */
#include "study/passage.h"

#include "base/error.h"
#include "study/parts.h"
#include "study/prose.h"
#include "study/references.h"
#include "study/window.h"

#define USUAL_WORDS 100

/* Where paragraphs are cut. */
typedef struct {
    const CopiaIndex *index;
    const CopiaRegions *unit; /* NULL: `words` on each side */
    const CopiaRegions *head; /* NULL: none */
    CopiaSpan text;
    uint32_t words;
} Cutter;

static bool
check_place (const CopiaIndex *index, const CopiaPassageAsk *ask, CopiaSpan *text,
             GError **error)
{
    uint64_t size = copia_index_tokens (index)->size;
    CopiaBounds bounds = copia_bounds_of (copia_index_texts (index));

    if (ask->cpos >= size || ask->end >= size || ask->end < ask->cpos) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                     " is no place in the corpus, which has the tokens 0 to "
                     "%" G_GUINT64_FORMAT,
                     ask->cpos, ask->end, size - 1);
        return false;
    }
    if (!copia_bounds_move (&bounds, ask->cpos) || bounds.end < ask->end) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT
                     " are in different texts; give an end in the same text",
                     ask->cpos, ask->end);
        return false;
    }
    *text = (CopiaSpan){ bounds.start, bounds.end };
    if (!ask->where || copia_subcorpus_holds (ask->where, ask->cpos, ask->end))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                 " does not lie in one region that --where chooses",
                 ask->cpos, ask->end);
    return false;
}

static bool
open_cutter (Cutter *self, const CopiaIndex *index, const CopiaPassageAsk *ask,
             GError **error)
{
    *self = (Cutter){ .index = index, .words = ask->words };
    self->head = copia_index_find_structure (index, "head");
    if (ask->neighbours > COPIA_MOST_NEIGHBOURS) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%u neighbours are too many; 0 to %d are possible",
                     ask->neighbours, COPIA_MOST_NEIGHBOURS);
        return false;
    }
    if (!check_place (index, ask, &self->text, error))
        return false;
    if (ask->words > 0)
        return true;
    if (ask->unit)
        return (self->unit = copia_ask_structure (index, ask->unit, error)) != NULL;
    self->unit = copia_index_find_structure (index, "p");
    if (!self->unit)
        self->unit = copia_index_find_structure (index, "s");
    self->words = self->unit ? 0 : USUAL_WORDS;
    return true;
}

/* Cuts `span`, which holds cpos, to the region that holds cpos, or to what lies between two;
 * true: it is a region. */
static bool
cut_by (const CopiaRegions *regions, uint64_t cpos, CopiaSpan *span)
{
    uint32_t at = copia_regions_from (regions, cpos);
    uint32_t n = copia_regions_count (regions);
    bool inside = at < n && copia_regions_start (regions, at) <= cpos;

    if (inside) {
        span->start = MAX (span->start, copia_regions_start (regions, at));
        span->end = MIN (span->end, copia_regions_end (regions, at));
        return true;
    }
    if (at > 0)
        span->start = MAX (span->start, copia_regions_end (regions, at - 1) + 1);
    if (at < n)
        span->end = MIN (span->end, copia_regions_start (regions, at) - 1);
    return false;
}

/* The paragraph that holds cpos. */
static CopiaParagraph
paragraph_at (const Cutter *self, uint64_t cpos)
{
    CopiaSpan span = self->text;
    CopiaParagraph paragraph = { 0 };

    if (!cut_by (self->unit, cpos, &span) && self->head)
        cut_by (self->head, cpos, &span);
    if (span.start > cpos || span.end < cpos) /* regions lie; the index is blamed */
        span = (CopiaSpan){ cpos, cpos };
    paragraph.heading = self->head &&
                        copia_regions_find (self->head, span.start) != COPIA_NONE &&
                        copia_regions_find (self->head, span.end) != COPIA_NONE;
    paragraph.start = span.start;
    paragraph.end = span.end;
    return paragraph;
}

/* Text and lit part of a paragraph, given hit [cpos, end]. */
static void
write_paragraph (const CopiaIndex *index, CopiaParagraph *self, uint64_t cpos,
                 uint64_t end)
{
    g_autoptr (GString) text = g_string_new (NULL);
    uint64_t from = MAX (cpos, self->start), to = MIN (end, self->end);

    if (from <= to) {
        copia_prose_whole (index, &from, &to);
        from = MAX (from, self->start);
        to = MIN (to, self->end);
    }
    if (from > to) {
        copia_prose_add (index, self->start, self->end, text);
    } else {
        if (from > self->start)
            copia_prose_add (index, self->start, from - 1, text);
        copia_prose_go_on (index, self->start, from, text);
        self->lit = text->len;
        copia_prose_add (index, from, to, text);
        self->lit_end = text->len;
        if (to < self->end) {
            copia_prose_go_on (index, self->start, to + 1, text);
            copia_prose_add (index, to + 1, self->end, text);
        }
    }
    self->size = text->len;
    self->text = g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_paragraph (GPtrArray *all, CopiaParagraph paragraph)
{
    g_ptr_array_add (all, g_memdup2 (&paragraph, sizeof paragraph));
}

static void
free_paragraph (gpointer data)
{
    CopiaParagraph *self = data;

    g_free (self->text);
    g_free (self);
}

/* Neighbours before come out last first and are turned round. */
static void
cut_paragraphs (const Cutter *self, const CopiaPassageAsk *ask, GPtrArray *all)
{
    CopiaParagraph first = paragraph_at (self, ask->cpos), last;
    uint64_t at = first.start;

    for (uint32_t i = 0; i < ask->neighbours && at > self->text.start; i++) {
        CopiaParagraph before = paragraph_at (self, at - 1);

        g_ptr_array_insert (all, 0, g_memdup2 (&before, sizeof before));
        at = before.start;
    }
    add_paragraph (all, first);
    for (last = first; last.end < ask->end;) {
        last = paragraph_at (self, last.end + 1);
        add_paragraph (all, last);
    }
    for (uint32_t i = 0; i < ask->neighbours && last.end < self->text.end; i++) {
        last = paragraph_at (self, last.end + 1);
        add_paragraph (all, last);
    }
}

static void
cut_words (const Cutter *self, const CopiaPassageAsk *ask, GPtrArray *all)
{
    CopiaScope scope = copia_scope_of (self->index, NULL);
    CopiaWindow window = copia_window_of (&scope, NULL, self->words, self->words);
    CopiaSpan span = copia_window_around (&window, (CopiaHit){ .start = ask->cpos,
                                                               .end = ask->end });

    add_paragraph (all, (CopiaParagraph){ .start = span.start, .end = span.end });
}

/* The pieces of the paragraph that lie in the scope, added to `all`. */
static void
add_pieces (const CopiaScope *scope, const CopiaParagraph *whole, GPtrArray *all)
{
    for (size_t i = copia_scope_from (scope, whole->start); i < scope->n; i++) {
        CopiaSpan span = copia_scope_span (scope, i);
        CopiaParagraph piece = *whole;

        if (span.start > whole->end)
            break;
        piece.start = MAX (whole->start, span.start);
        piece.end = MIN (whole->end, span.end);
        piece.cut_left = piece.start > whole->start;
        piece.cut_right = piece.end < whole->end;
        add_paragraph (all, piece);
    }
}

static void
cut_to (CopiaPassage *self, const CopiaIndex *index, const CopiaSubcorpus *where)
{
    CopiaScope scope = copia_scope_of (index, where);
    GPtrArray *pieces = g_ptr_array_new_with_free_func (free_paragraph);

    for (guint i = 0; i < self->paragraphs->len; i++) {
        const CopiaParagraph *whole = self->paragraphs->pdata[i];

        self->left_out += copia_words_between (index, whole->start, whole->end) -
                          copia_scope_words_in (&scope, whole->start, whole->end);
        add_pieces (&scope, whole, pieces);
    }
    g_ptr_array_unref (self->paragraphs);
    self->paragraphs = pieces;
}

CopiaPassage *
copia_passage_new (const CopiaIndex *index, const CopiaPassageAsk *ask, GError **error)
{
    g_autoptr (CopiaPassage) self = g_new0 (CopiaPassage, 1);
    g_autoptr (CopiaReferences) references = NULL;
    g_autoptr (GString) place = g_string_new (NULL);
    Cutter cutter;

    self->paragraphs = g_ptr_array_new_with_free_func (free_paragraph);
    if (!open_cutter (&cutter, index, ask, error))
        return NULL;
    references = copia_references_asked (index, ask->references, error);
    if (!references)
        return NULL;
    copia_references_full (references, ask->cpos, place);
    self->place = g_string_free (g_steal_pointer (&place), FALSE);
    if (cutter.unit)
        cut_paragraphs (&cutter, ask, self->paragraphs);
    else
        cut_words (&cutter, ask, self->paragraphs);
    cut_to (self, index, ask->where);
    for (guint i = 0; i < self->paragraphs->len; i++)
        write_paragraph (index, self->paragraphs->pdata[i], ask->cpos, ask->end);
    return copia_index_sound (index, error) ? g_steal_pointer (&self) : NULL;
}

void
copia_passage_free (CopiaPassage *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->paragraphs);
    g_free (self->place);
    g_free (self);
}

static void
put_row (const CopiaParagraph *paragraph, const CopiaReferences *references,
         CopiaTable *table, GString *label)
{
    const char *text = paragraph->text;
    bool lit = paragraph->lit < paragraph->lit_end;
    size_t size = paragraph->size;
    CopiaString left = { text, lit ? paragraph->lit : size };
    CopiaString right = { text + paragraph->lit_end,
                          lit ? size - paragraph->lit_end : 0 };

    while (left.size > 0 && left.bytes[left.size - 1] == ' ')
        left.size--;
    while (right.size > 0 && right.bytes[0] == ' ') {
        right.bytes++;
        right.size--;
    }
    copia_table_count (table, paragraph->start);
    copia_table_count (table, paragraph->end);
    copia_table_string (table, left.bytes, left.size);
    copia_table_string (table, text + paragraph->lit,
                        paragraph->lit_end - paragraph->lit);
    copia_table_string (table, right.bytes, right.size);
    copia_references_put (references, paragraph->start, table, label);
}

bool
copia_passage_rows (const CopiaIndex *index, const CopiaPassageAsk *ask,
                    CopiaTable *table, CopiaFound *found, GError **error)
{
    static const CopiaColumn fixed[] = {
        { .name = "cpos", .kind = COPIA_COLUMN_COUNT, .machine = true },
        { .name = "end", .kind = COPIA_COLUMN_COUNT, .machine = true },
        { .name = "left", .kind = COPIA_COLUMN_LEFT },
        { .name = "match", .kind = COPIA_COLUMN_NODE },
        { .name = "right", .kind = COPIA_COLUMN_RIGHT },
    };
    g_autoptr (CopiaPassage) passage = copia_passage_new (index, ask, error);
    g_autoptr (CopiaReferences) references = NULL;
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));
    g_autoptr (GString) label = g_string_new (NULL);
    CopiaCaption caption = { .title = ask->title, .provenance = ask->provenance };

    if (!passage)
        return false;
    references = copia_references_asked (index, ask->references, error);
    g_array_append_vals (columns, fixed, G_N_ELEMENTS (fixed));
    copia_references_columns (references, columns);
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
    for (guint i = 0; i < passage->paragraphs->len; i++)
        put_row (passage->paragraphs->pdata[i], references, table, label);
    if (passage->left_out > 0)
        copia_table_note (table, COPIA_PASSAGE_LEFT_OUT, passage->left_out,
                          passage->left_out == 1 ? "" : "s");
    *found = (CopiaFound){ 1, passage->paragraphs->len };
    return copia_ask_end (index, table, error);
}
