/* parts.c - ranges to threads, parts to one. */
#include "study/parts.h"

#include "base/error.h"
#include "index/missing.h"

typedef struct {
    const CopiaSteps *study;
    const CopiaIndex *index;
    const void *ask;
    uint32_t n;
    _Atomic uint32_t next;
    void **parts;
    GError **errors;
} Work;

static gpointer
work (gpointer data)
{
    Work *self = data;
    uint64_t size = copia_index_tokens (self->index)->size;

    for (;;) {
        uint32_t i = atomic_fetch_add_explicit (&self->next, 1, memory_order_relaxed);

        if (i >= self->n)
            return NULL;
        self->parts[i] = self->study->part (self->index, self->ask, size * i / self->n,
                                            size * (i + 1) / self->n, &self->errors[i]);
    }
}

static void
work_on_all_cores (Work *self)
{
    /* how many there are is read from a file */
    uint32_t cores = self->n > 1 ? MIN (self->n, g_get_num_processors ()) : 1;
    g_autofree GThread **threads = g_new0 (GThread *, cores);

    for (uint32_t i = 1; i < cores; i++)
        threads[i] = g_thread_try_new ("study", work, self, NULL);
    work (self);
    for (uint32_t i = 1; i < cores; i++)
        if (threads[i])
            g_thread_join (threads[i]);
}

void *
copia_parts_run (const CopiaSteps *self, const CopiaIndex *index, const void *ask,
                 uint32_t parts, GError **error)
{
    uint32_t n = CLAMP (parts, 1, COPIA_MOST_PARTS);
    g_autofree void **made = g_new0 (void *, n);
    g_autofree GError **errors = g_new0 (GError *, n);
    Work all = { self, index, ask, n, 0, made, errors };
    bool failed = false;

    work_on_all_cores (&all);
    for (uint32_t i = 0; i < n; i++) {
        if (errors[i] && !failed)
            g_propagate_error (error, g_steal_pointer (&errors[i]));
        failed = failed || !made[i];
        g_clear_error (&errors[i]);
    }
    for (uint32_t i = 1; i < n && !failed; i++)
        self->merge (made[0], made[i]);
    for (uint32_t i = failed ? 0 : 1; i < n; i++)
        if (made[i])
            self->free (made[i]);
    return failed ? NULL : made[0];
}

bool
copia_ask_check (const CopiaAsk *ask, GError **error)
{
    if (ask->parts >= 1 && ask->parts <= COPIA_MOST_PARTS)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "the work cannot be cut into %u parts; 1 to %d are possible",
                 ask->parts, COPIA_MOST_PARTS);
    return false;
}

const CopiaRegions *
copia_ask_structure (const CopiaIndex *index, const char *name, GError **error)
{
    const CopiaRegions *regions = copia_index_find_structure (index, name);
    g_autofree char *said = NULL;

    if (regions)
        return regions;
    said = copia_missing_structure (index, name);
    g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, said);
    return NULL;
}

uint64_t
copia_ask_page (const CopiaAsk *ask, uint64_t rows)
{
    return ask->offset < rows ? MIN (ask->limit, rows - ask->offset) : 0;
}

bool
copia_ask_end (const CopiaIndex *index, CopiaTable *table, GError **error)
{
    return copia_index_sound (index, error) && copia_table_end (table, error);
}

int
copia_ask_rate_digits (uint64_t per)
{
    return per >= 100000 ? 1 : per >= 1000 ? 2 : 4;
}

bool
copia_counts_fit (const CopiaIndex *index, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    CopiaString word = copia_lexicon_word (lexicon, 0);

    if (copia_lexicon_freq (lexicon, 0) <= UINT32_MAX)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "'%.*s' stands %" G_GUINT64_FORMAT
                 " times, and words are counted up to "
                 "%u; ask the files of the set one by one",
                 (int) word.size, word.bytes, copia_lexicon_freq (lexicon, 0),
                 UINT32_MAX);
    return false;
}
