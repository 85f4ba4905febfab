/* windows.h - the options of windows around hits. */
#pragma once

#include "command/command.h"

extern const CopiaOption copia_option_window; /* L,R */
extern const CopiaOption copia_option_within;

/* "5,3" or "5" to words left and right; COPIA_ERROR_QUERY. */
bool copia_window_read (const char *text, uint32_t width[2], GError **error);
