/* SPDX-License-Identifier: MIT */
/* Purpose: main gets argc and argv as in plain C. */
#include "support/check.h"
#include <string.h>

int main (int argc, char **argv)
{
  CHECK (argc == 1);
  CHECK (argv[0] != NULL && strlen (argv[0]) > 0);
  CHECK (argv[1] == NULL);
  grow (20);
  CHECK (argc == 1 && argv[1] == NULL);
  return 0;
}
