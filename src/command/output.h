/* output.h - whether a file is one to write an answer to. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "command/command.h"

/* COPIA_ERROR_QUERY: the path ends as an index does, or, where the ending chooses the format, as
 * what copia does not write; COPIA_ERROR_INPUT: an index or a set stands there. */
bool copia_output_check (const char *path, bool chooses, GError **error);

/* Whether an index may be made there.  COPIA_ERROR_INPUT: a file that is none and is not called
 * like one stands there, such as a text that was meant to be read. */
bool copia_output_index (const char *path, GError **error);

/* As copia_output_check(), of the writer; `terminal`: the answer goes to one.
 * COPIA_ERROR_QUERY: the command draws no picture, and nothing else is asked for. */
bool copia_output_ready (const CopiaCommand *command, const CopiaWriter *writer,
                         bool terminal, GError **error);
