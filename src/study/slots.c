/* slots.c - names of places to what stands there. */
#include "study/slots.h"

#include "base/error.h"
#include "query/token-test.h"
#include "study/references.h"

#include <string.h>

typedef enum {
    PLACE_MATCH,
    PLACE_FIRST,
    PLACE_LAST,
    PLACE_TARGET,
    PLACE_LEFT,
    PLACE_RIGHT,
    PLACE_STRUCTURE,
    PLACE_CPOS,
    PLACE_END,
} Place;

static const struct {
    const char *name;
    Place place;
} places[] = {
    { "match", PLACE_MATCH },      { "first", PLACE_FIRST },
    { "matchstart", PLACE_FIRST }, { "last", PLACE_LAST },
    { "matchend", PLACE_LAST },    { "target", PLACE_TARGET },
    { "keyword", PLACE_TARGET },
};

typedef struct {
    char *name;
    Place place;
    uint32_t word; /* LEFT, RIGHT */
    const CopiaLayer *layer;
    CopiaReferences *structure;
} Slot;

struct CopiaSlots {
    const CopiaIndex *index;
    GArray *slots; /* Slot */
};

static void
clear_slot (void *data)
{
    Slot *slot = data;

    g_free (slot->name);
    copia_references_free (slot->structure);
}

static bool
find_place (Slot *slot, const char *name)
{
    uint64_t word = 0;

    for (size_t i = 0; i < G_N_ELEMENTS (places); i++)
        if (strcmp (places[i].name, name) == 0) {
            slot->place = places[i].place;
            return true;
        }
    if (name[0] == '\0' || !strchr ("LlRr", name[0]) ||
        !g_ascii_string_to_unsigned (name + 1, 10, 1, COPIA_FARTHEST_SLOT, &word, NULL))
        return false;
    slot->place = g_ascii_toupper (name[0]) == 'L' ? PLACE_LEFT : PLACE_RIGHT;
    slot->word = (uint32_t) word;
    return true;
}

static bool
find_attribute (const CopiaSlots *self, Slot *slot, const char *name, GError **error)
{
    g_autofree char *names = NULL;

    slot->layer = copia_index_find_layer (self->index, name ? name : "form");
    if (slot->layer)
        return true;
    names = copia_index_layer_names (self->index);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s': tokens of this corpus have no attribute '%s'; they have %s",
                 slot->name, name, names);
    return false;
}

static bool
find_structure (const CopiaSlots *self, Slot *slot, const char *name, GError **error)
{
    g_autofree char *names = NULL;

    if (copia_index_find_structure (self->index, name)) {
        slot->place = PLACE_STRUCTURE;
        slot->structure = copia_references_named (self->index, slot->name, error);
        return slot->structure != NULL;
    }
    names = copia_region_names (self->index, NULL);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s' is no place of a hit; there are match, first, last, target, L1, "
                 "R1 .. (with .word or another attribute), cpos, end, and the "
                 "structures %s",
                 slot->name, names);
    return false;
}

static bool
add_slot (CopiaSlots *self, const char *name, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (name, ".", 2);
    Slot slot = { .name = g_strdup (name) };
    bool good = true;

    if (strcmp (name, "cpos") == 0)
        slot.place = PLACE_CPOS;
    else if (strcmp (name, "end") == 0)
        slot.place = PLACE_END;
    else if (find_place (&slot, parts[0]))
        good = find_attribute (self, &slot, parts[1], error);
    else
        good = find_structure (self, &slot, parts[0], error);
    g_array_append_val (self->slots, slot);
    return good;
}

CopiaSlots *
copia_slots_new (const CopiaIndex *index, const char *names, GError **error)
{
    g_auto (GStrv) list = g_strsplit (names, ",", -1);
    g_autoptr (CopiaSlots) self = g_new0 (CopiaSlots, 1);

    self->index = index;
    self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
    g_array_set_clear_func (self->slots, clear_slot);
    for (char **name = list; *name; name++)
        if (*g_strstrip (*name) && !add_slot (self, *name, error))
            return NULL;
    if (self->slots->len > 0 && self->slots->len <= COPIA_MOST_SLOTS)
        return g_steal_pointer (&self);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "1 to %d places of a hit are possible, such as match.word,R1.word",
                 COPIA_MOST_SLOTS);
    return NULL;
}

size_t
copia_slots_count (const CopiaSlots *self)
{
    return self->slots->len;
}

static const Slot *
slot_at (const CopiaSlots *self, size_t i)
{
    return &g_array_index (self->slots, Slot, i);
}

const char *
copia_slots_name (const CopiaSlots *self, size_t i)
{
    return slot_at (self, i)->name;
}

const CopiaRegions *
copia_slots_structure (const CopiaSlots *self, size_t i)
{
    const CopiaReferences *structure = slot_at (self, i)->structure;

    return structure ? copia_references_structure (structure, 0) : NULL;
}

bool
copia_slots_is_number (const CopiaSlots *self, size_t i)
{
    return slot_at (self, i)->place >= PLACE_CPOS;
}

/* The word so many steps off, in the text of the hit. */
static bool
step (const CopiaSlots *self, const Slot *slot, const CopiaHit *hit, uint64_t *cpos)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t text = copia_regions_find (texts, hit->start);
    bool left = slot->place == PLACE_LEFT;
    uint64_t border;

    if (text == COPIA_NONE)
        return false;
    border = left ? copia_regions_start (texts, text) : copia_regions_end (texts, text);
    *cpos = left ? hit->start : hit->end;
    for (uint32_t i = 0; i < slot->word; i++) {
        if (*cpos == border)
            return false;
        *cpos += left ? UINT64_MAX : 1;
        if (left ? !copia_tokens_word_left (tokens, cpos, border)
                 : !copia_tokens_word_right (tokens, cpos, border))
            return false;
    }
    return true;
}

/* The one token a slot shows. */
static bool
find_token (const CopiaSlots *self, const Slot *slot, const CopiaHit *hit,
            uint64_t *cpos)
{
    if (slot->place == PLACE_LEFT || slot->place == PLACE_RIGHT)
        return step (self, slot, hit, cpos);
    *cpos = slot->place == PLACE_LAST     ? hit->end
            : slot->place == PLACE_TARGET ? hit->target
                                          : hit->start;
    return true;
}

static void
append_value (const Slot *slot, uint64_t cpos, GString *value)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString text =
        copia_layer_written (slot->layer, copia_layer_at (slot->layer, cpos), room);

    g_string_append_len (value, text.bytes, (gssize) text.size);
}

bool
copia_slots_read (const CopiaSlots *self, size_t i, const CopiaHit *hit, GString *value)
{
    const Slot *slot = slot_at (self, i);
    uint64_t cpos;

    if (slot->structure)
        return copia_references_label (slot->structure, 0, hit->start, value);
    if (slot->place >= PLACE_CPOS) {
        g_string_append_printf (value, "%" G_GUINT64_FORMAT,
                                slot->place == PLACE_CPOS ? hit->start : hit->end);
        return true;
    }
    if (slot->place == PLACE_MATCH) {
        for (cpos = hit->start; cpos <= hit->end; cpos++) {
            g_string_append (value, cpos > hit->start ? " " : "");
            append_value (slot, cpos, value);
        }
        return true;
    }
    if (!find_token (self, slot, hit, &cpos))
        return false;
    append_value (slot, cpos, value);
    return true;
}

bool
copia_slots_number (const CopiaSlots *self, size_t i, const CopiaHit *hit,
                    uint32_t *number)
{
    const Slot *slot = slot_at (self, i);
    const CopiaRegions *regions = copia_slots_structure (self, i);
    uint64_t cpos;

    if (regions) {
        *number = copia_regions_find (regions, hit->start);
        return *number != COPIA_NONE;
    }
    if (slot->place >= PLACE_CPOS ||
        (slot->place == PLACE_MATCH && hit->end > hit->start) ||
        !find_token (self, slot, hit, &cpos))
        return false;
    *number = copia_layer_at (slot->layer, cpos);
    return true;
}

void
copia_slots_free (CopiaSlots *self)
{
    if (!self)
        return;
    g_array_unref (self->slots);
    g_free (self);
}
