/* SPDX-License-Identifier: MIT */
/* Purpose: A signal arrives while the goroutine is in foreign code, raised from a callback:
   the handler runs and both go on. */
#include "support/check.h"
#include <signal.h>

static volatile sig_atomic_t count;

static void handler (int number) { count += number == SIGUSR1; }

static int compare (const void *a, const void *b)
{
  raise (SIGUSR1);
  return *(const int *) a - *(const int *) b;
}

static void test (void)
{
  int a[] = { 4, 2, 3, 1 };

  signal (SIGUSR1, handler);
  qsort (a, 4, sizeof a[0], compare);
  CHECK (a[0] == 1 && a[3] == 4 && count >= 3);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
