/* cql-print.c - questions in the ways of the three dialects. */
#include "support/cql-questions.h"

static void
print_string (World *world, const char *text, GString *out)
{
    char quote = strchr (text, '\'') || dice (world->random, 3) ? '"' : '\'';

    g_string_append_printf (out, "%c%s%c", quote, text, quote);
}

/* text.year, text_year, or in brackets _.text_year */
static void
print_place (World *world, const Test *test, GString *out)
{
    g_string_append (out, world->bracket && dice (world->random, 3) == 0 ? "_." : "");
    g_string_append_printf (out, "%s%c%s ", structures[test->place->structure],
                            dice (world->random, 2) ? '.' : '_',
                            test->place->attribute);
    if (!test->order) {
        g_string_append (out, test->negated ? "!= " : "= ");
        print_string (world, test->place->value, out);
        return;
    }
    g_string_append_printf (out, dice (world->random, 2) ? "%s %d" : "%s \"%d\"",
                            test->order, test->number);
}

static void
print_test (World *world, const Test *test, GString *out)
{
    const char *sign = test->literal && dice (world->random, 2) ? "==" : "=";

    static const char *const functions[] = { "f", "strlen", "ambiguity" };

    switch (test->kind) {
    case COUNTED:
        g_string_append_printf (out, "%s(%s) %s %d", functions[test->function],
                                attributes[test->attribute], test->order, test->number);
        break;
    case EDGE:
        if (test->inside)
            g_string_append (out, structures[test->structure]);
        else
            g_string_append_printf (out, "%cbound(%s)", test->last ? 'r' : 'l',
                                    structures[test->structure]);
        break;
    case ALL: /* only printed inside of others */
        g_string_append (out, "word=\".*\"");
        break;
    case COMPARE:
        if (test->members)
            g_string_append_printf (out, "%s %s%s ", attributes[test->attribute],
                                    test->negated ? "not " : "",
                                    test->members == 1 ? "contains" : "matches");
        else
            g_string_append_printf (out, "%s%s%s ", attributes[test->attribute],
                                    test->negated ? "!" : "", sign);
        print_string (world, test->text, out);
        if (test->literal && sign[1] == '\0')
            g_string_append (out, "%l");
        if (test->no_case)
            g_string_append (out,
                             test->plain && dice (world->random, 2) ? "%cd" : " %c");
        if (test->plain)
            g_string_append (out, "%d");
        break;
    case NOT:
        g_string_append (out, "!(");
        print_test (world, test->left, out);
        g_string_append_c (out, ')');
        break;
    case AROUND:
        print_place (world, test, out);
        break;
    case AND:
    case OR:
    case IMPLIES:
        g_string_append_c (out, '(');
        print_test (world, test->left, out);
        g_string_append (out, test->kind == AND  ? " & "
                              : test->kind == OR ? "|"
                                                 : " -> ");
        print_test (world, test->right, out);
        g_string_append_c (out, ')');
        break;
    }
}

static void
print_label (const Part *token, GString *out)
{
    if (token->label != NOWHERE)
        g_string_append (out, token->label == 0   ? "a:"
                              : token->label == 1 ? "2:"
                                                  : "@");
}

static void
print_brackets (World *world, const Test *test, GString *out)
{
    world->bracket = true;
    g_string_append_c (out, '[');
    if (test->kind != ALL)
        print_test (world, test, out);
    g_string_append_c (out, ']');
    world->bracket = false;
}

/* BlackLab joins tokens, too: ([..] & [..]), (![..]) */
static bool
print_joined (World *world, const Test *test, GString *out)
{
    if ((test->kind != AND && test->kind != NOT) || dice (world->random, 2))
        return false;
    g_string_append (out, test->kind == AND ? "(" : "(!");
    print_brackets (world, test->left, out);
    if (test->kind == AND) {
        g_string_append (out, dice (world->random, 2) ? " & " : "&");
        print_brackets (world, test->right, out);
    }
    g_string_append_c (out, ')');
    return true;
}

static void
print_token (World *world, const Part *token, GString *out)
{
    const Test *test = token->test;

    print_label (token, out);
    if (token->alike) {
        g_string_append_printf (out, "[%s", token->alike);
        if (test->kind != ALL) {
            g_string_append (out, " & ");
            print_test (world, test, out);
        }
        g_string_append_c (out, ']');
        return;
    }
    if (test->kind == COMPARE && test->attribute == WORD && !test->negated &&
        !test->literal && !test->members && dice (world->random, 2)) {
        print_string (world, test->text, out);
        g_string_append (out, test->no_case ? "%c" : "");
        g_string_append (out, test->plain ? "%d" : "");
        return;
    }
    if (!print_joined (world, test, out))
        print_brackets (world, test, out);
}

static void
print_tag (World *world, const Part *tag, GString *out)
{
    const char *const joints[] = { " ", ".", "_" };

    g_string_append_printf (out, "<%s%s", tag->kind == CLOSE ? "/" : "",
                            structures[tag->structure]);
    if (tag->attribute) {
        g_string_append_printf (out, "%s%s=", joints[dice (world->random, 3)],
                                tag->attribute);
        print_string (world, tag->value, out);
    }
    g_string_append (out, tag->kind == WHOLE ? "/>" : ">");
}

static void
print_count (World *world, const Part *repeat, GString *out)
{
    if (repeat->max < 0 && repeat->min < 2 && dice (world->random, 2))
        g_string_append_c (out, "*+"[repeat->min]);
    else if (repeat->min == 0 && repeat->max == 1 && dice (world->random, 2))
        g_string_append_c (out, '?');
    else if (repeat->max < 0)
        g_string_append_printf (out, "{%d,}", repeat->min);
    else if (repeat->min == 0 && dice (world->random, 2))
        g_string_append_printf (out, "{,%d}", repeat->max);
    else if (repeat->min == repeat->max)
        g_string_append_printf (out, "{%d}", repeat->min);
    else
        g_string_append_printf (out, "{%d,%d}", repeat->min, repeat->max);
}

static void print_part (World *world, const Part *part, GString *out);

/* A label before a group is one of its first token. */
static void
print_list (World *world, const Part *part, GString *out)
{
    Part *first = part->kids[0];
    int label =
        first->kind == TOKEN && part->kind == SEQUENCE && dice (world->random, 2)
            ? first->label
            : NOWHERE;

    if (label != NOWHERE) {
        print_label (first, out);
        first->label = NOWHERE;
    }
    g_string_append_c (out, '(');
    for (int i = 0; i < part->n; i++) {
        g_string_append (out, i == 0                 ? ""
                              : part->kind == CHOICE ? "|"
                              : part->kind == BOTH   ? " & "
                                                     : " ");
        /* `& !"a"` would be whatever `"a"` does not match */
        if (part->kind == BOTH && part->kids[i]->kind == TOKEN &&
            part->kids[i]->label == NOWHERE && !part->kids[i]->alike)
            print_brackets (world, part->kids[i]->test, out);
        else
            print_part (world, part->kids[i], out);
    }
    g_string_append_c (out, ')');
    if (label != NOWHERE)
        first->label = label;
}

static void
print_meet (World *world, const Part *part, GString *out)
{
    print_label (part, out);
    g_string_append (out, part->kind == MEET ? "(meet " : "(union ");
    for (int i = 0; i < part->n; i++) {
        print_part (world, part->kids[i], out);
        g_string_append_c (out, ' ');
    }
    if (part->kind == MEET && part->same)
        g_string_append (out, structures[part->structure]);
    else if (part->kind == MEET && (part->min != 1 || part->max != 1))
        g_string_append_printf (out, "%d %d", part->min, part->max);
    g_string_append_c (out, ')');
}

static void
print_look (World *world, const Part *part, GString *out)
{
    const Part *kid = part->kids[0];

    if (!part->negated && !part->behind && kid->kind == TOKEN &&
        kid->test->kind != ALL && dice (world->random, 2)) {
        g_string_append (out, "[: ");
        print_test (world, kid->test, out);
        g_string_append (out, " :]");
        return;
    }
    g_string_append_printf (out, "(?%s%s", part->behind ? "<" : "",
                            part->negated ? "!" : "=");
    print_part (world, kid, out);
    g_string_append_c (out, ')');
}

static void print_query (World *world, const Query *query, GString *out);

static void
print_tail (World *world, const Tail *tail, GString *out)
{
    g_string_append_printf (out, " %s%s ", tail->negated ? "!" : "",
                            tail->containing ? "containing" : "within");
    if (tail->words > 0) {
        g_string_append_printf (out, "%d%s", tail->words,
                                dice (world->random, 2) ? "" : " words");
    } else if (tail->row > 0) {
        g_string_append_printf (out, "%d %s", tail->row,
                                structures[tail->region->structure]);
    } else if (tail->other) {
        g_string_append_c (out, '(');
        print_query (world, tail->other, out);
        g_string_append_c (out, ')');
    } else if (!tail->region->attribute && dice (world->random, 2)) {
        g_string_append (out, structures[tail->region->structure]);
    } else {
        print_tag (world, tail->region, out);
    }
}

/* (A within s), (A & !(B)), (!(B) & A) */
static void
print_guard (World *world, const Part *part, GString *out)
{
    bool first = part->kind == BUT && dice (world->random, 3) == 0;

    g_string_append_c (out, '(');
    if (first) {
        g_string_append (out, "!(");
        print_part (world, part->kids[1], out);
        g_string_append (out, ") & ");
    }
    print_part (world, part->kids[0], out);
    if (part->kind == GUARD) {
        print_tail (world, part->guard, out);
    } else if (!first) {
        g_string_append (out, " & !(");
        print_part (world, part->kids[1], out);
        g_string_append_c (out, ')');
    }
    g_string_append_c (out, ')');
}

static void
print_part (World *world, const Part *part, GString *out)
{
    switch (part->kind) {
    case TOKEN:
        print_token (world, part, out);
        break;
    case OPEN:
    case CLOSE:
    case WHOLE:
        print_tag (world, part, out);
        break;
    case MEET:
    case UNION:
        print_meet (world, part, out);
        break;
    case GUARD:
    case BUT:
        print_guard (world, part, out);
        break;
    case LOOK:
        print_look (world, part, out);
        break;
    case REPEAT:
    case SEQUENCE:
    case CHOICE:
    case BOTH:
        print_list (world, part, out);
        if (part->kind == REPEAT)
            print_count (world, part, out);
        break;
    }
}

/* In the order of is_near() (cql-scan.c). */
static void
print_distance (const Query *query, GString *out)
{
    static const char *const forms[DISTANCES] = { "distance(a, 2) < %d",
                                                  "distabs(a, 2) <= %d",
                                                  "%d > distance(2, a)",
                                                  "distance(match, 2) < %d",
                                                  "distance(match, matchend) <= %d",
                                                  "distance(a, 2) = %d",
                                                  "distabs(a, 2) > %d",
                                                  "%d < distance(a, 2)",
                                                  "distance(2, a) >= %d" };

    g_string_append_printf (out, forms[query->distance], query->number);
}

static void
print_one_wish (World *world, const Query *query, Wish wish, GString *out)
{
    switch (wish) {
    case SAME:
        g_string_append (out, "a.word = 2.word");
        break;
    case DIFFERENT:
        g_string_append (out, dice (world->random, 2) ? "a.form != 2.form"
                                                      : "a.word != 2.word %c");
        break;
    case ALIKE:
        g_string_append_printf (out, "a.%s = 2.%s", attributes[2 + query->number % 2],
                                attributes[2 + query->number % 2]);
        break;
    case PLACE:
        g_string_append (out, dice (world->random, 2)
                                  ? "a.chapter_n = 2.chapter.n"
                                  : "a.chapter.title=2.chapter_title");
        break;
    case NEAR:
        print_distance (query, out);
        break;
    case RARE:
        g_string_append_printf (out, "f(a.word) > %d", query->number);
        break;
    case LONG:
        g_string_append_printf (out, "strlen(a.word) <= %d", query->number);
        break;
    case AS_WELL:
        g_string_append (out, dice (world->random, 2) ? "a -> 2" : "(2 | !a)");
        break;
    default:
        g_string_append (out, "a.");
        print_test (world, query->like, out);
    }
}

static void
print_wish (World *world, const Query *query, GString *out)
{
    if (query->wish == NONE)
        return;
    g_string_append (out, dice (world->random, 2) ? " :: " : " & ");
    print_one_wish (world, query, query->wish, out);
    if (query->also == NONE)
        return;
    g_string_append (out, " & ");
    print_one_wish (world, query, query->also, out);
}

/* The token labelled 2 that stands once in each match; NULL: there is none. */
static Part *
find_second (Part *part)
{
    Part *found = NULL;

    if (part->kind == TOKEN && part->label == 1)
        return part;
    for (int i = 0;
         (part->kind == SEQUENCE || part->kind == BOTH || part->kind == MEET) &&
         !found && i < part->n;
         i++)
        found = find_second (part->kids[i]);
    return found;
}

/* A wish that compares both labels may stand in the brackets of the second. */
static Part *
print_inside (World *world, const Query *query)
{
    bool compares =
        (query->wish == SAME || query->wish == DIFFERENT) && query->also == NONE;
    Part *second =
        compares && dice (world->random, 2) ? find_second (query->pattern) : NULL;

    if (second)
        second->alike = query->wish == SAME       ? "word = a.word"
                        : dice (world->random, 2) ? "form != a.form"
                                                  : "word != a.word%c";
    return second;
}

static void
print_query (World *world, const Query *query, GString *out)
{
    Part *inside = print_inside (world, query);

    if (query->pattern->kind == MEET && query->pattern->label == NOWHERE &&
        dice (world->random, 2))
        g_string_append (out, "MU");
    print_part (world, query->pattern, out);
    for (int i = 0; i <= query->n; i++) {
        const Tail *tail = &query->tails[i];

        if (i == query->wish_after && !inside)
            print_wish (world, query, out);
        if (i == query->n)
            break;
        print_tail (world, tail, out);
    }
    if (inside)
        inside->alike = NULL;
}
