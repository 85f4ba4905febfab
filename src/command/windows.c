/* windows.c - how wide a window is, read. */
#include "command/windows.h"

#include "base/error.h"
#include "study/collocates.h"

#include <stdio.h>
#include <string.h>

const CopiaOption copia_option_window = {
    .name = "window",
    .kind = COPIA_OPTION_TEXT,
    .argument = "L,R",
    .summary = "words to the left and right of the hit; one number for both",
    .fallback = "5,5",
};

const CopiaOption copia_option_within = {
    .name = "within",
    .kind = COPIA_OPTION_TEXT,
    .argument = "STRUCTURE",
    .summary = "windows end where its region ends, such as s or p",
};

bool
copia_window_read (const char *text, uint32_t width[2], GError **error)
{
    unsigned left, right;
    char rest;
    int n = sscanf (text, "%3u,%3u%c", &left, &right, &rest);

    if (n == 1 && !strchr (text, ',') && text[strspn (text, "0123456789")] == '\0')
        right = left;
    else if (n != 2)
        left = COPIA_WIDEST_WINDOW + 1;
    if (!g_ascii_isdigit (text[0]) || left > COPIA_WIDEST_WINDOW ||
        right > COPIA_WIDEST_WINDOW || left + right == 0) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "--window takes words on the left and right, such as 5,5 or 0,3, at "
            "most %d, not '%s'",
            COPIA_WIDEST_WINDOW, text);
        return false;
    }
    width[0] = left;
    width[1] = right;
    return true;
}
