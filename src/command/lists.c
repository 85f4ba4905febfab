/* lists.c - names to lists. */
#include "command/lists.h"

#include "base/error.h"
#include "text/word-list.h"

#include <string.h>

struct CopiaLists {
    GPtrArray *names; /* char *, in the order given */
    GPtrArray *lists; /* CopiaWordList */
};

static bool
is_name (const char *name)
{
    const char *at = name;

    while (g_unichar_isalnum (g_utf8_get_char (at)) || *at == '_' ||
           (*at == '-' && at > name))
        at = g_utf8_next_char (at);
    return at > name && *at == '\0' && !g_ascii_isdigit (*name);
}

static guint
find (const CopiaLists *self, const char *name)
{
    guint i = 0;

    while (i < self->names->len && !g_str_equal (self->names->pdata[i], name))
        i++;
    return i;
}

static bool
add (CopiaLists *self, const char *given, GError **error)
{
    const char *file = copia_lists_file (given);
    g_autofree char *name = g_strndup (given, file > given ? file - given - 1 : 0);
    CopiaWordList *list;

    if (!g_utf8_validate (given, file - given, NULL) || !is_name (name) || !*file) {
        g_autofree char *shown = g_utf8_make_valid (given, -1);

        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--list takes a name and a file, as in --list names=names.txt, "
                     "not '%s'",
                     shown);
        return false;
    }
    if (find (self, name) < self->names->len) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--list gives '%s' twice; give each list its own name", name);
        return false;
    }
    list = copia_word_list_load (file, error);
    if (!list)
        return false;
    g_ptr_array_add (self->names, g_steal_pointer (&name));
    g_ptr_array_add (self->lists, list);
    return true;
}

CopiaLists *
copia_lists_new (const char *const *given, GError **error)
{
    g_autoptr (CopiaLists) self = g_new0 (CopiaLists, 1);

    self->names = g_ptr_array_new_with_free_func (g_free);
    self->lists =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_word_list_free);
    for (; given && *given; given++)
        if (!add (self, *given, error))
            return NULL;
    return g_steal_pointer (&self);
}

const char *const *
copia_lists_find (void *self, const char *name, GError **error)
{
    const CopiaLists *lists = self;
    guint i = find (lists, name);
    g_autoptr (GString) names = g_string_new (NULL);

    if (i < lists->names->len)
        return copia_word_list_words (lists->lists->pdata[i]);
    for (i = 0; i < lists->names->len; i++)
        g_string_append_printf (names, "%s$%s", i > 0 ? ", " : "",
                                (const char *) lists->names->pdata[i]);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "there is no word list $%s%s%s; give it with --list %s=FILE", name,
                 names->len > 0 ? ", only " : "", names->str, name);
    return NULL;
}

const char *
copia_lists_file (const char *given)
{
    const char *sign = strchr (given, '=');

    return sign ? sign + 1 : given + strlen (given);
}

void
copia_lists_free (CopiaLists *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->names);
    g_ptr_array_unref (self->lists);
    g_free (self);
}
