/* manifest.h - the text file that names the files of a set (FORMAT.md, "Sets of files"). */
#pragma once

#include "base/out.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_MOST_SHARDS 30000

typedef struct {
    char *name; /* as it stands there */
    char *path; /* where that is */
    uint64_t tokens, bytes;
    char id[17];
    bool own; /* a file that was written for this list alone */
} CopiaMember;

typedef struct {
    char *text;        /* its bytes */
    GArray *shards;    /* CopiaMember */
    CopiaMember base;  /* what the union borrows of; `name` is NULL: it does not */
    CopiaMember joint; /* the union; neither has tokens of its own */
} CopiaManifest;

/* The file begins as manifests do.  Nothing is taken from a pipe. */
bool copia_manifest_is (const char *path);
/* Beside which the files are that it names, or will name: `path`, or where that leads if it is a link,
 * unless they are found beside the link. */
char *copia_manifest_place (const char *path);
CopiaManifest *copia_manifest_read (const char *path, GError **error);
CopiaManifest *copia_manifest_new (void);
/* A file at `path`; `manifest` is the path of the manifest. */
CopiaMember copia_member_new (const char *path, const char *manifest, uint64_t tokens,
                              uint64_t bytes, const char *id);
/* Written, and not yet closed. */
CopiaOut *copia_manifest_draft (const CopiaManifest *self, const char *path);
void copia_manifest_free (CopiaManifest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaManifest, copia_manifest_free)
