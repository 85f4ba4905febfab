/* alike.c - numbering the values of attributes by how they are compared. */
#include "query/alike.h"

#include "text/fold.h"

/* The classes of one attribute's values; NULL: each value is its own class. */
typedef struct {
    const CopiaLayer *layer;
    uint32_t *classes; /* by value: number of a class, plus one; 0: not known yet */
} Side;

struct CopiaAlike {
    Side left, right; /* of one attribute, `right` is not used */
    bool one, no_case, plain;
    GHashTable *numbers; /* text as compared -> its class plus one */
    GString *text;
};

CopiaAlike *
copia_alike_new (const CopiaLayer *left, const CopiaLayer *right, bool no_case,
                 bool plain)
{
    CopiaAlike *self = g_new0 (CopiaAlike, 1);

    self->left.layer = left;
    self->right.layer = right;
    self->one = left == right;
    self->no_case = no_case;
    self->plain = plain;
    if (self->one && !no_case && !plain)
        return self;
    self->text = g_string_new (NULL);
    self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self->left.classes = g_new0 (uint32_t, (gsize) left->count + 1);
    if (!self->one)
        self->right.classes = g_new0 (uint32_t, (gsize) right->count + 1);
    return self;
}

static void
prepare (CopiaAlike *self, CopiaString value)
{
    g_string_truncate (self->text, 0);
    if (self->plain)
        copia_fold_marks (value.bytes, value.size, self->text);
    else if (self->no_case)
        copia_fold (value.bytes, value.size, self->text);
    else
        g_string_append_len (self->text, value.bytes, (gssize) value.size);
}

static uint32_t
number_of (CopiaAlike *self, CopiaString value)
{
    gpointer known;

    prepare (self, value);
    known = g_hash_table_lookup (self->numbers, self->text->str);
    if (!known) {
        known = GUINT_TO_POINTER (g_hash_table_size (self->numbers) + 1);
        g_hash_table_insert (self->numbers, g_strdup (self->text->str), known);
    }
    return GPOINTER_TO_UINT (known);
}

static uint32_t
class_of (CopiaAlike *self, Side *side, uint32_t value)
{
    if (!side->classes)
        return value;
    if (G_UNLIKELY (side->classes[value] == 0))
        side->classes[value] = number_of (self, copia_layer_value (side->layer, value));
    return side->classes[value] - 1;
}

uint32_t
copia_alike_left (CopiaAlike *self, uint64_t cpos)
{
    return class_of (self, &self->left, copia_layer_at (self->left.layer, cpos));
}

uint32_t
copia_alike_right (CopiaAlike *self, uint64_t cpos)
{
    Side *side = self->one ? &self->left : &self->right;

    return class_of (self, side, copia_layer_at (side->layer, cpos));
}

bool
copia_alike_is_one (const CopiaAlike *self, uint32_t *classes)
{
    *classes = self->left.layer->count;
    return self->one;
}

void
copia_alike_read (CopiaAlike *self, uint64_t first, uint32_t n, uint32_t *classes)
{
    const CopiaLayer *layer = self->left.layer;

    copia_layer_read (layer, first, n, classes);
    if (layer->kind == COPIA_LAYER_FORM || layer->kind == COPIA_LAYER_MAP)
        for (uint32_t i = 0; i < n; i++)
            classes[i] = copia_layer_of (layer, classes[i]);
    if (self->left.classes)
        for (uint32_t i = 0; i < n; i++)
            classes[i] = class_of (self, &self->left, classes[i]);
}

void
copia_alike_free (CopiaAlike *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->numbers, g_hash_table_unref);
    if (self->text)
        g_string_free (self->text, TRUE);
    g_free (self->left.classes);
    g_free (self->right.classes);
    g_free (self);
}
