/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that sleep or wait for a mutex have their stacks shrunk meanwhile, the
   frames of several functions on them. */
#include "support/check.h"

static goro_mutex mutex;
static _Atomic int right;

static OPAQUE void deep (int n, int *top, int lock)
{
  int mine = n;

  if (n > 0)
    deep (n - 1, top, lock);
  else if (lock) {
    goro_mutex_lock (&mutex);
    goro_mutex_unlock (&mutex);
  } else
    goro_sleep (4 * SOON);
  CHECK (mine == n);
  *top += 1;
}

static void run (int lock)
{
  int top = 0;

  grow (300);
  deep (5, &top, lock);
  right += top == 6;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 20);
  goro_mutex_lock (&mutex);
  for (int i = 0; i < 20; i++)
    go run (i % 2);
  goro_sleep (SOON);
  for (int i = 0; i < 10; i++) {
    goro_stack_shrink_parked ();
    goro_yield ();
  }
  goro_mutex_unlock (&mutex);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (right == 20);
  return 0;
}
