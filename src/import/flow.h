/* flow.h - a file that is read a piece after the other.
 *
 * What is annotated is told line by line, so a file of it may be of any length: of one that is
 * longer than memory, or a pipe, a document holds the beginning, and asks for the rest.  Nothing
 * is put aside.  What is packed is unpacked as it is asked for.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/aside.h"
#include "text/document.h"

#define COPIA_FLOW_BEGINNING ((size_t) 1 << 20) /* bytes that are looked at */

typedef struct CopiaFlow CopiaFlow;

/* A pipe, or a file of more than `whole` bytes; NULL without an error: it is neither, or cannot
 * be opened.  G_FILE_ERROR: it cannot be read; COPIA_ERROR_INPUT: a device without an end, or
 * nothing but NULs. */
CopiaFlow *copia_flow_open (const char *path, uint64_t whole, GError **error);

/* The beginning and a NUL, and whether that is not all. */
const char *copia_flow_beginning (const CopiaFlow *self, size_t *size);
bool copia_flow_goes_on (const CopiaFlow *self);
/* COPIA_ERROR_LIMIT: it is known already that it is longer. */
bool copia_flow_fits (const CopiaFlow *self, uint64_t limit, GError **error);

/* What one that is packed unpacks to, which takes it; nothing but its beginning is read until
 * it goes on.  Where that cannot be unpacked, NULL, and nothing is taken. */
CopiaFlow *copia_flow_unpack (CopiaFlow **packed);
/* The packed one again, from its beginning. */
CopiaFlow *copia_flow_packed (CopiaFlow *self);

/* All of it, `limit` bytes at most, and a NUL; what is more than `memory` bytes is put
 * aside beside `beside`, unless that is NULL.  COPIA_ERROR_LIMIT: longer, or without a blank. */
CopiaAside *copia_flow_read (CopiaFlow *self, uint64_t limit, uint64_t memory,
                             const char *beside, GError **error);

/* Decodes the beginning into the document; false without an error: its encoding is not shown. */
bool copia_flow_begin (CopiaFlow *self, CopiaDocument *document, const char *wanted,
                       GError **error);
/* The document takes the flow, and has the rest from it. */
void copia_flow_go_on (CopiaFlow *self, CopiaDocument *document);
void copia_flow_free (CopiaFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaFlow, copia_flow_free)
