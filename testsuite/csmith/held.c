/* SPDX-License-Identifier: MIT */
/* Linked with a random program that plain GCC compiles with -finstrument-functions: at each
   function entry, which is where goro moves stacks, looks for the address of a local in a
   static object.  goro does not rebase such a pointer (the manual's page of limits), so a program
   that keeps one says nothing about its maps: it ends here, with status 77.  */

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define UNWATCHED __attribute__ ((no_instrument_function))

extern char __data_start[], _end[];

UNWATCHED void __cyg_profile_func_enter (void *function, void *site)
{
  static uintptr_t top; /* of the stack, complemented, so as not to be found itself */
  uintptr_t here = (uintptr_t) __builtin_frame_address (0);

  (void) function;
  (void) site;
  if (top == 0)
    top = ~(here + (1 << 16));
  /* Packed structs keep pointers at any address that is a multiple of their first field's size.  */
  for (const char *p = __data_start; p + sizeof (uintptr_t) <= _end; p++) {
    uintptr_t word;
    memcpy (&word, p, sizeof word);
    if (word - here < ~top - here)
      _exit (77);
  }
}

UNWATCHED void __cyg_profile_func_exit (void *function, void *site)
{
  (void) function;
  (void) site;
}
