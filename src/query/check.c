/* check.c - comparing labelled tokens. */
#include "query/check.h"

#include "query/cql.h"
#include "query/fault.h"
#include "query/token-test.h"
#include "text/fold.h"

enum { PLACE_START = 1000, PLACE_END }; /* `match` and `matchend`, above all labels */

typedef struct {
    CopiaOperandKind kind;
    guint label, other;
    const CopiaLayer *attribute;
    CopiaRegionAttribute around; /* where it is one of a structure */
    int64_t number;
} Operand;

struct CopiaCheck {
    const CopiaIndex *index;
    const CopiaConstraint *of;
    Operand left, right;
    CopiaTypeset *set; /* TEST */
    CopiaAlike *alike; /* COMPARE of values of tokens */
    GPtrArray *children;
};

static bool
is_known (const GPtrArray *labels, const char *label, guint *number)
{
    for (guint i = 0; i < labels->len; i++)
        if (g_str_equal (labels->pdata[i], label)) {
            *number = i;
            return true;
        }
    return false;
}

static void
collect (const CopiaNode *node, GPtrArray *labels)
{
    guint ignored;

    for (guint i = 0; node->labels && i < node->labels->len; i++)
        if (!is_known (labels, node->labels->pdata[i], &ignored))
            g_ptr_array_add (labels, node->labels->pdata[i]);
    for (guint i = 0; i < copia_node_matching (node); i++)
        collect (node->children->pdata[i], labels);
}

static const char *
meant_by (const char *label)
{
    return g_str_equal (label, "target") ? COPIA_TARGET : label;
}

static bool
need (const CopiaBinding *binding, const GPtrArray *known, const char *label, size_t at)
{
    guint place, found;

    if (!label || g_str_equal (label, "match") || g_str_equal (label, "matchend"))
        return true;
    label = meant_by (label);
    if (!is_known (known, label, &place))
        return copia_binding_fault (
            binding, at,
            "no token of the pattern is labelled '%s'; write %s%s "
            "before one",
            label, label, g_str_equal (label, COPIA_TARGET) ? "" : ":");
    if (is_known (binding->labels, label, &found))
        return true;
    g_ptr_array_add (binding->labels, known->pdata[place]);
    return binding->labels->len <= COPIA_MOST_LABELS ||
           copia_binding_fault (binding, at, "conditions use %d labels at most",
                                COPIA_MOST_LABELS);
}

static bool
need_operand (const CopiaBinding *binding, const GPtrArray *known,
              const CopiaOperand *operand)
{
    return need (binding, known, operand->label, operand->at) &&
           need (binding, known, operand->other, operand->at);
}

static bool
need_all (const CopiaBinding *binding, const GPtrArray *known,
          const CopiaConstraint *constraint)
{
    if (!need_operand (binding, known, &constraint->left) ||
        !need_operand (binding, known, &constraint->right))
        return false;
    for (guint i = 0; i < constraint->children->len; i++)
        if (!need_all (binding, known, constraint->children->pdata[i]))
            return false;
    return true;
}

bool
copia_check_labels (const CopiaBinding *binding, const CopiaNode *tree,
                    const CopiaConstraint *constraint)
{
    g_autoptr (GPtrArray) known = g_ptr_array_new ();
    guint target, found;

    collect (tree, known);
    if (is_known (known, COPIA_TARGET, &target) &&
        !is_known (binding->labels, COPIA_TARGET, &found))
        g_ptr_array_add (binding->labels, known->pdata[target]);
    return !constraint || need_all (binding, known, constraint);
}

static guint
place_of (const CopiaBinding *binding, const char *label)
{
    guint place = 0;

    if (g_str_equal (label, "match"))
        return PLACE_START;
    if (g_str_equal (label, "matchend"))
        return PLACE_END;
    is_known (binding->labels, meant_by (label), &place);
    return place;
}

static bool
bind_operand (const CopiaBinding *binding, const CopiaOperand *of, Operand *operand)
{
    operand->kind = of->kind;
    operand->number = of->number;
    if (of->label)
        operand->label = place_of (binding, of->label);
    if (of->other)
        operand->other = place_of (binding, of->other);
    if (!of->attribute)
        return true;
    operand->attribute = copia_index_find_layer (binding->index, of->attribute);
    if (operand->attribute)
        return true;
    if (!copia_region_attribute_find (binding->index, of->attribute, &operand->around))
        return copia_token_attribute_fault (binding, of->attribute, of->at);
    return of->kind == COPIA_OPERAND_VALUE ||
           copia_binding_fault (binding, of->at,
                                "'%s' belongs to a structure; frequencies are those of "
                                "what tokens have",
                                of->attribute);
}

CopiaCheck *
copia_check_new (const CopiaBinding *binding, const CopiaConstraint *constraint)
{
    g_autoptr (CopiaCheck) self = g_new0 (CopiaCheck, 1);

    self->index = binding->index;
    self->of = constraint;
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_check_free);
    if (!bind_operand (binding, &constraint->left, &self->left) ||
        !bind_operand (binding, &constraint->right, &self->right))
        return NULL;
    if (constraint->kind == COPIA_CONSTRAINT_COMPARE && self->left.attribute &&
        self->left.kind == COPIA_OPERAND_VALUE && self->right.attribute)
        self->alike = copia_alike_new (self->left.attribute, self->right.attribute,
                                       constraint->no_case, constraint->plain);
    if (constraint->test) {
        self->set = copia_token_test_set (binding, constraint->test);
        if (!self->set)
            return NULL;
    }
    for (guint i = 0; i < constraint->children->len; i++) {
        CopiaCheck *child = copia_check_new (binding, constraint->children->pdata[i]);

        if (!child)
            return NULL;
        g_ptr_array_add (self->children, child);
    }
    return g_steal_pointer (&self);
}

typedef struct {
    const uint64_t *places;
    uint64_t start, end;
} Match;

static uint64_t
cpos_of (const Match *match, guint place)
{
    return place == PLACE_START ? match->start
           : place == PLACE_END ? match->end
                                : match->places[place];
}

/* The value an operand has; false: its label stands nowhere. */
static bool
value_of (const Match *match, const Operand *operand, uint32_t *value)
{
    uint64_t cpos = cpos_of (match, operand->label);

    if (cpos == COPIA_UNPLACED)
        return false;
    *value = copia_layer_at (operand->attribute, cpos);
    return true;
}

static bool
number_of (const Match *match, const Operand *operand, int64_t *number)
{
    uint64_t from, to;
    uint32_t value;

    *number = operand->number;
    if (operand->kind == COPIA_OPERAND_NUMBER)
        return true;
    if (operand->kind == COPIA_OPERAND_FREQUENCY) {
        if (!value_of (match, operand, &value))
            return false;
        *number = (int64_t) copia_layer_freq (operand->attribute, value);
        return true;
    }
    from = cpos_of (match, operand->label);
    to = cpos_of (match, operand->other);
    *number = (int64_t) (to - from);
    if (operand->kind == COPIA_OPERAND_APART)
        *number = ABS (*number);
    return from != COPIA_UNPLACED && to != COPIA_UNPLACED;
}

static bool
text_of (const Match *match, const Operand *operand, CopiaString *text)
{
    uint64_t cpos = cpos_of (match, operand->label);
    uint32_t value;

    if (!operand->attribute)
        return cpos != COPIA_UNPLACED &&
               copia_region_attribute_value (&operand->around, cpos, text);
    if (!value_of (match, operand, &value))
        return false;
    *text = copia_layer_value (operand->attribute, value);
    return true;
}

static bool
same_text (const CopiaCheck *self, CopiaString a, CopiaString b)
{
    g_autoptr (GString) x = g_string_new (NULL);
    g_autoptr (GString) y = g_string_new (NULL);

    if (!self->of->no_case && !self->of->plain)
        return copia_string_compare (a, b) == 0;
    if (self->of->plain) {
        copia_fold_marks (a.bytes, a.size, x);
        copia_fold_marks (b.bytes, b.size, y);
    } else {
        copia_fold (a.bytes, a.size, x);
        copia_fold (b.bytes, b.size, y);
    }
    return g_string_equal (x, y);
}

static bool
compare_values (const CopiaCheck *self, const Match *match)
{
    bool equal = self->of->sign == COPIA_SIGN_EQUAL;
    uint64_t left = cpos_of (match, self->left.label);
    uint64_t right = cpos_of (match, self->right.label);
    CopiaString a, b;

    if (left == COPIA_UNPLACED || right == COPIA_UNPLACED)
        return false;
    if (self->alike)
        return (copia_alike_left (self->alike, left) ==
                copia_alike_right (self->alike, right)) == equal;
    return text_of (match, &self->left, &a) && text_of (match, &self->right, &b) &&
           same_text (self, a, b) == equal;
}

static bool
compare_numbers (const CopiaCheck *self, const Match *match)
{
    int64_t left, right;

    if (!number_of (match, &self->left, &left) ||
        !number_of (match, &self->right, &right))
        return false;
    switch (self->of->sign) {
    case COPIA_SIGN_EQUAL:
        return left == right;
    case COPIA_SIGN_DIFFERENT:
        return left != right;
    case COPIA_SIGN_LESS:
        return left < right;
    case COPIA_SIGN_MORE:
        return left > right;
    case COPIA_SIGN_AT_MOST:
        return left <= right;
    case COPIA_SIGN_AT_LEAST:
        return left >= right;
    }
    return false;
}

static bool
holds (const CopiaCheck *self, const Match *match)
{
    bool both = self->of->kind == COPIA_CONSTRAINT_AND, result = both;

    if (self->of->kind == COPIA_CONSTRAINT_TEST) {
        uint64_t cpos = cpos_of (match, self->left.label);

        return cpos != COPIA_UNPLACED &&
               copia_typeset_holds_at (self->set, copia_index_tokens (self->index),
                                       cpos);
    }
    if (self->of->kind == COPIA_CONSTRAINT_PLACED)
        return cpos_of (match, self->left.label) != COPIA_UNPLACED;
    if (self->of->kind == COPIA_CONSTRAINT_COMPARE)
        return self->left.kind == COPIA_OPERAND_VALUE ? compare_values (self, match)
                                                      : compare_numbers (self, match);
    if (self->of->kind == COPIA_CONSTRAINT_NOT)
        return !holds (self->children->pdata[0], match);
    for (guint i = 0; result == both && i < self->children->len; i++)
        result = holds (self->children->pdata[i], match);
    return result;
}

bool
copia_check_holds (const CopiaCheck *self, const uint64_t *places, uint64_t start,
                   uint64_t end)
{
    Match match = { places, start, end };

    return holds (self, &match);
}

void
copia_check_split (const CopiaCheck *self, GPtrArray *into)
{
    if (self->of->kind != COPIA_CONSTRAINT_AND) {
        g_ptr_array_add (into, (void *) self);
        return;
    }
    for (guint i = 0; i < self->children->len; i++)
        copia_check_split (self->children->pdata[i], into);
}

static uint32_t
bit_of (const char *name, guint place)
{
    if (!name || place == PLACE_START)
        return 0;
    return place == PLACE_END ? UINT32_MAX : 1u << place;
}

uint32_t
copia_check_concerns (const CopiaCheck *self)
{
    uint32_t labels = bit_of (self->of->left.label, self->left.label) |
                      bit_of (self->of->left.other, self->left.other) |
                      bit_of (self->of->right.label, self->right.label) |
                      bit_of (self->of->right.other, self->right.other);

    for (guint i = 0; i < self->children->len; i++)
        labels |= copia_check_concerns (self->children->pdata[i]);
    return labels;
}

/* Of `distance sign number` with the number on the left. */
static CopiaSign
turned (CopiaSign sign)
{
    switch (sign) {
    case COPIA_SIGN_LESS:
        return COPIA_SIGN_MORE;
    case COPIA_SIGN_MORE:
        return COPIA_SIGN_LESS;
    case COPIA_SIGN_AT_MOST:
        return COPIA_SIGN_AT_LEAST;
    case COPIA_SIGN_AT_LEAST:
        return COPIA_SIGN_AT_MOST;
    default:
        return sign;
    }
}

static bool
is_distance (const Operand *operand)
{
    return operand->kind == COPIA_OPERAND_DISTANCE ||
           operand->kind == COPIA_OPERAND_APART;
}

/* Nothing is bounded by what stands before all, or is already behind all. */
static unsigned
add_reach (CopiaCheckReach *reaches, unsigned n, guint first, guint second,
           int64_t most)
{
    if (first == PLACE_END || second == PLACE_START)
        return n;
    reaches[n] = (CopiaCheckReach){ first == PLACE_START ? 0 : 1u << first,
                                    second == PLACE_END ? 0 : 1u << second,
                                    (uint64_t) MAX (most, 0) };
    return n + 1;
}

unsigned
copia_check_reaches (const CopiaCheck *self, CopiaCheckReach reaches[2])
{
    bool on_left = is_distance (&self->left);
    const Operand *distance = on_left ? &self->left : &self->right;
    const Operand *number = on_left ? &self->right : &self->left;
    CopiaSign sign = on_left ? self->of->sign : turned (self->of->sign);
    bool apart = distance->kind == COPIA_OPERAND_APART;
    int64_t most = number->number;
    unsigned n = 0;

    if (self->of->kind != COPIA_CONSTRAINT_COMPARE || !is_distance (distance) ||
        number->kind != COPIA_OPERAND_NUMBER || sign == COPIA_SIGN_DIFFERENT)
        return 0;
    if (sign == COPIA_SIGN_LESS || sign == COPIA_SIGN_AT_MOST ||
        sign == COPIA_SIGN_EQUAL) {
        n = add_reach (reaches, n, distance->label, distance->other, most);
        if (apart)
            n = add_reach (reaches, n, distance->other, distance->label, most);
    }
    if (!apart && sign != COPIA_SIGN_LESS && sign != COPIA_SIGN_AT_MOST)
        n = add_reach (reaches, n, distance->other, distance->label, -most);
    return n;
}

CopiaAlike *
copia_check_alike (const CopiaCheck *self, uint32_t *left, uint32_t *right)
{
    if (!self->alike || self->of->sign != COPIA_SIGN_EQUAL ||
        self->left.label >= PLACE_START || self->right.label >= PLACE_START)
        return NULL;
    *left = self->left.label;
    *right = self->right.label;
    return self->alike;
}

CopiaTypeset *
copia_check_set (const CopiaCheck *self, uint32_t *label)
{
    *label = self->left.label;
    return *label < PLACE_START ? self->set : NULL;
}

void
copia_check_free (CopiaCheck *self)
{
    if (!self)
        return;
    copia_typeset_free (self->set);
    copia_alike_free (self->alike);
    g_ptr_array_unref (self->children);
    g_free (self);
}
