/* borrowed.c - making elements of those of another file. */
#include "index/borrowed.h"

#include "base/ints.h"
#include "base/made.h"

#define BYTES_OF_BASE 64 /* elements that nothing stores, for each */
#define LEAST_JUMPS 64
#define MOST_JUMPS 65536

/* From `old` on values change by `by`. */
typedef struct {
    uint64_t old, by;
} Shift;

/* Values that change. */
typedef struct {
    CopiaInts old, new;
    gsize ready; /* what follows is filled in */
    Shift *shifts;
    uint32_t
        *jump; /* the last shift that is not behind the first value of so many .. */
    uint64_t jumps;  /* .. as there are of them for one, */
    uint32_t narrow; /* which is a value shifted by this */
} Map;

typedef struct {
    CopiaInts ints;
    const CopiaSection *bits; /* of bits; else NULL */
    uint64_t count, step;     /* no section: element i is i * step */
} Source;

typedef struct {
    char name[COPIA_NAME_SIZE];
    uint32_t width;
    uint64_t count;
    Source source, fresh;
    CopiaInts run, from, add; /* count 0: none */
    Map *map;
} Section;

struct CopiaBorrowed {
    CopiaContainer *container;
    const CopiaContainer *base;
    GArray *sections; /* Section */
    GPtrArray *maps;  /* Map, by the number of `old` */
    GHashTable *known;
};

/* ---- making --------------------------------------------------------------------------- */

/* So many that few shifts lie between one and the next. */
static void
fill_jumps (Map *self)
{
    const uint64_t n = self->old.count;
    uint64_t i = 0;

    for (self->jumps = LEAST_JUMPS; self->jumps < 4 * n && self->jumps < MOST_JUMPS;)
        self->jumps *= 2;
    while (self->shifts[n - 1].old >> self->narrow >= self->jumps)
        self->narrow++;
    self->jump = g_new (uint32_t, self->jumps + 1);
    for (uint64_t k = 0; k <= self->jumps; k++) {
        while (i + 1 < n && self->shifts[i + 1].old <= k << self->narrow)
            i++;
        self->jump[k] = (uint32_t) i;
    }
}

/* Before it is asked. */
static void
map_ready (Map *self)
{
    const uint64_t n = self->old.count;

    if (!g_once_init_enter (&self->ready))
        return;
    copia_ints_touch (&self->old);
    copia_ints_touch (&self->new);
    self->shifts = g_new (Shift, n);
    for (uint64_t i = 0; i < n; i++) {
        uint64_t old = copia_ints_raw (&self->old, i);

        self->shifts[i] = (Shift){ old, copia_ints_raw (&self->new, i) - old };
    }
    fill_jumps (self);
    g_once_init_leave (&self->ready, 1);
}

static void
map_free (void *data)
{
    Map *self = data;

    g_free (self->shifts);
    g_free (self->jump);
    g_free (self);
}

/* `*last` is the shift that was taken before: values often come in a row. */
static inline uint64_t
map_value (const Map *self, uint64_t value, uint64_t *last)
{
    const Shift *shifts = self->shifts;
    uint64_t low = *last, high = low + 1;

    if (shifts[low].old > value ||
        (high < self->old.count && shifts[high].old <= value)) {
        uint64_t k = MIN (value >> self->narrow, self->jumps);

        low = self->jump[k];
        high = k < self->jumps ? self->jump[k + 1] + 1ull : self->old.count;
        while (low + 1 < high) {
            uint64_t middle = low + (high - low) / 2;

            if (shifts[middle].old <= value)
                low = middle;
            else
                high = middle;
        }
        *last = low;
    }
    return value + shifts[low].by;
}

/* The elements [at, at + n) of a source, each `width` bytes. */
static bool
copy_values (const Source *self, Map *map, uint64_t add, uint64_t at, uint64_t n,
             uint32_t width, uint8_t *to)
{
    const CopiaInts *ints = &self->ints;
    const bool stored = ints->section != NULL;
    uint64_t last = 0;

    if (at > self->count || n > self->count - at)
        return false;
    if (stored)
        copia_section_touch (ints->section, at * ints->width, n * ints->width);
    if (stored && !map && add == 0 && ints->width == width) {
        memcpy (to, ints->bytes + at * width, n * width);
        return true;
    }
    for (uint64_t i = at; i < at + n; i++, to += width) {
        uint64_t value = stored ? copia_ints_raw (ints, i) : i * self->step;

        if (map)
            value = map_value (map, value, &last);
        value += add;
        memcpy (to, &value, sizeof value);
    }
    return true;
}

/* The same of bits, which are put from bit `to` on. */
static bool
copy_bits (const Source *self, uint64_t at, uint64_t n, uint8_t *bytes, uint64_t to)
{
    const uint8_t *from;

    if (at > self->count || n > self->count - at)
        return false;
    if (!self->bits || n == 0)
        return true;
    copia_section_touch (self->bits, at / 8, (at + n - 1) / 8 - at / 8 + 1);
    from = self->bits->bytes;
    for (; n > 0 && to % 8 != 0; n--, at++, to++)
        bytes[to / 8] |= (uint8_t) ((from[at / 8] >> (at % 8) & 1) << (to % 8));
    for (; n >= 8; n -= 8, at += 8, to += 8)
        bytes[to / 8] = (uint8_t) ((from[at / 8] | from[at / 8 + 1] << 8) >> (at % 8));
    for (; n > 0; n--, at++, to++)
        bytes[to / 8] |= (uint8_t) ((from[at / 8] >> (at % 8) & 1) << (to % 8));
    return true;
}

/* A part of one run. */
static bool
make_run (const Section *self, uint64_t run, uint64_t past, uint64_t n, uint8_t *bytes,
          uint64_t made)
{
    uint64_t from = self->from.count > 0 ? copia_ints_get (&self->from, run) : 0;
    uint64_t add = self->add.count > 0 ? copia_ints_get (&self->add, run) : 0;
    uint64_t at = from / 2 + past;
    const Source *source = from % 2 ? &self->fresh : &self->source;

    if (self->width == 0)
        return copy_bits (source, at, n, bytes, made);
    return copy_values (source, from % 2 ? NULL : self->map, from % 2 ? 0 : add, at, n,
                        self->width, bytes + made * self->width);
}

static bool
make_runs (const Section *self, uint64_t first, uint64_t end, uint8_t *bytes)
{
    uint64_t run = copia_ints_upper (&self->run, first), made = 0;

    if (self->run.count == 0)
        return make_run (self, 0, first, end - first, bytes, 0);
    if (run-- == 0)
        return false;
    for (; first + made < end; run++) {
        uint64_t at = first + made, start = copia_ints_get (&self->run, run);
        uint64_t stop = run + 1 < self->run.count ? copia_ints_get (&self->run, run + 1)
                                                  : self->count;
        uint64_t n = MIN (stop, end) - at;

        if (start > at || stop <= at ||
            !make_run (self, run, at - start, n, bytes, made))
            return false;
        made += n;
    }
    return true;
}

static bool
make (const void *data, uint64_t first, uint64_t end, uint8_t *bytes)
{
    const Section *self = data;

    if (self->map)
        map_ready (self->map);
    if (self->width > 0)
        return make_runs (self, first, end, bytes);
    memset (bytes, 0, end - first);
    return make_runs (self, first * 8, MIN (end * 8, self->count), bytes);
}

/* ---- opening -------------------------------------------------------------------------- */

static bool
cannot_be (const CopiaBorrowed *self, const char *name, GError **error)
{
    return copia_container_damaged (self->container, error,
                                    "what it borrows as '%s' cannot be", name);
}

static bool
read_number (const char *text, uint64_t *number)
{
    guint64 value;

    if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &value, NULL))
        return false;
    *number = value;
    return true;
}

/* Array number `text`, of any length where `count` is 0. */
static bool
open_part (const CopiaBorrowed *self, const char *text, uint64_t count, CopiaInts *ints,
           GError **error)
{
    char name[COPIA_NAME_SIZE];
    const CopiaSection *section;
    uint64_t number;

    if (strcmp (text, "-") == 0)
        return true;
    if (!read_number (text, &number) || number > UINT32_MAX)
        return cannot_be (self, text, error);
    g_snprintf (name, sizeof name, COPIA_BORROWED_PART, (unsigned) number);
    section = copia_container_find (self->container, name);
    return copia_ints_open (ints, self->container, name,
                            section && count == 0 ? section->count : count, error);
}

/* A map is shared by the sections that name it. */
static bool
open_map (CopiaBorrowed *self, const char *old, const char *new, Map **map,
          GError **error)
{
    g_autofree char *key = g_strconcat (old, "\t", new, NULL);
    g_autofree Map *fresh = NULL;

    if (strcmp (old, "-") == 0)
        return true;
    *map = g_hash_table_lookup (self->known, key);
    if (*map)
        return true;
    fresh = g_new0 (Map, 1);
    if (!open_part (self, old, 0, &fresh->old, error) ||
        !open_part (self, new, fresh->old.count, &fresh->new, error))
        return false;
    if (fresh->old.count == 0 || fresh->new.count == 0 ||
        fresh->old.count > UINT32_MAX / 2 || copia_ints_get (&fresh->old, 0) != 0)
        return cannot_be (self, key, error);
    *map = fresh;
    g_ptr_array_add (self->maps, g_steal_pointer (&fresh));
    g_hash_table_insert (self->known, g_steal_pointer (&key), *map);
    return true;
}

static bool
open_source (const CopiaBorrowed *self, Section *section, const char *name,
             GError **error)
{
    Source *source = &section->source;
    const CopiaSection *of = copia_container_find (self->base, name);

    source->step = strcmp (name, "+") == 0;
    source->count = copia_container_size (self->base) * BYTES_OF_BASE;
    if (source->step || strcmp (name, "-") == 0)
        return true;
    if (!of)
        return cannot_be (self, section->name, error);
    source->count = of->count;
    source->bits = of;
    if (section->width == 0)
        return (of->width == 0 && of->size == (of->count + 7) / 8) ||
               cannot_be (self, section->name, error);
    source->bits = NULL;
    return copia_ints_open (&source->ints, self->base, name, of->count, error);
}

/* Bits stand there as bytes. */
static bool
open_fresh (const CopiaBorrowed *self, Section *section, const char *number,
            GError **error)
{
    Source *fresh = &section->fresh;

    if (!open_part (self, number, 0, &fresh->ints, error))
        return false;
    fresh->count = fresh->ints.count;
    if (section->width > 0 || fresh->count == 0)
        return true;
    fresh->bits = fresh->ints.section;
    fresh->count = fresh->bits->size * 8;
    return fresh->ints.width == 1 || cannot_be (self, section->name, error);
}

static bool
open_section (CopiaBorrowed *self, char *const *fields, GError **error)
{
    Section section = { 0 };
    uint64_t width;
    bool sized;

    if (g_strv_length ((char **) (uintptr_t) fields) != 10 || !*fields[0] ||
        strlen (fields[0]) >= COPIA_NAME_SIZE || !read_number (fields[1], &width) ||
        width > 8 || !read_number (fields[2], &section.count) || section.count == 0)
        return cannot_be (self, *fields ? *fields : "", error);
    g_strlcpy (section.name, fields[0], sizeof section.name);
    section.width = (uint32_t) width;
    if (!open_source (self, &section, fields[3], error) ||
        !open_part (self, fields[4], 0, &section.run, error) ||
        !open_part (self, fields[5], section.run.count, &section.from, error) ||
        !open_map (self, fields[6], fields[7], &section.map, error) ||
        !open_part (self, fields[8], section.run.count, &section.add, error) ||
        !open_fresh (self, &section, fields[9], error))
        return false;
    sized = section.count <= section.source.count ||
            section.count - section.source.count <= section.fresh.count;
    if (!sized || section.from.count != section.run.count ||
        section.add.count > section.run.count)
        return cannot_be (self, section.name, error);
    g_array_append_val (self->sections, section);
    return true;
}

/* The first line names the base. */
static bool
open_lines (CopiaBorrowed *self, const CopiaSection *section, GError **error)
{
    g_autofree char *text = g_strndup ((const char *) section->bytes, section->size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    g_autofree char *first =
        g_strconcat ("base\t", copia_container_id (self->base), NULL);

    if (g_strcmp0 (lines[0], first) != 0)
        return copia_container_damaged (self->container, error,
                                        "it does not belong to the base of the set, "
                                        "'%s'",
                                        copia_container_path (self->base));
    for (char **line = lines + 1; *line && **line; line++) {
        g_auto (GStrv) fields = g_strsplit (*line, "\t", 11);

        if (!open_section (self, fields, error))
            return false;
    }
    return true;
}

static bool
make_all (CopiaBorrowed *self, GError **error)
{
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (CopiaMade));

    for (guint i = 0; i < self->sections->len; i++) {
        const Section *section = &g_array_index (self->sections, Section, i);
        CopiaMade made = { section->name, 0, section->count, section->width, section };

        if (section->count > UINT64_MAX / 16)
            return cannot_be (self, section->name, error);
        made.size = section->width > 0 ? section->count * section->width
                                       : (section->count + 7) / 8;
        g_array_append_val (all, made);
    }
    return copia_container_make (self->container,
                                 (const CopiaMade *) (void *) all->data, all->len, make,
                                 error);
}

CopiaBorrowed *
copia_borrowed_new (CopiaContainer *self, const CopiaContainer *base, GError **error)
{
    const CopiaSection *section = copia_container_find (self, COPIA_BORROWED);
    g_autoptr (CopiaBorrowed) borrowed = g_new0 (CopiaBorrowed, 1);

    borrowed->container = self;
    borrowed->base = base;
    borrowed->sections = g_array_new (FALSE, FALSE, sizeof (Section));
    borrowed->maps = g_ptr_array_new_with_free_func (map_free);
    borrowed->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    if ((section != NULL) != (base != NULL)) {
        copia_container_damaged (self, error,
                                 base ? "it does not say what it borrows"
                                      : "it borrows, but of no file");
        return NULL;
    }
    if (!section)
        return g_steal_pointer (&borrowed);
    copia_section_touch (section, 0, section->size);
    if (!copia_container_sound (self, error) ||
        !open_lines (borrowed, section, error) || !make_all (borrowed, error))
        return NULL;
    return g_steal_pointer (&borrowed);
}

void
copia_borrowed_free (CopiaBorrowed *self)
{
    if (!self)
        return;
    g_array_unref (self->sections);
    g_ptr_array_unref (self->maps);
    g_hash_table_unref (self->known);
    g_free (self);
}
