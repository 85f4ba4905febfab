/* lexicon.c - look-ups by id, lex, form and prefix. */
#include "index/lexicon.h"

#include "index/column-name.h"
#include "text/fold.h"

/* The arrays with an element a type. */
static bool
open_types (CopiaLexicon *self, const CopiaContainer *container, const char *prefix,
            GError **error)
{
    const struct {
        const char *name;
        CopiaInts *ints;
    } arrays[] = { { "word.id", &self->id },
                   { "word.lex", &self->lex },
                   { "word.form", &self->form },
                   { "word.freq", &self->freq },
                   { "word.rank", &self->rank } };
    char name[COPIA_NAME_SIZE];

    for (size_t i = 0; i < G_N_ELEMENTS (arrays); i++)
        if (!copia_ints_open (arrays[i].ints, container,
                              copia_column_section (name, prefix, arrays[i].name),
                              self->types, error))
            return false;
    return true;
}

bool
copia_lexicon_open (CopiaLexicon *self, const CopiaContainer *container,
                    const char *prefix, GError **error)
{
    uint64_t types, forms;
    char name[COPIA_NAME_SIZE];

    if (!copia_strings_open (&self->words, container,
                             copia_column_section (name, prefix, "word"), error) ||
        !copia_strings_open (&self->folded, container,
                             copia_column_section (name, prefix, "form"), error))
        return false;
    types = self->words.count;
    forms = self->folded.count;
    if (types == 0 || types >= COPIA_NONE || forms == 0 || forms > types)
        return copia_container_damaged (container, error,
                                        "its numbers of types and forms cannot be");
    self->types = (uint32_t) types;
    self->forms = (uint32_t) forms;
    self->kind = copia_container_find (container, copia_column_section (name, prefix,
                                                                        "word.kind"));
    if (!self->kind || self->kind->size != (types + 7) / 8)
        return copia_container_damaged (container, error,
                                        "section '%s' has a wrong size", name);
    return open_types (self, container, prefix, error) &&
           copia_ints_open (&self->first, container,
                            copia_column_section (name, prefix, "form.first"),
                            forms + 1, error);
}

const uint8_t *
copia_lexicon_kinds (const CopiaLexicon *self)
{
    copia_section_touch (self->kind, 0, self->kind->size);
    return self->kind->bytes;
}

CopiaString
copia_lexicon_word (const CopiaLexicon *self, uint32_t id)
{
    if (G_UNLIKELY (id >= self->types))
        return (CopiaString){ "", 0 };
    return copia_strings_get (&self->words, copia_ints_get (&self->lex, id));
}

CopiaString
copia_lexicon_form (const CopiaLexicon *self, uint32_t form)
{
    return copia_strings_get (&self->folded, form);
}

void
copia_lexicon_touch_forms (const CopiaLexicon *self, uint32_t first, uint32_t end)
{
    copia_strings_touch (&self->folded, first, end);
}

uint32_t
copia_lexicon_id (const CopiaLexicon *self, uint32_t lex)
{
    uint64_t id = copia_ints_get (&self->id, lex);

    if (G_LIKELY (id < self->types))
        return (uint32_t) id;
    copia_container_blame (self->id.section);
    return 0;
}

void
copia_lexicon_types_of (const CopiaLexicon *self, uint32_t form, uint32_t *first,
                        uint32_t *end)
{
    uint64_t a = copia_ints_get (&self->first, form);
    uint64_t b = form < self->forms ? copia_ints_get (&self->first, form + 1) : a;

    if (G_UNLIKELY (a > b || b > self->types)) {
        copia_container_blame (self->first.section);
        a = b = 0;
    }
    *first = (uint32_t) a;
    *end = (uint32_t) b;
}

CopiaString
copia_lexicon_written (const CopiaLexicon *self, uint32_t form, GString *room)
{
    CopiaString shown = copia_lexicon_form (self, form), word;
    uint32_t lex, end, best = COPIA_NONE;

    if (G_LIKELY (!copia_fold_may_differ (shown.bytes, shown.size)))
        return shown;
    copia_lexicon_types_of (self, form, &lex, &end);
    for (; lex < end; lex++)
        best = MIN (best, copia_lexicon_id (self, lex));
    word = copia_lexicon_word (self, best);
    if (word.size == 0)
        return shown;
    g_string_truncate (room, 0);
    copia_fold_written (word.bytes, word.size, room);
    return (CopiaString){ room->str, room->len };
}

uint64_t
copia_lexicon_form_freq (const CopiaLexicon *self, uint32_t form)
{
    uint32_t lex, end;
    uint64_t sum = 0;

    copia_lexicon_types_of (self, form, &lex, &end);
    for (; lex < end; lex++) {
        uint32_t id = copia_lexicon_id (self, lex);

        if (G_UNLIKELY (copia_lexicon_form_of (self, id) != form)) {
            copia_container_blame (self->form.section);
            break;
        }
        sum += copia_lexicon_freq (self, id);
    }
    return sum;
}

void
copia_lexicon_touch_types (const CopiaLexicon *self)
{
    const CopiaInts *all[] = { &self->first, &self->id, &self->form, &self->freq };

    for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
        copia_ints_touch (all[i]);
    copia_section_touch (self->kind, 0, self->kind->size);
}

uint64_t
copia_lexicon_raw_form_freq (const CopiaLexicon *self, uint32_t form)
{
    uint64_t lex = copia_ints_raw (&self->first, form);
    uint64_t end = copia_ints_raw (&self->first, (uint64_t) form + 1), sum = 0;

    if (G_UNLIKELY (end > self->types)) {
        copia_container_blame (self->first.section);
        return 0;
    }
    for (; lex < end; lex++) {
        uint64_t id = copia_ints_raw (&self->id, lex);

        if (G_UNLIKELY (id >= self->types ||
                        copia_ints_raw (&self->form, id) != form)) {
            copia_container_blame (self->form.section);
            return sum;
        }
        sum += copia_ints_raw (&self->freq, id);
    }
    return sum;
}

uint32_t
copia_lexicon_find_form (const CopiaLexicon *self, CopiaString form)
{
    uint64_t at = copia_strings_lower (&self->folded, form);

    if (at < self->forms &&
        copia_string_compare (copia_strings_get (&self->folded, at), form) == 0)
        return (uint32_t) at;
    return COPIA_NONE;
}

/* Where the strings that begin with `prefix` end, searching from `low`. */
static uint64_t
prefix_end (const CopiaStrings *strings, CopiaString prefix, uint64_t low)
{
    uint64_t high = strings->count;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        CopiaString string = copia_strings_get (strings, middle);

        string.size = MIN (string.size, prefix.size);
        if (copia_string_compare (string, prefix) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
copia_lexicon_prefix (const CopiaLexicon *self, CopiaString prefix, uint32_t *first,
                      uint32_t *end)
{
    *first = (uint32_t) copia_strings_lower (&self->folded, prefix);
    *end = (uint32_t) prefix_end (&self->folded, prefix, *first);
}
