/* SPDX-License-Identifier: MIT */
/* Purpose: parent and child allocate after a fork, each for itself.  */
/* Output: child good */
/* Output: parent good */
#include <goro.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool churn (void)
{
  for (int i = 0; i < 20000; i++) {
    char *p = goro_alloc ((size_t) (i % 700 + 1), GORO_NO_POINTERS);
    if (p[0] != 0)
      return false;
    memset (p, 1, (size_t) (i % 700 + 1));
  }
  return true;
}

int main (void)
{
  churn ();
  pid_t child = fork ();
  if (child == 0) {
    if (churn ())
      write (1, "child good\n", 11);
    _exit (0);
  }
  int status;
  waitpid (child, &status, 0);
  if (churn ())
    puts ("parent good");
  return 0;
}
