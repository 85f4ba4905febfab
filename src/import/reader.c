/* reader.c - a file read from end to end. */
#include "import/reader.h"

#include <string.h>

#include "base/error.h"
#include "import/import.h"
#include "text/rules.h"
#include "text/segment.h"
#include "text/sentences.h"
#include "text/tokenizer.h"

struct CopiaReader {
    char *importer, *encoding, *language;
    CopiaTokenizer *tokenizer;
    CopiaRules *rules;
    bool no_heads;
    uint64_t limit;
};

typedef enum { TEXT, PART, CHAPTER, N_REGIONS } Region;

static const char *const region_names[] = { "text", "part", "chapter" };

/* A walk over one document.  Regions open with their first token: until then they wait. */
typedef struct {
    const CopiaReader *reader;
    const CopiaDocument *document;
    const CopiaReceiver *to;
    const CopiaSentenceRules *sentences;
    const CopiaBlock *waiting[N_REGIONS];
    bool open[N_REGIONS];
    uint32_t told; /* bytes of the document that were passed on */
    guint skip;    /* the first skip that ends behind the block */
    GArray *tokens, *starts;
    GString *compact; /* a block without its skips */
    GArray *pieces;   /* Piece, where its bytes stand in the document */
} Walk;

typedef struct {
    uint32_t compact, document;
} Piece;

/* ---- regions -------------------------------------------------------------------------- */

static void
open_text (Walk *self)
{
    const GPtrArray *pairs = self->document->attributes;
    g_autofree CopiaAttribute *attributes = g_new (CopiaAttribute, pairs->len / 2 + 1);
    size_t n = 0;

    attributes[n++] = (CopiaAttribute){ "file", self->document->name };
    for (guint i = 0; i + 1 < pairs->len; i += 2)
        attributes[n++] = (CopiaAttribute){ g_ptr_array_index (pairs, i),
                                            g_ptr_array_index (pairs, i + 1) };
    self->to->open (self->to->self, "text", attributes, n);
}

static void
open_division (Walk *self, Region region)
{
    const CopiaBlock *block = self->waiting[region];
    char number[16];
    const CopiaAttribute attributes[] = { { "n", number }, { "title", block->title } };

    g_snprintf (number, sizeof number, "%u", block->number);
    self->to->open (self->to->self, region_names[region], attributes, 2);
}

static void
open_waiting (Walk *self)
{
    for (Region region = TEXT; region < N_REGIONS; region++) {
        if (self->open[region] || (region != TEXT && !self->waiting[region]))
            continue;
        if (region == TEXT)
            open_text (self);
        else
            open_division (self, region);
        self->open[region] = true;
        self->waiting[region] = NULL;
    }
}

static void
close_from (Walk *self, Region region)
{
    for (int i = CHAPTER; i >= (int) region; i--) {
        if (self->open[i])
            self->to->close (self->to->self, region_names[i]);
        self->open[i] = false;
        self->waiting[i] = NULL;
    }
}

/* ---- tokens --------------------------------------------------------------------------- */

static const CopiaRange *
skip_at (const Walk *self, guint i)
{
    const GArray *skips = self->document->skips;

    return i < skips->len ? &g_array_index (skips, CopiaRange, i) : NULL;
}

/* Cuts the bytes [start, end) of the document, which hold no skip, into tokens. */
static bool
cut_piece (Walk *self, uint32_t start, uint32_t end, GError **error)
{
    guint before = self->tokens->len;
    Piece piece = { (uint32_t) self->compact->len, start };

    if (start >= end)
        return true;
    g_array_append_val (self->pieces, piece);
    g_string_append_len (self->compact, self->document->text + start, end - start);
    if (!copia_tokenizer_run (self->reader->tokenizer, self->document->text + start,
                              end - start, self->tokens, error))
        return false;
    for (guint i = before; i < self->tokens->len; i++) {
        CopiaToken *token = &g_array_index (self->tokens, CopiaToken, i);

        token->start += piece.compact;
        token->end += piece.compact;
    }
    return true;
}

/* The tokens of a block and the text their offsets are of: the document's own where no skip
 * lies within, else a copy without them.  A skip parts tokens. */
static bool
cut_block (Walk *self, const CopiaBlock *block, const char **text, GError **error)
{
    uint32_t at = block->start;
    const CopiaRange *skip;

    g_array_set_size (self->tokens, 0);
    g_array_set_size (self->pieces, 0);
    g_string_truncate (self->compact, 0);
    while ((skip = skip_at (self, self->skip)) && skip->end <= block->start)
        self->skip++;
    if (!skip || skip->start >= block->end) {
        const Piece piece = { 0, block->start };

        g_array_append_val (self->pieces, piece);
        *text = self->document->text + block->start;
        return copia_tokenizer_run (self->reader->tokenizer, *text,
                                    block->end - block->start, self->tokens, error);
    }
    for (; skip && skip->start < block->end; skip = skip_at (self, ++self->skip)) {
        if (!cut_piece (self, at, skip->start, error))
            return false;
        at = skip->end;
        if (at >= block->end)
            break;
    }
    *text = self->compact->str;
    if (!cut_piece (self, at, block->end, error))
        return false;
    *text = self->compact->str;
    return true;
}

static void
tell_tokens (Walk *self)
{
    const char *text = self->document->text;
    guint next = 0, piece = 0;

    for (guint i = 0; i < self->tokens->len; i++) {
        const CopiaToken *token = &g_array_index (self->tokens, CopiaToken, i);
        const Piece *pieces = (const Piece *) (const void *) self->pieces->data;
        uint32_t shift;
        CopiaTokenEvent event;

        if (next < self->starts->len &&
            g_array_index (self->starts, uint32_t, next) == i) {
            if (next++ > 0)
                self->to->close (self->to->self, "s");
            self->to->open (self->to->self, "s", NULL, 0);
        }
        while (piece + 1 < self->pieces->len &&
               pieces[piece + 1].compact <= token->start)
            piece++;
        shift = pieces[piece].document - pieces[piece].compact;
        event = (CopiaTokenEvent){ .gap = text + self->told,
                                   .gap_size = token->start + shift - self->told,
                                   .token = text + token->start + shift,
                                   .token_size = token->end - token->start,
                                   .word = token->kind == COPIA_TOKEN_WORD };
        self->to->token (self->to->self, &event);
        self->told = token->end + shift;
    }
    self->to->close (self->to->self, "s");
}

static bool
tell_block (Walk *self, const CopiaBlock *block, const char *structure, GError **error)
{
    const uint32_t first = 0;
    const char *text;

    if (!cut_block (self, block, &text, error)) {
        g_prefix_error (error, "%s: ", self->document->name);
        return false;
    }
    if (self->tokens->len == 0)
        return true;
    g_array_set_size (self->starts, 0);
    if (block->kind == COPIA_BLOCK_PARAGRAPH)
        copia_sentences (self->sentences, text,
                         (const CopiaToken *) (const void *) self->tokens->data,
                         self->tokens->len, self->starts);
    else
        g_array_append_val (self->starts, first); /* a heading is one sentence */
    open_waiting (self);
    self->to->open (self->to->self, structure, NULL, 0);
    tell_tokens (self);
    self->to->close (self->to->self, structure);
    return true;
}

static bool
walk_blocks (Walk *self, const CopiaSegment *segment, GError **error)
{
    for (guint i = 0; i < segment->blocks->len; i++) {
        const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, i);
        bool paragraph = block->kind == COPIA_BLOCK_PARAGRAPH;

        if (block->kind == COPIA_BLOCK_PART || block->kind == COPIA_BLOCK_CHAPTER) {
            Region region = block->kind == COPIA_BLOCK_PART ? PART : CHAPTER;

            close_from (self, region);
            self->waiting[region] = block;
        }
        if (block->start < block->end && (paragraph || !self->reader->no_heads) &&
            !tell_block (self, block, paragraph ? "p" : "head", error))
            return false;
    }
    return true;
}

/* ---- a document ----------------------------------------------------------------------- */

/* Codes of languages that texts call by name. */
static const struct {
    const char *name, *code;
} languages[] = {
    { "english", "en" }, { "german", "de" },     { "french", "fr" },
    { "spanish", "es" }, { "italian", "it" },    { "dutch", "nl" },
    { "swedish", "sv" }, { "portuguese", "pt" }, { "russian", "ru" },
    { "polish", "pl" },  { "deutsch", "de" },    { "français", "fr" },
};

static const char *
language_of (const CopiaReader *reader, const CopiaDocument *document)
{
    const char *said = copia_document_find_attribute (document, "language");

    if (reader->language)
        return reader->language;
    if (reader->rules && copia_rules_language (reader->rules))
        return copia_rules_language (reader->rules);
    for (size_t i = 0; said && i < G_N_ELEMENTS (languages); i++)
        if (g_ascii_strcasecmp (said, languages[i].name) == 0)
            return languages[i].code;
    return said ? said : "en";
}

static void
pass_notes (const CopiaDocument *document, GPtrArray *notes)
{
    for (guint i = 0; notes && i < document->notes->len; i++)
        g_ptr_array_add (notes, g_strdup_printf ("%s: %s", document->name,
                                                 (const char *) g_ptr_array_index (
                                                     document->notes, i)));
}

/* The end of the text; without a token it never began. */
static void
finish (Walk *self, GPtrArray *notes)
{
    close_from (self, PART);
    if (!self->open[TEXT]) {
        if (notes)
            g_ptr_array_add (notes,
                             g_strdup_printf ("%s: passed over, for there is no word "
                                              "in it",
                                              self->document->name));
        return;
    }
    self->to->tail (self->to->self, self->document->text + self->told,
                    self->document->size - self->told);
    close_from (self, TEXT);
}

static bool
walk_segment (Walk *self, const CopiaSegment *segment, GPtrArray *notes, GError **error)
{
    bool walked;

    self->tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    self->starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    self->compact = g_string_new (NULL);
    walked = walk_blocks (self, segment, error);
    if (walked)
        finish (self, notes);
    g_array_free (self->tokens, TRUE);
    g_array_free (self->starts, TRUE);
    g_array_free (self->pieces, TRUE);
    g_string_free (self->compact, TRUE);
    return walked;
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
                                 region_names[k == 0 ? PART : CHAPTER]);
    }
}

static bool
walk_document (Walk *self, CopiaDocument *document, GPtrArray *notes, GError **error)
{
    const CopiaRules *rules = self->reader->rules;
    const char *language = language_of (self->reader, document);
    g_autoptr (CopiaSentenceRules) own = NULL;
    g_autoptr (CopiaSegment) segment = NULL;

    if (rules && !copia_rules_skip (rules, document, error))
        return false;
    segment = copia_segment_new (document, rules, error);
    if (!segment)
        return false;
    self->sentences = copia_sentence_rules_find (language);
    if (!self->sentences)
        self->sentences = copia_sentence_rules_find (NULL);
    if (rules && copia_rules_abbreviations (rules)[0])
        self->sentences = own =
            copia_sentence_rules_new (language, copia_rules_abbreviations (rules));
    self->document = document;
    if (rules)
        note_unfit_rules (rules, document, segment);
    pass_notes (document, notes);
    return walk_segment (self, segment, notes, error);
}

/* Takes `document`, which may be NULL with the error set. */
static bool
read_document (const CopiaReader *self, CopiaDocument *document,
               const CopiaReceiver *to, GPtrArray *notes, GError **error)
{
    Walk walk = { .reader = self, .to = to };
    bool done = document && walk_document (&walk, document, notes, error);

    copia_document_free (document);
    return done;
}

/* ---- public --------------------------------------------------------------------------- */

static bool
check_importer (const char *name, GError **error)
{
    for (const CopiaImporter *i = copia_importers; i->name; i++)
        if (strcmp (i->name, name) == 0)
            return true;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "no importer is called '%s'; there are plain, gutenberg, wiki and markdown",
        name);
    return false;
}

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

    if ((options->importer && !check_importer (options->importer, error)) ||
        (options->language && !check_language (options->language, error)))
        return NULL;
    self->importer = g_strdup (options->importer);
    self->encoding = g_strdup (options->encoding);
    self->language = g_strdup (options->language);
    self->no_heads = options->no_heads;
    self->limit = options->limit;
    self->tokenizer =
        copia_tokenizer_new (options->tokenizer ? options->tokenizer : "words",
                             options->tokenizer_options, error);
    if (!self->tokenizer)
        return NULL;
    if (options->rules && !(self->rules = copia_rules_load (options->rules, error)))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_reader_free (CopiaReader *self)
{
    if (!self)
        return;
    g_free (self->importer);
    g_free (self->encoding);
    g_free (self->language);
    copia_tokenizer_free (self->tokenizer);
    copia_rules_free (self->rules);
    g_free (self);
}

static CopiaImportOptions
import_options (const CopiaReader *self)
{
    return (CopiaImportOptions){ self->importer, self->encoding, self->limit };
}

bool
copia_reader_read (const CopiaReader *self, const char *path, const CopiaReceiver *to,
                   GPtrArray *notes, GError **error)
{
    CopiaImportOptions options = import_options (self);

    return read_document (self, copia_import_file (path, &options, error), to, notes,
                          error);
}

bool
copia_reader_read_memory (const CopiaReader *self, const char *name, const void *bytes,
                          size_t size, const CopiaReceiver *to, GPtrArray *notes,
                          GError **error)
{
    CopiaImportOptions options = import_options (self);

    return read_document (self,
                          copia_import_memory (name, bytes, size, &options, error), to,
                          notes, error);
}
