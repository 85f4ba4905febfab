/* recipe.h - inputs and how they are read: what makes an index, and is stored in it. */
#pragma once

#include "import/reader.h"

typedef struct {
    CopiaReaderOptions reading;
    bool compact;              /* the index in less space, see index/packing.h */
    const char *const *inputs; /* files and folders, NULL-terminated */
} CopiaRecipe;
