/* stemmer.c - libstemmer, by the codes of languages. */
#include "text/stemmer.h"

#include "base/error.h"

#ifdef COPIA_WITH_LIBSTEMMER

#include "base/library.h"
#include "text/fold.h"

#include <libstemmer.h>
#include <limits.h>
#include <string.h>

/* clang-format off */
#define FUNCTIONS(X) \
    X (sb_stemmer_new) X (sb_stemmer_delete) X (sb_stemmer_stem) X (sb_stemmer_length)
/* clang-format on */

COPIA_LIBRARY (FUNCTIONS, COPIA_SONAME_LIBSTEMMER)

struct CopiaStemmer {
    Library library;
    struct sb_stemmer *rules;
    const char *name;
};

/* ISO 639-1, in the order of the codes. */
static const struct {
    const char *code, *name;
} languages[] = {
    { "ar", "arabic" },    { "ca", "catalan" },    { "da", "danish" },
    { "de", "german" },    { "el", "greek" },      { "en", "english" },
    { "es", "spanish" },   { "eu", "basque" },     { "fi", "finnish" },
    { "fr", "french" },    { "ga", "irish" },      { "hi", "hindi" },
    { "hu", "hungarian" }, { "hy", "armenian" },   { "id", "indonesian" },
    { "it", "italian" },   { "lt", "lithuanian" }, { "ne", "nepali" },
    { "nl", "dutch" },     { "no", "norwegian" },  { "pt", "portuguese" },
    { "ro", "romanian" },  { "ru", "russian" },    { "sr", "serbian" },
    { "sv", "swedish" },   { "ta", "tamil" },      { "tr", "turkish" },
    { "yi", "yiddish" },
};

/* NULL: there are none for it. */
static const char *
find_name (const char *language)
{
    size_t n = strcspn (language, "-_");

    for (size_t i = 0; i < G_N_ELEMENTS (languages); i++)
        if (g_ascii_strcasecmp (language, languages[i].name) == 0 ||
            (n == strlen (languages[i].code) &&
             g_ascii_strncasecmp (language, languages[i].code, n) == 0))
            return languages[i].name;
    return NULL;
}

bool
copia_stemmer_knows (const char *language)
{
    return find_name (language) != NULL;
}

static void
set_unknown (const char *language, GError **error)
{
    g_autoptr (GString) known = g_string_new (NULL);
    g_autofree char *shown = copia_error_show (language, 40);

    for (size_t i = 0; i < G_N_ELEMENTS (languages); i++)
        g_string_append_printf (known, " %s", languages[i].code);
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "there are no stems for the language '%s'; say another with --language "
        "(there are:%s), or take a list of lemmas: --lemmas FILE",
        shown, known->str);
}

CopiaStemmer *
copia_stemmer_new (const char *language, GError **error)
{
    g_autoptr (CopiaStemmer) self = g_new0 (CopiaStemmer, 1);

    if (!load (&self->library, error))
        return NULL;
    self->name = find_name (language);
    self->rules =
        self->name ? self->library.sb_stemmer_new (self->name, "UTF_8") : NULL;
    if (self->rules)
        return g_steal_pointer (&self);
    set_unknown (language, error);
    return NULL;
}

const char *
copia_stemmer_name (const CopiaStemmer *self)
{
    return self->name;
}

void
copia_stemmer_find (const CopiaStemmer *self, CopiaString word, GString *out)
{
    gsize before = out->len, size;
    const sb_symbol *stem;
    int length;

    copia_fold (word.bytes, word.size, out);
    size = out->len - before;
    if (size > INT_MAX / 2) /* that is no word of a language */
        return;
    stem = self->library.sb_stemmer_stem (self->rules,
                                          (const sb_symbol *) out->str + before,
                                          (int) size);
    if (!stem) /* as GLib does */
        g_error ("out of memory");
    length = self->library.sb_stemmer_length (self->rules);
    if (length <= 0)
        return;
    g_string_truncate (out, before);
    g_string_append_len (out, (const char *) stem, length);
}

void
copia_stemmer_free (CopiaStemmer *self)
{
    if (!self)
        return;
    if (self->rules)
        self->library.sb_stemmer_delete (self->rules);
    g_free (self);
}

bool
copia_stemmer_ready (GError **error)
{
    return ready (error);
}

#else

struct CopiaStemmer {
    char none;
};

bool
copia_stemmer_ready (GError **error)
{
    g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "this copia was built without libstemmer; install the Debian "
                         "package libstemmer-dev and build it again, or take a list of "
                         "lemmas: --lemmas FILE");
    return false;
}

CopiaStemmer *
copia_stemmer_new (const char *language, GError **error)
{
    (void) language;
    (void) copia_stemmer_ready (error);
    return NULL;
}

const char *
copia_stemmer_name (const CopiaStemmer *self)
{
    (void) self;
    return "";
}

void
copia_stemmer_find (const CopiaStemmer *self, CopiaString word, GString *out)
{
    (void) self;
    (void) word;
    (void) out;
}

void
copia_stemmer_free (CopiaStemmer *self)
{
    g_free (self);
}

#endif
