/* measure-examples.h - numbers on which each measure is worked out in help. */
#pragma once

/* A JSON object for `copia score` on which the measure of the family has a value; NULL: none. */
const char *copia_measure_example (const char *family, const char *name);
