/* borrow.c - arrays and lines of what is borrowed. */
#include "index/borrow.h"

#include "index/borrowed.h"

/* ---- runs ----------------------------------------------------------------------------- */

CopiaRuns
copia_runs_new (void)
{
    return (CopiaRuns){ copia_borrow_numbers_new (), copia_borrow_numbers_new (), 0,
                        UINT64_MAX };
}

static void
add_run (CopiaRuns *self, uint64_t from, uint64_t n)
{
    if (n == 0)
        return;
    if (from != self->next) {
        g_array_append_val (self->run, self->count);
        g_array_append_val (self->from, from);
    }
    self->count += n;
    self->next = from + 2 * n;
}

void
copia_runs_copy (CopiaRuns *self, uint64_t place, uint64_t n)
{
    add_run (self, 2 * place, n);
}

void
copia_runs_fresh (CopiaRuns *self, uint64_t place, uint64_t n)
{
    add_run (self, 2 * place + 1, n);
}

void
copia_runs_clear (CopiaRuns *self)
{
    g_array_unref (self->run);
    g_array_unref (self->from);
}

void
copia_runs_insert (CopiaRuns *self, CopiaShifts *shifts, const GArray *places,
                   uint64_t n)
{
    uint64_t copied = 0;

    copia_shifts_add (shifts, 0, 0);
    for (guint i = 0; i < places->len; i++) {
        copia_runs_copy (self, copied, copia_borrow_number (places, i) - copied);
        copia_runs_fresh (self, i, 1);
        copied = copia_borrow_number (places, i);
        if (i + 1 == places->len || copia_borrow_number (places, i + 1) > copied)
            copia_shifts_add (shifts, copied, self->count);
    }
    copia_runs_copy (self, copied, n - copied);
}

/* ---- shifts --------------------------------------------------------------------------- */

CopiaShifts
copia_shifts_new (void)
{
    return (CopiaShifts){ copia_borrow_numbers_new (), copia_borrow_numbers_new () };
}

void
copia_shifts_add (CopiaShifts *self, uint64_t old, uint64_t new)
{
    guint n = self->old->len;

    if (n > 0 && copia_borrow_number (self->old, n - 1) == old) {
        g_array_index (self->new, uint64_t, n - 1) = new;
        return;
    }
    if (n > 0 && new - old == copia_borrow_number (self->new, n - 1) -
                                  copia_borrow_number (self->old, n - 1))
        return;
    g_array_append_val (self->old, old);
    g_array_append_val (self->new, new);
}

uint64_t
copia_shifts_value (const CopiaShifts *self, uint64_t value)
{
    guint low = 0, high = self->old->len;

    while (low + 1 < high) {
        guint middle = low + (high - low) / 2;

        if (copia_borrow_number (self->old, middle) <= value)
            low = middle;
        else
            high = middle;
    }
    return copia_borrow_number (self->new, low) + value -
           copia_borrow_number (self->old, low);
}

void
copia_shifts_clear (CopiaShifts *self)
{
    g_array_unref (self->old);
    g_array_unref (self->new);
}

/* ---- writing -------------------------------------------------------------------------- */

void
copia_borrow_begin (CopiaBorrow *self, CopiaContainerWriter *out, const char *base_id)
{
    *self = (CopiaBorrow){ .out = out, .lines = g_string_new (NULL) };
    g_string_append_printf (self->lines, "base\t%s\n", base_id);
}

uint32_t
copia_borrow_array (CopiaBorrow *self, const GArray *values)
{
    char name[COPIA_NAME_SIZE];

    if (values->len == 0)
        return COPIA_NO_PART;
    g_snprintf (name, sizeof name, COPIA_BORROWED_PART, self->parts);
    copia_ints_write64 (self->out, name, (const uint64_t *) (const void *) values->data,
                        values->len);
    return self->parts++;
}

uint32_t
copia_borrow_bytes (CopiaBorrow *self, const void *bytes, size_t size)
{
    char name[COPIA_NAME_SIZE];

    if (size == 0)
        return COPIA_NO_PART;
    g_snprintf (name, sizeof name, COPIA_BORROWED_PART, self->parts);
    copia_container_begin (self->out, name, 1);
    copia_container_put (self->out, bytes, size);
    copia_container_end (self->out, size);
    return self->parts++;
}

void
copia_borrow_runs (CopiaBorrow *self, const CopiaRuns *runs, CopiaBorrowParts *parts)
{
    parts->run = copia_borrow_array (self, runs->run);
    parts->from = copia_borrow_array (self, runs->from);
}

void
copia_borrow_shifts (CopiaBorrow *self, const CopiaShifts *shifts,
                     CopiaBorrowParts *parts)
{
    parts->old = copia_borrow_array (self, shifts->old);
    parts->new = copia_borrow_array (self, shifts->new);
}

void
copia_borrow_section (CopiaBorrow *self, const char *name, uint32_t width,
                      uint64_t count, const char *source, const CopiaBorrowParts *parts)
{
    const uint32_t numbers[] = { parts->run, parts->from, parts->old,
                                 parts->new, parts->add,  parts->fresh };

    g_string_append_printf (self->lines, "%s\t%u\t%" G_GUINT64_FORMAT "\t%s", name,
                            width, count, source);
    for (size_t i = 0; i < G_N_ELEMENTS (numbers); i++)
        if (numbers[i] == COPIA_NO_PART)
            g_string_append (self->lines, "\t-");
        else
            g_string_append_printf (self->lines, "\t%u", numbers[i]);
    g_string_append_c (self->lines, '\n');
}

void
copia_borrow_end (CopiaBorrow *self)
{
    copia_container_begin (self->out, COPIA_BORROWED, 1);
    copia_container_put (self->out, self->lines->str, self->lines->len);
    copia_container_end (self->out, self->lines->len);
    g_string_free (self->lines, TRUE);
}
