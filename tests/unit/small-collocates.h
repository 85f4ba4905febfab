/* small-collocates.h - collocates of a text small enough to count by hand. */
#pragma once

#include "study/collocates.h"

#include "study-answer.h"

ANSWER (collocates)

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_say (corpus, "red war _, war of red bread _, war");
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
assert_row (const Answer *answer, const char *word, const char *cells)
{
    for (guint row = 1; row < answer->rows->len; row++) {
        g_autofree char *all = g_strjoinv (" ", answer->rows->pdata[row]);

        if (strcmp (cell (answer, row, 0), word) != 0)
            continue;
        g_assert_true (g_str_has_prefix (all + strlen (word) + 1, cells));
        return;
    }
    g_error ("'%s' is not listed", word);
}

static CopiaCollocatesAsk
ask_of (const CopiaQuery *query, const char *convention)
{
    CopiaCollocatesAsk ask = COPIA_COLLOCATES_USUAL;

    ask.query = query;
    ask.left = ask.right = 2;
    ask.min = 1;
    ask.attracted = false;
    ask.measures = "mi";
    ask.convention = copia_convention_find (convention);
    g_assert_nonnull (ask.convention);
    return ask;
}
