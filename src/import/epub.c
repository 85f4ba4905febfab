/* epub.c - how an EPUB is put together. */
#include "import/epub.h"

#include <string.h>

#include "base/error.h"
#include "import/xml.h"

#define MOST_ENTRIES 100000

/* An item of the manifest. */
typedef struct {
    char *href; /* name of a member */
    bool nav, ncx;
} Item;

typedef struct {
    CopiaEpub *epub;
    CopiaDocument *document;
    const GPtrArray *members;
    char *base;         /* name of the file that links are seen from */
    GHashTable *items;  /* id -> Item */
    GPtrArray *spine;   /* char *: ids */
    GHashTable *locked; /* names of members that are encrypted */
    GString *authors;
} Package;

static void
free_item (void *data)
{
    Item *item = data;

    g_free (item->href);
    g_free (item);
}

static void
free_entry (void *data)
{
    CopiaEpubEntry *entry = data;

    g_free (entry->label);
    g_free (entry->page);
    g_free (entry->fragment);
    g_free (entry);
}

void
copia_epub_free (CopiaEpub *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->pages);
    g_ptr_array_unref (self->entries);
    g_hash_table_unref (self->leading);
    g_free (self);
}

static bool
fail (GError **error, const char *what)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT, "%s", what);
    return false;
}

/* ---- links ---------------------------------------------------------------------------- */

/* The member that a link in file `base` leads to, which may have a fragment. */
static char *
resolve (const char *base, const char *link, char **fragment)
{
    g_autofree char *path = g_strndup (link, strcspn (link, "#"));
    g_autofree char *plain = g_uri_unescape_string (path, NULL);
    g_autofree char *folder = g_path_get_dirname (base);
    g_auto (GStrv) parts = NULL;
    g_autoptr (GPtrArray) kept = g_ptr_array_new ();
    g_autofree char *whole = NULL;

    if (fragment)
        *fragment = link[strlen (path)] ? g_strdup (link + strlen (path) + 1) : NULL;
    if (!*path)
        return g_strdup (base);
    whole = strcmp (folder, ".") == 0
                ? g_strdup (plain ? plain : path)
                : g_strdup_printf ("%s/%s", folder, plain ? plain : path);
    parts = g_strsplit (whole, "/", -1);
    for (char **part = parts; *part; part++) {
        if (strcmp (*part, "..") == 0 && kept->len)
            g_ptr_array_set_size (kept, (gint) kept->len - 1);
        else if (**part && strcmp (*part, ".") != 0 && strcmp (*part, "..") != 0)
            g_ptr_array_add (kept, *part);
    }
    g_ptr_array_add (kept, NULL);
    return g_strjoinv ("/", (char **) kept->pdata);
}

static CopiaXml *
open_member (const Package *self, const char *name, char **base)
{
    const CopiaMember *member = name ? copia_archive_find (self->members, name) : NULL;

    if (!member)
        return NULL;
    if (base) {
        g_free (*base);
        *base = g_strdup (member->name);
    }
    return copia_xml_new (member->bytes, member->size, NULL);
}

/* ---- the package file ----------------------------------------------------------------- */

static char *
find_package (const Package *self, GError **error)
{
    g_autoptr (CopiaXml) xml = open_member (self, "META-INF/container.xml", NULL);
    CopiaXmlEvent event = COPIA_XML_END;

    while (xml && (event = copia_xml_next (xml, NULL)) < COPIA_XML_END)
        if (event == COPIA_XML_OPEN && strcmp (copia_xml_name (xml), "rootfile") == 0) {
            const char *path = copia_xml_attribute (xml, "full-path");

            if (path && copia_archive_find (self->members, path))
                return g_strdup (path);
        }
    for (guint i = 0; i < self->members->len; i++) {
        const CopiaMember *member = self->members->pdata[i];

        if (g_str_has_suffix (member->name, ".opf"))
            return g_strdup (member->name);
    }
    fail (error, "no EPUB: there is no package file (.opf) in it");
    return NULL;
}

static bool
read_metadata (Package *self, CopiaXml *xml, const char *name, GError **error)
{
    static const char *const known[] = { "title", "date", "language", "publisher" };
    g_autofree char *value = NULL;
    bool author = strcmp (name, "creator") == 0, wanted = author;

    for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
        wanted |= strcmp (name, known[i]) == 0;
    if (!wanted)
        return true;
    name = g_intern_string (name);
    value = copia_xml_content (xml, error);
    if (!value)
        return false;
    if (author && *value)
        g_string_append_printf (self->authors, "%s%s", self->authors->len ? "; " : "",
                                value);
    else
        copia_document_attribute (self->document, name, value);
    return true;
}

static void
read_item (Package *self, CopiaXml *xml)
{
    g_autofree char *id = g_strdup (copia_xml_attribute (xml, "id"));
    const char *href = copia_xml_attribute (xml, "href");
    const char *said;
    Item *item;

    if (!id || !href)
        return;
    item = g_new0 (Item, 1);
    item->href = resolve (self->base, href, NULL);
    said = copia_xml_attribute (xml, "properties");
    item->nav = said && strstr (said, "nav");
    said = copia_xml_attribute (xml, "media-type");
    item->ncx = said && strcmp (said, "application/x-dtbncx+xml") == 0;
    g_hash_table_insert (self->items, g_steal_pointer (&id), item);
}

static bool
read_package (Package *self, const char *path, GError **error)
{
    g_autoptr (CopiaXml) xml = open_member (self, path, &self->base);
    bool metadata = false;

    for (;;) {
        CopiaXmlEvent event = copia_xml_next (xml, error);
        const char *name = event <= COPIA_XML_CLOSE ? copia_xml_name (xml) : "";

        if (event >= COPIA_XML_END)
            return event == COPIA_XML_END;
        if (strcmp (name, "metadata") == 0)
            metadata = event == COPIA_XML_OPEN;
        if (event != COPIA_XML_OPEN)
            continue;
        if (metadata && !read_metadata (self, xml, name, error))
            return false;
        if (strcmp (name, "item") == 0)
            read_item (self, xml);
        if (strcmp (name, "itemref") == 0)
            g_ptr_array_add (self->spine,
                             g_strdup (copia_xml_attribute (xml, "idref")));
    }
}

/* ---- pages ---------------------------------------------------------------------------- */

/* Fonts may be encrypted in a book that can be read: what counts is whether pages are. */
static void
read_locks (Package *self)
{
    g_autoptr (CopiaXml) xml = open_member (self, "META-INF/encryption.xml", NULL);
    CopiaXmlEvent event;

    while (xml && (event = copia_xml_next (xml, NULL)) < COPIA_XML_END)
        if (event == COPIA_XML_OPEN &&
            strcmp (copia_xml_name (xml), "CipherReference") == 0) {
            const char *uri = copia_xml_attribute (xml, "URI");

            if (uri)
                g_hash_table_add (self->locked, g_uri_unescape_string (uri, NULL));
        }
}

static bool
find_pages (Package *self, GError **error)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < self->spine->len; i++) {
        const char *id = self->spine->pdata[i];
        const Item *item = id ? g_hash_table_lookup (self->items, id) : NULL;
        const CopiaMember *member =
            item ? copia_archive_find (self->members, item->href) : NULL;

        if (!member || item->nav ||
            !g_hash_table_add (seen, (void *) (uintptr_t) member))
            continue;
        if (g_hash_table_contains (self->locked, member->name))
            return fail (error, "an EPUB whose pages are locked (DRM); copia cannot "
                                "read them");
        g_ptr_array_add (self->epub->pages, (void *) (uintptr_t) member);
    }
    return self->epub->pages->len > 0 || fail (error, "an EPUB without pages");
}

/* ---- the table of contents ------------------------------------------------------------ */

static void
add_entry (Package *self, uint32_t level, const char *label, const char *link)
{
    CopiaEpubEntry *entry;
    GPtrArray *leading;

    if (!label || !*label || !link || self->epub->entries->len >= MOST_ENTRIES)
        return;
    entry = g_new0 (CopiaEpubEntry, 1);
    entry->label = g_strdup (label);
    entry->level = MAX (level, 1);
    entry->page = resolve (self->base, link, &entry->fragment);
    g_ptr_array_add (self->epub->entries, entry);
    leading = g_hash_table_lookup (self->epub->leading, entry->page);
    if (!leading) {
        leading = g_ptr_array_new ();
        g_hash_table_insert (self->epub->leading, entry->page, leading);
    }
    g_ptr_array_add (leading, entry);
}

/* <navPoint><navLabel><text>..</text></navLabel><content src=".."/><navPoint>.. */
static void
read_ncx (Package *self, CopiaXml *xml)
{
    g_autofree char *label = NULL;
    uint32_t level = 0;
    CopiaXmlEvent event;

    while ((event = copia_xml_next (xml, NULL)) < COPIA_XML_END) {
        const char *name = event == COPIA_XML_TEXT ? "" : copia_xml_name (xml);
        bool opens = event == COPIA_XML_OPEN;

        if (strcmp (name, "navPoint") == 0)
            level = opens ? level + 1 : level - (level > 0);
        if (opens && level && strcmp (name, "text") == 0) {
            g_free (label);
            label = copia_xml_content (xml, NULL);
        } else if (opens && level && strcmp (name, "content") == 0) {
            add_entry (self, level, label, copia_xml_attribute (xml, "src"));
        }
    }
}

/* <nav epub:type="toc"><ol><li><a href="..">..</a><ol>.. */
static void
read_nav (Package *self, CopiaXml *xml)
{
    uint32_t level = 0;
    bool inside = false;
    CopiaXmlEvent event;

    while ((event = copia_xml_next (xml, NULL)) < COPIA_XML_END) {
        const char *name = event == COPIA_XML_TEXT ? "" : copia_xml_name (xml);
        bool opens = event == COPIA_XML_OPEN;

        if (strcmp (name, "nav") == 0) {
            const char *type = opens ? copia_xml_attribute (xml, "type") : NULL;

            inside = type && strcmp (type, "toc") == 0;
            level = 0;
        }
        if (inside && strcmp (name, "ol") == 0)
            level = opens ? level + 1 : level - (level > 0);
        if (inside && opens && strcmp (name, "a") == 0) {
            g_autofree char *link = g_strdup (copia_xml_attribute (xml, "href"));
            g_autofree char *label = copia_xml_content (xml, NULL);

            add_entry (self, level, label, link);
        }
    }
}

static void
read_contents (Package *self)
{
    const Item *nav = NULL, *ncx = NULL;
    GHashTableIter each;
    void *value;

    g_hash_table_iter_init (&each, self->items);
    while (g_hash_table_iter_next (&each, NULL, &value)) {
        const Item *item = value;

        if (item->nav && (!nav || strcmp (item->href, nav->href) < 0))
            nav = item;
        if (item->ncx && (!ncx || strcmp (item->href, ncx->href) < 0))
            ncx = item;
    }
    if (nav) {
        g_autoptr (CopiaXml) xml = open_member (self, nav->href, &self->base);

        if (xml)
            read_nav (self, xml);
    }
    if (ncx && self->epub->entries->len == 0) {
        g_autoptr (CopiaXml) xml = open_member (self, ncx->href, &self->base);

        if (xml)
            read_ncx (self, xml);
    }
}

/* ---- public --------------------------------------------------------------------------- */

static bool
read_all (Package *self, GError **error)
{
    g_autofree char *path = find_package (self, error);

    if (!path)
        return false;
    if (!read_package (self, path, error)) {
        g_prefix_error (error, "%s: ", path);
        return false;
    }
    copia_document_attribute (self->document, "author", self->authors->str);
    read_locks (self);
    if (!find_pages (self, error))
        return false;
    read_contents (self);
    return true;
}

CopiaEpub *
copia_epub_new (CopiaDocument *document, const GPtrArray *members, GError **error)
{
    g_autoptr (CopiaEpub) epub = g_new0 (CopiaEpub, 1);
    Package self = { .epub = epub, .document = document, .members = members };
    bool read;

    epub->pages = g_ptr_array_new ();
    epub->entries = g_ptr_array_new_with_free_func (free_entry);
    epub->leading = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                           (GDestroyNotify) g_ptr_array_unref);
    self.items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_item);
    self.locked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self.spine = g_ptr_array_new_with_free_func (g_free);
    self.authors = g_string_new (NULL);
    read = read_all (&self, error);
    g_hash_table_unref (self.items);
    g_hash_table_unref (self.locked);
    g_ptr_array_unref (self.spine);
    g_string_free (self.authors, TRUE);
    g_free (self.base);
    return read ? g_steal_pointer (&epub) : NULL;
}
