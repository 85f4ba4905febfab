/* test-region-number.c - regions that bear no number are known by their count or their id. */
#include "support/scratch-index.c"

#include "query/subcorpus.h"

#define TEXTS 6

/* Paragraphs of a token each: the numbers of their text, chapter (0: none) and their own. */
typedef struct {
    unsigned text, chapter, number;
    char *id; /* of the chapter, or NULL */
} Paragraph;

static void
clear_paragraph (void *data)
{
    g_free (((Paragraph *) data)->id);
}

static void
send_paragraphs (const CopiaReceiver *to, GArray *all, unsigned text, unsigned chapter,
                 const char *id, unsigned *number)
{
    for (int n = g_test_rand_int_range (1, 5); n > 0; n--) {
        Paragraph paragraph = { text, chapter, ++*number, g_strdup (id) };

        to->open (to->self, "p", NULL, 0);
        scratch_send_word (to, "word", all->len == 0);
        to->close (to->self, "p");
        g_array_append_val (all, paragraph);
    }
}

/* Of the texts some have chapters, which bear an id where `ids` says so. */
static ScratchIndex *
make (GArray *all, bool ids)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    for (unsigned text = 1; text <= TEXTS; text++) {
        unsigned number = 0,
                 chapters = text == 1 ? 3 : (unsigned) g_test_rand_int_range (0, 4);

        to.open (to.self, "text", NULL, 0);
        send_paragraphs (&to, all, text, 0, NULL, &number);
        for (unsigned chapter = 1; chapter <= chapters; chapter++) {
            g_autofree char *id = g_strdup_printf ("t%u/%u", text, chapter);

            number = 0;
            to.open (to.self, "chapter", &(CopiaAttribute){ "id", id }, ids);
            send_paragraphs (&to, all, text, chapter, ids ? id : NULL, &number);
            to.close (to.self, "chapter");
        }
        to.close (to.self, "text");
    }
    return scratch_index_new (writer);
}

static bool
holds (const Paragraph *paragraph, const char *structure, const char *sign,
       const char *value)
{
    bool p = strcmp (structure, "p") == 0, text = strcmp (structure, "text") == 0;
    unsigned asked = (unsigned) strtoul (value, NULL, 10);
    unsigned number = p      ? paragraph->number
                      : text ? paragraph->text
                             : paragraph->chapter;

    if (number == 0)
        return false;
    if (!p && !text && paragraph->id)
        return (strcmp (paragraph->id, value) == 0) == (*sign == '=');
    return *sign == '!'   ? number != asked
           : *sign == '<' ? number < asked
                          : number == asked;
}

static void
check (const CopiaIndex *index, const GArray *all, const char *structure,
       const char *sign, const char *value)
{
    g_autofree char *condition = g_strconcat (structure, sign, value, NULL);
    const char *const conditions[] = { condition, NULL };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaSubcorpus) there = copia_subcorpus_new (index, conditions, &error);

    for (guint cpos = 0; cpos < all->len; cpos++) {
        bool is = holds (&g_array_index (all, Paragraph, cpos), structure, sign, value);

        if (is != (there && copia_subcorpus_holds (there, cpos, cpos)))
            g_error ("'%s' %s at %u", condition, is ? "does not hold" : "holds", cpos);
    }
}

static void
test_a_count_is_that_of_a_plain_scan (void)
{
    static const char *const structures[] = { "p", "text", "chapter" };
    static const char *const signs[] = { "=", "!=", "<" };

    for (unsigned round = 0; round < 40; round++) {
        g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Paragraph));
        g_autoptr (ScratchIndex) scratch = NULL;

        g_array_set_clear_func (all, clear_paragraph);
        scratch = make (all, round % 2);
        for (unsigned i = 0; i < 27; i++) {
            g_autofree char *value = g_strdup_printf ("%u", 1 + i / 9);
            const char *structure = structures[i % 3];

            if (round % 2 == 0 || strcmp (structure, "chapter") != 0)
                check (scratch->index, all, structure, signs[i / 3 % 3], value);
        }
        if (round % 2)
            for (unsigned i = 0; i < 3; i++)
                check (scratch->index, all, "chapter", signs[i % 2],
                       i == 2 ? "t1/3" : "t1/2");
    }
}

/* What there is no region for is told with what there is. */
static void
test_what_is_not_there_is_told_with_what_is (void)
{
    static const struct {
        const char *condition, *says;
        bool ids;
    } wrong[] = {
        { "chapter=1", "there are 't1/1', 't1/2'", true },
        { "chapter<2", "has no attribute n; it has id", true },
        { "p=word", "nothing is known of a 'p' but its number; write p=1", false },
        { "p=99", "holds for none of the", false },
        { "chapter.n=1", "nothing is known of a 'chapter'", false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++) {
        const char *const conditions[] = { wrong[i].condition, NULL };
        g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Paragraph));
        g_autoptr (ScratchIndex) scratch = NULL;
        g_autoptr (GError) error = NULL;

        g_array_set_clear_func (all, clear_paragraph);
        scratch = make (all, wrong[i].ids);
        g_assert_null (copia_subcorpus_new (scratch->index, conditions, &error));
        if (!strstr (error->message, wrong[i].says))
            g_error ("'%s' does not say '%s'", error->message, wrong[i].says);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/region-number/count", test_a_count_is_that_of_a_plain_scan);
    g_test_add_func ("/region-number/errors",
                     test_what_is_not_there_is_told_with_what_is);
    return g_test_run ();
}
