/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the C library.  Without GCC's headers, which poison some of the names.  */

#include "passes/escape/library.h"

const struct goro_library_line goro_library[] = {
#define GORO_NOESCAPE(name, parameters, flows) { #name, parameters, flows },
#define GORO_NOESCAPE_AS(name, other) { #name, 0, #other },
#include "abi/noescape.def"
#include "abi/noescape-names.def"
};

const unsigned goro_library_count = sizeof goro_library / sizeof goro_library[0];
