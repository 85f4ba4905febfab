/* xml-shape.c - what the elements of an XML file are that nobody has described. */
#include "import/xml-shape.h"

#include <string.h>

typedef struct {
    bool running; /* it stands beside letters */
    bool holds;   /* elements, or letters with blanks between them */
} Name;

/* An element that is open. */
typedef struct {
    Name *name;
    bool letters;         /* directly in it */
    bool ended;           /* a blank behind some */
    GHashTable *children; /* Name *, a set; NULL: none so far */
} Open;

struct CopiaXmlShapes {
    GHashTable *names; /* char * -> Name */
    GArray *open;      /* Open */
};

static Name *
find_name (CopiaXmlShapes *self, const char *said)
{
    Name *name = g_hash_table_lookup (self->names, said);

    if (!name) {
        name = g_new0 (Name, 1);
        g_hash_table_insert (self->names, g_strdup (said), name);
    }
    return name;
}

static Open *
innermost (const CopiaXmlShapes *self)
{
    return self->open->len ? &g_array_index (self->open, Open, self->open->len - 1)
                           : NULL;
}

static void
see_open (CopiaXmlShapes *self, const char *said)
{
    Open element = { .name = find_name (self, said) };
    Open *parent = innermost (self);

    if (parent) {
        parent->name->holds = true;
        if (!parent->children)
            parent->children = g_hash_table_new (NULL, NULL);
        g_hash_table_add (parent->children, element.name);
    }
    g_array_append_val (self->open, element);
}

static void
see_text (CopiaXmlShapes *self, const char *text)
{
    Open *element = innermost (self);

    for (; element && *text; text++) {
        bool blank = g_ascii_isspace (*text);

        if (!blank && element->ended)
            element->name->holds = true;
        element->letters |= !blank;
        element->ended |= blank && element->letters;
    }
}

static void
see_close (CopiaXmlShapes *self)
{
    Open *element = innermost (self);
    GHashTableIter children;
    void *child;

    if (!element)
        return;
    if (element->children) {
        g_hash_table_iter_init (&children, element->children);
        while (element->letters && g_hash_table_iter_next (&children, &child, NULL))
            ((Name *) child)->running = true;
        g_hash_table_unref (element->children);
    }
    g_array_set_size (self->open, self->open->len - 1);
}

CopiaXmlShapes *
copia_xml_shapes_new (const char *bytes, size_t size, const char *encoding,
                      GError **error)
{
    g_autoptr (CopiaXmlShapes) self = g_new0 (CopiaXmlShapes, 1);
    g_autoptr (CopiaXml) xml = copia_xml_new (bytes, size, encoding);
    CopiaXmlEvent event;

    self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    self->open = g_array_new (FALSE, FALSE, sizeof (Open));
    while ((event = copia_xml_next (xml, error)) < COPIA_XML_END) {
        if (event == COPIA_XML_OPEN)
            see_open (self, copia_xml_name (xml));
        else if (event == COPIA_XML_TEXT)
            see_text (self, copia_xml_text (xml));
        else
            see_close (self);
    }
    return event == COPIA_XML_END ? g_steal_pointer (&self) : NULL;
}

CopiaXmlShape
copia_xml_shapes_get (const CopiaXmlShapes *self, const char *said)
{
    const Name *name = g_hash_table_lookup (self->names, said);

    return !name || name->running ? COPIA_XML_RUNNING
           : name->holds          ? COPIA_XML_BLOCK
                                  : COPIA_XML_PARTED;
}

void
copia_xml_shapes_free (CopiaXmlShapes *self)
{
    if (!self)
        return;
    while (self->open->len > 0) {
        Open *element = innermost (self);

        if (element->children)
            g_hash_table_unref (element->children);
        g_array_set_size (self->open, self->open->len - 1);
    }
    g_array_unref (self->open);
    g_hash_table_unref (self->names);
    g_free (self);
}
