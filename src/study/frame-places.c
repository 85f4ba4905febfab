/* frame-places.c - sorting by digits, without comparing. */
#include "study/frame-places.h"

#define DIGIT COPIA_FRAME_DIGIT

/* One pass: by a digit of the filler or of the tag, what is equal staying in order.  The highest
 * digit of a filler is `mask`, which the place behind it is no part of. */
static void
sort_digit (const CopiaFramePlace *from, CopiaFramePlace *to, size_t n, bool by_tag,
            unsigned shift, uint32_t mask)
{
    uint32_t starts[1u << DIGIT] = { 0 }, sum = 0;

    for (size_t i = 0; i < n; i++)
        starts[(by_tag ? copia_frame_place_tag (&from[i]) : from[i].both) >> shift &
               mask]++;
    for (uint32_t i = 0; i <= mask; i++) {
        uint32_t count = starts[i];

        starts[i] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[starts[(by_tag ? copia_frame_place_tag (&from[i]) : from[i].both) >> shift &
                  mask]++] = from[i];
}

void
copia_frame_places_sort (GArray **places, unsigned bits)
{
    guint n = (*places)->len;
    unsigned of_filler = (bits + DIGIT - 1) / DIGIT;
    GArray *from = *places;
    GArray *to = g_array_sized_new (FALSE, FALSE, sizeof (CopiaFramePlace), n);

    g_array_set_size (to, n);
    for (unsigned pass = 0; pass < of_filler + 2; pass++) {
        bool by_tag = pass >= of_filler;
        unsigned shift = (by_tag ? pass - of_filler : pass) * DIGIT;
        unsigned wide = by_tag || bits - shift > DIGIT ? DIGIT : bits - shift;
        GArray *sorted = to;

        sort_digit ((const CopiaFramePlace *) (const void *) from->data,
                    (CopiaFramePlace *) (void *) to->data, n, by_tag, shift,
                    (1u << wide) - 1);
        to = from;
        from = sorted;
    }
    g_array_unref (to);
    *places = from;
}

static int
compare (const void *a, const void *b, void *data)
{
    const CopiaFramePlace *x = a, *y = b;
    unsigned bits = *(const unsigned *) data;
    uint32_t left = copia_frame_place_filler (bits, x);
    uint32_t right = copia_frame_place_filler (bits, y);

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (left != right)
        return left < right ? -1 : 1;
    return (x->both > y->both) - (x->both < y->both);
}

void
copia_frame_places_sort_keys (CopiaFramePlace *places, size_t n, unsigned bits)
{
    g_qsort_with_data (places, (int) n, sizeof *places, compare, &bits);
}
