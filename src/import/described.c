/* described.c - what is known of a file, told of each of its texts. */
#include "import/described.h"

#include <string.h>

static void
add_attribute (GArray *all, const char *name, const char *value)
{
    CopiaAttribute fresh = { name, value };

    for (guint i = 0; i < all->len; i++) {
        CopiaAttribute *old = &g_array_index (all, CopiaAttribute, i);

        if (strcmp (old->name, name) == 0) {
            old->value = value;
            return;
        }
    }
    g_array_append_val (all, fresh);
}

static void
tell_language (const CopiaDescribed *self, const GArray *attributes)
{
    const char *said = NULL;

    for (guint i = 0; i < attributes->len && !said; i++) {
        const CopiaAttribute *one = &g_array_index (attributes, CopiaAttribute, i);

        if ((strcmp (one->name, "language") == 0 || strcmp (one->name, "lang") == 0) &&
            one->value && *one->value)
            said = one->value;
    }
    if (self->hear_language)
        self->hear_language (self->data, said);
}

static void
open_region (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    const CopiaDescribed *self = data;
    g_autoptr (GArray) all = NULL;

    if (strcmp (name, "text") != 0) {
        self->to->open (self->to->self, name, attributes, n);
        return;
    }
    all = g_array_new (FALSE, FALSE, sizeof (CopiaAttribute));
    if (n)
        g_array_append_vals (all, attributes, (guint) n);
    for (guint i = 0; i + 1 < self->attributes->len; i += 2)
        add_attribute (all, self->attributes->pdata[i], self->attributes->pdata[i + 1]);
    tell_language (self, all);
    self->to->open (self->to->self, name, (const CopiaAttribute *) all->data, all->len);
}

static void
take_token (void *data, const CopiaTokenEvent *event)
{
    const CopiaDescribed *self = data;

    self->to->token (self->to->self, event);
}

static void
close_region (void *data, const char *name)
{
    const CopiaDescribed *self = data;

    self->to->close (self->to->self, name);
}

static void
take_tail (void *data, const char *gap, size_t size)
{
    const CopiaDescribed *self = data;

    self->to->tail (self->to->self, gap, size);
}

static void
name_layers (void *data, const char *const *names, size_t n)
{
    const CopiaDescribed *self = data;

    self->to->layers (self->to->self, names, n);
}

void
copia_described_init (CopiaDescribed *self, const CopiaDocument *document,
                      const CopiaReceiver *to)
{
    *self = (CopiaDescribed){ .receiver = { .self = self,
                                            .open = open_region,
                                            .token = take_token,
                                            .close = close_region,
                                            .tail = take_tail,
                                            .layers = to->layers ? name_layers : NULL },
                              .to = to,
                              .attributes = document->attributes };
}
