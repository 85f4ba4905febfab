/* natural.c - names in the order a reader would put them. */
#include "base/natural.h"

#include <glib.h>
#include <string.h>

/* The digits at *at without zeros in front; *at goes behind them. */
static size_t
take_number (const char **at, const char **digits)
{
    const char *start = *at + strspn (*at, "0");
    size_t n = strspn (start, "0123456789");

    *digits = start;
    *at = start + n;
    return n;
}

int
copia_natural_compare (const char *a, const char *b)
{
    const char *x = a, *y = b;

    while (*x && *y) {
        if (g_ascii_isdigit (*x) && g_ascii_isdigit (*y)) {
            const char *left, *right;
            size_t n = take_number (&x, &left), m = take_number (&y, &right);
            int order = n != m ? (n < m ? -1 : 1) : memcmp (left, right, n);

            if (order)
                return order;
        } else if (*x != *y) {
            return (unsigned char) *x < (unsigned char) *y ? -1 : 1;
        } else {
            x++, y++;
        }
    }
    return *x ? 1 : *y ? -1 : strcmp (a, b);
}
