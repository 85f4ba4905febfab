/* options.h - options that several commands share, described once. */
#pragma once

#include "command/command.h"

/* COPIA_ERROR_QUERY: the value (NULL: none) is none that the option can have. */
bool copia_option_check (const CopiaOption *option, const char *value, GError **error);

extern const CopiaOption copia_option_format;
extern const CopiaOption copia_option_output;
extern const CopiaOption copia_option_provenance;
extern const CopiaOption copia_option_where;
extern const CopiaOption copia_option_simple;
extern const CopiaOption copia_option_cql;
extern const CopiaOption copia_option_longest;
extern const CopiaOption copia_option_all;
extern const CopiaOption copia_option_drop;
extern const CopiaOption copia_option_first_in;
extern const CopiaOption copia_option_list;
extern const CopiaOption copia_option_timeout;
extern const CopiaOption copia_option_plot; /* of every command that draws */
extern const CopiaOption copia_option_limit;
extern const CopiaOption copia_option_offset;
extern const CopiaOption copia_option_per;
extern const CopiaOption copia_option_stop;
extern const CopiaOption copia_option_by, copia_option_range_by;
extern const CopiaOption copia_option_slices;
extern const CopiaOption copia_option_attribute;
/* Its name too, where what is counted are the words of queries. */
extern const CopiaOption copia_option_asked;
extern const CopiaOption copia_option_explain;
extern const CopiaOption copia_option_threads;
extern const CopiaOption
    copia_option_plan; /* --explain where queries are what is explained */

/* How texts are read: of `index` and `outline`. */
extern const CopiaOption copia_option_importer;
extern const CopiaOption copia_option_encoding;
extern const CopiaOption copia_option_columns;
extern const CopiaOption copia_option_ranges;
extern const CopiaOption copia_option_rules;
extern const CopiaOption copia_option_language;
extern const CopiaOption copia_option_metadata;
extern const CopiaOption copia_option_notes;
extern const CopiaOption copia_option_reading;
extern const CopiaOption copia_option_tokenizer;
extern const CopiaOption copia_option_pattern;
extern const CopiaOption copia_option_split_hyphens;

/* What --format and --output give; start of every list of options. */
#define COPIA_OPTIONS_OUTPUT                                                           \
    &copia_option_format, &copia_option_output, &copia_option_provenance
/* How a query is read, where it looks, and which of its matches are hits; every command with
 * QUERY among its arguments has these.  --all goes beside them where its name is free. */
#define COPIA_OPTIONS_QUERY                                                            \
    &copia_option_where, &copia_option_simple, &copia_option_cql,                      \
        &copia_option_longest, &copia_option_drop, &copia_option_first_in,             \
        &copia_option_list, &copia_option_timeout
#define COPIA_OPTIONS_READING                                                          \
    &copia_option_importer, &copia_option_encoding, &copia_option_columns,             \
        &copia_option_ranges, &copia_option_rules, &copia_option_language,             \
        &copia_option_metadata, &copia_option_notes, &copia_option_reading,            \
        &copia_option_tokenizer, &copia_option_pattern, &copia_option_split_hyphens

#define COPIA_MOST_ROWS 1000000000
#define COPIA_LONGEST_TIMEOUT 86400
