/* error.c - the error domain. */
#include "base/error.h"

G_DEFINE_QUARK (copia_error, copia_error)
