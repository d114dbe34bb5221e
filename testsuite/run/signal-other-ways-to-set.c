/* SPDX-License-Identifier: MIT */
/* Purpose: Handlers set by sigset, sysv_signal and kin run on the alternate stack too, and may use much of it. */
#include "support/check.h"
#include <signal.h>

typedef void handler_type (int);
extern handler_type *__sysv_signal (int, handler_type *);
extern handler_type *ssignal (int, handler_type *);
extern handler_type *sigset (int, handler_type *);

static volatile sig_atomic_t got;

static void handler (int number)
{
  volatile char used[20000];
  for (int i = 0; i < 20000; i++)
    used[i] = (char) i;
  got = number + used[0];
}

static void test (void)
{
  __sysv_signal (SIGUSR1, handler);
  raise (SIGUSR1);
  CHECK (got == SIGUSR1);
  got = 0;
  ssignal (SIGUSR2, handler);
  raise (SIGUSR2);
  CHECK (got == SIGUSR2);
  got = 0;
  sigset (SIGUSR1, handler);
  raise (SIGUSR1);
  CHECK (got == SIGUSR1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
