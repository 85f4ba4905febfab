/* command.h - what can be asked of copia: a registry of commands.
 *
 * One description of a command and its options feeds the parser, help, man page, shell
 * completion and any other front.  A front turns what it was given into a CopiaRequest, runs
 * the command, and says what came out.  Commands print nothing themselves: rows and text go
 * to the front's sink.
 */
#pragma once

#include "index/index.h"
#include "query/results.h"
#include "table/writer.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    COPIA_OPTION_FLAG,   /* present or not */
    COPIA_OPTION_NUMBER, /* a whole number within min..max */
    COPIA_OPTION_TEXT,   /* any text */
    COPIA_OPTION_LIST,   /* text, may be given several times */
    COPIA_OPTION_CHOICE, /* one of `choices`, separated by | */
} CopiaOptionKind;

/* Help shows what is a command's own first. */
typedef enum {
    COPIA_OPTIONS_OWN,
    COPIA_OPTIONS_HITS,   /* what is looked at: which regions, which hits */
    COPIA_OPTIONS_ANSWER, /* how much of the answer is shown, how, and where it goes */
    COPIA_N_OPTION_GROUPS
} CopiaOptionGroup;

typedef struct {
    const char *name; /* without the dashes */
    char letter;      /* short form, or 0 */
    CopiaOptionKind kind;
    const char
        *argument; /* what the value is called in help: "N", "FILE"; NULL for flags */
    const char *summary;  /* one line, no full stop */
    const char *fallback; /* value when not given, NULL: none */
    const char *choices;  /* CHOICE */
    int64_t min, max;     /* NUMBER */
    bool reads;           /* its value may name a file to be read */
    CopiaOptionGroup group;
    bool look; /* changes how the answer looks or where it goes, not what it is */
} CopiaOption;

typedef enum {
    COPIA_OUTCOME_ANSWERED, /* exit 0 */
    COPIA_OUTCOME_NOTHING,  /* exit 1: nothing was found */
    COPIA_OUTCOME_FAILED,   /* exit 2, the error is set */
} CopiaOutcome;

typedef struct CopiaRequest CopiaRequest;

typedef struct {
    const char *name;
    const char *summary;                   /* one line */
    const char *arguments;                 /* "INDEX QUERY...", as printed in usage */
    unsigned min_arguments, max_arguments; /* UINT_MAX: any number */
    const CopiaOption *const *options;     /* NULL-terminated */
    const char *example;                   /* arguments of one that works on any book */
    const char *topic;   /* handbook page that tells more; NULL: none or its namesake */
    const char *picture; /* what --format svg draws, NULL: it cannot */
    CopiaOutcome (*run) (CopiaRequest *request, GError **error);
} CopiaCommand;

extern const CopiaCommand *const copia_commands[]; /* ends with NULL */

const CopiaCommand *copia_command_find (const char *name); /* NULL: no such command */
const CopiaOption *copia_command_option (const CopiaCommand *self, const char *name);
const CopiaOption *copia_command_letter (const CopiaCommand *self, char letter);

/* What a front lends to a request; it must outlive it. */
typedef struct {
    CopiaSink sink;
    CopiaLook look;
    bool terminal; /* a person reads the answer */
    /* Seconds that queries may take where the request does not say; 0: any time. */
    uint32_t timeout;
    /* Holds the session that `copia shell` asks for; with the sink's data.  NULL: it cannot. */
    CopiaOutcome (*converse) (void *data, CopiaRequest *request, GError **error);
    /* How much of a long task is done, of 1, and what it has counted so far; with the sink's
     * data.  NULL: nobody watches. */
    void (*progress) (void *data, double part, uint64_t count, const char *noun);
} CopiaFront;

/* A request: a command with its arguments and checked option values. */
CopiaRequest *copia_request_new (const CopiaCommand *command, const CopiaFront *front);
/* `value` is NULL for flags.  COPIA_ERROR_QUERY: no such option (with the nearest name), not
 * a number, out of range, not a choice. */
bool copia_request_set (CopiaRequest *self, const char *option, const char *value,
                        GError **error);
void copia_request_argument (CopiaRequest *self, const char *argument);
/* An open index for argument 0, and results that queries may name; they outlive the request. */
void copia_request_lend (CopiaRequest *self, const CopiaIndex *index,
                         const CopiaResults *results);
/* Checks the number of arguments, and that --output is none of the files read; runs, and
 * publishes what --output asked for. */
CopiaOutcome copia_request_run (CopiaRequest *self, GError **error);
void copia_request_free (CopiaRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaRequest, copia_request_free)
