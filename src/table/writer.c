/* writer.c - the registry of writers. */
#include "table/writer.h"

#include "table/format.h"

const CopiaWriter copia_writers[] = {
    { "text", "aligned columns to read on a terminal", "text/plain; charset=utf-8",
      true, &copia_format_text },
    { "tsv", "tab-separated values, a header line first",
      "text/tab-separated-values; charset=utf-8", false, &copia_format_tsv },
    { "csv", "comma-separated values for spreadsheets, a header line first",
      "text/csv; charset=utf-8; header=present", false, &copia_format_csv },
    { "json", "one JSON object with columns, rows and notes", "application/json", false,
      &copia_format_json },
    { "jsonl", "one JSON object a row and line", "application/x-ndjson", false,
      &copia_format_jsonl },
    { NULL, NULL, NULL, false, NULL },
};

const CopiaWriter *
copia_writer_find (const char *name)
{
    for (const CopiaWriter *writer = copia_writers; writer->name; writer++)
        if (strcmp (writer->name, name) == 0)
            return writer;
    return NULL;
}
