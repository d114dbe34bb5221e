/* SPDX-License-Identifier: MIT */
/* Purpose: The third parameter of main, environ and getenv show the same environment, which
   setenv changes. */
#include "support/check.h"
#include <string.h>

extern char **environ;

int main (int argc, char **argv, char **envp)
{
  (void) argc;
  (void) argv;
  CHECK (envp == environ);
  CHECK (setenv ("GORO_TEST_VARIABLE", "value", 1) == 0);
  grow (20);
  CHECK (strcmp (getenv ("GORO_TEST_VARIABLE"), "value") == 0);

  int found = 0;
  for (char **e = environ; *e != NULL; e++)
    found += strcmp (*e, "GORO_TEST_VARIABLE=value") == 0;
  CHECK (found == 1);
  return 0;
}
