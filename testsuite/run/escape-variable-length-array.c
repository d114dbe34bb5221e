/* SPDX-License-Identifier: MIT */
/* Purpose: Arrays of variable length and blocks of alloca whose address is kept, also aligned further than the heap's objects are,
   outlive the frame. */
#include "support/check.h"

static int *kept[8];
static char *bytes[8];
static long *aligned;

static OPAQUE void fill (int n)
{
  for (int i = 0; i < 8; i++) {
    int a[n + i];
    for (int k = 0; k < n + i; k++)
      a[k] = i * 100 + k;
    kept[i] = a;
    bytes[i] = __builtin_alloca (n);
    for (int k = 0; k < n; k++)
      bytes[i][k] = (char) (i + k);
  }
  long b[n] __attribute__ ((aligned (64)));
  b[n - 1] = 77;
  aligned = b;
}

static OPAQUE int only_here (int n)
{
  int a[n], sum = 0;
  for (int k = 0; k < n; k++)
    a[k] = k;
  grow (3);
  for (int k = 0; k < n; k++)
    sum += a[k];
  return sum;
}

static void test (void)
{
  fill (20);
  grow (50);
  goro_gc ();
  for (int i = 0; i < 8; i++) {
    for (int k = 0; k < 20 + i; k++)
      CHECK (kept[i][k] == i * 100 + k);
    for (int k = 0; k < 20; k++)
      CHECK (bytes[i][k] == (char) (i + k));
  }
  CHECK (aligned[19] == 77 && (uintptr_t) aligned % 64 == 0);
  CHECK (only_here (10) == 45);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
