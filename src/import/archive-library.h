/* archive-library.h - those functions of libarchive that are called, and a reading by them. */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>

#include "base/library.h"

/* clang-format off */
#define COPIA_ARCHIVE_FUNCTIONS(X) \
    X (archive_entry_filetype) X (archive_entry_is_encrypted) \
    X (archive_entry_pathname) X (archive_entry_pathname_utf8) \
    X (archive_error_string) X (archive_filter_bytes) X (archive_filter_code) \
    X (archive_read_data) X (archive_read_free) X (archive_read_new) X (archive_read_next_header) \
    X (archive_read_open) X (archive_read_open_memory) \
    X (archive_read_support_filter_bzip2) X (archive_read_support_filter_gzip) \
    X (archive_read_support_filter_xz) X (archive_read_support_filter_zstd) \
    X (archive_read_support_format_raw) X (archive_read_support_format_tar) \
    X (archive_read_support_format_zip)
/* clang-format on */

typedef struct {
    COPIA_ARCHIVE_FUNCTIONS (COPIA_LIBRARY_MEMBER)
} CopiaArchiveLibrary;

typedef struct {
    CopiaArchiveLibrary library;
    struct archive *handle;
} CopiaArchive;

/* Not yet opened.  NULL: the library is not there. */
CopiaArchive *copia_archive_new (GError **error);
/* What the library says is wrong, made one line of UTF-8. */
char *copia_archive_trouble (const CopiaArchive *self);
void copia_archive_close (CopiaArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaArchive, copia_archive_close)
