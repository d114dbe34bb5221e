/* SPDX-License-Identifier: MIT */
/* Pointer maps at run time: from a return address to a decoded record.
   The format is in abi/maps.h.  General registers only, no libc.  */
#ifndef GORO_STACK_MAPS_H
#define GORO_STACK_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/abi.h"
#include "abi/maps.h"

enum { GORO_CALLEE_SAVED = 6, GORO_FP_INDEX = 5, GORO_CALLER_SAVED = 9 };

/* One record, decoded.  */
struct goro_map {
  uintptr_t pc;
  uint8_t flags;
  uint8_t saved;                        /* mask of callee-saved registers in the frame */
  uint16_t where[GORO_CALLEE_SAVED];    /* words below the CFA or the frame pointer */
  uint32_t classes;                     /* two bits a register */
  uint32_t cfa;                         /* words */
  uint32_t nslots;
  uint32_t need;
  const uint8_t *slots;                 /* two bits a word, from CFA - 8 downward */
};

/* The record of the site that returns to pc; NULL if there is none.  The answer lives until the
   next call on this thread.  */
const struct goro_map *goro__map_find (uintptr_t pc);

/* The process exits: maps stay from now on.  For atexit (): its functions run before any destructor.  */
void goro__maps_keep (void);

/* Around a fork: the registry is in order in the child.  */
void goro__maps_fork_lock (void);
void goro__maps_fork_unlock (void);

/* Where a return address, or any code address near one, is in the source.  */
struct goro_place {
  const char *function, *file;
  uintptr_t entry;
  uint32_t line;
};
bool goro__map_place (uintptr_t pc, bool exact, struct goro_place *place);

#endif
