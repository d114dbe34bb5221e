/* SPDX-License-Identifier: MIT */
/* Purpose: A signal blocked by sigprocmask waits until it is unblocked, in a goroutine tied to its
   thread. */
#include "support/check.h"
#include <signal.h>

static volatile sig_atomic_t got;

static void handler (int number) { got = number; }

static void test (void)
{
  sigset_t set;

  goro_lock_thread ();
  signal (SIGUSR1, handler);
  sigemptyset (&set);
  sigaddset (&set, SIGUSR1);
  CHECK (sigprocmask (SIG_BLOCK, &set, NULL) == 0);
  raise (SIGUSR1);
  goro_yield ();
  grow (20);
  CHECK (got == 0);
  CHECK (sigprocmask (SIG_UNBLOCK, &set, NULL) == 0);
  CHECK (got == SIGUSR1);
  goro_unlock_thread ();
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
