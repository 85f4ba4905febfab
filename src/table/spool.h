/* spool.h - a file for what another library or program writes, gone when it is freed. */
#pragma once

#include "table/format.h"

typedef struct CopiaSpool CopiaSpool;

/* In the folder for temporary files; empty. */
CopiaSpool *copia_spool_new (GError **error);
const char *copia_spool_path (const CopiaSpool *self);
/* Puts its bytes into the table; an error becomes the table's. */
void copia_spool_put (const CopiaSpool *self, CopiaTable *table);
void copia_spool_free (CopiaSpool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSpool, copia_spool_free)
