/* number-order.c - values read as decimal numbers. */
#include "study/number-order.h"

#include <math.h>
#include <string.h>

#define LONGEST 64 /* bytes of what may be a number */

typedef struct {
    double number;
    uint32_t value;
} Number;

static bool
read_number (CopiaString value, double *number)
{
    char text[LONGEST + 1];
    char *end;

    if (value.size > LONGEST)
        return false;
    memcpy (text, value.bytes, value.size);
    text[value.size] = '\0';
    *number = g_ascii_strtod (text, &end);
    return text[strspn (text, "+-.0123456789eE")] == '\0' && end != text &&
           *end == '\0' && isfinite (*number);
}

static int
compare (const void *one, const void *other)
{
    const Number *a = one, *b = other;

    return a->number < b->number ? -1 : a->number > b->number;
}

uint32_t *
copia_number_orders (uint32_t n, CopiaString (*get) (const void *, uint32_t),
                     const void *data)
{
    g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (Number));
    uint32_t *orders, place = 0;

    for (uint32_t i = 0; i < n; i++) {
        CopiaString value = get (data, i);
        Number number = { 0, i };

        if (value.size == 0)
            continue;
        if (!read_number (value, &number.number))
            return NULL;
        g_array_append_val (numbers, number);
    }
    g_array_sort (numbers, compare);
    orders = g_new0 (uint32_t, (gsize) n + 1);
    for (guint i = 0; i < numbers->len; i++) {
        const Number *here = &g_array_index (numbers, Number, i);

        place += i == 0 || here[-1].number < here->number;
        orders[here->value] = place;
    }
    return orders;
}
