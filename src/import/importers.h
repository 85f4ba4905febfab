/* importers.h - the formats, for importers.c alone; see import.h for what they promise. */
#pragma once

#include "import/import.h"

void copia_import_plain (CopiaDocument *document);

bool copia_import_gutenberg_sniff (const CopiaDocument *document);
void copia_import_gutenberg (CopiaDocument *document);

bool copia_import_markdown_sniff (const CopiaDocument *document);
void copia_import_markdown (CopiaDocument *document);

bool copia_import_wiki_sniff (const CopiaDocument *document);
void copia_import_wiki (CopiaDocument *document);

bool copia_import_html_sniff (const CopiaDocument *document);
bool copia_import_html (CopiaDocument *document, const CopiaImportOptions *options,
                        GError **error);

bool copia_import_pdf_claims (const char *bytes, size_t size);
bool copia_import_pdf (CopiaDocument *document, const char *bytes, size_t size,
                       const CopiaImportOptions *options, GError **error);

bool copia_import_epub_claims (const char *bytes, size_t size);
bool copia_import_epub (CopiaDocument *document, const char *bytes, size_t size,
                        const CopiaImportOptions *options, GError **error);

bool copia_import_docx_claims (const char *bytes, size_t size);
bool copia_import_docx (CopiaDocument *document, const char *bytes, size_t size,
                        const CopiaImportOptions *options, GError **error);

bool copia_import_odt_claims (const char *bytes, size_t size);
bool copia_import_odt (CopiaDocument *document, const char *bytes, size_t size,
                       const CopiaImportOptions *options, GError **error);

bool copia_import_table_sniff (const CopiaDocument *document);
bool copia_import_table (CopiaDocument *document, const CopiaImportOptions *options,
                         GError **error);

bool copia_import_subtitles_sniff (const CopiaDocument *document);
bool copia_import_subtitles (CopiaDocument *document, const CopiaImportOptions *options,
                             GError **error);

bool copia_import_tei_sniff (const CopiaDocument *document);
bool copia_import_tei (CopiaDocument *document, const CopiaImportOptions *options,
                       GError **error);
