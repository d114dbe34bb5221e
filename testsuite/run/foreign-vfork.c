/* SPDX-License-Identifier: MIT */
/* Purpose: vfork works in a goroutine: the parent goes on after it, with its variables as they were. */
#include "support/check.h"
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void test (void)
{
  int status, before = 5;
  pid_t child = vfork ();

  if (child == 0) {
    execlp ("sh", "sh", "-c", "exit 7", (char *) NULL);
    _exit (1);
  }
  CHECK (child > 0);
  CHECK (waitpid (child, &status, 0) == child);
  CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 7);
  CHECK (before == 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
