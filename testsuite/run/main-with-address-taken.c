/* SPDX-License-Identifier: MIT */
/* Purpose: A program may take the address of main and call it. */
#include "support/check.h"

int main (int argc, char **argv)
{
  int (*volatile self) (int, char **) = main;
  static int depth;

  if (depth++ < 10)
    return self (argc, argv) - 1;
  CHECK (self == main);
  return 10;
}
