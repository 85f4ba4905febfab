/* import.c - a file becomes documents. */
#include "import/import.h"

#include <string.h>

#include "base/error.h"
#include "import/archive.h"
#include "import/binary.h"
#include "import/choose.h"
#include "import/encoding.h"
#include "import/flow.h"
#include "import/source.h"

#define DEEPEST 3 /* packed within packed */
#define PACKS 64  /* what is packed may be so many times longer; text rarely is */

/* What is being read, and for whom. */
typedef struct {
    const CopiaImportOptions *options;
    CopiaTakeDocument take;
    void *data;
    guint others; /* files of an archive that were passed over and not yet told of */
    bool archive; /* within one */
    int depth;
} Import;

/* One file or member: `name` is for messages and the text's `file`, `kind` the name without
 * what says that it is compressed. */
typedef struct {
    const char *name, *kind;
    char *bytes;
    size_t size;
    CopiaAside *aside; /* what the bytes lie in; NULL: memory of their own */
} Source;

/* Takes `bytes`; what lies in memory is held there. */
static void
hold_bytes (Source *self, CopiaAside *bytes)
{
    self->size = bytes->len;
    self->bytes = copia_aside_steal (bytes);
    if (self->bytes)
        return;
    self->aside = bytes;
    self->bytes = bytes->data;
}

static void
source_clear (Source *self)
{
    if (self->aside)
        copia_aside_free (self->aside);
    else
        g_free (self->bytes);
}

static uint64_t
limit_of (const CopiaImportOptions *options)
{
    return options->limit ? MIN (options->limit, COPIA_SOURCE_MOST) : COPIA_SOURCE_MOST;
}

/* ---- documents ------------------------------------------------------------------------ */

/* What is annotated has lines, which its reader bounds; a picture in mark-up is no word where it
 * is left out. */
static bool
check_words (const CopiaDocument *document, GError **error)
{
    const CopiaImporter *importer = copia_importer_find (document->format, NULL);
    uint32_t at = 0;

    if (importer && importer->tell)
        return true;
    for (guint i = 0; i <= document->skips->len; i++) {
        bool last = i == document->skips->len;
        const CopiaRange *skip =
            last ? NULL : &g_array_index (document->skips, CopiaRange, i);
        uint32_t end = last ? document->size : skip->start;

        if (!copia_binary_check_parted (document->text + at, end - at, at, false,
                                        error)) {
            g_prefix_error (error, "%s: ", document->name);
            return false;
        }
        at = last ? end : skip->end;
    }
    return true;
}

/* The same, unless by its name it is mark-up or annotated: before it is looked through for what
 * it may be. */
static bool
check_beginning (const CopiaDocument *document, const char *kind, GError **error)
{
    const CopiaImporter *claimed = copia_importer_find_extension (kind);

    if ((claimed && !claimed->read) ||
        copia_binary_check_parted (document->text, document->size, 0, true, error))
        return true;
    g_prefix_error (error, "%s: ", document->name);
    return false;
}

/* Takes the document, and others of the file behind it. */
static bool
give (Import *self, CopiaDocument *document, GError **error)
{
    if (self->others)
        copia_document_note (document, "%u other file%s of the archive passed over",
                             self->others, self->others == 1 ? "" : "s");
    self->others = 0;
    while (document) {
        CopiaDocument *next = g_steal_pointer (&document->next);

        copia_document_settle (document);
        if (!check_words (document, error)) {
            copia_document_free (document);
            copia_document_free (next);
            return false;
        }
        if (!self->take (self->data, document, error)) {
            copia_document_free (next);
            return false;
        }
        document = next;
    }
    return true;
}

static bool
prefix (const Source *source, GError **error)
{
    g_prefix_error (error, "%s: ", source->name);
    return false;
}

static bool
import_unpacked (Import *self, const Source *source, const CopiaImporter *importer,
                 GError **error)
{
    g_autoptr (CopiaDocument) document = copia_document_new (source->name);

    document->format = importer->name;
    if (!importer->unpack (document, source->bytes, source->size, self->options, error))
        return prefix (source, error);
    return give (self, g_steal_pointer (&document), error);
}

/* The text into memory: it will be another. */
static void
hold (CopiaDocument *document)
{
    CopiaAside *aside = g_steal_pointer (&document->aside);

    if (!aside)
        return;
    document->text = g_memdup2 (aside->data, (size_t) document->size + 1);
    copia_aside_free (aside);
}

static bool
decode (const Import *self, Source *source, CopiaDocument *document, GError **error)
{
    const char *wanted = self->options->encoding;
    CopiaAside *aside = g_steal_pointer (&source->aside);
    char *bytes = g_steal_pointer (&source->bytes);

    if (aside && copia_encoding_adopt (document, aside, source->size, wanted)) {
        document->beside = g_strdup (self->options->beside);
        return true;
    }
    if (aside)
        bytes = g_memdup2 (aside->data, source->size + 1);
    copia_aside_free (aside);
    return copia_encoding_decode (document, bytes, source->size, wanted, error) ||
           prefix (source, error);
}

static void
note_shown (const Import *self, CopiaDocument *document, const CopiaImporter *importer,
            const char *kind)
{
    bool shown = !self->options->importer && importer != copia_importers &&
                 importer != copia_importer_find_extension (kind);

    document->shown = shown && importer->tell;
    if (shown && document->notes->len == 0)
        copia_document_note (
            document,
            "read as %s, by the marks in it; --importer plain reads it as it stands",
            importer->name);
}

/* Takes the bytes. */
static bool
import_text (Import *self, Source *source, GError **error)
{
    g_autoptr (CopiaDocument) document = copia_document_new (source->name);
    const CopiaImporter *importer = NULL;

    if (self->options->importer) {
        importer = copia_importer_find (self->options->importer, error);
        if (!importer)
            return false;
    }
    document->threads = self->options->threads;
    if (!decode (self, source, document, error))
        return false;
    if (!importer && !check_beginning (document, source->kind, error))
        return false;
    if (!importer)
        importer = copia_import_choose (document, source->kind);
    document->format = importer->name;
    if (importer->convert)
        hold (document);
    if (importer->read)
        importer->read (document);
    else if (importer->convert && !importer->convert (document, self->options, error))
        return prefix (source, error);
    if (importer->read || importer->tell)
        note_shown (self, document, importer, source->kind);
    return give (self, g_steal_pointer (&document), error);
}

/* ---- what is packed ------------------------------------------------------------------- */

static bool import_source (Import *self, Source *source, GError **error);

static bool
import_compressed (Import *self, const Source *source, GError **error)
{
    g_autofree char *kind = copia_archive_inner_name (source->kind);
    Source inner = { source->name, kind, NULL, 0, NULL };
    CopiaAside *aside;
    bool done;

    aside = copia_archive_unpack (source->bytes, source->size, limit_of (self->options),
                                  self->options->beside, self->options->memory, error);
    if (!aside)
        return prefix (source, error);
    hold_bytes (&inner, aside);
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
import_archive (Import *self, const Source *source, GError **error)
{
    g_autoptr (GPtrArray) members = NULL;
    guint others = 0;

    if (self->archive) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "an archive within an archive; unpack it yourself");
        return prefix (source, error);
    }
    members =
        copia_archive_read (source->bytes, source->size, wants_member, &others, error);
    if (!members)
        return prefix (source, error);
    self->others = others;
    if (members->len == 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "there is no text in this archive (%u other file%s); texts are "
                     "known by their endings, see 'copia help formats'",
                     others, others == 1 ? "" : "s");
        return prefix (source, error);
    }
    self->archive = true;
    for (guint i = 0; i < members->len; i++) {
        CopiaMember *member = members->pdata[i];
        g_autofree char *name = g_strdup_printf ("%s/%s", source->name, member->name);
        Source inner = { name, name, g_steal_pointer (&member->bytes), member->size,
                         NULL };
        bool done = import_source (self, &inner, error);

        g_free (inner.bytes);
        if (!done)
            return false;
    }
    self->archive = false;
    return true;
}

static bool
import_source (Import *self, Source *source, GError **error)
{
    const CopiaImporter *unpacker =
        copia_import_choose_unpacker (source->kind, source->bytes, source->size,
                                      self->options->importer);
    CopiaPacked packed;
    bool done = true;

    if (unpacker)
        return import_unpacked (self, source, unpacker, error);
    packed = copia_archive_kind (source->kind, source->bytes, source->size);
    if (packed == COPIA_PACKED_NOT && copia_archive_named (source->kind)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "by its name it is packed, but it does not begin so: damaged, or "
                     "unpacked already; fetch it anew, or give it another name");
        return prefix (source, error);
    }
    if (packed == COPIA_PACKED_NOT)
        return import_text (self, source, error);
    if (++self->depth > DEEPEST) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "packed more than %d times over; unpack it yourself", DEEPEST);
        return prefix (source, error);
    }
    done = packed == COPIA_PACKED_FILE ? import_compressed (self, source, error)
                                       : import_archive (self, source, error);
    self->depth--;
    return done;
}

/* ---- public --------------------------------------------------------------------------- */

/* Takes what is in the source. */
static bool
import_first (Source *source, const CopiaImportOptions *options, CopiaTakeDocument take,
              void *data, GError **error)
{
    static const CopiaImportOptions usual = { 0 };
    Import self = { .options = options ? options : &usual, .take = take, .data = data };
    bool done = import_source (&self, source, error);

    source_clear (source);
    return done;
}

/* ---- what flows ----------------------------------------------------------------------- */

static bool
is_text (const Import *self, const CopiaFlow *flow, const char *kind)
{
    Source source = { .kind = kind };

    source.bytes = (char *) (void *) copia_flow_beginning (flow, &source.size);
    return copia_archive_kind (kind, source.bytes, source.size) == COPIA_PACKED_NOT &&
           !copia_import_choose_unpacker (source.kind, source.bytes, source.size,
                                          self->options->importer) &&
           !copia_binary_name (source.bytes, source.size);
}

/* Tells what is annotated, as long as it may be.  *told false without an error: it is another
 * text, and to be read whole; that says what is wrong with its bytes, or finds it out. */
static bool
import_annotated (Import *self, CopiaFlow **flow, const char *path, const char *kind,
                  bool *told, GError **error)
{
    g_autoptr (CopiaDocument) document = copia_document_new (path);
    const char *named = self->options->importer;
    const CopiaImporter *importer = named ? copia_importer_find (named, error)
                                          : copia_importer_find_extension (kind);
    g_autoptr (GError) trouble = NULL;

    if (named && !importer)
        return false;
    if (!is_text (self, *flow, kind) || (named && !importer->tell))
        return true;
    if (!copia_flow_begin (*flow, document, self->options->encoding, &trouble)) {
        if (!importer || !importer->tell ||
            copia_flow_fits (*flow, limit_of (self->options), NULL))
            return true;
        if (trouble)
            g_propagate_error (error, g_steal_pointer (&trouble));
        else
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "%s: its beginning does not show its encoding; name it: "
                         "--encoding windows-1252, say",
                         path);
        return false;
    }
    if (!named)
        importer = copia_import_choose (document, kind);
    if (!importer->tell)
        return true;
    document->format = importer->name;
    note_shown (self, document, importer, kind);
    copia_flow_go_on (g_steal_pointer (flow), document);
    *told = true;
    return give (self, g_steal_pointer (&document), error);
}

/* The same of what may be packed, which is then unpacked as it comes. */
static bool
import_flowing (Import *self, CopiaFlow **flow, const char *path, bool *told,
                GError **error)
{
    g_autofree char *kind = copia_archive_inner_name (path);
    size_t size;
    const char *bytes = copia_flow_beginning (*flow, &size);
    CopiaFlow *unpacked = copia_archive_kind (path, bytes, size) == COPIA_PACKED_FILE
                              ? copia_flow_unpack (flow)
                              : NULL;
    bool done;

    if (!unpacked)
        return !copia_flow_goes_on (*flow) ||
               import_annotated (self, flow, path, path, told, error);
    done = !copia_flow_goes_on (unpacked) ||
           import_annotated (self, &unpacked, path, kind, told, error);
    if (unpacked)
        *flow = copia_flow_packed (unpacked);
    return done;
}

/* All of a file that flows: what is annotated as it comes, other texts whole. */
static bool
import_flow (CopiaFlow *taken, const char *path, const CopiaImportOptions *options,
             CopiaTakeDocument take, void *data, GError **error)
{
    g_autoptr (CopiaFlow) flow = taken;
    Import self = { .options = options, .take = take, .data = data };
    Source source = { path, path, NULL, 0, NULL };
    uint64_t limit = limit_of (options);
    CopiaAside *bytes;
    bool told = false;

    if (!import_flowing (&self, &flow, path, &told, error))
        return false;
    if (told)
        return true;
    bytes = copia_flow_read (flow, limit, options->memory, options->beside, error);
    if (!bytes)
        return false;
    hold_bytes (&source, bytes);
    return import_first (&source, options, take, data, error);
}

bool
copia_import_file (const char *path, const CopiaImportOptions *options,
                   CopiaTakeDocument take, void *data, GError **error)
{
    static const CopiaImportOptions usual = { 0 };
    g_autofree char *inner = copia_archive_inner_name (path);
    uint64_t limit, whole;
    Source source = { path, path, NULL, 0, NULL };
    GError *trouble = NULL;
    CopiaFlow *flow;

    options = options ? options : &usual;
    limit = limit_of (options);
    whole = options->beside ? MIN (limit, options->memory) : limit;
    flow = copia_flow_open (path, strcmp (inner, path) != 0 ? whole / PACKS : whole,
                            &trouble);
    if (trouble) {
        g_propagate_error (error, trouble);
        return false;
    }
    if (flow)
        return import_flow (flow, path, options, take, data, error);
    source.bytes =
        copia_source_read (path, limit, options->threads, &source.size, error);
    return source.bytes && import_first (&source, options, take, data, error);
}

bool
copia_import_memory (const char *name, const void *bytes, size_t size,
                     const CopiaImportOptions *options, CopiaTakeDocument take,
                     void *data, GError **error)
{
    uint64_t limit = options ? limit_of (options) : COPIA_SOURCE_MOST;
    Source source = { name, name, NULL, size, NULL };

    if (size > limit)
        return copia_source_too_long (name, limit, error);
    source.bytes = g_malloc (size + 1);
    if (size)
        memcpy (source.bytes, bytes, size);
    source.bytes[size] = 0;
    return import_first (&source, options, take, data, error);
}
