/* SPDX-License-Identifier: MIT */
/* Purpose: A handler with SA_SIGINFO gets its three arguments; sigaction answers the old handler. */
#include "support/check.h"
#include <signal.h>
#include <ucontext.h>
#include <unistd.h>

static volatile sig_atomic_t got, sender, has_context;

static void handler (int number, siginfo_t *info, void *context)
{
  got = number;
  sender = info->si_pid;
  has_context = context != NULL;
}

static void test (void)
{
  struct sigaction action = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO }, old;

  sigemptyset (&action.sa_mask);
  CHECK (sigaction (SIGUSR2, &action, NULL) == 0);
  CHECK (kill (getpid (), SIGUSR2) == 0);
  while (got == 0)
    goro_yield ();
  CHECK (got == SIGUSR2 && sender == getpid () && has_context);
  CHECK (sigaction (SIGUSR2, NULL, &old) == 0);
  CHECK (old.sa_sigaction == handler && (old.sa_flags & SA_SIGINFO));
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
