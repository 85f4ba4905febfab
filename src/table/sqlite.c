/* sqlite.c - a database of two tables: `answer` with the rows, `provenance` with key and value.
 *
 * Texts are bound, never part of a statement; what is harmful in them is replaced as everywhere.
 * What is not known, NaN and infinity are NULL.
 */
#include "base/error.h"
#include "base/library.h"
#include "base/utf8.h"
#include "table/spool.h"

#ifdef COPIA_WITH_SQLITE3

#include <math.h>
#include <sqlite3.h>

/* clang-format off */
#define FUNCTIONS(X) \
    X (sqlite3_bind_double) X (sqlite3_bind_int64) X (sqlite3_bind_text) \
    X (sqlite3_bind_text64) X (sqlite3_clear_bindings) X (sqlite3_close) \
    X (sqlite3_errmsg) X (sqlite3_errstr) X (sqlite3_exec) X (sqlite3_finalize) \
    X (sqlite3_open_v2) X (sqlite3_prepare_v2) X (sqlite3_reset) X (sqlite3_step)
/* clang-format on */

COPIA_LIBRARY (FUNCTIONS, COPIA_SONAME_SQLITE3)

typedef struct {
    Library library;
    CopiaSpool *spool;
    sqlite3 *database;
    sqlite3_stmt *insert;
    GString *cell;
} Database;

static void *
database_new (void)
{
    Database *state = g_new0 (Database, 1);

    state->cell = g_string_new (NULL);
    load (&state->library, NULL); /* it was ready */
    return state;
}

static void
database_free (void *data)
{
    Database *state = data;

    state->library.sqlite3_finalize (state->insert);
    state->library.sqlite3_close (state->database);
    copia_spool_free (state->spool);
    g_string_free (state->cell, TRUE);
    g_free (state);
}

static void
check (CopiaTable *self, int status)
{
    Database *state = self->state;

    if (status != SQLITE_OK && status != SQLITE_DONE && !self->error)
        g_set_error (&self->error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                     "the database could not be written: %s",
                     state->database ? state->library.sqlite3_errmsg (state->database)
                                     : state->library.sqlite3_errstr (status));
}

static void
run (CopiaTable *self, const char *statement)
{
    Database *state = self->state;

    if (!self->error)
        check (self, state->library.sqlite3_exec (state->database, statement, NULL,
                                                  NULL, NULL));
}

static void
append_name (const CopiaTable *self, size_t column, GString *sql)
{
    const char *name = self->columns[column].name;
    g_autoptr (GString) safe = g_string_new (NULL);

    copia_utf8_safe (safe, name, strlen (name));
    g_string_replace (safe, "\"", "\"\"", 0);
    g_string_append_printf (sql, "\"%s\"", safe->str);
}

static void
create (CopiaTable *self)
{
    Database *state = self->state;
    g_autoptr (GString) sql = g_string_new ("CREATE TABLE answer (");
    g_autoptr (GString) insert = g_string_new ("INSERT INTO answer VALUES (");

    for (size_t i = 0; i < self->n_columns; i++) {
        CopiaColumnKind kind = self->columns[i].kind;

        g_string_append (sql, i ? ", " : "");
        append_name (self, i, sql);
        g_string_append (sql, kind == COPIA_COLUMN_COUNT    ? " INTEGER"
                              : kind == COPIA_COLUMN_NUMBER ? " REAL"
                                                            : " TEXT");
        g_string_append (insert, i ? ", ?" : "?");
    }
    g_string_append (sql, ")");
    g_string_append (insert, ")");
    run (self, sql->str);
    run (self, "CREATE TABLE provenance (key TEXT, value TEXT)");
    if (!self->error)
        check (self, state->library.sqlite3_prepare_v2 (state->database, insert->str,
                                                        -1, &state->insert, NULL));
}

static void
begin (CopiaTable *self)
{
    Database *state = self->state;

    state->spool = copia_spool_new (&self->error);
    if (!state->spool)
        return;
    check (self, state->library.sqlite3_open_v2 (copia_spool_path (state->spool),
                                                 &state->database,
                                                 SQLITE_OPEN_READWRITE, NULL));
    /* what fails leaves no file at all, so none need be mended */
    run (self, "PRAGMA journal_mode = OFF");
    run (self, "PRAGMA synchronous = OFF");
    run (self, "BEGIN");
    create (self);
}

static void
end_cell (CopiaTable *self)
{
    Database *state = self->state;

    if (self->error || self->at + 1 < self->n_columns)
        return;
    check (self, state->library.sqlite3_step (state->insert));
    state->library.sqlite3_reset (state->insert);
    state->library.sqlite3_clear_bindings (state->insert);
}

static int
place (const CopiaTable *self)
{
    return (int) self->at + 1;
}

static void
text (CopiaTable *self, const char *bytes, size_t size)
{
    Database *state = self->state;

    g_string_truncate (state->cell, 0);
    copia_utf8_safe (state->cell, bytes, size);
    if (!self->error)
        check (self,
               state->library.sqlite3_bind_text64 (state->insert, place (self),
                                                   state->cell->str, state->cell->len,
                                                   SQLITE_TRANSIENT, SQLITE_UTF8));
    end_cell (self);
}

static void
count (CopiaTable *self, uint64_t value)
{
    Database *state = self->state;

    if (!self->error)
        check (self,
               state->library.sqlite3_bind_int64 (state->insert, place (self),
                                                  (sqlite3_int64) MIN (value,
                                                                       G_MAXINT64)));
    end_cell (self);
}

static void
number (CopiaTable *self, double value)
{
    Database *state = self->state;

    if (!self->error && isfinite (value))
        check (self,
               state->library.sqlite3_bind_double (state->insert, place (self), value));
    end_cell (self);
}

static void
say (void *data, const char *key, const char *value)
{
    CopiaTable *self = data;
    Database *state = self->state;
    sqlite3_stmt *insert = NULL;

    if (self->error)
        return;
    check (self,
           state->library.sqlite3_prepare_v2 (state->database,
                                              "INSERT INTO provenance VALUES (?, ?)",
                                              -1, &insert, NULL));
    if (!self->error) {
        state->library.sqlite3_bind_text (insert, 1, key, -1, SQLITE_TRANSIENT);
        state->library.sqlite3_bind_text (insert, 2, value, -1, SQLITE_TRANSIENT);
        check (self, state->library.sqlite3_step (insert));
    }
    state->library.sqlite3_finalize (insert);
}

static void
end (CopiaTable *self)
{
    Database *state = self->state;

    copia_table_each_fact (self, say, self);
    run (self, "COMMIT");
    state->library.sqlite3_finalize (state->insert);
    state->insert = NULL;
    if (!self->error)
        check (self, state->library.sqlite3_close (state->database));
    if (self->error)
        return;
    state->database = NULL;
    copia_spool_put (state->spool, self);
}

const CopiaFormat copia_format_sqlite = {
    .ready = ready,
    .state_new = database_new,
    .state_free = database_free,
    .begin = begin,
    .text = text,
    .count = count,
    .number = number,
    .unknown = end_cell,
    .end = end,
    .says_beside = true,
    .distinct = true,
    .caseless = true,
};

#else

static bool
ready (GError **error)
{
    g_set_error_literal (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "this copia was built without SQLite; install the Debian package "
        "libsqlite3-dev and build it again, or use --format csv");
    return false;
}

const CopiaFormat copia_format_sqlite = { .ready = ready };

#endif
