/* json.c - the whole answer as one JSON object, a row a line:
 *
 *   {"schema":1,
 *   "columns":[{"name":"hit","kind":"count"},..],
 *   "rows":[
 *   {"hit":1,..},
 *   ..],
 *   "total":133,"offset":0,"notes":["..",..],"provenance":".." or null}
 *
 * `total` counts all rows there are, `offset` those left out before the first.  Kinds: text,
 * left, node, right, count, number.  `schema` grows when something here changes its meaning.
 */
#include "base/number.h"
#include "table/json-row.h"

static const char *const kinds[] = {
    [COPIA_COLUMN_TEXT] = "text",   [COPIA_COLUMN_LEFT] = "left",
    [COPIA_COLUMN_NODE] = "node",   [COPIA_COLUMN_RIGHT] = "right",
    [COPIA_COLUMN_COUNT] = "count", [COPIA_COLUMN_NUMBER] = "number",
};

static void
begin (CopiaTable *self)
{
    copia_json_row_begin (self, ",\n", "}");
    copia_table_puts (self, "{\"schema\":1,\n\"columns\":[");
    for (size_t i = 0; i < self->n_columns; i++) {
        copia_table_puts (self, i ? ",{\"name\":" : "{\"name\":");
        copia_json_row_put (self, self->columns[i].name);
        copia_table_puts (self, ",\"kind\":\"");
        copia_table_puts (self, kinds[self->columns[i].kind]);
        copia_table_puts (self, "\"}");
    }
    copia_table_puts (self, "],\n\"rows\":[\n");
}

static void
put_count (CopiaTable *self, const char *key, uint64_t value)
{
    char digits[COPIA_NUMBER_MAX];

    copia_table_puts (self, key);
    copia_table_put (self, digits, copia_number_count (digits, value));
}

static void
end (CopiaTable *self)
{
    uint64_t offset = self->caption.offset;
    uint64_t shown = self->rows ? offset + self->rows : 0;

    put_count (self, "],\n\"total\":", MAX (self->caption.total, shown));
    put_count (self, ",\"offset\":", offset);
    copia_table_puts (self, ",\"notes\":[");
    for (guint i = 0; i < self->notes->len; i++) {
        copia_table_puts (self, i ? "," : "");
        copia_json_row_put (self, g_ptr_array_index (self->notes, i));
    }
    copia_table_puts (self, "],\"provenance\":");
    copia_json_row_put (self, self->caption.provenance);
    copia_table_puts (self, "}\n");
}

const CopiaFormat copia_format_json = {
    .state_new = copia_json_row_new,
    .state_free = copia_json_row_free,
    .begin = begin,
    .text = copia_json_row_text,
    .count = copia_json_row_count,
    .number = copia_json_row_number,
    .unknown = copia_json_row_unknown,
    .end = end,
    .distinct = true,
};
