/* reading.h - what the tests of reading share: a receiver that holds every event to its contract. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "import/reader.h"

typedef struct {
    GPtrArray *open;     /* char *: names of the open structures */
    GArray *held;        /* guint64: tokens seen when each was opened */
    GString *text;       /* all gaps, tokens and the tail */
    GString *events;     /* what was said, as one line; NULL: not wanted */
    GHashTable *regions; /* name -> number of regions */
    guint64 tokens, words, texts;
    guint64 outside; /* tokens in no chapter that are not of a part's head */
    bool ended;      /* the tail came */
} Catch;

static inline bool
catch_is_open (const Catch *self, const char *name)
{
    for (guint i = 0; i < self->open->len; i++)
        if (strcmp (g_ptr_array_index (self->open, i), name) == 0)
            return true;
    return false;
}

static inline guint
catch_count (const Catch *self, const char *name)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (self->regions, name));
}

/* Structures that nest; what mark-up declares beside them may cross. */
static inline bool
catch_nests (const char *name)
{
    static const char *const names[] = { "text", "part", "chapter", "head", "p", "s" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (strcmp (name, names[i]) == 0)
            return true;
    return false;
}

static inline void
catch_open (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    Catch *self = data;
    bool unit = strcmp (name, "head") == 0 || strcmp (name, "p") == 0;

    g_assert_false (catch_is_open (self, name));
    g_assert_true (strcmp (name, "text") == 0 || catch_is_open (self, "text"));
    self->ended &= strcmp (name, "text") != 0;
    g_assert_false (self->ended);
    g_assert_false (catch_nests (name) && catch_is_open (self, "s"));
    g_assert_false (unit &&
                    (catch_is_open (self, "head") || catch_is_open (self, "p")));
    if (strcmp (name, "part") == 0)
        g_assert_false (catch_is_open (self, "chapter"));
    if (strcmp (name, "s") == 0)
        g_assert_true (catch_is_open (self, "head") || catch_is_open (self, "p"));
    self->texts += strcmp (name, "text") == 0;
    g_ptr_array_add (self->open, g_strdup (name));
    g_array_append_val (self->held, self->tokens);
    g_hash_table_replace (self->regions, g_strdup (name),
                          GUINT_TO_POINTER (catch_count (self, name) + 1));
    if (self->events)
        g_string_append_printf (self->events, "<%s", name);
    for (size_t i = 0; i < n; i++) {
        g_assert_true (g_utf8_validate (attributes[i].value, -1, NULL));
        for (size_t j = 0; j < i; j++)
            g_assert_cmpstr (attributes[i].name, !=, attributes[j].name);
        if (self->events)
            g_string_append_printf (self->events, " %s='%s'", attributes[i].name,
                                    attributes[i].value);
    }
    if (self->events)
        g_string_append_c (self->events, '>');
}

static inline void
catch_token (void *data, const CopiaTokenEvent *event)
{
    Catch *self = data;

    g_assert_true (catch_is_open (self, "s"));
    g_assert_cmpuint (event->token_size, >, 0);
    g_assert_true (g_utf8_validate (event->token, (gssize) event->token_size, NULL));
    g_assert_true (g_utf8_validate (event->gap, (gssize) event->gap_size, NULL));
    g_string_append_len (self->text, event->gap, (gssize) event->gap_size);
    g_string_append_len (self->text, event->token, (gssize) event->token_size);
    self->tokens++;
    self->words += event->word;
    self->outside += !catch_is_open (self, "chapter") && !catch_is_open (self, "head");
    if (self->events) {
        g_string_append_len (self->events, event->token, (gssize) event->token_size);
        g_string_append_c (self->events, ' ');
    }
}

static inline void
catch_close (void *data, const char *name)
{
    Catch *self = data;
    guint at = self->open->len;

    g_assert_true (catch_is_open (self, name));
    while (strcmp (g_ptr_array_index (self->open, --at), name) != 0)
        g_assert_false (catch_nests (name) &&
                        catch_nests (g_ptr_array_index (self->open, at)));
    g_assert_cmpuint (g_array_index (self->held, guint64, at), <, self->tokens);
    g_assert_true (strcmp (name, "text") != 0 || self->ended);
    g_ptr_array_remove_index (self->open, at);
    g_array_remove_index (self->held, at);
    if (self->events)
        g_string_append_printf (self->events, "</%s>", name);
}

static inline void
catch_tail (void *data, const char *gap, size_t size)
{
    Catch *self = data;

    g_assert_cmpuint (self->open->len, ==, 1);
    g_assert_false (self->ended);
    g_string_append_len (self->text, gap, (gssize) size);
    self->ended = true;
}

static inline Catch *
catch_new (bool events)
{
    Catch *self = g_new0 (Catch, 1);

    self->open = g_ptr_array_new_with_free_func (g_free);
    self->held = g_array_new (FALSE, FALSE, sizeof (guint64));
    self->text = g_string_new (NULL);
    self->events = events ? g_string_new (NULL) : NULL;
    self->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return self;
}

static inline void
catch_free (Catch *self)
{
    g_ptr_array_unref (self->open);
    g_array_unref (self->held);
    g_string_free (self->text, TRUE);
    if (self->events)
        g_string_free (self->events, TRUE);
    g_hash_table_unref (self->regions);
    g_free (self);
}

static inline CopiaReceiver
catch_receiver (Catch *self)
{
    return (CopiaReceiver){ self,       catch_open, catch_token, catch_close,
                            catch_tail, NULL,       NULL };
}

/* Everything promised of a text that was read to its end. */
static inline void
catch_check (const Catch *self)
{
    g_assert_cmpuint (self->open->len, ==, 0);
    g_assert_true (self->ended == (self->texts > 0));
    if (catch_count (self, "chapter"))
        g_assert_cmpuint (self->outside, ==, 0);
}
