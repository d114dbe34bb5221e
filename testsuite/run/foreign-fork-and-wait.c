/* SPDX-License-Identifier: MIT */
/* Purpose: fork in a goroutine: the child can use goroutine code until it ends, the parent waits for it. */
#include "support/check.h"
#include <sys/wait.h>
#include <unistd.h>

static void test (void)
{
  int status, local = 5;
  pid_t child = fork ();

  CHECK (child >= 0);
  if (child == 0) {
    grow (50);
    _exit (local + 1);
  }
  CHECK (waitpid (child, &status, 0) == child);
  CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 6 && local == 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
