/* SPDX-License-Identifier: MIT */
/* What the files of GORODEBUG=escapeverify share.

       escape-verify.c   stacks that have been left, and when memory is searched for their addresses
       escape-scan.c     the search: modules, threads, the collected heap, malloc's memory
       malloc-block.c    the block of malloc's that an address is in
       symbol.c          the variable that an address is in

   Everything here runs under the lock of escape-verify.c, with the goroutine's vector registers saved where it calls libc.  */
#ifndef GORO_OBSERVE_ESCAPES_H
#define GORO_OBSERVE_ESCAPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- escape-verify.c */

/* A word at `place' holds `value', an address in a kept stack.  Each place is reported once.  */
enum goro_escape_owner {
  GORO_OWNER_STATIC,
  GORO_OWNER_THREAD_LOCAL,
  GORO_OWNER_OBJECT,
  GORO_OWNER_MALLOC,
  GORO_OWNER_MAPPED,
  GORO_OWNER_STACK
};

struct goro_escape {
  enum goro_escape_owner owner;
  uintptr_t place, value;
  const char *name, *file; /* the variable and its module; else NULL */
  uint64_t start, size;    /* of the variable, object or block; 0: not known */
  uint64_t id;             /* of the goroutine or the thread that place belongs to */
};
void goro__escape_found (const struct goro_escape *e);

/* Is value an address in the part of a kept stack that was in use?  */
bool goro__escape_kept (uintptr_t value);
/* No kept stack is outside this range.  */
extern uintptr_t goro__escape_low, goro__escape_high;

static inline bool goro__escape_suspect (uintptr_t value)
{
  return __builtin_expect (value - goro__escape_low <= goro__escape_high - goro__escape_low, 0) && goro__escape_kept (value);
}

/* --- escape-scan.c */

/* Searches everything but stacks; answers how many bytes.  Calls libc.  */
size_t goro__escape_scan (void);

/* --- malloc-block.c */

/* The block that address is in, of a mapping [lo, hi) of malloc's; false: nobody knows.  */
struct goro_malloc_block {
  uintptr_t start;
  size_t size;
  bool free;
};
bool goro__malloc_block (uintptr_t lo, uintptr_t hi, uintptr_t address, struct goro_malloc_block *block);
void goro__malloc_block_init (void);
/* Reads memory that may not be there any more.  */
bool goro__peek (uintptr_t address, void *to, size_t size);

/* --- symbol.c */

/* The variable that address, as the file at path numbers them, is in.  thread_local: an offset in the module's thread-local block.  */
struct goro_symbol {
  char name[128];
  uint64_t start, size;
};
bool goro__symbol_find (const char *path, uint64_t address, bool thread_local, struct goro_symbol *symbol);

#endif
