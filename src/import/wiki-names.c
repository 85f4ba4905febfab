/* wiki-names.c - the words of MediaWiki that tell its mark-up.
 *
 * Namespaces and edit links are those of MediaWiki's own translations.
 */
#include "import/wiki-names.h"

#include <glib.h>
#include <string.h>

const struct CopiaWikiHidden copia_wiki_hidden[COPIA_WIKI_HIDDEN] = {
    { "ref", "</ref" },
    { "math", "</math" },
    { "gallery", "</gallery" },
    { "score", "</score" },
    { "timeline", "</timeline" },
    { "imagemap", "</imagemap" },
    { "style", "</style" },
    { "script", "</script" },
    { "chem", "</chem" },
    { "graph", "</graph" },
    { "templatedata", "</templatedata" },
};

static const char *const namespaces[] = {
    "file",      "image",    "media",     "category",  "datei",       "bild",
    "kategorie", "fichier",  "catégorie", "categorie", "archivo",     "imagen",
    "categoría", "immagine", "categoria", "bestand",   "afbeelding",  "fil",
    "kategori",  "ficheiro", "imagem",    "файл",      "изображение", "категория",
    "plik",      "grafika",  "kategoria",
};

/* Edit links by their first words; what follows a bar or blank in the brackets is free. */
static const char *const edits[] = {
    "edit",     "bearbeiten", "quelltext bearbeiten", "modifier", "editar",
    "modifica", "bewerken",   "brontekst bewerken",   "redigera", "править",
    "edytuj",
};

/* Letters compared without case, up to `size` bytes of `text`, which may be cut anywhere. */
static bool
begins (const char *text, size_t size, const char *word)
{
    size_t n = strlen (word);
    g_autofree char *head = NULL;
    g_autofree char *lower = NULL;

    if (size < n)
        return false;
    if (g_ascii_strncasecmp (text, word, n) == 0)
        return true;
    if ((unsigned char) word[n - 1] < 0x80 && (unsigned char) word[0] < 0x80 &&
        !strstr (word, "\xC3"))
        return false;
    head = g_utf8_make_valid (text, (gssize) n);
    lower = g_utf8_strdown (head, -1);
    return strcmp (lower, word) == 0;
}

bool
copia_wiki_is_hidden_link (const char *target)
{
    size_t n = 0;

    while (n < 40 && target[n] && !strchr (":|[]\n", target[n]))
        n++;
    if (target[n] != ':' || n == 0)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS (namespaces); i++)
        if (strlen (namespaces[i]) == n && begins (target, n, namespaces[i]))
            return true;
    for (size_t i = 0; i < n; i++)
        if (!g_ascii_islower (target[i]))
            return false;
    return n <= 3 && n >= 2 && target[n + 1] != ' '; /* [[fr:Titre]] */
}

uint32_t
copia_wiki_edit_mark (const char *text, uint32_t start, uint32_t end)
{
    uint32_t open = end;

    if (end == start || text[end - 1] != ']')
        return start;
    while (open > start && end - open < 60 && text[open - 1] != '[')
        open--;
    if (open == start || text[open - 1] != '[')
        return start;
    for (size_t i = 0; i < G_N_ELEMENTS (edits); i++) {
        uint32_t n = (uint32_t) strlen (edits[i]);

        if (begins (text + open, end - open, edits[i]) &&
            strchr ("] |", text[open + n]))
            return open - 1;
    }
    return start;
}
