/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of libgoro/abi/noescape.def, which says what the fields mean.  */
#ifndef GORO_LIBRARY_H
#define GORO_LIBRARY_H

struct goro_library_line {
  const char *name;
  const char *parameters;  /* NULL: `flows' is the name of the line that says it */
  const char *flows;
};

extern const struct goro_library_line goro_library[];
extern const unsigned goro_library_count;

#endif
