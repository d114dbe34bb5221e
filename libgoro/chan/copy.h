/* SPDX-License-Identifier: MIT */
/* Copies of channel elements.  They are made on goroutines' stacks, where libc's
   memcpy must not be called: it may be an unbound PLT slot away, and its stack
   need is unknown.  Sources and destinations do not overlap.  */
#ifndef GORO_COPY_H
#define GORO_COPY_H

#include <stddef.h>
#include <stdint.h>

enum { GORO_COPY_WORDS_MAX = 256 }; /* from here on `rep movsb' is no slower than a loop */

static inline void goro__copy (void *to, const void *from, size_t size)
{
  /* No table of jumps, which costs more than the comparisons.  */
  if (size == 8) {
    __builtin_memcpy (to, from, 8);
    return;
  }
  if (size == 4) {
    __builtin_memcpy (to, from, 4);
    return;
  }
  if (size == 16) {
    __builtin_memcpy (to, from, 16);
    return;
  }
  if (size <= 2) {
    if (size == 1)
      __builtin_memcpy (to, from, 1);
    else if (size == 2)
      __builtin_memcpy (to, from, 2);
    return;
  }
  char *t = (char *) to;
  const char *f = (const char *) from;
  if (size < GORO_COPY_WORDS_MAX)
    for (; size >= 8; size -= 8, t += 8, f += 8) {
      __builtin_memcpy (t, f, 8);
      __asm__ volatile ("" ::: "memory"); /* or GCC sees a memcpy in the loop, and calls it */
    }
  __asm__ volatile ("rep movsb" : "+D" (t), "+S" (f), "+c" (size) : : "memory");
}

static inline void goro__clear (void *to, size_t size)
{
  if (size == 8) {
    __builtin_memset (to, 0, 8);
    return;
  }
  __asm__ volatile ("rep stosb" : "+D" (to), "+c" (size) : "a" (0) : "memory");
}

#endif
