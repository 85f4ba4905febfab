/* test-dialects.c - what users of other corpus programs write is answered, or they are told what to
 * write instead. */
#include "base/error.h"
#include "build/build.h"
#include "query/hits.h"

#include "support/scratch-index.c"

#include <glib/gstdio.h>
#include <string.h>

/* Word, tag, lemma; by cpos, from 0. */
static const char vertical[] =
    "<text file=\"wall\" year=\"1917\">\n<chapter n=\"1\" title=\"The Gate\">\n"
    "<head>\nThe\tDT\tthe\nGate\tNN\tgate\n</head>\n"
    "<s>\nThe\tDT\tthe\nold\tJJ\told\ngate\tNN\tgate\nstood\tVVD\tstand\nby\tIN\tby\n"
    "the\tDT\tthe\nwall\tNN\twall\n.\tSENT\t.\n</s>\n"
    "<s>\nStone\tNN\tstone\nby\tIN\tby\nstone\tNN\tstone\n,\t,\t,\nthe\tDT\tthe\n"
    "keepers\tNNS\tkeeper\nwent\tVVD\tgo\nhome\tRB\thome\n.\tSENT\t.\n</s>\n</"
    "chapter>\n"
    "<chapter n=\"2\" title=\"Home\">\n"
    "<s>\nGoing\tVVG\tgo\nhome\tRB\thome\nis\tVBZ\tbe\nslow\tJJ\tslow\nat\tIN\tat\n"
    "nine\tCD\tnine\na.m.\tRB\ta.m.\n.\tSENT\t.\n</s>\n</chapter>\n</text>\n";

static ScratchIndex *
corpus (void)
{
    g_autofree char *path = scratch_path ();
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *input = g_build_filename (folder, "wall.vrt", NULL);
    const char *const inputs[] = { input, NULL };
    CopiaRecipe recipe = { .threads = 1, .inputs = inputs };
    g_autoptr (GError) error = NULL;
    CopiaReport report;
    ScratchIndex *self = g_new0 (ScratchIndex, 1);

    g_assert_true (g_file_set_contents (input, vertical, -1, NULL));
    recipe.reading.attributes = "word,pos,lemma";
    recipe.reading.importer = "vertical";
    (void) copia_build (&recipe, path, &report, &error);
    g_assert_no_error (error);
    copia_report_clear (&report);
    g_assert_cmpint (g_remove (input), ==, 0);
    self->index = copia_index_open (path, &error);
    g_assert_no_error (error);
    self->path = g_steal_pointer (&path);
    return self;
}

typedef struct {
    const char *asked;
    int hits;
} Answered;

typedef struct {
    const char *asked, *said;
} Told;

static const Answered answered[] = {
    /* CQP */
    { "\"gate\";", 1 },
    { "\"gate\" %c;", 2 },
    { "\"gate|wall\"", 2 },
    { "[lemma = \"go\" & word != \"went\"]", 1 },
    { "[(lemma=\"go\") & !(word=\"went\"%c | word=\"gone\"%c)];", 1 },
    { "\"the\"%c [pos=\"JJ\"]? \"gate\"%c;", 2 },
    { "[pos=\"DT\"] ([pos=\"RB\"]? [pos=\"JJ.*\"])* [pos=\"N.*\"]+;", 4 },
    { "<s> [pos=\"VVG\"];", 1 },
    { "<s> []* \"home\" []* </s>;", 3 }, /* tags, not of one sentence */
    { "[pos=\"NN\"] []* [pos=\"NN\"] within s;", 2 },
    { "[pos=\"NN\"] [] [pos=\"NN\"] within 2 s;", 2 },
    { "<chapter_n = \"2\"> [];", 1 },
    { "<chapter_title = \"home\" %c> []* </chapter_title>;", 1 },
    { "[(pos=\"NNS?\") & !head];", 5 },
    { "[pos=\"V.*\" & word != lemma];", 4 },
    { "[word = lemma];", 18 },
    { "[word = lemma %c];", 22 },
    { "[word = _.lemma & chapter_n = \"2\"];", 6 },
    { "[word != lemma] \"home\"", 2 },
    { "[head];", 2 },
    { "[pos=\"DT\" & (lbound(s) | head)]", 2 },
    { "/region[head];", 1 },
    { "<<head>>;", 1 },
    { "@0[pos=\"JJ\"] @:\"gate\"", 1 },
    { "a:[] \"by\" b:[] :: a.lemma = b.lemma;", 1 },
    { "a:[pos=\"DT\"] [pos=\"JJ\"]* b:[pos=\"NN\"] :: distabs(a,b) >= 2;", 1 },
    { "a:[pos=\"JJ\"]? b:\"gate\"%c :: a -> a.word = \"old\";", 3 },
    { "[_.chapter_n = \"2\" & pos=\"RB\"];", 2 },
    { "[word = \"a.m.\" %l];", 1 },
    { "'gate';", 1 },
    { "[strlen(word) >= 7];", 1 },
    { "[lemma contains \"go\"];", 2 },
    { "[pos=\"NNS?\"] [: pos != \"IN\" :];", 5 },
    { "MU(meet \"gate\" \"wall\" s);", 1 },
    { "MU(meet \"by\" \"wall\" -2 2);", 1 },
    { "MU meet \"by\" \"wall\" -2 2", 1 },
    { "meet \"gate\" \"wall\" s", 1 },
    { "meet \"by\" (union \"wall\" \"gate\") -2 2 within s;", 1 },
    { "TAB \"the\" {0,2} \"wall\";", 1 },
    { "\"home\" :: match.chapter_n = \"2\";", 1 },
    /* Sketch Engine */
    { "[lemma=\"go\"][lemma=\"home\"]", 2 },
    { "[ lemma = \"the\" ] [ ] [ lemma= \"gate\" ]", 1 },
    { "[pos=\"J.*\" & word=\"[[:lower:]]+\"]{0,3} [pos=\"N.*\"]{1,2}", 7 },
    { "[word=\"\\.\"]", 3 },
    { "[lc=\"gate\"]", 2 },
    { "[word=\"(?i)gate\"]", 2 },
    { "\"old\" []{0,5} \"wall\" within <s/>", 1 },
    { "\"home\" within <chapter n=\"1\" | n=\"2\"/>", 2 },
    { "\"home\" !within <chapter n=\"1\"/>", 1 },
    { "<s/> containing \"home\"", 2 },
    { "<s/> !containing \"home\"", 1 },
    { "1:[pos=\"N.*\"] \"by\" 2:[pos=\"N.*\"] & 1.lemma = 2.lemma", 1 },
    { "1:[pos=\"N.*\"] & f(1.lemma) >= 2", 4 },
    { "(meet [lemma=\"go\"] [lemma=\"home\"] -5 5)", 2 },
    { "(union \"gate\" \"wall\")", 2 },
    { "[word==\"a.m.\"]", 1 },
    { "[text_year>=\"1900\" & pos=\"JJ\"]", 2 },
    { "!\"gate\" & [pos=\"NN\"]", 4 },
    /* BlackLab */
    { "[lemma=l'a.m.']", 1 },
    { "l'a.m.'", 1 },
    { "'the' 'old' '(wo)?gate'", 0 },
    { "'(?-i)Gate'", 1 },
    { "<head/> containing 'Gate'", 1 },
    { "'[Tt]he' A:[pos='JJ'] 'gate'", 1 },
    { "A:[] 'by' B:[] :: A.lemma = B.lemma", 1 },
    { "(A:[] 'by' B:[] :: A.lemma = B.lemma) ','", 1 },
    { "A:[] 'home' :: A.pos = 'VVG' -> A.word = 'Going'", 2 },
    { "('old' [] & [] 'gate')", 1 },
    { "([pos='JJ']+ containing 'old') 'gate'", 1 },
    { "[pos='JJ'] [] & !([] 'gate')", 1 },
    { "<chapter n='2'/> containing 'slow'", 1 },
};

static const Told told[] = {
    /* CQP */
    { "A = \"gate\" \"wall\";", "in 'copia shell' only" },
    { "\"gate\" cut 50;", "--limit N" },
    { "\"gate\" within s expand to s;", "<s/> containing" },
    { "/np[];", "write out what this one stands for" },
    { "/region[s,a];", "a label marks a token" },
    { "(?longest) [pos=\"N.*\"]+;", "--longest --drop nested" },
    { "(?standard) [pos=\"N.*\"]+;", "--drop nested" },
    { "(?traditional) [pos=\"N.*\"]+;", "leave it out" },
    { "\"in\" @[pos=\"DT\"] @1[pos=\"J.*\"];", "label the others" },
    { "@[::] <s> [];", "no border or region" },
    { "MU(meet \"gate\" not [pos=\"DT\"] -3 -1);", "(?<! \"a\"" },
    { "[pos=\"NN\" & _ < 500];", "--where" },
    { "a:[pos=\"NN\"] :: a < 500;", "distance(a, ..)" },
    { "a:[] :: int(a.chapter_n) > 3;", "without int()" },
    { "\"1\" :: lbound_of(s, match) = 0;", "borders are not compared" },
    { "[lemma = $week];", "give --list NAME=FILE" },
    { "define $week = \"Monday Tuesday\";", "--list NAME=FILE" },
    { "set MatchingStrategy longest;", "is an option here" },
    { "group Go matchend lemma;", "--group last.word" },
    { "sort by word;", "--sort" },
    { "\"be\" noun:[pos=\"NN\"] show noun .. noun;", "copia tabulate" },
    { "\"gate\" :EUROPARL-DE \"Tor\";", "not aligned" },
    { "\"gate\" !;", "B containing A" },
    { "\"gate\" !", "! stands before" },
    { "[] within 4294967295 s", "words or regions at most" },
    { "\"gate\" within 0 s", "within 1 or more" },
    { "unify(a,b)", "functions stand in brackets" },
    /* Sketch Engine */
    { "[tag=\"N.*\"]", "tags are called 'pos' here" },
    { "[lempos=\"gate-n\"]", "lemmas are called 'lemma' here" },
    { "[head=\"Gate\"]", "[head] is a token in one" },
    { "\"gate\" within <doc year=\"1917\"/>", "it has text, chapter, head, s" },
    { "[#100-120]", "copia read INDEX CPOS" },
    { "~\"gate\"", "there is no thesaurus" },
    { "[ws(\"gate-n\",\"object_of\",\"open-v\")]", "copia collocates" },
    { "[swap(1, ws(2,3))]", "copia collocates" },
    { "[term(\"old gate\")]", "write the words" },
    { "\"gate\" within! <head/>", "A !within B" },
    { "[lemma=go]", "stands in quotes: \"go\"" },
    { "[word=lemma | pos=\"JJ\"]", "joined by &" },
    { "lemma=\"go\"", "as in [lemma=" },
    { "[lemma=\"go\",pos=\"V\"]", "write & between" },
    { "[lemma=\"go\" AND pos=\"V\"]", "write & for" },
    { "[lemma=\"go\"] OR \"come\"", "write | for" },
    { "[word=\u201cgate\u201d]", "straight ones" },
    { "[frequency(word) < 5]", "f(word)" },
    { "[word>=\"m\"]", "[m-z].*" },
    { "[word=~\"gate\"]", "regular expression" },
    /* BlackLab */
    { "'(?c)Gate'", "leave (?c) out" },
    { "A:<s/>", "no border or region" },
    { "'gate' within <s>", "the whole of it is <s/>" },
    { "<s> containing 'gate'", "the whole of it is <s/>" },
    { "A:[] B:[] :: start(B) < start(A)", "distance(a, b) > 0" },
    { "_ -obj-> _", "[deprel=" },
    { "^--> 'gate'", "[deprel=" },
    { "'gate' ==>nl _", "not aligned" },
    { "_ 'gate'", "any token is []" },
    { "gate", "stands in quotes here: \"gate\"" },
};

/* How many hits, or -1 and an error. */
static int
count (const CopiaIndex *index, const char *text, GError **error)
{
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, error);
    uint64_t n;

    return query && copia_hits_count (index, query, NULL, &n, error) ? (int) n : -1;
}

static void
test_queries_of_other_guides_are_answered (void)
{
    g_autoptr (ScratchIndex) scratch = corpus ();

    for (size_t i = 0; i < G_N_ELEMENTS (answered); i++) {
        g_autoptr (GError) error = NULL;
        int n = count (scratch->index, answered[i].asked, &error);

        if (n == answered[i].hits)
            continue;
        g_test_fail ();
        g_test_message ("%s: %d hits, not %d; %s", answered[i].asked, n,
                        answered[i].hits, error ? error->message : "");
    }
}

static void
test_what_is_not_read_is_told_with_a_way_out (void)
{
    g_autoptr (ScratchIndex) scratch = corpus ();

    for (size_t i = 0; i < G_N_ELEMENTS (told); i++) {
        g_autoptr (GError) error = NULL;

        (void) count (scratch->index, told[i].asked, &error);
        if (g_error_matches (error, COPIA_ERROR, COPIA_ERROR_QUERY) &&
            strstr (error->message, told[i].said))
            continue;
        g_test_fail ();
        g_test_message ("%s: %s", told[i].asked, error ? error->message : "answered");
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dialects/queries of other guides are answered",
                     test_queries_of_other_guides_are_answered);
    g_test_add_func ("/dialects/what is not read is told, with a way out",
                     test_what_is_not_read_is_told_with_a_way_out);
    return g_test_run ();
}
