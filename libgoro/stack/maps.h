/* SPDX-License-Identifier: MIT */
/* Pointer maps at run time: from a return address to a decoded record.
   The format is in abi/maps.h.  General registers only, no libc.  */
#ifndef GORO_STACK_MAPS_H
#define GORO_STACK_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/abi.h"
#include "abi/decode.h"
#include "abi/maps.h"
#include "abi/types.h"

/* The map of one call or check, as a move wants it.  Never changes, never goes away.  */
struct goro_map {
  uint8_t flags;                        /* GORO_MAP_* */
  uint8_t saved;                        /* mask of callee-saved registers in the frame */
  uint8_t moved, negated;               /* those of them that may hold an address, or c - address */
  bool open;                            /* the frame goes on below what is described: all ambiguous */
  uint16_t caller_moved, caller_negated; /* at a check: the same of the caller-saved registers */
  uint32_t cfa, base;                   /* words */
  uint8_t from_fp;                      /* mask of those whose place counts from the frame pointer */
  uint32_t where[GORO_CALLEE_SAVED];    /* words below the CFA or the frame pointer */
  uint32_t need;
  uint32_t nargs;                       /* words above the CFA that are the function's own */
  uint32_t nslots;                      /* words below the CFA or the base described, if open */
  const struct goro_map_place *place;   /* for goro__map_lookup */
  uint32_t site;
  uint32_t nwords, nnegated;            /* of the words below: those that may hold an address, then c - address */
  int32_t words[];                      /* distance from the CFA, if negative from the base, in words */
};

/* The record of the site that returns to pc; NULL if there is none.  */
const struct goro_map *goro__map_find (uintptr_t pc);

/* The same, but not digested: for what is slow and thorough.  False if there is none.  */
struct goro_found {
  bool is_check;
  struct goro_check check;       /* if it is one, with */
  const uint8_t *vector;         /* its classes; */
  struct goro_function function; /* else a call: number site of function */
  uint32_t site;
  struct goro_rule rule;
};
bool goro__map_lookup (uintptr_t pc, struct goro_found *found);

/* A program or shared library that the plugin compiled: its sections.  */
struct goro_module {
  const uint8_t *pc_start, *pc_stop, *line_start, *line_stop;
  struct goro_module *next;
  const struct goro_module_roots *roots;
};
/* Calls fn for every module, under the registry's lock, until it answers true.  */
void goro__maps_each (bool (*fn) (const struct goro_module *mod, void *arg), void *arg);

/* Between the two no module goes away (one may come).  */
void goro__modules_hold (void);
bool goro__modules_try_hold (void);
void goro__modules_release (void);
/* Up to max of them; how many.  Modules are held.  */
size_t goro__modules_list (const struct goro_module **list, size_t max);

/* Is pc in a range that must not be interrupted?  In a signal handler; nothing is locked, but modules are held by whoever
   has sent the signal.  */
bool goro__uninterruptible (uintptr_t pc);
/* The same: is it in code that the plugin compiled?  */
bool goro__compiled (uintptr_t pc);

/* The process exits: maps stay from now on.  For atexit (): its functions run before any destructor.  */
void goro__maps_keep (void);

/* Around a fork: the registry is in order in the child.  */
void goro__maps_fork_lock (void);
void goro__maps_fork_unlock (void);

/* place.c.  Where a return address, or any code address near one, is in the source.  */
struct goro_place {
  const char *function, *file;
  uintptr_t entry;
  uint32_t line;
};
bool goro__map_place (uintptr_t pc, bool exact, struct goro_place *place);

/* A `long' of the sections.  */
static inline const uint8_t *goro_relative (const uint8_t *field)
{
  int32_t distance;
  __builtin_memcpy (&distance, field, sizeof distance);
  return field + distance;
}

#endif
