/* SPDX-License-Identifier: MIT */
/* Purpose: alloca of more than the largest stack: a fatal error that
   names the goroutine. */
/* Exit: 2 */
/* Stderr: stack overflow|stack exceeds */
/* Stderr: goroutine 2 */
#include "support/check.h"

static OPAQUE int use (long n)
{
  char v[n];
  v[n - 1] = 1;
  __asm__ volatile ("" : : "r" (v) : "memory");
  return v[n - 1];
}

static void test (void)
{
  use ((long) 3 << 30);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
