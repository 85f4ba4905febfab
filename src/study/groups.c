/* groups.c - counting hits by texts. */
#include "study/groups.h"

#include "base/error.h"
#include "study/parts.h"
#include "study/scope.h"
#include "study/slots.h"

#include <math.h>
#include <string.h>

#define MOST_GROUPS 20000000
#define BATCH 256

/* A key is the values one after the other, each ended by END, or by NOTHING alone where nothing
 * stands: control characters, which no token holds. */
#define END "\x1F"
#define NOTHING '\x1E'

typedef struct {
    const char *key;
    uint64_t count;
    uint64_t first; /* cpos of the first hit */
} Group;

struct CopiaGroupsPart {
    CopiaSlots *slots;
    GStringChunk *keys;
    GHashTable *groups; /* key -> Group */
    GHashTable *known;  /* numbers of slots -> Group; of use where all have one */
    uint64_t hits;
};

/* The numbers of all slots of one hit. */
typedef struct {
    uint32_t of[COPIA_MOST_SLOTS];
    uint32_t n;
} Numbers;

static guint
hash_numbers (gconstpointer key)
{
    const Numbers *numbers = key;
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (uint32_t i = 0; i < numbers->n; i++)
        hash = (hash ^ numbers->of[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static gboolean
equal_numbers (gconstpointer a, gconstpointer b)
{
    const Numbers *one = a, *other = b;

    return memcmp (one->of, other->of, one->n * sizeof *one->of) == 0;
}

static Group *
find_group (CopiaGroupsPart *self, const char *key, uint64_t cpos)
{
    Group *group = g_hash_table_lookup (self->groups, key);

    if (group)
        return group;
    group = g_new (Group, 1);
    *group = (Group){ g_string_chunk_insert (self->keys, key), 0, cpos };
    g_hash_table_insert (self->groups, (void *) group->key, group);
    return group;
}

static void
make_key (const CopiaSlots *slots, const CopiaHit *hit, GString *key)
{
    g_string_truncate (key, 0);
    for (size_t i = 0; i < copia_slots_count (slots); i++) {
        if (!copia_slots_read (slots, i, hit, key))
            g_string_append_c (key, NOTHING);
        g_string_append (key, END);
    }
}

static bool
number_all (const CopiaSlots *slots, const CopiaHit *hit, Numbers *numbers)
{
    numbers->n = (uint32_t) copia_slots_count (slots);
    for (size_t i = 0; i < numbers->n; i++)
        if (!copia_slots_number (slots, i, hit, &numbers->of[i]))
            return false;
    return true;
}

static void
count_hit (CopiaGroupsPart *self, const CopiaHit *hit, GString *key)
{
    Numbers numbers;
    bool numbered = number_all (self->slots, hit, &numbers);
    Group *group = numbered ? g_hash_table_lookup (self->known, &numbers) : NULL;

    if (!group) {
        make_key (self->slots, hit, key);
        group = find_group (self, key->str, hit->start);
        if (numbered)
            g_hash_table_insert (self->known, g_memdup2 (&numbers, sizeof numbers),
                                 group);
    }
    group->count++;
    self->hits++;
}

static CopiaGroupsPart *
part_new (const CopiaIndex *index, const CopiaGroupsAsk *ask, GError **error)
{
    g_autoptr (CopiaGroupsPart) self = g_new0 (CopiaGroupsPart, 1);

    self->keys = g_string_chunk_new (4096);
    self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    self->known = g_hash_table_new_full (hash_numbers, equal_numbers, g_free, NULL);
    self->slots = copia_slots_new (index, ask->slots, error);
    return self->slots ? g_steal_pointer (&self) : NULL;
}

CopiaGroupsPart *
copia_groups_part (const CopiaIndex *index, const CopiaGroupsAsk *ask, uint64_t from,
                   uint64_t to, GError **error)
{
    g_autoptr (CopiaGroupsPart) self = NULL;
    g_autoptr (CopiaHits) hits = NULL;
    g_autoptr (GString) key = g_string_new (NULL);
    CopiaHit batch[BATCH];
    size_t taken = BATCH;

    if (!copia_ask_check (&ask->of, error))
        return NULL;
    self = part_new (index, ask, error);
    hits = self ? copia_hits_new (index, ask->query, ask->of.where, from, to, error)
                : NULL;
    if (!hits)
        return NULL;
    while (taken == BATCH) {
        taken = copia_hits_take (hits, batch, BATCH);
        for (size_t i = 0; i < taken; i++)
            count_hit (self, &batch[i], key);
        if (g_hash_table_size (self->groups) > MOST_GROUPS) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                         "there are more than %d groups; ask for fewer places, or "
                         "within a subcorpus",
                         MOST_GROUPS);
            return NULL;
        }
    }
    g_hash_table_remove_all (self->known);
    return copia_hits_ended_well (hits, error) ? g_steal_pointer (&self) : NULL;
}

void
copia_groups_merge (CopiaGroupsPart *into, CopiaGroupsPart *behind)
{
    GHashTableIter iter;
    void *value;

    g_hash_table_iter_init (&iter, behind->groups);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        const Group *group = value;

        find_group (into, group->key, group->first)->count += group->count;
    }
    into->hits += behind->hits;
}

/* Groups that have the first slot in common. */
typedef struct {
    uint64_t count, words, first;
} Head;

typedef struct {
    const CopiaGroupsAsk *ask;
    const CopiaSlots *slots;
    GHashTable *heads; /* the first value and its END -> Head */
    uint64_t words, hits;
    bool in_order; /* heads go in corpus order */
} List;

static char *
head_of (const char *key)
{
    return g_strndup (key, strcspn (key, END) + 1);
}

static Head *
find_head (const List *self, const char *key, uint64_t first)
{
    g_autofree char *name = head_of (key);
    Head *head = g_hash_table_lookup (self->heads, name);

    if (!head) {
        head = g_new0 (Head, 1);
        head->first = first;
        g_hash_table_insert (self->heads, g_steal_pointer (&name), head);
    }
    return head;
}

/* The words of the regions that a first slot shows, by their labels. */
static void
weigh_heads (const List *self, const CopiaScope *scope)
{
    const CopiaRegions *regions = copia_slots_structure (self->slots, 0);
    g_autoptr (GString) key = g_string_new (NULL);

    for (uint32_t i = 0; regions && i < copia_regions_count (regions); i++) {
        uint64_t start = copia_regions_start (regions, i);
        uint64_t end = copia_regions_end (regions, i);
        CopiaHit hit = { start, start, start };
        Head *head;

        g_string_truncate (key, 0);
        if (!copia_slots_read (self->slots, 0, &hit, key))
            g_string_append_c (key, NOTHING);
        g_string_append (key, END);
        head = g_hash_table_lookup (self->heads, key->str);
        if (head)
            head->words += copia_scope_words_in (scope, start, end);
    }
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
    const Group *x = *(Group *const *) a, *y = *(Group *const *) b;
    const List *list = data;

    if (list->in_order) {
        const Head *one = find_head (list, x->key, 0);
        const Head *other = find_head (list, y->key, 0);

        if (one != other)
            return one->first < other->first ? -1 : 1;
    }
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp (x->key, y->key);
}

static GPtrArray *
sorted (CopiaGroupsPart *self, List *list)
{
    GPtrArray *groups = g_ptr_array_new ();
    GHashTableIter iter;
    void *value;

    g_hash_table_iter_init (&iter, self->groups);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        Group *group = value;
        Head *head = find_head (list, group->key, group->first);

        head->count += group->count;
        head->first = MIN (head->first, group->first);
        if (group->count >= list->ask->min)
            g_ptr_array_add (groups, group);
    }
    g_ptr_array_sort_with_data (groups, compare_groups, list);
    return groups;
}

static void
put_row (const List *self, const Group *group, CopiaTable *table)
{
    const Head *head = find_head (self, group->key, 0);
    size_t n = copia_slots_count (self->slots);
    bool structure = copia_slots_structure (self->slots, 0) != NULL;
    uint64_t all = n > 1 ? head->count : self->hits;
    uint64_t words = structure ? head->words : self->words;
    const char *value = group->key;

    for (size_t i = 0; i < n; i++) {
        size_t size = strcspn (value, END);

        if (*value == NOTHING)
            copia_table_unknown (table);
        else
            copia_table_string (table, value, size);
        value += size + 1;
    }
    copia_table_count (table, group->count);
    copia_table_number (table, 100.0 * (double) group->count / (double) all);
    copia_table_number (table, words > 0 ? (double) group->count *
                                               (double) self->ask->per / (double) words
                                         : NAN);
}

static void
begin (const List *self, uint64_t rows, CopiaTable *table)
{
    const CopiaAsk *of = &self->ask->of;
    const CopiaColumn numbers[] = {
        { .name = "count", .kind = COPIA_COLUMN_COUNT, .bar = true },
        { .name = "share", .kind = COPIA_COLUMN_NUMBER, .digits = 1 },
        { .name = "rate",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = copia_ask_rate_digits (self->ask->per) },
    };
    CopiaCaption caption = { of->title, of->provenance, rows, of->offset, "groups" };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));

    for (size_t i = 0; i < copia_slots_count (self->slots); i++) {
        CopiaColumn column = { .name = copia_slots_name (self->slots, i),
                               .kind = COPIA_COLUMN_TEXT };

        g_array_append_val (columns, column);
    }
    g_array_append_vals (columns, numbers, G_N_ELEMENTS (numbers));
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

bool
copia_groups_finish (CopiaGroupsPart *self, const CopiaIndex *index,
                     const CopiaGroupsAsk *ask, CopiaTable *table, CopiaFound *found,
                     GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autoptr (GHashTable) heads =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    List list = { ask,        self->slots,
                  heads,      copia_scope_words (&scope),
                  self->hits, copia_slots_structure (self->slots, 0) != NULL };
    g_autoptr (GPtrArray) groups = sorted (self, &list);
    uint64_t count = copia_ask_page (&ask->of, groups->len);

    weigh_heads (&list, &scope);
    *found = (CopiaFound){ self->hits, groups->len };
    begin (&list, groups->len, table);
    for (uint64_t i = 0; i < count && !copia_table_failed (table); i++)
        put_row (&list, groups->pdata[ask->of.offset + i], table);
    return copia_ask_end (index, table, error);
}

void
copia_groups_part_free (CopiaGroupsPart *self)
{
    if (!self)
        return;
    copia_slots_free (self->slots);
    g_string_chunk_free (self->keys);
    g_hash_table_unref (self->groups);
    g_hash_table_unref (self->known);
    g_free (self);
}

COPIA_STUDY (Groups, groups)
