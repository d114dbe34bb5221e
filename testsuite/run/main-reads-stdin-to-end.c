/* SPDX-License-Identifier: MIT */
/* Purpose: Standard input works as in plain C, from main's small stack: a line is written to a
   pipe that takes its place. */
/* Output: [some words], 11 bytes */
#include "support/check.h"
#include <string.h>
#include <unistd.h>

int main (void)
{
  int fd[2];
  char line[64];

  CHECK (pipe (fd) == 0);
  CHECK (write (fd[1], "some words\n", 11) == 11);
  close (fd[1]);
  CHECK (dup2 (fd[0], STDIN_FILENO) == STDIN_FILENO);
  CHECK (fgets (line, sizeof line, stdin) == line);
  size_t length = strlen (line);
  CHECK (fgetc (stdin) == EOF && feof (stdin));
  printf ("[%.*s], %zu bytes\n", (int) length - 1, line, length);
  return 0;
}
