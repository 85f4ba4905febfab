/* commands.c - the registry. */
#include "command/commands.h"

#include <string.h>

const CopiaCommand *const copia_commands[] = {
    &copia_command_index,      &copia_command_merge,      &copia_command_outline,
    &copia_command_info,       &copia_command_subcorpus,  &copia_command_kwic,
    &copia_command_freq,       &copia_command_tabulate,   &copia_command_words,
    &copia_command_collocates, &copia_command_compare,    &copia_command_keywords,
    &copia_command_ngrams,     &copia_command_dispersion, &copia_command_diversity,
    &copia_command_distance,   &copia_command_trend,      &copia_command_growth,
    &copia_command_read,       &copia_command_shell,      &copia_command_export,
    &copia_command_score,      &copia_command_help,       NULL,
};

const CopiaCommand *
copia_command_find (const char *name)
{
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        if (strcmp ((*command)->name, name) == 0)
            return *command;
    return NULL;
}

const CopiaOption *
copia_command_option (const CopiaCommand *self, const char *name)
{
    for (const CopiaOption *const *option = self->options; *option; option++)
        if (strcmp ((*option)->name, name) == 0)
            return *option;
    return NULL;
}

const CopiaOption *
copia_command_letter (const CopiaCommand *self, char letter)
{
    for (const CopiaOption *const *option = self->options; *option; option++)
        if ((*option)->letter == letter)
            return *option;
    return NULL;
}
