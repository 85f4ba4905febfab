/* library.c - dlopen and dlsym. */
#include "base/library.h"

#include "base/error.h"

#include <dlfcn.h>
#include <string.h>

bool
copia_library_load (const char *soname, const char *const *names, void *functions,
                    GError **error)
{
    void *library = dlopen (soname, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);

    if (!library) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_INPUT,
            "this needs the library %s, which is not there; install its package "
            "(on Debian 'apt-file search %s' names it)",
            soname, soname);
        return false;
    }
    for (size_t i = 0; names[i]; i++) {
        void *function = dlsym (library, names[i]);

        if (!function) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "the library %s has no '%s': it is not the one that copia was "
                         "built with; build copia again",
                         soname, names[i]);
            return false;
        }
        memcpy ((char *) functions + i * sizeof function, &function, sizeof function);
    }
    return true;
}
