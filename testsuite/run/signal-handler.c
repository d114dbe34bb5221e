/* SPDX-License-Identifier: MIT */
/* Purpose: A handler set by signal is called when the goroutine raises the signal. */
#include "support/check.h"
#include <signal.h>

static volatile sig_atomic_t got;

static void handler (int number) { got = number; }

static void test (void)
{
  CHECK (signal (SIGUSR1, handler) == SIG_DFL);
  for (int i = 0; i < 10; i++) {
    got = 0;
    CHECK (raise (SIGUSR1) == 0);
    CHECK (got == SIGUSR1);
  }
  CHECK (signal (SIGUSR1, SIG_IGN) == handler);
  got = 0;
  raise (SIGUSR1);
  CHECK (got == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
