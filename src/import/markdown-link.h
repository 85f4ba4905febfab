/* markdown-link.h - the parts of Markdown's links (CommonMark 0.31, 4.7, 6.3, 6.5).
 *
 * Texts are NUL-terminated; each function gives the offset behind what it reads at `at`, or
 * COPIA_NOWHERE where it is not there.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

uint32_t copia_link_target (const char *text, uint32_t at);     /* (target "title") */
uint32_t copia_link_label_end (const char *text, uint32_t at);  /* [label] */
uint32_t copia_link_definition (const char *text, uint32_t at); /* : target "title" */
uint32_t copia_link_auto (const char *text, uint32_t at);       /* <http://x.org> */

/* A label folded and its blanks made one; NULL: none can be. */
char *copia_link_label (const char *text, uint32_t size);
