/* SPDX-License-Identifier: MIT */
/* Purpose: alloca and variable-length arrays of no bytes, of a megabyte, and freed by hand
   (__builtin_stack_save), with growth between. */
#include "support/check.h"
#include <alloca.h>
#include <string.h>

static OPAQUE long zero (size_t n, long *outside)
{
  char *a = alloca (n), *b = alloca (n);
  char v[n], w[n + 1];

  grow (40);
  w[0] = 5;
  __asm__ volatile ("" : "+r" (a), "+r" (b) : "r" (v), "r" (w) : "memory");
  grow (10);
  CHECK (w[0] == 5);
  return *outside;
}

static OPAQUE long huge (size_t n, long *outside)
{
  char v[n];

  memset (v, 7, n);
  grow (100);
  CHECK (v[0] == 7 && v[n / 2] == 7 && v[n - 1] == 7);
  return *outside;
}

/* Without the restore this needs 400 MB.  */
static OPAQUE long saved (size_t n, int rounds, long *outside)
{
  long sum = 0;

  for (int i = 0; i < rounds; i++) {
    void *here = __builtin_stack_save ();
    char *p = alloca (n);
    p[0] = p[n - 1] = 1;
    grow (i % 3);
    sum += p[0] + p[n - 1] + *outside;
    __builtin_stack_restore (here);
  }
  CHECK (goro_stack_size () < 1 << 20);
  return sum;
}

static void test (void)
{
  long x = 3;

  CHECK (zero (0, &x) == 3);
  CHECK (saved (40000, 10000, &x) == 50000);
  CHECK (huge (1 << 20, &x) == 3);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
