/* annotated-sniff.h - whether a text is annotated, told by how it begins.
 *
 * Seen are the first 64 KiB, up to the last whole line.  Vertical text begins with a tag, every
 * token stands inside a region, and tags stand on lines of their own; its tokens have columns,
 * nearly all as many, or they are single words, and no tag closes what is not open.  In CoNLL-U
 * a token has ten columns, of which those with a form of their own keep to it, and is numbered
 * behind the one before it.  Where there are columns, one line in ten may be broken: then the
 * importer says which.
 */
#pragma once

#include "text/document.h"

bool copia_vertical_sniff (const CopiaDocument *document);
bool copia_conllu_sniff (const CopiaDocument *document);
