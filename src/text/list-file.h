/* list-file.h - the bytes of a list that a user made: text in UTF-8, of a bounded size. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* COPIA_ERROR_LIMIT: more than `most` MiB; COPIA_ERROR_INPUT: binary or not UTF-8, with the line;
 * `where` is what errors call it, `lines` what stands on one: "one word a line". */
bool copia_list_file_check (const char *text, size_t size, const char *where,
                            const char *lines, unsigned most, GError **error);
/* The bytes and a NUL behind; it reads no further than the limit, for the file may be a device.
 * G_FILE_ERROR, and what the check says. */
char *copia_list_file_read (const char *path, const char *lines, unsigned most,
                            size_t *size, GError **error);
