/* jsonl.c - one JSON object a row and line, nothing else, unless look.provenance asks for
 * an object with that one key first. */
#include "table/json-row.h"

static void
begin (CopiaTable *self)
{
    if (self->look.provenance && self->caption.provenance) {
        copia_table_puts (self, "{\"provenance\":");
        copia_json_row_put (self, self->caption.provenance);
        copia_table_puts (self, "}\n");
    }
    copia_json_row_begin (self, "", "}\n");
}

static void
end (CopiaTable *self)
{
    (void) self;
}

const CopiaFormat copia_format_jsonl = {
    .state_new = copia_json_row_new,
    .state_free = copia_json_row_free,
    .begin = begin,
    .text = copia_json_row_text,
    .count = copia_json_row_count,
    .number = copia_json_row_number,
    .unknown = copia_json_row_unknown,
    .end = end,
    .says_beside = true,
    .distinct = true,
};
