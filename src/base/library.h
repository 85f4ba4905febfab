/* library.h - a library that is opened when it is needed, not when copia starts.
 *
 * A large library with all that it drags in takes longer to load than a question about a book
 * takes to answer.  One that only some formats need is therefore not linked: its functions are
 * listed once, and found by name.
 *
 *     #define FUNCTIONS(X) X (archive_read_new) X (archive_read_free)
 *     typedef struct { FUNCTIONS (COPIA_LIBRARY_MEMBER) } Library;
 *     static const char *const names[] = { FUNCTIONS (COPIA_LIBRARY_NAME) NULL };
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define COPIA_LIBRARY_MEMBER(name) __typeof__ (name) *name;
#define COPIA_LIBRARY_NAME(name) #name,

/* The two of the example as `Library`, and load() and ready(), which says whether it can be
 * loaded. */
#define COPIA_LIBRARY(FUNCTIONS, soname)                                               \
    typedef struct {                                                                   \
        FUNCTIONS (COPIA_LIBRARY_MEMBER)                                               \
    } Library;                                                                         \
                                                                                       \
    static bool load (Library *library, GError **error)                                \
    {                                                                                  \
        static const char *const names[] = { FUNCTIONS (COPIA_LIBRARY_NAME) NULL };    \
                                                                                       \
        return copia_library_load (soname, names, library, error);                     \
    }                                                                                  \
                                                                                       \
    static bool ready (GError **error)                                                 \
    {                                                                                  \
        Library library;                                                               \
                                                                                       \
        return load (&library, error);                                                 \
    }

/* Fills the struct `functions`, a pointer a name, from the library, which stays open; `soname` as
 * the Makefile found it (COPIA_SONAME_.., base/soname.sh).  COPIA_ERROR_INPUT names it and says
 * how to get it. */
bool copia_library_load (const char *soname, const char *const *names, void *functions,
                         GError **error);
