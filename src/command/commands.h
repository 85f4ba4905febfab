/* commands.h - the commands the registry lists; each lives in a file of its name. */
#pragma once

#include "command/command.h"

extern const CopiaCommand copia_command_index;
extern const CopiaCommand copia_command_merge;
extern const CopiaCommand copia_command_outline;
extern const CopiaCommand copia_command_info;
extern const CopiaCommand copia_command_subcorpus;
extern const CopiaCommand copia_command_kwic;
extern const CopiaCommand copia_command_freq;
extern const CopiaCommand copia_command_tabulate;
extern const CopiaCommand copia_command_words;
extern const CopiaCommand copia_command_collocates;
extern const CopiaCommand copia_command_compare;
extern const CopiaCommand copia_command_keywords;
extern const CopiaCommand copia_command_ngrams;
extern const CopiaCommand copia_command_dispersion;
extern const CopiaCommand copia_command_diversity;
extern const CopiaCommand copia_command_distance;
extern const CopiaCommand copia_command_trend;
extern const CopiaCommand copia_command_growth;
extern const CopiaCommand copia_command_read;
extern const CopiaCommand copia_command_shell;
extern const CopiaCommand copia_command_export;
extern const CopiaCommand copia_command_score;
extern const CopiaCommand copia_command_help;
