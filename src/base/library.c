/* library.c - dlopen and dlsym. */
#include "base/library.h"

#include "base/error.h"

#include <dlfcn.h>
#include <string.h>

static bool
fail (const char *package, const char *what, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "this needs the Debian package %s, which is not there or of another "
                 "version (%s); install it",
                 package, what);
    return false;
}

bool
copia_library_load (const char *const *files, const char *package,
                    const char *const *names, void *functions, GError **error)
{
    void *library = NULL;

    for (; *files && !library; files++)
        library = dlopen (*files, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (!library)
        return fail (package, dlerror (), error);
    for (size_t i = 0; names[i]; i++) {
        void *function = dlsym (library, names[i]);

        if (!function)
            return fail (package, names[i], error);
        memcpy ((char *) functions + i * sizeof function, &function, sizeof function);
    }
    return true;
}
