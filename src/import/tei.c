/* tei.c - what the elements of TEI are to a reader. */
#include "import/tei.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name (byte order); what is not here is inline. */
static const struct {
    const char *name;
    CopiaTeiKind kind;
} elements[] = {
    { "TEI", COPIA_TEI_TEXT },
    { "TEI.2", COPIA_TEI_TEXT },
    { "ab", COPIA_TEI_PARAGRAPH },
    { "abbr", COPIA_TEI_ORIGINAL },
    { "address", COPIA_TEI_LOOSE },
    { "app", COPIA_TEI_APPARATUS },
    { "argument", COPIA_TEI_BLOCK },
    { "back", COPIA_TEI_BLOCK },
    { "binaryObject", COPIA_TEI_DROP },
    { "body", COPIA_TEI_BLOCK },
    { "byline", COPIA_TEI_BLOCK },
    { "castItem", COPIA_TEI_BLOCK },
    { "castList", COPIA_TEI_BLOCK },
    { "cb", COPIA_TEI_BREAK },
    { "cell", COPIA_TEI_BLOCK },
    { "choice", COPIA_TEI_THROUGH },
    { "cit", COPIA_TEI_LOOSE },
    { "closer", COPIA_TEI_BLOCK },
    { "corr", COPIA_TEI_EDITED },
    { "dateline", COPIA_TEI_LOOSE },
    { "del", COPIA_TEI_DROP },
    { "desc", COPIA_TEI_DROP },
    { "div", COPIA_TEI_DIV },
    { "div0", COPIA_TEI_DIV },
    { "div1", COPIA_TEI_DIV },
    { "div2", COPIA_TEI_DIV },
    { "div3", COPIA_TEI_DIV },
    { "div4", COPIA_TEI_DIV },
    { "div5", COPIA_TEI_DIV },
    { "div6", COPIA_TEI_DIV },
    { "div7", COPIA_TEI_DIV },
    { "docAuthor", COPIA_TEI_LOOSE },
    { "docImprint", COPIA_TEI_BLOCK },
    { "docTitle", COPIA_TEI_BLOCK },
    { "epigraph", COPIA_TEI_BLOCK },
    { "epilogue", COPIA_TEI_BLOCK },
    { "expan", COPIA_TEI_EDITED },
    { "facsimile", COPIA_TEI_DROP },
    { "figDesc", COPIA_TEI_DROP },
    { "figure", COPIA_TEI_LOOSE },
    { "floatingText", COPIA_TEI_BLOCK },
    { "front", COPIA_TEI_BLOCK },
    { "fw", COPIA_TEI_DROP },
    { "group", COPIA_TEI_THROUGH },
    { "head", COPIA_TEI_HEAD },
    { "index", COPIA_TEI_DROP },
    { "interp", COPIA_TEI_DROP },
    { "interpGrp", COPIA_TEI_DROP },
    { "item", COPIA_TEI_BLOCK },
    { "l", COPIA_TEI_VERSE },
    { "lb", COPIA_TEI_LINE_BREAK },
    { "lem", COPIA_TEI_THROUGH },
    { "lg", COPIA_TEI_BLOCK },
    { "linkGrp", COPIA_TEI_DROP },
    { "list", COPIA_TEI_BLOCK },
    { "listBibl", COPIA_TEI_BLOCK },
    { "milestone", COPIA_TEI_BREAK },
    { "note", COPIA_TEI_NOTE },
    { "opener", COPIA_TEI_BLOCK },
    { "orig", COPIA_TEI_ORIGINAL },
    { "p", COPIA_TEI_PARAGRAPH },
    { "pb", COPIA_TEI_BREAK },
    { "pc", COPIA_TEI_MARK },
    { "performance", COPIA_TEI_BLOCK },
    { "postscript", COPIA_TEI_BLOCK },
    { "prologue", COPIA_TEI_BLOCK },
    { "q", COPIA_TEI_LOOSE },
    { "quote", COPIA_TEI_LOOSE },
    { "rdg", COPIA_TEI_READING },
    { "reg", COPIA_TEI_EDITED },
    { "row", COPIA_TEI_BLOCK },
    { "s", COPIA_TEI_SENTENCE },
    { "said", COPIA_TEI_LOOSE },
    { "salute", COPIA_TEI_LOOSE },
    { "set", COPIA_TEI_BLOCK },
    { "sic", COPIA_TEI_ORIGINAL },
    { "signed", COPIA_TEI_LOOSE },
    { "sourceDoc", COPIA_TEI_DROP },
    { "sp", COPIA_TEI_BLOCK },
    { "spanGrp", COPIA_TEI_DROP },
    { "speaker", COPIA_TEI_BLOCK },
    { "stage", COPIA_TEI_LOOSE },
    { "standOff", COPIA_TEI_DROP },
    { "surplus", COPIA_TEI_DROP },
    { "table", COPIA_TEI_BLOCK },
    { "teiCorpus", COPIA_TEI_THROUGH },
    { "teiHeader", COPIA_TEI_HEADER },
    { "text", COPIA_TEI_THROUGH },
    { "titlePage", COPIA_TEI_BLOCK },
    { "titlePart", COPIA_TEI_BLOCK },
    { "trailer", COPIA_TEI_BLOCK },
    { "u", COPIA_TEI_BLOCK },
    { "w", COPIA_TEI_WORD },
};

static int
by_element (const void *key, const void *element)
{
    return strcmp (key, *(const char *const *) element);
}

CopiaTeiKind
copia_tei_kind (const char *name)
{
    const char *found = bsearch (name, elements, G_N_ELEMENTS (elements),
                                 sizeof elements[0], by_element);
    size_t i =
        found ? (size_t) (found - (const char *) elements) / sizeof elements[0] : 0;

    return found ? elements[i].kind : COPIA_TEI_INLINE;
}
