/* number.c - numbers as people and as programs read them. */
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

static size_t
digits_of (char *into, uint64_t value)
{
    char reversed[20];
    size_t n = 0;

    do
        reversed[n++] = (char) ('0' + value % 10);
    while (value /= 10);
    for (size_t i = 0; i < n; i++)
        into[i] = reversed[n - 1 - i];
    into[n] = '\0';
    return n;
}

size_t
copia_number_count (char *into, uint64_t count)
{
    return digits_of (into, count);
}

#ifdef __SIZEOF_INT128__

/* A decimal: value / 10^places. */
typedef struct {
    uint64_t value;
    unsigned places;
} Decimal;

__extension__ typedef unsigned __int128 Wide;

/* How many decimals make 17 significant digits of a number in [1e-4, 1e17). */
static unsigned
decimals_of_17 (double number)
{
    unsigned places = 20u - (number >= 1e-3) - (number >= 1e-2) - (number >= 1e-1);

    for (double bound = 1; number >= bound; bound *= 10)
        places--;
    return places;
}

static Wide
power_of_ten (unsigned exponent)
{
    Wide power = 1;

    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* A scaled number between the integers: whole + part / unit. */
typedef struct {
    uint64_t whole;
    Wide part, unit;
} Scaled;

/* Is x nearer to (below + 1) * step than to below * step?  When in the middle: to the even one. */
static bool
rounds_up (Scaled x, uint64_t below, uint64_t step)
{
    uint64_t rest = x.whole - below * step;
    bool odd = below & 1;

    if (step == 1)
        return x.part > x.unit / 2 || (x.part == x.unit / 2 && odd);
    return rest > step / 2 || (rest == step / 2 && (x.part > 0 || odd));
}

/* The integers low to high are the candidates, scaled by 10^places; of those with the most
 * trailing zeros the nearest to x is taken. */
static Decimal
fewest_digits (uint64_t low, uint64_t high, Scaled x, unsigned places)
{
    uint64_t step = 1, below;

    for (; high / (step * 10) * (step * 10) >= low; step *= 10)
        places--;
    below = x.whole / step;
    if (below * step < low ||
        (rounds_up (x, below, step) && (below + 1) * step <= high))
        below++;
    return (Decimal){ below, places };
}

/* The shortest decimal among those that read back as `number`, which lies in [1e-4, 2^53) and is
 * no integer.  The arithmetic is exact: the number is m / 2^s with 2^52 <= m < 2^53; what reads
 * back as it lies within half a unit of m to both sides (a quarter below a power of two), the
 * bounds themselves only when m is even (IEEE 754, ties to even).  Four times that, scaled by
 * 10^places <= 10^20, stays below 2^122. */
static Decimal
shortest_decimal (double number)
{
    int exponent;
    uint64_t m = (uint64_t) ldexp (frexp (number, &exponent), 53);
    unsigned places = decimals_of_17 (number);
    int shift = 53 - exponent + 2;
    Wide unit = (Wide) 1 << shift, scale = power_of_ten (places);
    Wide exact = (Wide) m * 4 * scale;
    Wide low = exact - (m == UINT64_C (1) << 52 ? 1 : 2) * scale + (m & 1);
    Wide high = exact + 2 * scale - (m & 1);

    Scaled x = { (uint64_t) (exact >> shift), exact & (unit - 1), unit };

    return fewest_digits ((uint64_t) ((low + unit - 1) >> shift),
                          (uint64_t) (high >> shift), x, places);
}

static bool
is_ordinary (double number)
{
    return number >= 1e-4 && number < 0x1p53;
}

static size_t
ordinary (char *into, double number)
{
    Decimal decimal = shortest_decimal (number);
    char digits[COPIA_NUMBER_MAX];
    size_t n = digits_of (digits, decimal.value);
    size_t zeros = n <= decimal.places ? decimal.places + 1 - n : 0;
    size_t whole = n + zeros - decimal.places;

    memset (into, '0', zeros);
    memcpy (into + zeros, digits, n);
    memmove (into + whole + 1, into + whole, decimal.places);
    into[whole] = '.';
    into[whole + 1 + decimal.places] = '\0';
    return whole + 1 + decimal.places;
}

#else /* the general way serves all */

static bool
is_ordinary (double number)
{
    return number != number;
}

static size_t
ordinary (char *into, double number)
{
    return digits_of (into, (uint64_t) number);
}

#endif

/* Fifteen digits are safe for every double but the subnormal, which have fewer. */
static size_t
by_trial (char *into, double number)
{
    char format[8];

    for (int digits = fabs (number) < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
        g_snprintf (format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd (into, COPIA_NUMBER_MAX, format, number);
        if (g_ascii_strtod (into, NULL) == number)
            break;
    }
    return strlen (into);
}

size_t
copia_number_shortest (char *into, double number)
{
    double size = fabs (number);
    size_t sign = number < 0;

    into[0] = '-';
    if (size < 0x1p53 && size == floor (size))
        return sign + digits_of (into + sign, (uint64_t) size);
    if (is_ordinary (size))
        return sign + ordinary (into + sign, size);
    return by_trial (into, number);
}

/* Copies n digits with a comma before every third from the right. */
static size_t
group (char *into, const char *digits, size_t n)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            into[at++] = ',';
        into[at++] = digits[i];
    }
    into[at] = '\0';
    return at;
}

size_t
copia_number_grouped (char *into, uint64_t count)
{
    char digits[COPIA_NUMBER_MAX];

    return group (into, digits, digits_of (digits, count));
}

static size_t
word (char *into, const char *what)
{
    g_strlcpy (into, what, COPIA_NUMBER_MAX);
    return strlen (into);
}

size_t
copia_number_fixed (char *into, double number, int digits)
{
    char format[8], plain[COPIA_NUMBER_MAX];
    size_t sign, whole;
    bool large = fabs (number) >= 1e15;

    if (isnan (number))
        return word (into, "-");
    if (isinf (number))
        return word (into, number > 0 ? "inf" : "-inf");
    g_snprintf (format, sizeof format, "%%.%d%c", CLAMP (digits, 0, 17),
                large ? 'e' : 'f');
    g_ascii_formatd (plain, sizeof plain, format, number);
    if (large)
        return word (into, plain);
    sign = plain[0] == '-' && strspn (plain, "-0.") < strlen (plain);
    if (plain[0] == '-')
        memmove (plain, plain + 1, strlen (plain));
    into[0] = '-';
    whole = strcspn (plain, ".");
    whole = sign + group (into + sign, plain, whole);
    return whole + word (into + whole, strchr (plain, '.') ? strchr (plain, '.') : "");
}

const char *
copia_number_said (char *into, double number)
{
    copia_number_fixed (into, number, 0);
    return into;
}
