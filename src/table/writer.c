/* writer.c - the registry of writers. */
#include "table/writer.h"

#include "table/format.h"

#define UTF8 "; charset=utf-8"

const CopiaWriter copia_writers[] = {
    { .name = "text",
      .summary = "aligned columns to read on a terminal",
      .mime = "text/plain" UTF8,
      .page = true,
      .format = &copia_format_text },
    { .name = "tsv",
      .summary = "tab-separated values, a header line first",
      .mime = "text/tab-separated-values" UTF8,
      .ending = ".tsv",
      .format = &copia_format_tsv },
    { .name = "csv",
      .summary = "comma-separated values for spreadsheets, a header line first",
      .mime = "text/csv" UTF8 "; header=present",
      .ending = ".csv",
      .format = &copia_format_csv },
    { .name = "json",
      .summary = "one JSON object with columns, rows and notes",
      .mime = "application/json",
      .ending = ".json",
      .format = &copia_format_json },
    { .name = "jsonl",
      .summary = "one JSON object a row and line",
      .mime = "application/x-ndjson",
      .ending = ".jsonl",
      .format = &copia_format_jsonl },
    { .name = "html",
      .summary = "a page: the picture if there is one, the table, where it is from",
      .mime = "text/html" UTF8,
      .ending = ".html",
      .draws = true,
      .format = &copia_format_html },
    { .name = "fragment",
      .summary = "the same as a piece of HTML to put into one's own page",
      .mime = "text/html" UTF8,
      .draws = true,
      .format = &copia_format_fragment },
    { .name = "svg",
      .summary = "the picture of an answer",
      .mime = "image/svg+xml",
      .ending = ".svg",
      .draws = true,
      .picture = true,
      .format = &copia_format_svg },
    { .name = "png",
      .summary = "the picture in dots",
      .mime = "image/png",
      .ending = ".png",
      .bytes = true,
      .draws = true,
      .picture = true,
      .format = &copia_format_png },
    { .name = "pdf",
      .summary = "the picture on a page",
      .mime = "application/pdf",
      .ending = ".pdf",
      .bytes = true,
      .draws = true,
      .picture = true,
      .format = &copia_format_pdf },
    { .name = "xlsx",
      .summary = "a spreadsheet, with a sheet that says where it is from",
      .mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      .ending = ".xlsx",
      .bytes = true,
      .format = &copia_format_xlsx },
    { .name = "sqlite",
      .summary = "a database with the tables 'answer' and 'provenance'",
      .mime = "application/vnd.sqlite3",
      .ending = ".sqlite",
      .bytes = true,
      .format = &copia_format_sqlite },
    { .name = NULL },
};

const CopiaWriter *
copia_writer_find (const char *name)
{
    for (const CopiaWriter *writer = copia_writers; writer->name; writer++)
        if (strcmp (writer->name, name) == 0)
            return writer;
    return NULL;
}

const CopiaWriter *
copia_writer_of_file (const char *path)
{
    for (const CopiaWriter *writer = copia_writers; writer->name; writer++) {
        size_t size = writer->ending ? strlen (writer->ending) : 0;
        size_t all = strlen (path);

        if (size > 0 && all > size &&
            g_ascii_strcasecmp (path + all - size, writer->ending) == 0)
            return writer;
    }
    return NULL;
}

bool
copia_writer_ready (const CopiaWriter *self, GError **error)
{
    return !self->format->ready || self->format->ready (error);
}
