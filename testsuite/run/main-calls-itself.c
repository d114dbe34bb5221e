/* SPDX-License-Identifier: MIT */
/* Purpose: C allows a program to call its own main. */
/* Exit: 10 */
#include "support/check.h"

int main (int argc, char **argv)
{
  if (argc >= 100)
    return 10;
  return main (argc + 1, argv);
}
