/* SPDX-License-Identifier: MIT */
/* Purpose: Single bytes written into uninitialised memory of alloca, of a variable-length array and of a character
   array, over what is left of old addresses, are the same after the stack has moved. */
#include "support/check.h"

#include <alloca.h>
#include <string.h>

/* Leaves addresses of its own frame in the stack below its caller's.  */
static OPAQUE long litter (int n)
{
  char *here[60];

  for (int i = 0; i < 60; i++)
    here[i] = (char *) &here[(i + n) % 60];
  __asm__ volatile ("" : : "r" (here) : "memory");
  return *here[n] & 1;
}

static OPAQUE void bytes (volatile char *p, int size)
{
  for (int i = 1; i < size; i += 8)
    p[i] = (char) i;
}

static OPAQUE int same (volatile char *p, int size)
{
  for (int i = 1; i < size; i += 8)
    if (p[i] != (char) i)
      return 0;
  return 1;
}

static OPAQUE void keep (int size)
{
  char fixed[400], variable[size], *block = alloca ((size_t) size);

  bytes (fixed, 400);
  bytes (variable, size);
  bytes (block, size);
  grow (20);
  CHECK (same (fixed, 400) && same (variable, size) && same (block, size));
}

static void test (void)
{
  for (int i = 0; i < 60; i++) {
    litter (i);
    keep (200 + i);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
