/* tei-book.c - a book in TEI, made at random beside what should be read of it: for one test,
 * which includes it. */
#include <glib.h>
#include <stdbool.h>
#include <string.h>

static const char *const forms[] = { "gate",    "river",  "lantern", "stone",
                                     "morning", "letter", "Heron",   "tide",
                                     "café",    "naïve",  "orchard", "two" };

/* Words that are told in a row, each with the structures that it is in. */
typedef struct {
    GPtrArray *words;  /* char * */
    GPtrArray *inside; /* char *: names, " body p q " */
} Row;

typedef struct {
    GString *xml;
    const char *prefix;     /* of names: "tei:" or "" */
    Row main;               /* what was told */
    GPtrArray *notes;       /* Row *: of the paragraph, to be told behind it */
    Row *to;                /* the one of them that is written; NULL: the main one */
    GString *around, *here; /* structures: of the block, and of what stands in it */
    bool drop_notes, original;
    bool left_out;    /* what is written is not read */
    unsigned dropped; /* depth of notes that are */
} Book;

static void
row_init (Row *row)
{
    row->words = g_ptr_array_new_with_free_func (g_free);
    row->inside = g_ptr_array_new_with_free_func (g_free);
}

static void
row_clear (Row *row)
{
    g_ptr_array_unref (row->words);
    g_ptr_array_unref (row->inside);
}

static bool
chance (int n)
{
    return g_test_rand_int_range (0, n) == 0;
}

static void
tag (Book *self, const char *name, const char *attributes)
{
    g_string_append_printf (self->xml, "<%s%s%s%s>", self->prefix, name,
                            *attributes ? " " : "", attributes);
}

static void
end (Book *self, const char *name)
{
    g_string_append_printf (self->xml, "</%s%s>", self->prefix, name);
}

static void
empty (Book *self, const char *name, const char *attributes)
{
    g_string_append_printf (self->xml, "<%s%s %s/>", self->prefix, name, attributes);
}

/* ---- words ----------------------------------------------------------------------------- */

static void
tell_word (Book *self, const char *word)
{
    Row *row = self->to ? self->to : &self->main;

    if (self->left_out || self->dropped)
        return;
    g_ptr_array_add (row->words, g_strdup (word));
    g_ptr_array_add (row->inside,
                     self->to ? g_strdup (self->here->str)
                              : g_strconcat (self->around->str, self->here->str, NULL));
}

/* Written in one of the ways that XML knows. */
static void
write_word (Book *self, const char *word)
{
    GString *xml = self->xml;
    size_t half = strlen (word) / 2;

    while ((word[half] & 0xC0) == 0x80)
        half++;
    switch (g_test_rand_int_range (0, 12)) {
    case 0:
        g_string_append_printf (xml, "%.*s<!-- no <word> -->%s", (int) half, word,
                                word + half);
        break;
    case 1:
        g_string_append_printf (xml, "<![CDATA[%s]]>", word);
        break;
    case 2:
        g_string_append_printf (xml, "&#x%X;%s", word[0], word + 1);
        break;
    case 3:
        g_string_append_printf (xml, "%.*s&#xAD;%s", (int) half, word, word + half);
        break;
    case 4:
        g_string_append_printf (xml, "%.*s<%slb break=\"no\"/>%s", (int) half, word,
                                self->prefix, word + half);
        break;
    case 5:
        g_string_append_printf (xml, "%s<?layout x?>", word);
        break;
    default:
        g_string_append (xml, word);
    }
    g_string_append (xml, chance (8) ? "\n  " : " ");
}

static void
put_words (Book *self)
{
    for (int n = g_test_rand_int_range (1, 5); n > 0; n--) {
        const char *form = forms[g_test_rand_int_range (0, G_N_ELEMENTS (forms))];

        write_word (self, form);
        tell_word (self, form);
    }
    if (chance (12)) {
        g_string_append (self->xml, "&place; ");
        tell_word (self, "Port");
        tell_word (self, "Gate");
    }
}

/* ---- running text ---------------------------------------------------------------------- */

static void put_text (Book *self, unsigned depth);

static void
put_inside (Book *self, const char *name, const char *attributes, const char *region,
            unsigned depth)
{
    size_t before = self->here->len;

    tag (self, name, attributes);
    if (region)
        g_string_append_printf (self->here, "%s ", region);
    put_text (self, depth + 1);
    g_string_truncate (self->here, before);
    end (self, name);
    g_string_append_c (self->xml, ' ');
}

static void
put_left_out (Book *self, const char *name)
{
    bool before = self->left_out;

    tag (self, name, "");
    self->left_out = true;
    put_words (self);
    self->left_out = before;
    end (self, name);
}

static void
put_choice (Book *self, const char *original, const char *edited)
{
    bool first = chance (2);

    tag (self, "choice", "");
    for (unsigned i = 0; i < 2; i++) {
        const char *name = first == (i == 0) ? original : edited;

        if ((name == original) == self->original)
            put_inside (self, name, "", name, 9);
        else
            put_left_out (self, name);
    }
    end (self, "choice");
    g_string_append_c (self->xml, ' ');
}

/* Read aside; its words come behind the paragraph, and those of one in it behind its own. */
static void
put_note (Book *self, unsigned depth)
{
    g_autoptr (GString) here = g_string_new (self->around->str);
    GString *outer = self->here;
    Row *row = g_new (Row, 1), *to = self->to;

    row_init (row);
    g_ptr_array_add (self->notes, row);
    tag (self, "note", "place=\"bottom\" resp=\"#ed\"");
    g_string_append (here, "note ");
    self->here = here;
    self->to = row;
    self->dropped += self->drop_notes;
    put_words (self);
    put_inside (self, "hi", "rend=\"italic\"", "hi", 9);
    if (depth < 3 && chance (2))
        put_note (self, depth + 1);
    put_words (self);
    self->dropped -= self->drop_notes;
    self->here = outer;
    self->to = to;
    end (self, "note");
    g_string_append_c (self->xml, ' ');
}

static void
put_piece (Book *self, unsigned depth)
{
    bool deep = depth > 3, inside = depth > 0 || self->to;

    switch (g_test_rand_int_range (0, deep ? 6 : 16)) {
    case 0:
        put_left_out (self, "del");
        break;
    case 1:
        empty (self, "gap", "reason=\"illegible\"");
        break;
    case 2:
        empty (self, "ptr", "target=\"#x\"");
        break;
    case 3:
        g_string_append (self->xml, "<!-- between --><?pi y?>");
        break;
    case 4:
        tag (self, "vocal", "");
        put_left_out (self, "desc");
        end (self, "vocal");
        break;
    case 5:
        break;
    case 6:
        put_inside (self, "foreign", "xml:lang=\"la\"", "foreign", 9);
        break;
    case 7:
        put_inside (self, "unclear", "", "unclear", 9);
        break;
    case 8:
        put_inside (self, "supplied", "", "supplied", 9);
        break;
    case 9:
        put_choice (self, "sic", "corr");
        break;
    case 10:
        put_choice (self, "orig", "reg");
        break;
    case 11:
        put_choice (self, "abbr", "expan");
        break;
    case 12:
        put_inside (self, "said", "who=\"#a\"",
                    strstr (self->here->str, "said ") ? NULL : "said", depth);
        break;
    case 13:
        put_inside (self, "persName", "key=\"p1\"", NULL, 9);
        break;
    case 14:
        tag (self, "app", "");
        put_inside (self, "lem", "wit=\"#A\"", NULL, 9);
        put_left_out (self, "rdg");
        end (self, "app");
        g_string_append_c (self->xml, ' ');
        break;
    default:
        if (!inside)
            put_note (self, 0);
    }
}

static void
put_text (Book *self, unsigned depth)
{
    put_words (self);
    for (int n = g_test_rand_int_range (0, depth > 3 ? 1 : 5); n > 0; n--) {
        put_piece (self, depth);
        put_words (self);
    }
}

/* ---- blocks ---------------------------------------------------------------------------- */

static void
tell_notes (Book *self)
{
    for (guint i = 0; i < self->notes->len; i++) {
        Row *row = self->notes->pdata[i];

        g_ptr_array_extend_and_steal (self->main.words, g_ptr_array_ref (row->words));
        g_ptr_array_extend_and_steal (self->main.inside, g_ptr_array_ref (row->inside));
        row_clear (row);
        g_free (row);
    }
    g_ptr_array_set_size (self->notes, 0);
}

/* A block that holds running text; `region`: it is one. */
static void
put_block (Book *self, const char *name, const char *attributes, const char *region)
{
    if (region)
        g_string_append_printf (self->here, "%s ", region);
    tag (self, name, attributes);
    put_text (self, 0);
    end (self, name);
    g_string_append_c (self->xml, '\n');
    g_string_truncate (self->here, 0);
}

static void
put_paragraph (Book *self)
{
    put_block (self, "p", chance (3) ? "xml:space=\"preserve\"" : "", NULL);
    tell_notes (self);
}

typedef struct {
    const char *name, *region, *attributes;
    void (*fill) (Book *self);
} Block;

static void
fill_words (Book *self)
{
    put_words (self);
}

static void
fill_three (Book *self, const char *name)
{
    for (unsigned i = 0; i < 3; i++) {
        tag (self, name, "");
        g_string_append_printf (self->here, "%s ", name);
        put_words (self);
        g_string_truncate (self->here, 0);
        end (self, name);
    }
}

static void
fill_verse (Book *self)
{
    fill_three (self, "l");
}

static void
fill_items (Book *self)
{
    fill_three (self, "item");
}

static void
fill_figure (Book *self)
{
    empty (self, "graphic", "url=\"x.png\"");
    put_left_out (self, "figDesc");
    tag (self, "head", "");
    g_string_append (self->here, "head ");
    put_words (self);
    g_string_truncate (self->here, 0);
    end (self, "head");
}

static void
fill_speech (Book *self)
{
    size_t before = self->around->len;

    g_string_append (self->around, "speaker ");
    tag (self, "speaker", "");
    put_words (self);
    end (self, "speaker");
    g_string_truncate (self->around, before);
    put_paragraph (self);
}

static void
fill_declared (Book *self)
{
    tag (self, "p", "");
    for (unsigned i = 0; i < 4; i++) {
        tag (self, "w", "lemma=\"x\" pos=\"N\" msd=\"S\"");
        g_string_append (self->xml, "don't-go");
        end (self, "w");
        tell_word (self, "don't-go");
    }
    end (self, "p");
}

static const Block blocks[] = {
    { "lg", "lg", "type=\"stanza\"", fill_verse },
    { "sp", "sp", "who=\"#m\"", fill_speech },
    { "list", "list", "", fill_items },
    { "figure", "figure", "", fill_figure },
    { "quote", "quote", "", put_paragraph },
    { "stage", "stage", "", fill_words },
    { "note", "note", "type=\"block\"", fill_words },
    { "lg", "lg", "", fill_verse },
    { "cit", "cit", "", fill_declared },
};

static void
put_any_block (Book *self)
{
    const Block *block = &blocks[g_test_rand_int_range (0, G_N_ELEMENTS (blocks))];
    bool note = strcmp (block->name, "note") == 0;
    size_t before = self->around->len;

    g_string_append_printf (self->around, "%s ", block->region);
    tag (self, block->name, block->attributes);
    self->dropped += note && self->drop_notes;
    block->fill (self);
    self->dropped -= note && self->drop_notes;
    end (self, block->name);
    g_string_append_c (self->xml, '\n');
    g_string_truncate (self->around, before);
}

static void
put_division (Book *self, const char *type, const char *region, unsigned children)
{
    g_autofree char *attributes =
        g_strdup_printf ("type=\"%s\" xml:id=\"d%u\"", type, (unsigned) self->xml->len);
    size_t before = self->around->len;

    tag (self, "div", attributes);
    g_string_append_printf (self->around, "%s ", region);
    put_block (self, "head", "", "head");
    tell_notes (self);
    for (unsigned i = 0; i < children; i++)
        put_division (self, "chapter", "chapter", 0);
    for (unsigned i = children ? 0 : 5; i > 0; i--) {
        if (chance (4))
            empty (self,
                   chance (2)   ? "pb"
                   : chance (2) ? "cb"
                                : "milestone",
                   "unit=\"scene\" n=\"3\"");
        if (chance (2))
            put_paragraph (self);
        else
            put_any_block (self);
    }
    g_string_truncate (self->around, before);
    end (self, "div");
}

static void
put_section (Book *self, const char *name, const char *type, const char *region,
             unsigned divisions, unsigned children)
{
    tag (self, name, "");
    g_string_assign (self->around, " ");
    g_string_append_printf (self->around, "%s ", name);
    for (unsigned i = 0; i < divisions; i++)
        put_division (self, type, region, children);
    end (self, name);
}

static void
put_tei (Book *self, unsigned number)
{
    g_autofree char *id =
        g_strdup_printf ("xmlns%s=\"http://www.tei-c.org/ns/1.0\" xml:id=\"t%u\"",
                         *self->prefix ? ":tei" : "", number);

    tag (self, "TEI", id);
    tag (self, "teiHeader", "");
    tag (self, "encodingDesc", "");
    g_string_append (self->xml, "this is no text");
    end (self, "encodingDesc");
    end (self, "teiHeader");
    tag (self, "text", "");
    put_section (self, "front", "preface", "chapter", 1, 0);
    put_section (self, "body", "book", "part", 2, 3);
    put_section (self, "back", "appendix", "chapter", 1, 0);
    end (self, "text");
    end (self, "TEI");
}

static void
write_book (Book *self, unsigned texts)
{
    g_string_append (self->xml,
                     "<?xml version=\"1.0\"?>\n<?xml-model href=\"x.rng\"?>\n"
                     "<!DOCTYPE x [ <!ENTITY place \"Port Gate\"> ]>\n");
    if (texts > 1)
        tag (self, "teiCorpus",
             *self->prefix ? "xmlns:tei=\"http://www.tei-c.org/ns/1.0\""
                           : "version=\"1\"");
    for (unsigned i = 0; i < texts; i++)
        put_tei (self, i);
    if (texts > 1)
        end (self, "teiCorpus");
}
