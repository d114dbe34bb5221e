/* SPDX-License-Identifier: MIT */
/* Purpose: A handler may use 16 KB of stack, call foreign functions and be interrupted by
   another signal, whatever stack the goroutine has. */
#include "support/check.h"
#include <signal.h>
#include <string.h>

static volatile sig_atomic_t inner, outer;

static OPAQUE int use_stack (int n)
{
  volatile char used[1000];
  memset ((char *) used, n, sizeof used);
  return n == 0 ? used[999] : use_stack (n - 1) + used[0] - n;
}

static void on_inner (int number)
{
  (void) number;
  inner = 1 + use_stack (4);
}

static void on_outer (int number)
{
  char text[100];

  (void) number;
  snprintf (text, sizeof text, "%d", use_stack (12) + 5);
  raise (SIGUSR2);
  outer = text[0] - '0';
}

static void test (void)
{
  signal (SIGUSR1, on_outer);
  signal (SIGUSR2, on_inner);
  raise (SIGUSR1);
  CHECK (inner == 1 && outer == 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
