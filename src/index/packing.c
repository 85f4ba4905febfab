/* packing.c - a way of packing for each kind of section. */
#include "index/packing.h"

#include "base/container-layout.h"

#define FORMAT_COMPACT 4 /* linked pieces, guessed gaps, what lies apart */

#define USUAL_LEAST (64u << 10) /* bytes of a section worth packing */
#define COMPACT_LEAST 256

typedef struct {
    const char *end; /* of the section's name */
    CopiaPacking packing;
    bool always; /* in the usual profile too */
} Kind;

static const Kind kinds[] = {
    { "gap.codes", COPIA_PACKING_VALUES, true },
    { "gap.rest", COPIA_PACKING_VALUES, true },
    { "gap.class", COPIA_PACKING_VALUES, true },
    { "gap.cpos", COPIA_PACKING_STEPS, true },
    { "gap.value", COPIA_PACKING_VALUES, true },
    { "gap.bytes", COPIA_PACKING_TEXT, true },
    { ".start", COPIA_PACKING_STEPS, true },
    { ".end", COPIA_PACKING_STEPS, true },
    { ".at", COPIA_PACKING_STEPS, true },
    { ".first", COPIA_PACKING_STEPS, true },
    { ".before", COPIA_PACKING_STEPS, true },
    { ".freq", COPIA_PACKING_STEPS, true },
    { ".apart", COPIA_PACKING_VALUES, false },
    { ".value", COPIA_PACKING_VALUES, false },
    { ".ids", COPIA_PACKING_LINKED, false },
    { ".id", COPIA_PACKING_VALUES, false },
    { ".of", COPIA_PACKING_VALUES, false },
    { ".lex", COPIA_PACKING_STEPS, false },
    { ".form", COPIA_PACKING_STEPS, false },
    { ".rank", COPIA_PACKING_STEPS, false },
    { ".types", COPIA_PACKING_STEPS, false },
    { ".words", COPIA_PACKING_VALUES, false },
    { ".kind", COPIA_PACKING_TEXT, false },
    { "word.bytes", COPIA_PACKING_TEXT, false },
    { "form.bytes", COPIA_PACKING_TEXT, false },
    { "post.bytes", COPIA_PACKING_WOVEN, false },
    { "post.once", COPIA_PACKING_VALUES, false },
    { ".bytes", COPIA_PACKING_TEXT, false },
};

static const Kind *
find_kind (const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (g_str_has_suffix (name, kinds[i].end))
            return &kinds[i];
    return NULL;
}

static CopiaPacking
choose_usual (const char *name)
{
    const Kind *kind = find_kind (name);

    return kind && kind->always ? kind->packing : COPIA_PACKING_NONE;
}

static CopiaPacking
choose_compact (const char *name)
{
    const Kind *kind = find_kind (name);

    return kind ? kind->packing : COPIA_PACKING_NONE;
}

void
copia_index_pack (CopiaContainerWriter *out, bool compact)
{
    copia_container_writer_format (out, compact ? FORMAT_COMPACT : COPIA_FORMAT_OLDEST);
    copia_container_writer_pack (out, compact ? choose_compact : choose_usual,
                                 compact ? COMPACT_LEAST : USUAL_LEAST);
}

const char *
copia_index_format (bool compact)
{
    return compact
               ? G_STRINGIFY (COPIA_FORMAT_MAJOR) "." G_STRINGIFY (FORMAT_COMPACT)
               : G_STRINGIFY (COPIA_FORMAT_MAJOR) "." G_STRINGIFY (COPIA_FORMAT_OLDEST);
}
