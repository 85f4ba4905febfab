/* show.h - tokens with their attributes: `the/DT/the present/JJ/present`.
 *
 *   names := attribute (',' attribute)*     as printed: word,pos,lemma
 *
 * Tokens have one blank between them, whatever stood there, so that they can be told apart;
 * an attribute that is empty leaves its place empty.
 */
#pragma once

#include "index/index.h"

#define COPIA_MOST_SHOWN 10

typedef struct CopiaShow CopiaShow;

/* COPIA_ERROR_QUERY names the attributes there are. */
CopiaShow *copia_show_new (const CopiaIndex *index, const char *names, GError **error);
size_t copia_show_count (const CopiaShow *self);
const char *copia_show_name (const CopiaShow *self, size_t i);
/* Appends the tokens [start, end] with all attributes, joined by `/`. */
void copia_show_add (const CopiaShow *self, uint64_t start, uint64_t end,
                     GString *text);
/* The same with attribute i alone. */
void copia_show_add_one (const CopiaShow *self, size_t i, uint64_t start, uint64_t end,
                         GString *text);
void copia_show_free (CopiaShow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaShow, copia_show_free)
