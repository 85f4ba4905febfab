/* windows.h - the options of windows around hits. */
#pragma once

#include "command/command.h"
#include "study/convention.h"

extern const CopiaOption copia_option_window; /* L,R */
extern const CopiaOption copia_option_within;

extern const CopiaOption copia_option_convention;
/* The parts of a convention, each to be set by hand. */
extern const CopiaOption copia_option_tokens;
extern const CopiaOption copia_option_overlap;
extern const CopiaOption copia_option_nodes;
extern const CopiaOption copia_option_factor;
extern const CopiaOption copia_option_total;
extern const CopiaOption copia_option_log;

#define COPIA_OPTIONS_WINDOW                                                           \
    &copia_option_window, &copia_option_within, &copia_option_convention,              \
        &copia_option_tokens, &copia_option_overlap, &copia_option_nodes,              \
        &copia_option_factor, &copia_option_total, &copia_option_log

/* The convention asked for with what was changed about it, and the structure that windows end
 * with, NULL: the text.  The text that is returned is part of the convention: free it later. */
char *copia_convention_read (const CopiaRequest *request, CopiaConvention *into,
                             const char **within);

/* "5,3" or "5" to words left and right; COPIA_ERROR_QUERY. */
bool copia_window_read (const char *text, uint32_t width[2], GError **error);
