/* SPDX-License-Identifier: MIT */
/* Purpose: snprintf with more integer and floating-point arguments than there are registers, so
   that both go on the stack. */
#include "support/check.h"
#include <string.h>

static void test (void)
{
  char text[200];
  int n = snprintf (text, sizeof text, "%d %d %d %d %d %d %d %s %c %ld",
                    1, 2, 3, 4, 5, 6, 7, "eight", '9', 10L);

  CHECK (strcmp (text, "1 2 3 4 5 6 7 eight 9 10") == 0 && n == (int) strlen (text));
  snprintf (text, sizeof text, "%.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f",
            0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5);
  CHECK (strcmp (text, "0.5 1.5 2.5 3.5 4.5 5.5 6.5 7.5 8.5 9.5") == 0);
  snprintf (text, sizeof text, "%d %g %d %g %d %g %d %g %d %g %d %g %d %g %d %g %s %g %s %g",
            1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, "nine", 9.5, "ten", 10.5);
  CHECK (strcmp (text, "1 1.5 2 2.5 3 3.5 4 4.5 5 5.5 6 6.5 7 7.5 8 8.5 nine 9.5 ten 10.5") == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
