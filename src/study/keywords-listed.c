/* keywords-listed.c - the notes on a list. */
#include "study/keywords-listed.h"

#include "base/error.h"
#include "base/number.h"

#define PATH_COLUMNS 60 /* of a note */

static void
say_left_out (uint64_t n, const char *what, CopiaTable *table)
{
    if (n > 0)
        copia_table_note (table, "left out of the list: %s entr%s %s", COPIA_SAID (n),
                          n == 1 ? "y" : "ies", what);
}

void
copia_key_listed_say (const CopiaFrequencyList *self, CopiaTable *table)
{
    static const char *const from[] = {
        [COPIA_TOTAL_SUMMED] = "the sum of its counts",
        [COPIA_TOTAL_SAID] = "as it says",
        [COPIA_TOTAL_GIVEN] = "as given",
    };
    uint32_t n = copia_frequency_list_size (self);
    g_autofree char *path = copia_error_show (self->path, PATH_COLUMNS);

    copia_table_note (
        table,
        "the reference is the list %s (SHA-256 %s..): %s word%s in column "
        "%u, counts in column %u, of %s words in all, %s",
        path, self->digest, COPIA_SAID (n), n == 1 ? "" : "s", self->columns[0],
        self->columns[1], COPIA_SAID (self->total), from[self->from]);
    say_left_out (self->marks, "without a letter or digit", table);
    say_left_out (self->several, "of several words", table);
    if (self->joined > 0)
        copia_table_note (table, "added to another entry of the same spelling: %s",
                          COPIA_SAID (self->joined));
}

void
copia_key_listed_warn (const CopiaFrequencyList *self, uint64_t unlisted,
                       uint64_t shown, CopiaTable *table)
{
    copia_table_note (table, "a list does not tell where its words stand: whether one "
                             "text of the reference repeats a word is not known");
    if (unlisted == 0)
        return;
    copia_table_note (
        table,
        "not in the list: %s of the %s words shown; it may leave out rare words, or "
        "cut words otherwise than this index (--listed leaves them out)%s",
        COPIA_SAID (unlisted), COPIA_SAID (shown),
        self->from == COPIA_TOTAL_SUMMED
            ? "; if it leaves out words, say with --reference-total how "
              "many there are in all"
            : "");
}
