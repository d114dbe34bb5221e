/* SPDX-License-Identifier: MIT */
/* Purpose: The callee of go may be a function that the plugin did not compile. */
#include "support/check.h"
#include <unistd.h>

static void test (void)
{
  int fd[2];
  char text[6] = "";

  CHECK (pipe (fd) == 0);
  go write (fd[1], "hello", 5);
  CHECK (read (fd[0], text, 5) == 5);
  CHECK (text[0] == 'h' && text[4] == 'o');

  /* Through a pointer too.  */
  ssize_t (*pointer) (int, const void *, size_t) = write;
  go pointer (fd[1], "w", 1);
  CHECK (read (fd[0], text, 1) == 1 && text[0] == 'w');
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
