/* wiki-templates.h - where the templates of wiki text stand: `{{name|{{other}}}}`, `{{{parameter}}}`.
 *
 * Found before all else, for braces that do not close are text.  No template reaches over a
 * heading: one that seems to has lost its end.
 */
#pragma once

#include "text/document.h"

/* CopiaRange, the outermost ones, ascending. */
GArray *copia_wiki_templates (const CopiaDocument *document);
