/* test-unpack.c - what is packed is the same in whatever pieces it comes and is asked for. */
#include "import/unpack.h"

#include <string.h>

#include "packing.h"

typedef struct {
    const guint8 *bytes;
    gsize size;
    int most; /* bytes that are given at a time */
} Source;

static bool
give (void *data, const char **bytes, size_t *size, GError **error)
{
    Source *self = data;
    gsize n = (gsize) g_test_rand_int_range (1, self->most + 1);

    (void) error;
    *size = MIN (self->size, n);
    *bytes = (const char *) self->bytes;
    self->bytes += *size;
    self->size -= *size;
    return true;
}

/* NULL: it is refused. */
static char *
unpack (const GByteArray *packed, int given, int asked)
{
    Source source = { packed->data, packed->len, given };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaUnpack) self = copia_unpack_new ((const char *) packed->data,
                                                     packed->len, give, &source, NULL);
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *piece = g_malloc ((gsize) asked);
    size_t room, size;

    g_assert_nonnull (self);
    do {
        room = (size_t) g_test_rand_int_range (1, asked + 1);
        if (!copia_unpack_read (self, piece, room, &size, &error)) {
            g_assert_nonnull (error);
            return NULL;
        }
        g_string_append_len (text, piece, (gssize) size);
    } while (size == room);
    g_assert_cmpuint (source.size, ==, 0); /* all of it was looked at */
    return g_strdup (text->str);
}

static void
assert_same_in_pieces (const GByteArray *packed, const char *text)
{
    for (int i = 0; i < 8; i++) {
        g_autofree char *got = unpack (packed, 1 << 2 * i, 1 << (16 - 2 * i));

        g_assert_true (g_strcmp0 (got, text) == 0);
    }
}

static const struct {
    const char *filter;
    bool padded, checked;
} packers[] = { { "gzip", true, true },
                { "bzip2", true, true },
                { "xz", true, true },
                { "zstd", false, false } };

static GByteArray *
pack (const char *filter, const char *text)
{
    Packing *packing = packing_new ("raw", filter, NULL);

    packing_add_text (packing, "x", text);
    return packing_end (packing);
}

static char *
any_text (void)
{
    GString *text = g_string_new (NULL);

    for (int i = g_test_rand_int_range (1, 3000); i > 0; i--)
        g_string_append_printf (text, "%d\n", g_test_rand_int_range (0, 5000));
    return g_string_free (text, FALSE);
}

static void
test_members_and_padding_come_in_any_pieces (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (packers); i++) {
        g_autofree char *one = any_text (), *two = any_text ();
        g_autofree char *both = g_strconcat (one, two, NULL);
        g_autoptr (GByteArray) packed = pack (packers[i].filter, one);
        g_autoptr (GByteArray) more = pack (packers[i].filter, two);
        const guint8 zeros[1000] = { 0 };

        assert_same_in_pieces (packed, one);
        g_byte_array_append (packed, more->data, more->len);
        assert_same_in_pieces (packed, both);
        if (packers[i].padded) {
            g_byte_array_append (packed, zeros, sizeof zeros);
            assert_same_in_pieces (packed, both);
        }
    }
}

static void
test_damage_is_refused_in_any_pieces (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (packers); i++) {
        g_autofree char *text = any_text ();
        g_autoptr (GByteArray) packed = pack (packers[i].filter, text);
        guint size = packed->len;

        for (int n = 0; n < 200; n++) {
            guint at = (guint) g_test_rand_int_range (0, (int) size);
            int given = 1 << n % 14;
            guint8 was = packed->data[at];
            g_autofree char *got = NULL;

            packed->data[at] ^= (guint8) (1u << n % 8);
            got = unpack (packed, given, 1 << 12);
            g_assert_true (!got || !packers[i].checked || strcmp (got, text) == 0);
            packed->data[at] = was;
            packed->len = at;
            g_assert_null (unpack (packed, given, 1 << 12));
            packed->len = size;
        }
        g_byte_array_append (packed, (const guint8 *) "\0\0\0\1", 4);
        g_assert_null (unpack (packed, 3, 1 << 12));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/unpack/pieces", test_members_and_padding_come_in_any_pieces);
    g_test_add_func ("/unpack/damage", test_damage_is_refused_in_any_pieces);
    return g_test_run ();
}
