/* request-answer.c - where an answer goes, how it looks there, and what it came from. */
#include "command/request-private.h"

#include "base/version.h"

#include <string.h>

const char *
copia_request_output (const CopiaRequest *self)
{
    const CopiaValue *value = copia_request_find (self, "output");
    const char *path = value ? value->values->pdata[0] : "-";

    return strcmp (path, "-") == 0 ? NULL : path;
}

const CopiaWriter *
copia_request_writer (const CopiaRequest *self)
{
    const char *format = copia_request_text (self, "format");

    const char *path = copia_request_output (self);
    const CopiaWriter *of_file = path ? copia_writer_of_file (path) : NULL;

    if (!format && of_file)
        return of_file;
    if (!format && copia_request_given (self, "plot"))
        format = "text"; /* that is what draws it, wherever it goes */
    if (!format)
        format = self->front->terminal && !path ? "text" : "tsv";
    return copia_writer_find (format);
}

CopiaLook
copia_request_look (const CopiaRequest *self)
{
    CopiaLook look = self->front->look;

    look.color = look.color && !copia_request_output (self);
    look.provenance = copia_request_given (self, "provenance");
    look.plot = copia_request_given (self, "plot");
    return look;
}

static bool
write_out (void *data, const char *bytes, size_t size, GError **error)
{
    (void) error; /* kept in the file, reported when it is closed */
    copia_out_bytes (data, bytes, size);
    return true;
}

static CopiaSink
sink_of (CopiaRequest *self)
{
    CopiaSink sink = self->front->sink;
    const char *path = copia_request_output (self);

    if (!path)
        return sink;
    if (!self->out)
        self->out = copia_out_new (path);
    return (CopiaSink){ .self = self->out, .write = write_out };
}

CopiaTable *
copia_request_table (CopiaRequest *self)
{
    CopiaSink sink = sink_of (self);
    CopiaLook look = copia_request_look (self);
    const CopiaWriter *writer = copia_request_writer (self);

    if (look.plot && !writer->page && !writer->draws)
        copia_request_note (self, "the plot is drawn with --format text, svg or html");
    return copia_table_new (writer, &sink, &look);
}

bool
copia_request_write (CopiaRequest *self, const char *bytes, size_t size, GError **error)
{
    CopiaSink sink = sink_of (self);

    return sink.write (sink.self, bytes, size, error);
}

const CopiaFront *
copia_request_front (const CopiaRequest *self)
{
    return self->front;
}

void
copia_request_note (CopiaRequest *self, const char *format, ...)
{
    g_autofree char *line = NULL;
    va_list arguments;

    if (!self->front->sink.note)
        return;
    va_start (arguments, format);
    line = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    self->front->sink.note (self->front->sink.self, line);
}

static void
append_quoted (GString *line, const char *text)
{
    g_autofree char *quoted = NULL;

    g_string_append_c (line, ' ');
    if (text[0] &&
        !text[strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                            "0123456789_-.,/:=+@%")]) {
        g_string_append (line, text);
        return;
    }
    quoted = g_shell_quote (text);
    g_string_append (line, quoted);
}

/* What the names in the arguments stand for. */
static void
append_results (const CopiaRequest *self, GString *line)
{
    const CopiaResult *result;

    for (guint i = 0; self->results && (result = copia_results_at (self->results, i));
         i++) {
        bool named = false;

        for (guint k = 0; k < self->arguments->len && !named; k++) {
            g_auto (GStrv) words =
                g_strsplit_set (self->arguments->pdata[k], " \t();", -1);

            named = g_strv_contains ((const char *const *) words, result->name);
        }
        if (named)
            g_string_append_printf (line, " | %s = %s", result->name, result->said);
    }
}

/* Options in the order of the command's table, those of mere look left out. */
const char *
copia_request_provenance (CopiaRequest *self)
{
    g_autoptr (GString) line = g_string_new ("copia " COPIA_VERSION);

    if (self->provenance)
        return self->provenance;
    if (self->index)
        g_string_append_printf (line, " | index %s", copia_index_id (self->index));
    g_string_append_printf (line, " | copia %s", self->command->name);
    for (guint i = 0; i < self->arguments->len; i++)
        append_quoted (line, self->arguments->pdata[i]);
    for (const CopiaOption *const *option = self->command->options; *option; option++) {
        const CopiaValue *value = copia_request_find (self, (*option)->name);

        if (!value || (*option)->look)
            continue;
        for (guint i = 0; i + 1 < value->values->len; i++) {
            g_string_append_printf (line, " --%s", (*option)->name);
            if (value->values->pdata[i])
                append_quoted (line, value->values->pdata[i]);
        }
    }
    append_results (self, line);
    self->provenance = g_string_free (g_steal_pointer (&line), FALSE);
    return self->provenance;
}
