/* frequency-list.c - lines of words and counts. */
#include "text/frequency-list.h"

#include "base/error.h"
#include "base/number.h"
#include "text/fold.h"
#include "text/frequency-columns.h"
#include "text/list-file.h"
#include "text/unicode.h"

#include <string.h>

enum {
    MOST_MEBIBYTES = 64,
    LOOKED_AT = 100,      /* lines, to find the columns */
    MOST_HEADINGS = 10,   /* lines above the first count */
    LONGEST_SAYING = 200, /* bytes of a comment that says a total */
};

#define MOST_WORDS UINT64_C (1000000000000000) /* a double counts them exactly */

typedef struct {
    CopiaFrequencyList *list;
    GArray *lines;   /* CopiaString, those that are no comments */
    GArray *numbers; /* size_t, of these lines, from 1 */
    CopiaListedBy by;
    GString *folded;
    GRegex *total;
} Filling;

static CopiaString
line_at (const Filling *self, guint i)
{
    return g_array_index (self->lines, CopiaString, i);
}

static bool
fail (const Filling *self, guint i, const char *what, CopiaString cell, GError **error)
{
    g_autofree char *text = g_strndup (cell.bytes, cell.size);
    g_autofree char *shown = copia_error_show (text, 40);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s:%zu: %s '%s'; a line has a word and its count, a whole number, "
                 "or begins with #",
                 self->list->path, g_array_index (self->numbers, size_t, i), what,
                 shown);
    return false;
}

/* `# total: 98,000,000`, `#Word Tokens: 500`. */
static GRegex *
total_said (void)
{
    static const char *const pattern = "^#+\\s*(?:total(?:\\s+(?:words|tokens|count))?|"
                                       "(?:(?:word|running)\\s+)?tokens|"
                                       "(?:running\\s+)?words|(?:corpus\\s+)?size|N)"
                                       "\\s*[:=\\s]\\s*([0-9][0-9,]*)\\s*$";

    return g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
}

static void
read_comment (Filling *self, CopiaString line)
{
    g_autoptr (GMatchInfo) match = NULL;
    g_autofree char *text = NULL, *number = NULL;
    uint64_t total;

    if (!g_ascii_isdigit (line.bytes[line.size - 1]) || line.size > LONGEST_SAYING)
        return;
    text = g_strndup (line.bytes, line.size);
    if (!g_regex_match (self->total, text, 0, &match))
        return;
    number = g_match_info_fetch (match, 1);
    if (copia_frequency_count ((CopiaString){ number, strlen (number) }, &total) &&
        total > 0) {
        self->list->total = total;
        self->list->from = COPIA_TOTAL_SAID;
    }
}

static void
cut_lines (Filling *self, const char *text, size_t size)
{
    const char ends = memchr (text, '\n', size) ? '\n' : '\r'; /* that of old Macs */
    size_t number = 0;

    for (size_t start = memcmp (text, "\xEF\xBB\xBF", MIN (size, 3)) ? 0 : 3;
         start < size;) {
        const char *newline = memchr (text + start, ends, size - start);
        size_t end = newline ? (size_t) (newline - text) : size;
        CopiaString line = { text + start, end - start };

        number++;
        while (line.size > 0 && strchr (" \t\r", line.bytes[line.size - 1]))
            line.size--;
        if (line.size > 0 && line.bytes[0] == '#') {
            read_comment (self, line);
        } else if (line.size > 0) {
            g_array_append_val (self->lines, line);
            g_array_append_val (self->numbers, number);
        }
        start = end + 1;
    }
}

static CopiaString
keep (CopiaFrequencyList *self, const char *bytes, size_t size)
{
    return (CopiaString){ g_string_chunk_insert_len (self->room, bytes, (gssize) size),
                          size };
}

static void
add (Filling *self, CopiaString word, uint64_t count)
{
    CopiaListed one = { word, word, word, count };

    if (self->by != COPIA_LISTED_VALUES) {
        g_string_truncate (self->folded, 0);
        copia_fold (word.bytes, word.size, self->folded);
        if (self->folded->len != word.size ||
            memcmp (self->folded->str, word.bytes, word.size) != 0)
            one.form = keep (self->list, self->folded->str, self->folded->len);
    }
    if (self->by == COPIA_LISTED_FORMS)
        one.name = one.form;
    g_array_append_val (self->list->listed, one);
}

static bool
is_one_word (CopiaString word)
{
    for (size_t at = 0; at < word.size;)
        if (copia_unicode_is_space (copia_unicode_next (word.bytes, &at)))
            return false;
    return true;
}

static bool
read_line (Filling *self, guint i, const CopiaFrequencyColumns *columns, GError **error)
{
    CopiaFrequencyList *list = self->list;
    CopiaString cells[COPIA_MOST_CELLS];
    unsigned n = copia_frequency_cells (line_at (self, i), columns->parts, cells);
    uint64_t count;

    if (n <= MAX (columns->word, columns->count))
        return fail (self, i, "a word or a count is missing in", line_at (self, i),
                     error);
    if (!copia_frequency_count (cells[columns->count], &count) ||
        list->sum + count > MOST_WORDS)
        return fail (self, i, "no count is", cells[columns->count], error);
    if (!copia_unicode_is_word (cells[columns->word].bytes, cells[columns->word].size))
        list->marks++;
    else if (!is_one_word (cells[columns->word]))
        list->several++;
    else {
        add (self, cells[columns->word], count);
        list->sum += count;
    }
    return true;
}

static bool
read_lines (Filling *self, GError **error)
{
    CopiaFrequencyColumns columns = { ' ', 0, 0 };
    unsigned first = 0;
    bool found = copia_frequency_columns_find (
        (const CopiaString *) (const void *) self->lines->data,
        MIN (self->lines->len, LOOKED_AT), &columns, &first);

    if (self->lines->len == 0)
        return true; /* there is no word in it: said when the total is settled */
    if (!found || first > MOST_HEADINGS)
        return fail (self, first < self->lines->len ? first : 0,
                     "which column has words and which has counts does not show in",
                     line_at (self, first < self->lines->len ? first : 0), error);
    self->list->columns[0] = columns.word + 1;
    self->list->columns[1] = columns.count + 1;
    for (guint i = first; i < self->lines->len; i++)
        if (!read_line (self, i, &columns, error))
            return false;
    return true;
}

/* Of one spelling the most frequent comes first: it is what will be shown. */
static int
compare (const void *a, const void *b)
{
    const CopiaListed *x = a, *y = b;
    int order = copia_string_compare (x->form, y->form);

    if (order == 0)
        order = copia_string_compare (x->name, y->name);
    if (order == 0 && x->count != y->count)
        order = x->count > y->count ? -1 : 1;
    return order ? order : copia_string_compare (x->word, y->word);
}

static bool
is_same (const CopiaListed *a, const CopiaListed *b)
{
    return copia_string_compare (a->form, b->form) == 0 &&
           copia_string_compare (a->name, b->name) == 0;
}

static void
join (Filling *self)
{
    GArray *all = self->list->listed;
    guint n = 0;

    g_array_sort (all, compare);
    for (guint i = 0; i < all->len; i++) {
        CopiaListed *one = &g_array_index (all, CopiaListed, i);
        CopiaListed *last = n > 0 ? &g_array_index (all, CopiaListed, n - 1) : NULL;

        if (last && is_same (last, one))
            last->count += one->count;
        else
            g_array_index (all, CopiaListed, n++) = *one;
    }
    self->list->joined = all->len - n;
    g_array_set_size (all, n);
}

/* As a form is shown: letters that folding takes apart stand as they were. */
static void
write_forms (Filling *self)
{
    for (guint i = 0; i < self->list->listed->len; i++) {
        CopiaListed *one = &g_array_index (self->list->listed, CopiaListed, i);

        g_string_truncate (self->folded, 0);
        copia_fold_written (one->word.bytes, one->word.size, self->folded);
        one->word = keep (self->list, self->folded->str, self->folded->len);
    }
}

static bool
settle_total (CopiaFrequencyList *self, uint64_t given, GError **error)
{
    if (given > 0)
        self->from = COPIA_TOTAL_GIVEN;
    if (given > 0 || self->from == COPIA_TOTAL_SUMMED)
        self->total = given > 0 ? given : self->sum;
    if (self->total > 0 && self->total >= self->sum)
        return true;
    if (self->sum == 0)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: there is no word in this list, or all counts are 0",
                     self->path);
    else
        g_set_error (error, COPIA_ERROR,
                     given > 0 ? COPIA_ERROR_QUERY : COPIA_ERROR_INPUT,
                     "%s: the counts of this list are %s together, more than the total "
                     "of %s that is %s",
                     self->path, COPIA_SAID (self->sum), COPIA_SAID (self->total),
                     given > 0 ? "given" : "said in it");
    return false;
}

CopiaFrequencyList *
copia_frequency_list_load (const char *path, CopiaListedBy by, uint64_t total,
                           GError **error)
{
    g_autoptr (CopiaFrequencyList) self = g_new0 (CopiaFrequencyList, 1);
    g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (CopiaString));
    g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (size_t));
    g_autoptr (GString) folded = g_string_new (NULL);
    g_autofree char *digest = NULL;
    g_autoptr (GRegex) total_regex = total_said ();
    Filling filling = { self, lines, numbers, by, folded, total_regex };
    size_t size = 0;

    self->path = g_filename_display_name (path);
    self->listed = g_array_new (FALSE, FALSE, sizeof (CopiaListed));
    self->room = g_string_chunk_new (4096);
    self->text = copia_list_file_read (path, "a word and its count a line",
                                       MOST_MEBIBYTES, &size, error);
    if (!self->text)
        return NULL;
    digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                          (const guchar *) self->text, size);
    g_strlcpy (self->digest, digest, sizeof self->digest);
    cut_lines (&filling, self->text, size);
    if (!read_lines (&filling, error))
        return NULL;
    join (&filling);
    if (by == COPIA_LISTED_FORMS)
        write_forms (&filling);
    return settle_total (self, total, error) ? g_steal_pointer (&self) : NULL;
}

void
copia_frequency_list_free (CopiaFrequencyList *self)
{
    if (!self)
        return;
    g_free (self->path);
    g_free (self->text);
    g_array_unref (self->listed);
    g_string_chunk_free (self->room);
    g_free (self);
}
