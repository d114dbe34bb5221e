/* SPDX-License-Identifier: MIT */
/* Purpose: A frame that needs more than twice the present stack: it grows in one step. */
#include "support/check.h"

static OPAQUE int use (volatile char *p, size_t n)
{
  p[0] = 1;
  p[n - 1] = 2;
  return p[0] + p[n - 1];
}

static OPAQUE int frame_of_a_megabyte (const int *p)
{
  volatile char big[1 << 20];
  int sum = use (big, sizeof big) + *p;
  CHECK (goro_stack_size () >= 1 << 20);
  return sum;
}

static void test (void)
{
  int x = 7;

  CHECK (goro_stack_size () < 1 << 14);
  CHECK (frame_of_a_megabyte (&x) == 10);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
