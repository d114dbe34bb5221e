/* SPDX-License-Identifier: MIT */
/* Purpose: A child of fork that has goroutines ready calls exec: that the kernel makes no thread meanwhile does not end the child. */
#include "support/check.h"
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 30, READY = 4 };

static _Atomic int stop;

static void ready (void *unused)
{
  (void) unused;
  while (!stop)
    goro_yield ();
}

static void test (void)
{
  for (int i = 0; i < READY; i++)
    go ready (NULL);
  for (int i = 0; i < CHILDREN; i++) {
    int status;
    pid_t child = fork ();
    if (child == 0) {
      execlp ("sh", "sh", "-c", "exit 7", (char *) NULL);
      _exit (1);
    }
    CHECK (child > 0);
    CHECK (waitpid (child, &status, 0) == child);
    CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 7);
  }
  stop = 1;
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
