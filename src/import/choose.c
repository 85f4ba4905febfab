/* choose.c - which importer reads a file. */
#include "import/choose.h"

#include <string.h>

#include "import/archive.h"

/* By what the text shows, or NULL. */
static const CopiaImporter *
find_shown (const CopiaDocument *document, bool annotated)
{
    for (const CopiaImporter *i = copia_importers; i->name; i++)
        if (i->sniff && !i->named && !i->tell == !annotated && i->sniff (document))
            return i;
    return NULL;
}

const CopiaImporter *
copia_import_choose (const CopiaDocument *document, const char *kind)
{
    const CopiaImporter *claimed = copia_importer_find_extension (kind), *shown = NULL;
    bool open = !claimed || claimed == copia_importers || claimed->unpack ||
                (claimed->named && !claimed->sniff (document));

    if (open || g_str_has_suffix (kind, ".xml"))
        shown = find_shown (document, true);
    if (open && !shown)
        shown = find_shown (document, false);
    return shown ? shown : open ? copia_importers : claimed;
}

const CopiaImporter *
copia_import_choose_unpacker (const char *kind, const char *bytes, size_t size,
                              const char *named)
{
    const CopiaImporter *claimed = copia_importer_find_extension (kind);

    if (named) {
        claimed = copia_importer_find (named, NULL);
        return claimed && claimed->unpack ? claimed : NULL;
    }
    for (const CopiaImporter *i = copia_importers; i->name; i++)
        if (i->claims && i->claims (bytes, size))
            return i;
    return claimed && claimed->unpack &&
                   copia_archive_kind (kind, bytes, size) == COPIA_PACKED_ARCHIVE
               ? claimed
               : NULL;
}

bool
copia_import_wants (const char *path)
{
    g_autofree char *inner = copia_archive_inner_name (path);
    const CopiaImporter *claimed = copia_importer_find_extension (inner);
    static const char *const archives[] = { ".zip", ".tar", ".tgz", ".tbz2", ".txz" };

    if (claimed)
        return !claimed->named;
    for (size_t i = 0; i < G_N_ELEMENTS (archives); i++)
        if (g_str_has_suffix (inner, archives[i]))
            return true;
    return false;
}
