/* SPDX-License-Identifier: MIT */
/* Purpose: alarm interrupts a foreign call that waits; the call fails with EINTR in this goroutine. */
#include "support/check.h"
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t got;

static void handler (int number) { got = number; }

static void test (void)
{
  struct sigaction action = { .sa_handler = handler };
  struct itimerval timer = { { 0, 20000 }, { 0, 20000 } }; /* until it has hit this thread */
  int fd[2];
  char c;

  CHECK (pipe (fd) == 0);
  CHECK (sigaction (SIGALRM, &action, NULL) == 0);
  CHECK (setitimer (ITIMER_REAL, &timer, NULL) == 0);
  while (!got)
    goro_sleep (GORO_MILLISECOND);
  timer = (struct itimerval) { { 0, 0 }, { 0, 0 } };
  setitimer (ITIMER_REAL, &timer, NULL);
  close (fd[1]);
  CHECK (read (fd[0], &c, 1) == 0 && got == SIGALRM);
  close (fd[0]);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
