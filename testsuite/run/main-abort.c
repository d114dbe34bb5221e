/* SPDX-License-Identifier: MIT */
/* Purpose: abort in a goroutine raises SIGABRT in the process, which ends. */
/* Output: aborted */
#include "support/check.h"
#include <signal.h>
#include <unistd.h>

static void on_abort (int signal)
{
  (void) signal;
  write (STDOUT_FILENO, "aborted\n", 8);
  _exit (0);
}

int main (void)
{
  signal (SIGABRT, on_abort);
  in_goroutine (abort);
  return 1;
}
