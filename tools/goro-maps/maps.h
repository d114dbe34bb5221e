/* SPDX-License-Identifier: MIT */
/* The maps of one image, function by function: what print.c prints and main.c counts.  */
#ifndef GORO_MAPS_MAPS_H
#define GORO_MAPS_MAPS_H

#include "abi/decode.h"
#include "tools/goro-maps/image.h"

/* A contiguous piece of a function.  */
struct piece {
  const char *name, *file;
  uint64_t entry;
  uint32_t line; /* of the function's definition */
  bool has_check;
  uint64_t check_pc;
  struct goro_check check;
  const uint8_t *vector;
  uint32_t nsites;
};

struct site {
  uint64_t pc;
  uint32_t line;
  struct goro_rule rule;
};

/* Words of one class at one site.  `first' is in the numbering of abi/maps.h.  */
struct word_run {
  uint32_t first, count, class;
};

struct visitor {
  void *arg;
  void (*piece) (void *arg, const struct piece *piece);
  /* For each call of the piece, in order.  runs are sorted; neighbours differ in class or are apart.  */
  void (*site) (void *arg, const struct site *site, const struct goro_function *function,
                const struct word_run *runs, size_t nruns);
};

/* Calls the visitor for all that the image holds.  Answers what is wrong with the maps, or NULL.  */
const char *maps_visit (const struct image *image, const struct visitor *visitor);

#endif
