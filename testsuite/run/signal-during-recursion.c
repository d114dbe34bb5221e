/* SPDX-License-Identifier: MIT */
/* Purpose: Timer signals arrive all the time while stacks grow and goroutines switch: handlers
   run aside of both. */
#include "support/check.h"
#include <signal.h>
#include <sys/time.h>

static volatile sig_atomic_t ticks;

static void handler (int number)
{
  volatile char used[2000];
  used[0] = (char) number;
  ticks += used[0] != 0;
}

static OPAQUE int recurse (int depth, const int *above)
{
  int mine = *above + 1;

  if (depth == 0)
    return mine;
  int r = recurse (depth - 1, &mine);
  return mine == *above + 1 ? r : -1;
}

static void run (void)
{
  int zero = 0;

  for (int i = 0; ticks < 50; i++) {
    CHECK (recurse (100 + i % 50, &zero) == 101 + i % 50);
    goro_yield ();
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  struct itimerval timer = { { 0, 2000 }, { 0, 2000 } }, off = { { 0, 0 }, { 0, 0 } };
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };

  CHECK (sigaction (SIGALRM, &action, NULL) == 0);
  CHECK (setitimer (ITIMER_REAL, &timer, NULL) == 0);
  goro_wait_group_add (&goroutines_under_test, 3);
  for (int i = 0; i < 3; i++)
    go run ();
  goro_wait_group_wait (&goroutines_under_test);
  setitimer (ITIMER_REAL, &off, NULL);
  return 0;
}
