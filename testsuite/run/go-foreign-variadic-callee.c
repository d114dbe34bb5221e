/* SPDX-License-Identifier: MIT */
/* Purpose: go with a variadic function of the C library, floating-point arguments included. */
#include "support/check.h"
#include <string.h>

static char text[64];

static void test (void)
{
  go snprintf (text, sizeof text, "%d %s %.2f %d %d %d %g", 1, "two", 3.25, 4, 5, 6, 0.5);
  while (*(volatile char *) text == '\0' || goro_count () > 2)
    goro_yield ();
  CHECK (strcmp (text, "1 two 3.25 4 5 6 0.5") == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
