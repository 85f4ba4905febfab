/* level.h - how deep a heading stands. */
#pragma once

typedef enum {
    COPIA_LEVEL_NONE, /* no heading */
    COPIA_LEVEL_PART,
    COPIA_LEVEL_CHAPTER,
    COPIA_LEVEL_HEAD, /* within a chapter: it opens nothing */
} CopiaLevel;
