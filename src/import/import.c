/* import.c - a file becomes documents: unpacked, and what lies in an archive one by one. */
#include "import/import-private.h"

#include <string.h>

#include "base/error.h"
#include "import/archive.h"
#include "import/choose.h"
#include "import/source.h"

#define DEEPEST 3 /* packed within packed */
#define PACKS 64  /* what is packed may be so many times longer; text rarely is */

uint64_t
copia_import_limit (const CopiaImportOptions *options)
{
    return options->limit ? MIN (options->limit, COPIA_SOURCE_MOST) : COPIA_SOURCE_MOST;
}

void
copia_import_hold (CopiaImportSource *self, CopiaAside *bytes)
{
    self->size = bytes->len;
    self->bytes = copia_aside_steal (bytes);
    if (self->bytes)
        return;
    self->aside = bytes;
    self->bytes = bytes->data;
}

static void
source_clear (CopiaImportSource *self)
{
    if (self->aside)
        copia_aside_free (self->aside);
    else
        g_free (self->bytes);
}

static bool import_source (CopiaImport *self, CopiaImportSource *source,
                           GError **error);

static bool
import_compressed (CopiaImport *self, const CopiaImportSource *source, GError **error)
{
    g_autofree char *kind = copia_archive_inner_name (source->kind);
    CopiaImportSource inner = { source->name, kind, NULL, 0, NULL };
    CopiaAside *aside;
    bool done;

    aside = copia_archive_unpack (source->bytes, source->size,
                                  copia_import_limit (self->options),
                                  self->options->beside, self->options->memory, error);
    if (!aside)
        return copia_import_blame (source, error);
    copia_import_hold (&inner, aside);
    if (source->aside)
        copia_aside_rest (source->aside);
    done = import_source (self, &inner, error);
    source_clear (&inner);
    return done;
}

/* What a folder would give as well. */
static bool
wants_member (const char *name)
{
    g_autofree char *base = g_path_get_basename (name);

    return *base != '.' && !g_str_has_prefix (name, "__MACOSX/") &&
           g_ascii_strncasecmp (base, "README", 6) != 0 &&
           g_ascii_strncasecmp (base, "LICENSE", 7) != 0 && copia_import_wants (name);
}

static bool
import_archive (CopiaImport *self, const CopiaImportSource *source, GError **error)
{
    g_autoptr (GPtrArray) members = NULL;
    guint others = 0;

    if (self->archive) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "an archive within an archive; unpack it yourself");
        return copia_import_blame (source, error);
    }
    members =
        copia_archive_read (source->bytes, source->size, wants_member, &others, error);
    if (!members)
        return copia_import_blame (source, error);
    self->others = others;
    if (members->len == 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "there is no text in this archive (%u other file%s); texts are "
                     "known by their endings, see 'copia help formats'",
                     others, others == 1 ? "" : "s");
        return copia_import_blame (source, error);
    }
    self->archive = true;
    for (guint i = 0; i < members->len; i++) {
        CopiaMember *member = members->pdata[i];
        g_autofree char *name = g_strdup_printf ("%s/%s", source->name, member->name);
        CopiaImportSource inner = { name, name, g_steal_pointer (&member->bytes),
                                    member->size, NULL };
        bool done = import_source (self, &inner, error);

        g_free (inner.bytes);
        if (!done)
            return false;
    }
    self->archive = false;
    return true;
}

static bool
import_source (CopiaImport *self, CopiaImportSource *source, GError **error)
{
    const CopiaImporter *unpacker =
        copia_import_choose_unpacker (source->kind, source->bytes, source->size,
                                      self->options->importer);
    CopiaPacked packed;
    bool done = true;

    if (unpacker)
        return copia_import_unpacked (self, source, unpacker, error);
    packed = copia_archive_kind (source->kind, source->bytes, source->size);
    if (packed == COPIA_PACKED_NOT && copia_archive_named (source->kind)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "by its name it is packed, but it does not begin so: damaged, or "
                     "unpacked already; fetch it anew, or give it another name");
        return copia_import_blame (source, error);
    }
    if (packed == COPIA_PACKED_NOT)
        return copia_import_text (self, source, error);
    if (++self->depth > DEEPEST) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "packed more than %d times over; unpack it yourself", DEEPEST);
        return copia_import_blame (source, error);
    }
    done = packed == COPIA_PACKED_FILE ? import_compressed (self, source, error)
                                       : import_archive (self, source, error);
    self->depth--;
    return done;
}

bool
copia_import_first (CopiaImportSource *source, const CopiaImportOptions *options,
                    CopiaTakeDocument take, void *data, GError **error)
{
    static const CopiaImportOptions usual = { 0 };
    CopiaImport self = { .options = options ? options : &usual,
                         .take = take,
                         .data = data };
    bool done = import_source (&self, source, error);

    source_clear (source);
    return done;
}

bool
copia_import_file (const char *path, const CopiaImportOptions *options,
                   CopiaTakeDocument take, void *data, GError **error)
{
    static const CopiaImportOptions usual = { 0 };
    g_autofree char *inner = copia_archive_inner_name (path);
    uint64_t limit, whole;
    CopiaImportSource source = { path, path, NULL, 0, NULL };
    GError *trouble = NULL;
    CopiaFlow *flow;

    options = options ? options : &usual;
    limit = copia_import_limit (options);
    whole = options->beside ? MIN (limit, options->memory) : limit;
    flow = copia_flow_open (path, strcmp (inner, path) != 0 ? whole / PACKS : whole,
                            &trouble);
    if (trouble) {
        g_propagate_error (error, trouble);
        return false;
    }
    if (flow)
        return copia_import_flow (flow, path, options, take, data, error);
    source.bytes =
        copia_source_read (path, limit, options->threads, &source.size, error);
    return source.bytes && copia_import_first (&source, options, take, data, error);
}

bool
copia_import_memory (const char *name, const void *bytes, size_t size,
                     const CopiaImportOptions *options, CopiaTakeDocument take,
                     void *data, GError **error)
{
    uint64_t limit = options ? copia_import_limit (options) : COPIA_SOURCE_MOST;
    CopiaImportSource source = { name, name, NULL, size, NULL };

    if (size > limit)
        return copia_source_too_long (name, limit, error);
    source.bytes = g_malloc (size + 1);
    if (size)
        memcpy (source.bytes, bytes, size);
    source.bytes[size] = 0;
    return copia_import_first (&source, options, take, data, error);
}
