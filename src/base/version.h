/* version.h - which copia this is. */
#pragma once

#define COPIA_VERSION "0.1.0"
