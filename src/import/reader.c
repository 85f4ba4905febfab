/* reader.c - a file read from end to end. */
#include "import/reader.h"

#include <string.h>

#include "base/error.h"
#include "import/described.h"
#include "import/metadata.h"
#include "import/reader-private.h"
#include "text/rules.h"
#include "text/tokenizer.h"

struct CopiaReader {
    char *importer, *encoding, *language, *attributes;
    bool range_words;      /* see CopiaTellOptions */
    GHashTable *languages; /* borrowed; or NULL */
    CopiaTokenizer *tokenizer;
    CopiaRules *rules;
    CopiaMetadata *metadata;
    bool no_heads, drop_notes, original;
    char *beside;
    uint64_t memory, limit;
};

/* Codes of languages that texts call by name. */
static const struct {
    const char *name, *code;
} languages[] = {
    { "english", "en" }, { "german", "de" },     { "french", "fr" },
    { "spanish", "es" }, { "italian", "it" },    { "dutch", "nl" },
    { "swedish", "sv" }, { "portuguese", "pt" }, { "russian", "ru" },
    { "polish", "pl" },  { "deutsch", "de" },    { "français", "fr" },
    { "eng", "en" },     { "ger", "de" },        { "deu", "de" },
    { "fre", "fr" },     { "fra", "fr" },        { "spa", "es" },
    { "ita", "it" },     { "dut", "nl" },        { "nld", "nl" },
    { "swe", "sv" },     { "por", "pt" },        { "rus", "ru" },
    { "pol", "pl" },
};

/* `english`, `eng` and `en-GB` are `en`. */
static const char *
code_of (const char *said)
{
    size_t n = strcspn (said, "-_ ");

    for (size_t i = 0; i < G_N_ELEMENTS (languages); i++)
        if (g_ascii_strcasecmp (said, languages[i].name) == 0 ||
            (n == 2 && g_ascii_strncasecmp (said, languages[i].code, 2) == 0))
            return languages[i].code;
    return said;
}

static const char *
language_of (const CopiaReader *reader, const char *said)
{
    if (reader->language)
        return reader->language;
    if (reader->rules && copia_rules_language (reader->rules))
        return copia_rules_language (reader->rules);
    return said ? code_of (said) : "en";
}

static void
pass_notes (const CopiaDocument *document, GPtrArray *notes)
{
    for (guint i = 0; notes && i < document->notes->len; i++)
        g_ptr_array_add (notes, g_strdup_printf ("%s: %s", document->name,
                                                 (const char *) g_ptr_array_index (
                                                     document->notes, i)));
}

/* Rules for headings that no line fits would otherwise go unnoticed. */
static void
note_unfit_rules (const CopiaRules *rules, CopiaDocument *document,
                  const CopiaSegment *segment)
{
    static const struct {
        CopiaLevel level;
        CopiaBlockKind kind;
    } kinds[] = { { COPIA_LEVEL_PART, COPIA_BLOCK_PART },
                  { COPIA_LEVEL_CHAPTER, COPIA_BLOCK_CHAPTER } };

    for (size_t k = 0; k < G_N_ELEMENTS (kinds); k++) {
        bool found = !copia_rules_names (rules, kinds[k].level);

        for (guint i = 0; i < segment->blocks->len && !found; i++) {
            const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, i);

            found = block->kind == kinds[k].kind && block->start < block->end;
        }
        if (!found)
            copia_document_note (document, "no line fits a rule '%s'",
                                 k == 0 ? "part" : "chapter");
    }
}

static bool
rules_divide (const CopiaRules *rules)
{
    return copia_rules_names (rules, COPIA_LEVEL_PART) ||
           copia_rules_names (rules, COPIA_LEVEL_CHAPTER) ||
           copia_rules_names (rules, COPIA_LEVEL_HEAD);
}

static void
note_rules (const CopiaRules *rules, CopiaDocument *document,
            const CopiaSegment *segment)
{
    if (document->divided && rules_divide (rules))
        copia_document_note (document,
                             "its mark-up divides it: rules for headings say nothing");
    else
        note_unfit_rules (rules, document, segment);
}

static const CopiaSentenceRules *
find_sentences (CopiaReady *self, const char *language)
{
    const CopiaRules *rules = self->reader->rules;
    const CopiaSentenceRules *found = copia_sentence_rules_find (language);

    if (rules && copia_rules_abbreviations (rules)[0])
        return self->own = copia_sentence_rules_new (language,
                                                     copia_rules_abbreviations (rules));
    return found ? found : copia_sentence_rules_find (NULL);
}

static bool
divide (CopiaReady *self, GError **error)
{
    const CopiaReader *reader = self->reader;
    const CopiaRules *rules = reader->rules;
    CopiaDocument *document = self->document;
    const char *said = copia_document_find_attribute (document, "language");

    if (rules && !copia_rules_skip (rules, document, error))
        return false;
    self->segment = copia_segment_new (document, rules, error);
    if (!self->segment)
        return false;
    if (rules)
        note_rules (rules, document, self->segment);
    self->walk = (CopiaWalkOptions){ reader->tokenizer,
                                     find_sentences (self, language_of (reader, said)),
                                     reader->no_heads };
    return true;
}

bool
copia_reader_prepare (const CopiaReader *self, CopiaDocument *document,
                      CopiaReady *ready, GError **error)
{
    const CopiaImporter *importer = copia_importer_find (document->format, NULL);

    *ready = (CopiaReady){ .reader = self, .document = document };
    if (self->metadata)
        copia_metadata_join (self->metadata, document);
    if (importer && importer->tell) {
        ready->importer = importer;
        return true;
    }
    return divide (ready, error);
}

/* ---- sending -------------------------------------------------------------------------- */

static void
note_language (const void *data, const char *said)
{
    const CopiaReader *self = data;

    if (self->languages)
        g_hash_table_add (self->languages, g_strdup (language_of (self, said)));
}

void
copia_ready_tell_ahead (CopiaReady *self, const CopiaReceiver *to, unsigned thread)
{
    if (!self->importer)
        self->ahead =
            copia_walk_ahead (self->document, self->segment, &self->walk, to, thread);
}

bool
copia_ready_send (CopiaReady *self, const CopiaReceiver *to, GPtrArray *notes,
                  GError **error)
{
    const CopiaDocument *document = self->document;
    CopiaDescribed described;
    const CopiaTellOptions how = { self->reader->attributes,
                                   self->reader->range_words };
    bool told, sent;

    if (self->importer) { /* what is annotated is told as it stands */
        copia_described_init (&described, document, to);
        described.hear_language = note_language;
        described.data = self->reader;
        sent = self->importer->tell (self->document, &how, &described.receiver, error);
        pass_notes (document, notes);
        return sent;
    }
    pass_notes (document, notes);
    sent = self->ahead
               ? copia_walk_join (g_steal_pointer (&self->ahead), &told, error)
               : copia_walk (document, self->segment, &self->walk, to, &told, error);
    if (sent && told)
        note_language (self->reader,
                       copia_document_find_attribute (document, "language"));
    if (sent && !told && notes)
        g_ptr_array_add (notes,
                         g_strdup_printf ("%s: passed over, for there is no word in it",
                                          document->name));
    return sent;
}

void
copia_ready_clear (CopiaReady *self)
{
    copia_walk_ahead_free (self->ahead);
    g_clear_pointer (&self->segment, copia_segment_free);
    g_clear_pointer (&self->own, copia_sentence_rules_free);
    g_clear_pointer (&self->document, copia_document_free);
    self->ahead = NULL;
}

/* ---- public --------------------------------------------------------------------------- */

static bool
check_language (const char *language, GError **error)
{
    g_autofree char *known = NULL;

    if (copia_sentence_rules_find (language))
        return true;
    known = g_strjoinv (" ", (char **) (void *) copia_sentence_languages);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "no language is known by the code '%s'; there are: %s", language,
                 known);
    return false;
}

CopiaReader *
copia_reader_new (const CopiaReaderOptions *options, GError **error)
{
    g_autoptr (CopiaReader) self = g_new0 (CopiaReader, 1);

    if ((options->importer && !copia_importer_find (options->importer, error)) ||
        (options->language && !options->any_language &&
         !check_language (options->language, error)))
        return NULL;
    self->importer = g_strdup (options->importer);
    self->encoding = g_strdup (options->encoding);
    self->attributes = g_strdup (options->attributes);
    self->range_words = g_strcmp0 (options->ranges, COPIA_READER_WORDS) == 0;
    self->language = g_strdup (options->language);
    self->languages = options->languages;
    self->no_heads = options->no_heads;
    self->drop_notes = options->drop_notes;
    self->original = options->original;
    self->beside = g_strdup (options->beside);
    self->memory = options->memory;
    self->limit = options->limit;
    self->tokenizer =
        copia_tokenizer_new (options->tokenizer ? options->tokenizer : "words",
                             options->tokenizer_options, error);
    if (!self->tokenizer)
        return NULL;
    if (options->rules && !(self->rules = copia_rules_load (options->rules, error)))
        return NULL;
    if (options->metadata &&
        !(self->metadata = copia_metadata_load (options->metadata, error)))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_reader_report (const CopiaReader *self, GPtrArray *notes)
{
    if (self->metadata)
        copia_metadata_report (self->metadata, notes);
}

void
copia_reader_free (CopiaReader *self)
{
    if (!self)
        return;
    g_free (self->importer);
    g_free (self->encoding);
    g_free (self->attributes);
    g_free (self->language);
    g_free (self->beside);
    copia_tokenizer_free (self->tokenizer);
    copia_rules_free (self->rules);
    copia_metadata_free (self->metadata);
    g_free (self);
}

CopiaImportOptions
copia_reader_import_options (const CopiaReader *self)
{
    return (CopiaImportOptions){ .importer = self->importer,
                                 .encoding = self->encoding,
                                 .drop_notes = self->drop_notes,
                                 .original = self->original,
                                 .beside = self->beside,
                                 .memory = self->memory,
                                 .limit = self->limit };
}

/* What is to be done with each document of a file. */
typedef struct {
    const CopiaReader *reader;
    const CopiaReceiver *to;
    GPtrArray *notes;
} Reading;

static bool
take_document (void *data, CopiaDocument *document, GError **error)
{
    const Reading *reading = data;
    CopiaReady ready;
    bool sent = copia_reader_prepare (reading->reader, document, &ready, error) &&
                copia_ready_send (&ready, reading->to, reading->notes, error);

    copia_ready_clear (&ready);
    return sent;
}

bool
copia_reader_read (const CopiaReader *self, const char *path, const CopiaReceiver *to,
                   GPtrArray *notes, GError **error)
{
    CopiaImportOptions options = copia_reader_import_options (self);
    Reading reading = { self, to, notes };

    if (to->tellers)
        options.threads = to->tellers->threads;
    return copia_import_file (path, &options, take_document, &reading, error);
}

bool
copia_reader_read_memory (const CopiaReader *self, const char *name, const void *bytes,
                          size_t size, const CopiaReceiver *to, GPtrArray *notes,
                          GError **error)
{
    CopiaImportOptions options = copia_reader_import_options (self);
    Reading reading = { self, to, notes };

    return copia_import_memory (name, bytes, size, &options, take_document, &reading,
                                error);
}
