/* file-names.h - how texts are called after their files: by the end of the path. */
#pragma once

#include "base/strings.h"

typedef struct {
    unsigned
        names; /* the last ones of the path; 0: what is behind the folder that all are in */
    size_t skip; /* bytes of the path of that */
} CopiaFileNames;

/* As few names as tell each of the paths, which differ and are sorted, from all others: mostly one.
 * Where it takes more than a few, or the paths are so many that it would take long to find out, what
 * is behind the folder. */
CopiaFileNames copia_file_names_of (const CopiaStrings *paths);
CopiaString copia_file_names_shown (const CopiaFileNames *self, CopiaString path);
/* The last name of a path; a slash at its end is none. */
CopiaString copia_file_names_last (CopiaString path);
