/* skip-cases.h - texts and what is shown of them, read by the importer that IMPORTER names. */
#pragma once

#include "document.h"

typedef struct {
    const char *text;
    const char *shown; /* a middle dot for each skip */
} Case;

static void
check (const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autoptr (CopiaDocument) document =
            import_text (cases[i].text, strlen (cases[i].text), IMPORTER);
        g_autofree char *shown = show_skips (document, "·");

        g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

#define CHECK(...)                                                                     \
    do {                                                                               \
        static const Case cases[] = { __VA_ARGS__ };                                   \
        check (cases, G_N_ELEMENTS (cases));                                           \
    } while (0)
