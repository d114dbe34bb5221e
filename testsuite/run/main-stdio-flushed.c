/* SPDX-License-Identifier: MIT */
/* Purpose: What stdio has buffered is written when main returns, though no line end was. */
/* Output: one two */
#include "support/check.h"

static void print (void)
{
  printf ("one ");
}

int main (void)
{
  static char buffer[BUFSIZ];
  setvbuf (stdout, buffer, _IOFBF, sizeof buffer);
  in_goroutine (print);
  printf ("two");
  return 0;
}
