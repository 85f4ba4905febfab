/* set-base.c - what the union of a set that grew can borrow of. */
#include "index/set-private.h"

#include "base/error.h"
#include "index/index-private.h"

#include <stdlib.h>
#include <string.h>

#define LITTLE                                                                         \
    8 /* what was added: at most this part of the base, in types and in tokens */

/* A set that grew before has a base, which is its first file, or a union of the first files. */
static bool
open_base (CopiaMaking *self, GError **error)
{
    const CopiaManifest *before = self->before;
    const CopiaShards *shards = copia_index_shards (self->parts[0]);
    g_autoptr (CopiaManifest) first = copia_manifest_new ();
    g_autoptr (CopiaContainer) joint = NULL;
    const CopiaSection *tokens;

    self->base_member = before->base;
    if (strcmp (before->base.path,
                g_array_index (before->shards, CopiaMember, 0).path) == 0) {
        self->base = shards->shards[0].index;
        self->base_files = 1;
        return true;
    }
    joint = copia_container_open_named (before->base.path, COPIA_SET_WAY_OUT, error);
    if (!joint)
        return false;
    tokens = copia_container_find (joint, "set.tokens");
    self->base_files = tokens && tokens->count > 0
                           ? (uint32_t) MIN (tokens->count, shards->n + 1ull) - 1
                           : 0;
    for (uint32_t i = 0; i < self->base_files; i++) {
        CopiaMember member = copia_making_member (self, i);

        g_array_append_val (first->shards, member);
    }
    first->joint = copia_member_new (before->base.path, self->path, 0,
                                     before->base.bytes, before->base.id);
    self->opened =
        self->base_files > 0 ? copia_index_open_set (self->path, first, error) : NULL;
    self->base = self->opened;
    return self->base || (error && *error) ||
           copia_container_damaged (joint, error, "it tells of no files");
}

static bool
find_base (CopiaMaking *self, GError **error)
{
    const CopiaIndex *first = self->parts[0];
    const CopiaShards *shards = copia_index_shards (first);

    if (!shards) {
        self->base = first;
        self->base_files = 1;
        self->base_member =
            (CopiaMember){ .path = (char *) (uintptr_t) copia_index_path (first),
                           .bytes = copia_index_bytes (first) };
        g_strlcpy (self->base_member.id, copia_index_id (first),
                   sizeof self->base_member.id);
    } else if (self->before && self->before->base.name) {
        if (!open_base (self, error))
            return false;
    } else if (self->before) {
        self->base = first;
        self->base_files = shards->n;
        self->base_member = self->before->joint;
    }
    return true;
}

/* Is what was added so little that telling the difference pays? */
static bool
is_little (const CopiaMaking *self, CopiaSetKind kind)
{
    uint64_t types = 0, tokens = 0;

    if (self->base_files >= self->files->len)
        return false;
    for (guint i = self->base_files; i < self->files->len; i++) {
        const CopiaIndex *added = copia_making_file (self, i)->index;

        types += copia_index_lexicon (added)->types;
        tokens += copia_index_tokens (added)->size;
    }
    return kind == COPIA_SET_BORROWING ||
           (types <= copia_index_lexicon (self->base)->types / LITTLE &&
            tokens <= copia_index_tokens (self->base)->size / LITTLE);
}

/* Unions of another set may go whenever that one grows. */
static bool
is_first_part (const CopiaMaking *self)
{
    return !copia_index_shards (self->parts[0]) ||
           (self->before &&
            strcmp (copia_index_id (self->parts[0]), self->before->joint.id) == 0);
}

bool
copia_making_find_base (CopiaMaking *self, CopiaSetKind kind, GError **error)
{
    if (kind == COPIA_SET_WHOLE || !is_first_part (self))
        return true;
    if (!find_base (self, error))
        return false;
    if (self->base && !is_little (self, kind))
        self->base = NULL;
    return true;
}
