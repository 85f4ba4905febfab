/* title.c - what a picture of an answer is called. */
#include "study/title.h"

#define MOST_NAMED 6

GString *
copia_title_of_queries (const CopiaQuery *const *queries, size_t n, const char *by)
{
    GString *title = g_string_new (NULL);
    size_t named = MIN (n, MOST_NAMED);

    for (size_t i = 0; i < named; i++)
        g_string_append_printf (title, "%s%s", i ? ", " : "",
                                copia_query_text (queries[i]));
    if (named < n)
        g_string_append_printf (title, " and %zu more", n - named);
    if (by)
        g_string_append_printf (title, ", by %s", by);
    return title;
}
