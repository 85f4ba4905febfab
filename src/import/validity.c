/* validity.c - UTF-8 looked at in stretches. */
#include "import/validity.h"

#include "base/workers.h"

#define STEP ((size_t) 4 << 20) /* bytes looked at, at a time */

/* What threads look at, each a stretch between two beginnings of characters. */
typedef struct {
    const char *bytes;
    size_t size;
} Stretches;

static size_t
stretch_start (const Stretches *self, size_t job)
{
    size_t at = MIN (job * STEP, self->size);

    for (unsigned back = 0; back < 3 && at > 0 && at < self->size &&
                            ((unsigned char) self->bytes[at] & 0xC0) == 0x80;
         back++)
        at--;
    return at;
}

static void *
validate_stretch (void *data, unsigned thread, size_t job)
{
    const Stretches *self = data;
    size_t start = stretch_start (self, job), end = stretch_start (self, job + 1);

    (void) thread;
    return g_utf8_validate_len (self->bytes + start, end - start, NULL) ? data : NULL;
}

static bool
take_valid (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    return result != NULL;
}

bool
copia_validity_of (const char *bytes, size_t size, unsigned threads)
{
    Stretches stretches = { bytes, size };
    const CopiaWork work = { &stretches, validate_stretch, take_valid, NULL, 8 };

    return copia_workers_run (&work, MAX (threads, 1), (size + STEP - 1) / STEP);
}

bool
copia_validity_of_aside (const CopiaAside *bytes, size_t size)
{
    const char *at = bytes->data, *end = at + size, *valid;

    while (at < end) {
        size_t n = MIN (STEP, (size_t) (end - at));

        if (!g_utf8_validate_len (at, n, &valid) &&
            (at + n == end || valid + 4 <= at + n)) /* else a character goes on */
            return false;
        at = valid;
        copia_aside_rest (bytes);
    }
    return true;
}
