/* bus-error.h - a file that is cut short while it is mapped ends the program with one clear line. */
#pragma once

/* For this process and those it forks: then it names the file and ends with status 2. */
void copia_bus_error_guard (void);
