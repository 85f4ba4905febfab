/* test-segment.c - parts, chapters and paragraphs are found in books of many kinds. */
#include "text/segment.h"

#include <glib.h>
#include <string.h>

#include "document.h"

/* Some prose; `%` in the texts below stands for it. */
static const char prose[] = "The old house stood near the river, and nobody had spoken "
                            "of it since the winter. The\n"
                            "first ships came home with salt and timber and with news "
                            "from the south coast, where\n"
                            "people said that the war would end before the spring, "
                            "although few of them believed it.";

/* `1 Part I[1 A|2 B]`: chapters in brackets behind their part; paragraphs as dots, heads
 * that open nothing as {title}. */
static char *
show (const CopiaSegment *segment)
{
    GString *out = g_string_new (NULL);
    bool part = false;

    for (guint i = 0; i < segment->blocks->len; i++) {
        const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, i);

        if (block->kind == COPIA_BLOCK_PARAGRAPH) {
            g_string_append_c (out, '.');
        } else if (block->kind == COPIA_BLOCK_HEAD) {
            g_string_append_printf (out, "{%s}",
                                    copia_block_heading (segment, block)->title);
        } else if (block->kind == COPIA_BLOCK_PART) {
            g_string_append_printf (out, "%s%u %s[", part ? "] " : "",
                                    copia_block_heading (segment, block)->number,
                                    copia_block_heading (segment, block)->title);
            part = true;
        } else {
            g_string_append_printf (out, "%s%u %s",
                                    out->len && out->str[out->len - 1] != '[' ? "|"
                                                                              : "",
                                    copia_block_heading (segment, block)->number,
                                    copia_block_heading (segment, block)->title);
        }
    }
    return g_string_free (g_string_append (out, part ? "]" : ""), FALSE);
}

static char *
expand (const char *text)
{
    g_auto (GStrv) parts = g_strsplit (text, "%", -1);

    return g_strjoinv (prose, parts);
}

static char *
segment_of (const char *text, const char *importer)
{
    g_autofree char *full = expand (text);
    g_autoptr (CopiaDocument) document = import_text (full, strlen (full), importer);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaSegment) segment = copia_segment_new (document, NULL, &error);
    guint32 at = 0;

    g_assert_no_error (error);
    for (guint i = 0; i < segment->blocks->len; i++) {
        const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, i);

        g_assert_cmpuint (at, <=, block->start);
        g_assert_cmpuint (block->start, <=, block->end);
        at = block->end;
    }
    g_assert_cmpuint (at, <=, document->size);
    return show (segment);
}

typedef struct {
    const char *text, *shown;
} Case;

static void
check (const Case *cases, gsize n, const char *importer)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *shown = segment_of (cases[i].text, importer);

        if (strcmp (shown, cases[i].shown) != 0)
            g_error ("\n%s\nis divided into\n%s\nnot\n%s", cases[i].text, shown,
                     cases[i].shown);
    }
}

#define CHECK(importer, ...)                                                           \
    do {                                                                               \
        static const Case cases[] = { __VA_ARGS__ };                                   \
        check (cases, G_N_ELEMENTS (cases), importer);                                 \
    } while (0)

static void
test_a_text_without_headings_has_paragraphs_alone (void)
{
    CHECK (NULL, { "%\n\n%", ".." }, { "word", "." }, { "a\nb\n\n\n c \n", ".." },
           { "%\n\nOn the quay, that evening:\n\n%", "..." });
}

static void
test_chapters_are_counted_by_their_own_numerals (void)
{
    CHECK (NULL,
           { "CHAPTER I. The Road\n\n%\n\nCHAPTER II. The River\n\n%",
             "1 CHAPTER I. The Road.|2 CHAPTER II. The River." },
           { "Chapter One\n\n%\n\nChapter Two\n\n%\n\nChapter Five\n\n%",
             "1 Chapter One.|2 Chapter Two.|5 Chapter Five." },
           { "I\n\n%\n\nII\n\n%\n\nIII\n\n%", "1 I.|2 II.|3 III." },
           { "front\n\n1\n\n%\n\n2\n\n%", "0 (front).|1 1.|2 2." },
           { "LETTER I\n\n%\n\nLETTER II\n\n%\n\nChapter 1\n\n%\n\nChapter 2\n\n%",
             "1 LETTER I.|2 LETTER II.|1 Chapter 1.|2 Chapter 2." });
}

static void
test_parts_hold_chapters_of_every_kind (void)
{
    CHECK (NULL,
           { "PART I\n\nCHAPTER I\n\n%\n\nCHAPTER II\n\n%\n\nPART II\n\nCHAPTER I\n\n%",
             "1 PART I[1 CHAPTER I.|2 CHAPTER II.] 2 PART II[1 CHAPTER I.]" },
           { "Part One\n\n1\n\n%\n\n2\n\n%\n\nPart Two\n\n3\n\n%\n\n4\n\n%",
             "1 Part One[1 1.|2 2.] 2 Part Two[3 3.|4 4.]" },
           { "Part I\n\nTHE ROAD\n\n%\n\nA RIVER\n\n%\n\nPart II\n\nOLD SALT.\n\n%",
             "1 Part I[1 THE ROAD.|2 A RIVER.] 2 Part II[1 OLD SALT..]" },
           { "THE GOLDEN BOWL\n\nI\n\n%\n\nII\n\n%\n\nA TIN CUP\n\nI\n\n%\n\nII\n\n%",
             "1 THE GOLDEN BOWL[1 I.|2 II.] 2 A TIN CUP[1 I.|2 II.]" });
}

static void
test_a_word_for_parts_alone_makes_chapters (void)
{
    CHECK (NULL, { "BOOK I\n\n%\n\nBOOK II\n\n%", "1 BOOK I.|2 BOOK II." },
           { "Canto I\n\n%\n\nCanto II\n\n%", "1 Canto I.|2 Canto II." });
}

static void
test_three_levels_keep_the_outer_and_the_inner (void)
{
    CHECK (
        NULL,
        { "PART I\n\nBOOK I\n\nCHAPTER I\n\n%\n\nBOOK II\n\nCHAPTER I\n\n%\n\n"
          "PART II\n\nBOOK III\n\nCHAPTER I\n\n%",
          "1 PART I[1 CHAPTER I{BOOK I}{CHAPTER I}.|1 CHAPTER I{BOOK II}{CHAPTER I}.] "
          "2 PART II[1 CHAPTER I{BOOK III}{CHAPTER I}.]" },
        { "CHAPTER I\n\n%\n\n1\n\n%\n\n2\n\n%\n\nCHAPTER II\n\n%",
          "1 CHAPTER I.{1}.{2}.|2 CHAPTER II." });
}

static void
test_names_are_chapters_and_take_no_number_of_others (void)
{
    CHECK (NULL,
           { "PREFACE\n\n%\n\nCHAPTER 1\n\n%\n\nINTERLUDE\n\n%\n\nCHAPTER "
             "2\n\n%\n\nEpilogue\n\n%",
             "0 PREFACE.|1 CHAPTER 1.|0 INTERLUDE.|2 CHAPTER 2.|3 Epilogue." },
           { "front\n\nIntroduction\n\n%\n\nPart I\n\nONE WAY\n\n%\n\nOTHER "
             "WAY\n\n%\n\nPart II\n\n"
             "LAST WAY\n\n%\n\nCONCLUSION\n\n%",
             "0 (front)[0 (front).|1 Introduction.] 1 Part I[1 ONE WAY.|2 OTHER WAY.] "
             "2 Part II[1 LAST WAY.|2 CONCLUSION.]" },
           { "EXTRACTS (Supplied by a Clerk).\n\n%\n\nEXTRACTS.\n\n%\n\nCHAPTER 1\n\n%",
             "0 EXTRACTS (Supplied by a Clerk)..{EXTRACTS.}.|1 CHAPTER 1." },
           { "On Salt\n\n%\n\nIntroduction\n\n%\n\nConclusion\n\n%",
             "0 (front)..|1 Introduction.|2 Conclusion." });
}

static void
test_bare_headings_take_the_title_below (void)
{
    CHECK (NULL,
           { "CHAPTER 1\n\nLoomings.\n\n%\n\nCHAPTER 2\n\nThe Bag.\n\n%",
             "1 CHAPTER 1: Loomings..|2 CHAPTER 2: The Bag.." },
           { "CHAPTER I.\nThe Period\n\n%\n\nCHAPTER II.\nThe Mail\n\n%",
             "1 CHAPTER I: The Period.|2 CHAPTER II: The Mail." },
           { "CHAPTER I. One\n\n%\n\nCHAPTER II. Two\n\n%\n\n   CHAPTER III\n\n   "
             "Alice's Evidence\n\n%",
             "1 CHAPTER I. One.|2 CHAPTER II. Two.|3 CHAPTER III: Alice's Evidence." },
           { "PART I\n\nThe Road\n\nCHAPTER I\n\n%\n\nPART II\n\nThe River\n\nCHAPTER "
             "II\n\n%",
             "1 PART I: The Road[1 CHAPTER I.] 2 PART II: The River[2 CHAPTER II.]" },
           { "CHAPTER 1\n\nPostscript.\n\n%\n\nCHAPTER 2\n\nMore.\n\n%",
             "1 CHAPTER 1: Postscript..|2 CHAPTER 2: More.." },
           { "CHAPTER I\n\n“Go!” he said.\n\n%\n\nCHAPTER II\n\n%\n\nCHAPTER III\n\n%",
             "1 CHAPTER I..|2 CHAPTER II.|3 CHAPTER III." },
           { "I.\nTHE LAND\n\n%\n\nII.\nTHE SEA\n\n%",
             "1 I: THE LAND.|2 II: THE SEA." });
}

static void
test_a_table_of_contents_is_front_matter (void)
{
    CHECK (
        NULL,
        { "CONTENTS\n\nCHAPTER I. A\nCHAPTER II. B\nCHAPTER III. C\n\nCHAPTER I. "
          "A\n\n%\n\n"
          "CHAPTER II. B\n\n%\n\nCHAPTER III. C\n\n%",
          "0 (front)..|1 CHAPTER I. A.|2 CHAPTER II. B.|3 CHAPTER III. C." },
        { "Contents\n\nBOOK ONE: 1805\n\nCHAPTER I\n\nCHAPTER II\n\nBOOK TWO: "
          "1805\n\nCHAPTER I\n\n"
          "BOOK ONE: 1805\n\nCHAPTER I\n\n%\n\nCHAPTER II\n\n%\n\nBOOK TWO: "
          "1805\n\nCHAPTER I\n\n%",
          "0 (front)[0 (front)......] 1 BOOK ONE: 1805[1 CHAPTER I.|2 CHAPTER II.] "
          "2 BOOK TWO: 1805[1 CHAPTER I.]" },
        { "THE TITLE\n\nCHAPTER I\n\nCHAPTER II\n\nCHAPTER III\n\nCHAPTER "
          "I\n\n%\n\nCHAPTER II\n\n%\n\n"
          "CHAPTER III\n\n%",
          "0 (front)....|1 CHAPTER I.|2 CHAPTER II.|3 CHAPTER III." },
        { "CONTENTS\n\n The Sisters . . . 7\n Araby . . . . . 25\n Eveline . . . 31\n\n"
          "The Sisters\n\n%\n\nAraby\n\n%\n\nEveline\n\n%",
          "0 (front)..|1 The Sisters.|2 Araby.|3 Eveline." },
        { "CHAPTER I. A\n\n%\n\nCHAPTER II. B\n\n%\n\nCHAPTER III. C\n\n%\n\nTABLE DES "
          "MATIÈRES\n\n"
          "CHAPTER I. A\n\nCHAPTER II. B\n\nCHAPTER III. C",
          "1 CHAPTER I. A.|2 CHAPTER II. B.|3 CHAPTER III. C....." });
}

static void
test_what_only_looks_like_headings_is_text (void)
{
    CHECK (NULL,
           { "%\n\nL. TROTSKY,\n\nBREST-LITOVSK,\n\n%\n\nGET "
             "OUT!\n\n%\n\nSOLD\n\nhere.\n\n%",
             "........." },
           { "THE ROAD\n\n%\n\nTHE ROAD\n\n%\n\nTHE ROAD\n\n%\n\nA RIVER\n\n%\n\nTHE "
             "ROAD\n\n%",
             "1 THE ROAD.....|2 A RIVER..." },
           { "The ships came home with\n\n1\n\nsalt and timber, and the\n\n2\n\nnews "
             "from the\n\n3\n\n"
             "south coast was bad.",
             "......." },
           { "Buy:\n\n1. First thing\n\n2. Second thing\n\n3. Third thing\n\n%",
             "....." },
           { "CHAPTER I\n\n%\n\nCHAPTER I\n\n%\n\nCHAPTER II\n\n%",
             "1 CHAPTER I...|2 CHAPTER II." },
           { "CHAPTER 1\n\n%\n\nBOOK I. (FOLIO), CHAPTER I. (SPERM WHALE).--This "
             "whale, among\n%\n\n"
             "BOOK II. (OCTAVO), CHAPTER II. (GRAMPUS).--Though this fish, "
             "whose\n%\n\nCHAPTER 2\n\n%",
             "1 CHAPTER 1...|2 CHAPTER 2." });
}

static void
test_titles_that_are_sentences_are_titles (void)
{
    CHECK (NULL,
           { "Chapter I. How the young man was brought up in a fine house, and left "
             "it.\n\n%\n\n"
             "Chapter II. What became of the young man among the soldiers.\n\n%",
             "1 Chapter I. How the young man was brought up in a fine house, and left "
             "it..|2 Chapter II. What became of the young man among the soldiers.." },
           { "CHAPTER I. How the young man was brought up\nin a fine house, and left "
             "it.\n\n%\n\nCHAPTER II. What became of the young\nman, and of others "
             "whom he met on his way.\n\n%",
             "1 CHAPTER I. How the young man was brought up in a fine house, and left "
             "it..|2 CHAPTER II. What became of the young man, and of others whom he "
             "met on his way.." },
           { "%\n\nChapter 3, which he had read on the road, was as dull as the "
             "others.\n\n%",
             "..." });
}

static void
test_a_title_with_a_numeral_in_it_is_a_title_like_the_others (void)
{
    CHECK (NULL,
           { "THE ROAD\n\n%\n\nA RIVER\n\n%\n\nTHE SECOND LETTER\n\n%\n\nSALT\n\n%",
             "1 THE ROAD.|2 A RIVER.|3 THE SECOND LETTER.|4 SALT." },
           { "Contents\n\nThe Road  3\nA River  9\nThe Second Letter  12\n\n"
             "The Road\n\n%\n\nA River\n\n%\n\nThe Second Letter\n\n%",
             "0 (front)..|1 The Road.|2 A River.|3 The Second Letter." },
           { "1\n\nThe Road\n\n%\n\n2\n\nThe Second Letter\n\n%\n\n3\n\nSalt\n\n%",
             "1 1: The Road.|2 2: The Second Letter.|3 3: Salt." },
           { "Chapter 1: The Road\n\n%\n\nChapter 2: The Second Letter\n\n%",
             "1 Chapter 1: The Road.|2 Chapter 2: The Second Letter." });
}

static void
test_plays_divide_into_acts_and_scenes (void)
{
    CHECK (NULL,
           { "ACT I\n\nSCENE I. A platform.\n\nEnter Bernardo.\n\nBER. Who's "
             "there?\n\nSCENE II. A room.\n\n"
             "KING. Welcome.\n\nACT II\n\nSCENE I. A room.\n\nPOL. Give him this.",
             "1 ACT I[1 SCENE I. A platform...|2 SCENE II. A room..] 2 ACT II[1 SCENE "
             "I. A room..]" },
           { "ACT I. SCENE I.\n\nElsinore\n\n%\n\nACT II. SCENE I.\n\nA room\n\n%",
             "1 ACT I.[1 SCENE I: Elsinore.] 2 ACT II.[1 SCENE I: A room.]" },
           { "Actus Primus. Scoena Prima.\n\nEnter two.\n\n  Bar. Who's "
             "there?\n\nScena Secunda.\n\n"
             "Enter Claudius.\n\n  Cla. Though yet\n\nActus Secundus.\n\n"
             "  Pol. Giue him his money, and these notes\nReynoldo, %\n\n"
             "Scena Secunda.\n\nx",
             "1 Actus Primus.[1 Scoena Prima...|2 Scena Secunda...] "
             "2 Actus Secundus.[0 (front).|2 Scena Secunda..]" });
}

static void
test_other_languages_have_headings_too (void)
{
    CHECK (
        NULL,
        { "Erster Teil\n\nErstes Kapitel\n\n%\n\nZweites Kapitel\n\n%\n\nZweiter "
          "Teil\n\n"
          "Erstes Kapitel\n\n%\n\nNachwort\n\n%",
          "1 Erster Teil[1 Erstes Kapitel.|2 Zweites Kapitel.] "
          "2 Zweiter Teil[1 Erstes Kapitel.|2 Nachwort.]" },
        { "PREMIÈRE PARTIE\n\nI\n\n%\n\nII\n\n%\n\nDEUXIÈME PARTIE\n\nI\n\n%",
          "1 PREMIÈRE PARTIE[1 I.|2 II.] 2 DEUXIÈME PARTIE[1 I.]" },
        { "Предисловие\n\n%\n\nГлава первая. Начало\n\n%\n\nГлава вторая. Конец\n\n%",
          "0 Предисловие.|1 Глава первая. Начало.|2 Глава вторая. Конец." });
}

static void
test_levels_of_mark_up_decide_where_there_are_several (void)
{
    CHECK (
        "markdown",
        { "# Part One: X\n\n## 1. A\n\na\n\n## 2. B\n\nb",
          "1 Part One: X[1 1. A.|2 2. B.]" },
        { "# T\n\nx\n\n## A\n\na\n\n## B\n\nb", "0 (front){T}.|1 A.|2 B." },
        { "# A\n\na\n\n## Aa\n\nb\n\n# B\n\nc\n\n## Ba\n\nd",
          "1 A[0 (front).|1 Aa.] 2 B[0 (front).|1 Ba.]" },
        { "# A\n\na\n\n# B\n\nb\n\n# C\n\nc\n\n## Ca\n\nd", "1 A.|2 B.|3 C.{Ca}." },
        { "# Preface\n\np\n\n# Part I\n\n## A\n\na\n\n# Part II\n\n## B\n\nb\n\n# "
          "After\n\nc",
          "0 (front)[1 Preface.] 1 Part I[1 A.] 2 Part II[1 B.] 3 After[0 (front).]" },
        { "# Title\n\nonly", "1 Title." },
        { "# Part I\n\n# The Road\n\n## A\n\na\n\n# Part II\n\n# The River\n\n## "
          "B\n\nb",
          "1 Part I: The Road[1 A.] 2 Part II: The River[1 B.]" },
        { "## A\n\na\n\n### Deep\n\nb\n\n## B\n\nc\n\n#### Deeper\n\nd",
          "1 A[0 (front).|1 Deep.] 2 B[0 (front).{Deeper}.]" },
        { "- a\n- b\n\n> c\nd\n\n| e |\n|---|\n| f |", "....." });
}

static void
test_words_decide_where_all_headings_are_marked_alike (void)
{
    CHECK (
        "wiki",
        { "x\n\nIntroduction[edit source]\n\na\n\nPart I[edit source]\n\nTHE ROAD[edit "
          "source]\n\n"
          "b\n\nTHE RIVER.[edit source]\n\nc\n\nPart II[edit source]\n\nSALT[edit "
          "source]\n\nd\n\n"
          "CONCLUSION[edit source]\n\ne",
          "0 (front)[0 (front).|1 Introduction.] 1 Part I[1 THE ROAD.|2 THE RIVER..] "
          "2 Part II[1 SALT.|2 CONCLUSION.]" },
        { "== A ==\na\n== B ==\nb", "1 A.|2 B." });
}

static void
test_paragraphs_are_what_the_layout_shows (void)
{
    g_autofree char *line = g_strnfill (200, 'a');
    g_autofree char *lines = g_strdup_printf ("%s\n%s\n“Go.”\n%s", line, line, line);
    g_autofree char *play = NULL;
    GString *text = g_string_new ("Enter two.\n\n");

    CHECK (NULL, { "Rose is a\nrose is a\n\nrose.", ".." },
           { "A.\nB!\nC.\nD?\nE.\nF.\nG.\nH.\nJ.", "........." });
    {
        g_autofree char *shown = segment_of (lines, NULL);

        g_assert_cmpstr (shown, ==, "....");
    }
    for (int i = 0; i < 12; i++)
        g_string_append (text, "  Fran. Nay answer me\nand vnfold your selfe\nat once\n"
                               "  Bar. Long liue\n\n");
    play = g_string_free (text, FALSE);
    {
        g_autofree char *shown = segment_of (play, NULL);

        g_assert_cmpstr (shown, ==, ".........................");
    }
}

static void
test_line_ends_of_every_kind_divide_alike (void)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };

    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
        g_autofree char *text =
            g_strdup_printf ("CHAPTER I%s%sone%stwo%s%sCHAPTER II%s%sthree", ends[i],
                             ends[i], ends[i], ends[i], ends[i], ends[i], ends[i]);
        g_autofree char *shown = segment_of (text, NULL);

        g_assert_cmpstr (shown, ==, "1 CHAPTER I.|2 CHAPTER II.");
    }
}

static void
test_only_headings_are_chapters_without_text (void)
{
    CHECK (NULL, { "CHAPTER I\n\nCHAPTER II", "1 CHAPTER I|2 CHAPTER II" },
           { "PART I\n\nCHAPTER I\n\nPART II\n\nCHAPTER I",
             "1 PART I[1 CHAPTER I] 2 PART II[1 CHAPTER I]" });
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/segment/none",
                     test_a_text_without_headings_has_paragraphs_alone);
    g_test_add_func ("/segment/chapters",
                     test_chapters_are_counted_by_their_own_numerals);
    g_test_add_func ("/segment/parts", test_parts_hold_chapters_of_every_kind);
    g_test_add_func ("/segment/only-parts", test_a_word_for_parts_alone_makes_chapters);
    g_test_add_func ("/segment/three-levels",
                     test_three_levels_keep_the_outer_and_the_inner);
    g_test_add_func ("/segment/names",
                     test_names_are_chapters_and_take_no_number_of_others);
    g_test_add_func ("/segment/titles", test_bare_headings_take_the_title_below);
    g_test_add_func ("/segment/contents", test_a_table_of_contents_is_front_matter);
    g_test_add_func ("/segment/not-headings",
                     test_what_only_looks_like_headings_is_text);
    g_test_add_func ("/segment/sentences", test_titles_that_are_sentences_are_titles);
    g_test_add_func ("/segment/strays",
                     test_a_title_with_a_numeral_in_it_is_a_title_like_the_others);
    g_test_add_func ("/segment/plays", test_plays_divide_into_acts_and_scenes);
    g_test_add_func ("/segment/languages", test_other_languages_have_headings_too);
    g_test_add_func ("/segment/markdown",
                     test_levels_of_mark_up_decide_where_there_are_several);
    g_test_add_func ("/segment/wiki",
                     test_words_decide_where_all_headings_are_marked_alike);
    g_test_add_func ("/segment/layout", test_paragraphs_are_what_the_layout_shows);
    g_test_add_func ("/segment/line-ends", test_line_ends_of_every_kind_divide_alike);
    g_test_add_func ("/segment/only-headings",
                     test_only_headings_are_chapters_without_text);
    return g_test_run ();
}
