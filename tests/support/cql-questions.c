/* cql-questions.c - making questions. */
#include "support/cql-questions.h"

static char *
escape (const char *text)
{
    GString *out = g_string_new (NULL);

    for (; *text; text++) {
        if (g_ascii_ispunct (*text))
            g_string_append_c (out, '\\');
        g_string_append_c (out, *text);
    }
    return g_string_free (out, FALSE);
}

static char *
random_regex (World *world, const char *word)
{
    g_autofree char *plain = escape (word);
    g_autofree char *start =
        g_strndup (word, word[0] ? (gsize) (g_utf8_next_char (word) - word) : 0);
    g_autofree char *first = escape (start);
    g_autofree char *rest = escape (word + strlen (start));

    if (word[0] == '\0')
        return g_strdup (dice (world->random, 2) ? "" : ".*");
    switch (dice (world->random, 8)) {
    case 0:
        return g_strconcat (first, ".*", NULL);
    case 1:
        return g_strconcat (".*", rest, NULL);
    case 2:
        return g_strconcat ("(?:", plain, "|no)", NULL);
    case 3:
        return g_strconcat (first, "?", rest, NULL);
    case 4:
        return g_strconcat ("[^aeiou]", "+", NULL);
    default:
        return g_strdup (plain);
    }
}

static Part *random_tag (World *world, Kind kind);

/* What a tag can ask of its region's attributes, asked of a token in it. */
static void
random_place (World *world, Test *test)
{
    static const char *const orders[] = { "<", ">", "<=", ">=" };

    test->kind = AROUND;
    while (!test->place) {
        test->place = random_tag (world, WHOLE);
        if (!test->place->attribute)
            g_clear_pointer (&test->place, g_free);
    }
    test->negated = dice (world->random, 4) == 0;
    if (test->place->attribute[0] == 'n' && dice (world->random, 2)) {
        test->order = orders[dice (world->random, G_N_ELEMENTS (orders))];
        test->number = dice (world->random, 5);
        test->negated = false;
    }
}

/* What is asked of a token besides the comparison of a value. */
static bool
random_other (World *world, Test *test)
{
    static const char *const orders[] = { "<", ">", "<=", ">=", "=", "!=" };
    int kind = dice (world->random, 20);

    if (kind < 3) {
        random_place (world, test);
    } else if (kind < 5) {
        test->kind = COUNTED;
        test->attribute = (Attribute) dice (world->random, ATTRIBUTES);
        test->function = dice (world->random, 3);
        test->order = orders[dice (world->random, G_N_ELEMENTS (orders))];
        test->number = dice (world->random, 5);
    } else if (kind < 6) {
        test->kind = EDGE;
        test->structure = (Structure) dice (world->random, STRUCTURES);
        test->last = dice (world->random, 2) == 0;
        test->inside = dice (world->random, 3) == 0;
    }
    return kind < 6;
}

static Test *
random_test (World *world, int depth)
{
    Test *test = g_new0 (Test, 1);
    int kind = dice (world->random, depth > 0 ? 11 : 7);
    const RandomToken *token =
        random_corpus_token (world->corpus,
                             (unsigned) dice (world->random,
                                              (int) world->corpus->tokens->len));

    test->kind = kind == 0 && depth > 1 ? ALL
                 : kind < 7             ? COMPARE
                                        : (TestKind) (kind - 5);
    if (test->kind > COMPARE)
        test->left = random_test (world, depth - 1);
    if (test->kind == AND || test->kind == OR || test->kind == IMPLIES)
        test->right = random_test (world, depth - 1);
    if (test->kind != COMPARE)
        return test;
    if (random_other (world, test))
        return test;
    test->attribute = (Attribute) dice (world->random, ATTRIBUTES);
    test->negated = dice (world->random, 5) == 0;
    test->literal = dice (world->random, 5) == 0;
    test->no_case = dice (world->random, 3) == 0;
    test->plain = dice (world->random, 6) == 0;
    test->text = test->literal
                     ? g_strdup (value_of (token, test->attribute))
                     : random_regex (world, value_of (token, test->attribute));
    if (dice (world->random, 6) == 0) {
        g_auto (GStrv) members = g_strsplit (value_of (token, test->attribute), "|", 3);

        g_free (test->text);
        test->members = 1 + dice (world->random, 2);
        test->text = random_regex (world, members[0] && members[1] ? members[1] : "V");
        test->literal = false;
    }
    return test;
}

static Part *
part_new (Kind kind)
{
    Part *part = g_new0 (Part, 1);

    part->kind = kind;
    part->label = NOWHERE;
    return part;
}

static Part *
random_tag (World *world, Kind kind)
{
    Part *tag = part_new (kind);
    unsigned n = 1 + (unsigned) dice (world->random, 3);

    tag->structure = (Structure) dice (world->random, STRUCTURES);
    if (kind == CLOSE || tag->structure == SENTENCE || dice (world->random, 3) > 0)
        return tag;
    tag->attribute = g_strdup (tag->structure == QUOTE   ? "who"
                               : dice (world->random, 2) ? "n"
                                                         : "title");
    if (tag->structure == QUOTE)
        tag->value = g_strdup (dice (world->random, 2) ? "ann" : "b.*");
    else if (tag->attribute[0] == 'n')
        tag->value = g_strdup_printf ("[%u-9]", n);
    else
        tag->value = g_strdup_printf (".* %u", n);
    return tag;
}

static Part *random_part (World *world, int depth, int *labels);
static void free_test (Test *test);
static void random_tail (World *world, Tail *tail, int depth);

/* One in four bears a label that none bears yet. */
static void
random_label (World *world, Part *part, int *labels)
{
    int label = labels ? dice (world->random, 12) : LABELS;

    if (label < LABELS && (*labels >> label & 1) == 0) {
        part->label = label;
        *labels |= 1 << label;
    }
}

static Part *
random_token (World *world, int *labels)
{
    Part *token = part_new (TOKEN);

    token->test = random_test (world, 2);
    random_label (world, token, labels);
    return token;
}

static Part *
random_meet (World *world, int depth, int *labels)
{
    Part *meet = part_new (dice (world->random, 2) ? MEET : UNION);

    meet->n = 2;
    for (int i = 0; i < 2; i++)
        meet->kids[i] = depth > 0 && dice (world->random, 4) == 0
                            ? random_meet (world, depth - 1, labels)
                            : random_token (world, labels);
    random_label (world, meet, labels);
    meet->same = dice (world->random, 3) == 0;
    meet->structure = (Structure) dice (world->random, STRUCTURES);
    meet->min = dice (world->random, 8) - 5;
    meet->max = meet->min + dice (world->random, 8);
    return meet;
}

static Part *
random_list (World *world, Kind kind, int depth, int *labels)
{
    Part *list = part_new (kind);

    world->plain += kind == LOOK;
    list->n = kind == REPEAT || kind == LOOK ? 1
              : kind == BOTH                 ? 2
                                             : 2 + dice (world->random, 2);
    for (int i = 0; i < list->n; i++)
        list->kids[i] = random_part (world, depth - 1, labels);
    world->plain -= kind == LOOK;
    list->min = dice (world->random, 3);
    list->max = dice (world->random, 3) == 0 ? -1 : list->min + dice (world->random, 3);
    if (list->max == 0)
        list->max = 1;
    list->negated = dice (world->random, 2) == 0;
    list->behind = dice (world->random, 2) == 0;
    return list;
}

static Part *
random_guard (World *world, int depth, int *labels)
{
    Part *part = part_new (dice (world->random, 3) ? GUARD : BUT);

    part->kids[part->n++] = random_part (world, depth - 1, labels);
    if (part->kids[0]->kind == OPEN || part->kids[0]->kind == CLOSE)
        part->kind = BUT; /* a border lies in nothing */
    if (part->kind == BUT) {
        part->kids[part->n++] = random_part (world, depth - 1, NULL);
        return part;
    }
    part->guard = g_new0 (Tail, 1);
    random_tail (world, part->guard, 1);
    return part;
}

/* A guard around all would be a tail. */
static Part *
random_part (World *world, int depth, int *labels)
{
    int kind = dice (world->random, depth == 3 || world->plain ? 22 : 24);

    if (depth == 0 || kind < 6)
        return random_token (world, labels);
    if (kind < 11)
        return random_list (world, SEQUENCE, depth, labels);
    if (kind < 13)
        return random_list (world, CHOICE, depth, labels);
    if (kind < 15)
        return random_list (world, REPEAT, depth, labels);
    if (kind < 18)
        return random_tag (world, (Kind) (OPEN + dice (world->random, 3)));
    if (kind < 19)
        return random_list (world, LOOK, depth, NULL);
    if (kind < 21)
        return random_list (world, BOTH, depth, labels);
    if (kind > 21)
        return random_guard (world, depth, labels);
    return random_meet (world, 1, labels);
}

/* a:[..] .. 2:[..], maybe with something before and between. */
static Part *
random_gap (World *world, int *labels)
{
    Part *row = part_new (SEQUENCE);

    if (dice (world->random, 3) == 0)
        row->kids[row->n++] = random_part (world, 1, NULL);
    for (int i = 0; i < 2; i++) {
        Part *token = random_token (world, NULL);

        if (dice (world->random, 2)) {
            free_test (token->test);
            token->test = g_new0 (Test, 1);
        }
        token->label = i;
        *labels |= 1 << i;
        if (i > 0 && row->n < 2) {
            Part *gap = random_list (world, REPEAT, 1, NULL);

            row->kids[row->n++] = gap;
        }
        row->kids[row->n++] = token;
    }
    return row;
}

/* within 2 s */
static void
random_row (World *world, Tail *tail)
{
    tail->row = 1 + dice (world->random, 3);
    tail->region = part_new (WHOLE);
    tail->region->structure = (Structure) dice (world->random, STRUCTURES);
}

static Query *random_query (World *world, int depth);

static void
random_tail (World *world, Tail *tail, int depth)
{
    int kind = dice (world->random, 5);

    tail->containing = dice (world->random, 2) == 0;
    tail->negated = dice (world->random, 3) == 0;
    if (kind == 0 && !tail->containing)
        tail->words = 1 + dice (world->random, 6);
    else if (kind == 1 && !tail->containing && dice (world->random, 2))
        random_row (world, tail);
    else if (kind < 3)
        tail->region = random_tag (world, WHOLE);
    else
        tail->other = random_query (world, depth - 1);
}

static Query *
random_query (World *world, int depth)
{
    Query *query = g_new0 (Query, 1);
    int labels = 0;

    query->pattern = dice (world->random, 5) == 0 ? random_gap (world, &labels)
                                                  : random_part (world, 3, &labels);
    if (depth > 0 && dice (world->random, 2))
        query->n = dice (world->random, 3);
    for (int i = 0; i < query->n; i++)
        random_tail (world, &query->tails[i], depth);
    query->wish_after = dice (world->random, query->n + 1);
    query->number = dice (world->random, 6);
    if ((labels & 3) == 3)
        query->wish = dice (world->random, 7) == 0
                          ? AS_WELL
                          : (Wish) dice (world->random, NEAR + 1);
    else if (labels & 1)
        query->wish = dice (world->random, 3) == 0
                          ? NONE
                          : (Wish) (RARE + dice (world->random, 3));
    query->distance = dice (world->random, DISTANCES);
    if ((labels & 3) == 3 && query->wish != NONE && query->wish != AS_WELL &&
        dice (world->random, 2))
        query->also = dice (world->random, 4) == 0
                          ? RARE
                          : (Wish) (SAME + dice (world->random, NEAR));
    while (query->wish == LIKE && !query->like) {
        query->like = random_test (world, 0);
        if (query->like->kind != COMPARE && query->like->kind != AROUND)
            g_clear_pointer (&query->like, g_free); /* has nothing of its own */
    }
    return query;
}
