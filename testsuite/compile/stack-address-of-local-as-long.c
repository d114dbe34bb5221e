/* SPDX-License-Identifier: MIT */
/* Purpose: The address of a local that another file gets as an integer other than uintptr_t: a warning.  As uintptr_t,
   to a function of this file, and behind the dots: none. */
#include <stdint.h>

void keep_long (long handle);
void keep_named (uintptr_t handle);
void print (const char *format, ...);
static void here (long handle) { ++*(int *) handle; }

int use (void (*pointer) (unsigned long))
{
  int x = 1, a[4] = { 0 };

  keep_long ((long) &x); /* { dg-warning "address of local 'x' is passed as 'long int'" } */
  keep_long ((long) &a[2] + 4); /* { dg-warning "address of local 'a'" } */
  pointer ((unsigned long) &x); /* { dg-warning "address of local 'x' is passed as 'long unsigned int'" } */
  keep_named ((uintptr_t) &x);
  print ("%lx", (long) &x);
  here ((long) &x);
  return x + a[2];
}
