/* SPDX-License-Identifier: MIT */
/* The maps as text, and their sums.  */
#ifndef GORO_MAPS_PRINT_H
#define GORO_MAPS_PRINT_H

#include "tools/goro-maps/maps.h"

struct listing {
  const struct image *image;
  const char *function;   /* only this one; NULL: all */
  bool all_words;         /* dead and narrow ones too */
  bool found, skip;
};

struct sums {
  unsigned long functions, checks, sites, frame_words, registers;
  unsigned long words[GORO_CLASSES];
};

extern const char *const class_names[GORO_CLASSES];

/* Answers what is wrong, or NULL.  */
const char *print_maps (struct listing *listing);
const char *print_sums (const struct image *image);

#endif
