/* SPDX-License-Identifier: MIT */
/* Purpose: A va_list of a function on the goroutine's stack is handed to the C library. */
#include "support/check.h"
#include <stdarg.h>
#include <string.h>

static OPAQUE __attribute__ ((format (printf, 3, 4)))
int format (char *out, size_t size, const char *format, ...)
{
  va_list ap, again;
  char twice[100];

  va_start (ap, format);
  va_copy (again, ap);
  grow (30);
  int n = vsnprintf (out, size, format, ap);
  va_end (ap);
  grow (30);
  vsnprintf (twice, sizeof twice, format, again);
  va_end (again);
  CHECK (strcmp (out, twice) == 0);
  return n;
}

static void test (void)
{
  char text[100];

  CHECK (format (text, sizeof text, "%d %s %.2f", 1, "two", 3.0) == 10);
  CHECK (strcmp (text, "1 two 3.00") == 0);
  format (text, sizeof text, "%d%d%d%d%d%d%d %g%g%g%g%g%g%g%g%g %s", 1, 2, 3, 4, 5, 6, 7,
          1., 2., 3., 4., 5., 6., 7., 8., 9., "end");
  CHECK (strcmp (text, "1234567 123456789 end") == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
