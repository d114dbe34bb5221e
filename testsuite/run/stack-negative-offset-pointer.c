/* SPDX-License-Identifier: MIT */
/* Purpose: Strings and numbers worked on from the end, with pointers that walk before they are read. */
#include "support/check.h"
#include <string.h>

static OPAQUE char *put (char *p, int c)
{
  grow (2);
  *--p = (char) c;
  return p;
}

static OPAQUE char *decimal (unsigned long n, char *end)
{
  char *p = put (end, '\0');

  do
    p = put (p, '0' + (int) (n % 10));
  while ((n /= 10) != 0);
  return p;
}

static void test (void)
{
  char buffer[24];
  char *p = decimal (18446744073709551615UL, buffer + sizeof buffer);

  grow (100);
  CHECK (strcmp (p, "18446744073709551615") == 0);
  CHECK (p == buffer + sizeof buffer - 21);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
