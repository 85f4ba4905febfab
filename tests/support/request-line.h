/* request-line.h - commands as tests write them: a name, then words with ~ between. */
#pragma once

#include "command/command.h"

#include <string.h>

/* "freq~war~--by=part" about the index at `path`; an option that is not known ends the test. */
static inline CopiaRequest *
request_of_line (const char *line, const char *path, const CopiaFront *front)
{
    g_auto (GStrv) words = g_strsplit (line, "~", -1);
    CopiaRequest *request = copia_request_new (copia_command_find (words[0]), front);

    copia_request_argument (request, path);
    for (char **word = words + 1; *word; word++) {
        g_autoptr (GError) error = NULL;
        char *value = strchr (*word, '=');

        if (!g_str_has_prefix (*word, "--")) {
            copia_request_argument (request, *word);
            continue;
        }
        if (value)
            *value++ = '\0';
        copia_request_set (request, *word + 2, value, &error);
        g_assert_no_error (error);
    }
    return request;
}
