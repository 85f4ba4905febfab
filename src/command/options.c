/* options.c - the shared options. */
#include "command/options.h"

#include "base/error.h"

#include "study/frequency.h"

const CopiaOption copia_option_format = {
    .group = COPIA_OPTIONS_ANSWER,
    .name = "format",
    .letter = 'f',
    .kind = COPIA_OPTION_CHOICE,
    .argument = "FORMAT",
    .summary =
        "text, tsv, csv, json, jsonl, html, fragment, svg, png, pdf, xlsx or sqlite "
        "(default: as the name of FILE ends; text on a terminal, else tsv)",
    .choices = "text|tsv|csv|json|jsonl|html|fragment|svg|png|pdf|xlsx|sqlite",
    .look = true,
};

const CopiaOption copia_option_output = {
    .group = COPIA_OPTIONS_ANSWER,
    .name = "output",
    .letter = 'o',
    .kind = COPIA_OPTION_TEXT,
    .argument = "FILE",
    .summary = "write the answer to FILE, which appears only when it is complete",
    .look = true,
};

const CopiaOption copia_option_provenance = {
    .group = COPIA_OPTIONS_ANSWER,
    .name = "provenance",
    .kind = COPIA_OPTION_FLAG,
    .summary = "begin tsv, csv and jsonl with one line that says where they are from",
    .look = true,
};

const CopiaOption copia_option_where = {
    .group = COPIA_OPTIONS_HITS,
    .name = "where",
    .letter = 'w',
    .kind = COPIA_OPTION_LIST,
    .argument = "CONDITION",
    .summary = "only in regions such as part=3 or chapter.title=~war, or in @NAME; "
               "several must all hold",
};

const CopiaOption copia_option_simple = {
    .group = COPIA_OPTIONS_HITS,
    .name = "simple",
    .kind = COPIA_OPTION_FLAG,
    .summary = "read the query as plain words, whatever characters it holds",
};

const CopiaOption copia_option_cql = {
    .group = COPIA_OPTIONS_HITS,
    .name = "cql",
    .kind = COPIA_OPTION_FLAG,
    .summary = "read the query as CQL",
};

const CopiaOption copia_option_longest = {
    .group = COPIA_OPTIONS_HITS,
    .name = "longest",
    .kind = COPIA_OPTION_FLAG,
    .summary = "take the longest match from each place, not the shortest",
};

const CopiaOption copia_option_all = {
    .group = COPIA_OPTIONS_HITS,
    .name = "all",
    .kind = COPIA_OPTION_FLAG,
    .summary = "take every match from each place, not the shortest alone",
};

const CopiaOption copia_option_drop = {
    .group = COPIA_OPTIONS_HITS,
    .name = "drop",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "WHICH",
    .summary = "leave out hits that lie in another (nested) or overlap it",
    .choices = "nested|overlapping",
};

const CopiaOption copia_option_first_in = {
    .group = COPIA_OPTIONS_HITS,
    .name = "first-in",
    .kind = COPIA_OPTION_TEXT,
    .argument = "STRUCTURE",
    .summary = "only the first hit in each text, chapter or other structure",
};

const CopiaOption copia_option_list = {
    .group = COPIA_OPTIONS_HITS,
    .name = "list",
    .kind = COPIA_OPTION_LIST,
    .argument = "NAME=FILE",
    .summary = "a word list for queries such as [word = $NAME], one word a line",
    .reads = true,
};

const CopiaOption copia_option_timeout = {
    .group = COPIA_OPTIONS_HITS,
    .name = "timeout",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "SECONDS",
    .summary = "give up a query that takes longer (default: never)",
    .min = 1,
    .max = COPIA_LONGEST_TIMEOUT,
};

const CopiaOption copia_option_plot = {
    .group = COPIA_OPTIONS_ANSWER,
    .name = "plot",
    .kind = COPIA_OPTION_FLAG,
    .summary = "draw the picture above the table, in block characters",
    .look = true,
};

const CopiaOption copia_option_limit = {
    .group = COPIA_OPTIONS_ANSWER,
    .name = "limit",
    .letter = 'l',
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "show N rows at most (default: 50 as text, else all)",
    .min = 1,
    .max = COPIA_MOST_ROWS,
};

const CopiaOption copia_option_offset = {
    .group = COPIA_OPTIONS_ANSWER,
    .name = "offset",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "pass over the first N rows",
    .fallback = "0",
    .min = 0,
    .max = INT64_MAX,
};

const CopiaOption copia_option_per = {
    .name = "per",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "give rates per N word tokens",
    .fallback = "1000000",
    .min = 1,
    .max = COPIA_MOST_PER,
};

const CopiaOption copia_option_stop = {
    .name = "stop",
    .kind = COPIA_OPTION_TEXT,
    .argument = "LIST",
    .summary = "leave out the forms of a stop list: a language (en) or a file",
    .reads = true,
};

const CopiaOption copia_option_by = {
    .name = "by",
    .letter = 'b',
    .kind = COPIA_OPTION_TEXT,
    .argument = "STRUCTURE",
    .summary = "break down by part, chapter, p or another structure, or by text.year",
};

const CopiaOption copia_option_range_by = {
    .name = "by",
    .letter = 'b',
    .kind = COPIA_OPTION_TEXT,
    .argument = "STRUCTURE",
    .summary =
        "the units of range: part, chapter, p or another structure, or text.year",
};

const CopiaOption copia_option_slices = {
    .name = "slices",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "break down by N slices with equally many words",
    .min = 1,
    .max = COPIA_MOST_SLICES,
};

const CopiaOption copia_option_attribute = {
    .name = "attribute",
    .letter = 'a',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAME",
    .summary = "what to count: form (letter case aside), word (as printed), or another "
               "attribute that the corpus has, such as lemma",
    .fallback = "form",
};

const CopiaOption copia_option_asked = {
    .group = COPIA_OPTIONS_HITS,
    .name = "attribute",
    .letter = 'a',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAME",
    .summary = "what the words of a query are: form (letter case aside), word (as "
               "printed, as strings of CQL are), or another attribute that the corpus "
               "has, such as lemma",
    .fallback = "form",
};

const CopiaOption copia_option_threads = {
    .name = "threads",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "work on N processors (default: all, where that is worth it)",
    .min = 1,
    .max = COPIA_MOST_PARTS,
    .look = true,
};

const CopiaOption copia_option_explain = {
    .name = "explain",
    .kind = COPIA_OPTION_FLAG,
    .summary = "say how the numbers of the first rows came about",
};

const CopiaOption copia_option_plan = {
    .name = "explain",
    .kind = COPIA_OPTION_FLAG,
    .summary = "read the query back in words, and say how it was answered",
};

const CopiaOption copia_option_importer = {
    .name = "importer",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "NAME",
    .summary = "read as this format, see 'copia help formats' (default: found out)",
    .choices =
        "plain|markdown|wiki|gutenberg|html|epub|docx|odt|pdf|tei|subtitles|table|"
        "vertical|conllu",
};

const CopiaOption copia_option_columns = {
    .name = "attributes",
    .kind = COPIA_OPTION_TEXT,
    .argument = "LIST",
    .summary = "the columns of vertical text, one of them word (default: "
               "word,pos,lemma)",
};

const CopiaOption copia_option_ranges = {
    .name = "ranges",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "joined|words",
    .summary = "where CoNLL-U has several words that are written as one (du: de, le): "
               "make that a token, their values joined by '+'; or each of the words",
    .fallback = "joined",
    .choices = "joined|words",
};

const CopiaOption copia_option_encoding = {
    .name = "encoding",
    .letter = 'e',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAME",
    .summary = "the texts' encoding, such as windows-1252 (default: found out)",
};

const CopiaOption copia_option_rules = {
    .name = "rules",
    .kind = COPIA_OPTION_TEXT,
    .argument = "FILE",
    .summary = "find parts and chapters by the rules in FILE; see 'copia help rules'",
    .reads = true,
};

const CopiaOption copia_option_metadata = {
    .name = "metadata",
    .kind = COPIA_OPTION_TEXT,
    .argument = "TABLE",
    .summary = "CSV or TSV whose columns become attributes of the texts named in it",
    .reads = true,
};

const CopiaOption copia_option_notes = {
    .name = "notes",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "keep|drop",
    .summary = "what becomes of the notes of TEI, DOCX and ODT",
    .fallback = "keep",
    .choices = "keep|drop",
};

const CopiaOption copia_option_reading = {
    .name = "reading",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "edited|original",
    .summary = "of sic and corr, orig and reg, abbr and expan in TEI: which is read",
    .fallback = "edited",
    .choices = "edited|original",
};

const CopiaOption copia_option_language = {
    .name = "language",
    .kind = COPIA_OPTION_TEXT,
    .argument = "CODE",
    .summary = "the texts' language, for abbreviations, headings and stems; else as "
               "the rules or the text say, or en",
};

const CopiaOption copia_option_tokenizer = {
    .name = "tokenizer",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "NAME",
    .summary = "cut texts into words, at spaces only, or by --pattern",
    .fallback = "words",
    .choices = "words|spaces|pattern",
};

const CopiaOption copia_option_pattern = {
    .name = "pattern",
    .kind = COPIA_OPTION_TEXT,
    .argument = "REGEX",
    .summary = "what a token is, for the tokenizer 'pattern' (PCRE2)",
};

const CopiaOption copia_option_split_hyphens = {
    .name = "split-hyphens",
    .kind = COPIA_OPTION_FLAG,
    .summary = "make the parts of hyphenated words tokens of their own",
};

static bool
check_number (const CopiaOption *option, const char *value, GError **error)
{
    gint64 number;

    if (g_ascii_string_to_signed (value, 10, option->min, option->max, &number, NULL))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--%s takes a whole number from %" G_GINT64_FORMAT
                 " to %" G_GINT64_FORMAT ", not '%s'",
                 option->name, option->min, option->max, value);
    return false;
}

static bool
check_choice (const CopiaOption *option, const char *value, GError **error)
{
    g_auto (GStrv) choices = g_strsplit (option->choices, "|", -1);
    g_autofree char *list = g_strjoinv (", ", choices);

    if (g_strv_contains ((const char *const *) choices, value))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY, "--%s is one of %s, not '%s'",
                 option->name, list, value);
    return false;
}

bool
copia_option_check (const CopiaOption *option, const char *value, GError **error)
{
    if (option->kind == COPIA_OPTION_FLAG && value)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--%s takes no value, not '%s'", option->name, value);
    else if (option->kind != COPIA_OPTION_FLAG && !value)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--%s needs a value: --%s %s", option->name, option->name,
                     option->argument);
    else if (option->kind == COPIA_OPTION_NUMBER)
        return check_number (option, value, error);
    else if (option->kind == COPIA_OPTION_CHOICE)
        return check_choice (option, value, error);
    else
        return true;
    return false;
}
