/* SPDX-License-Identifier: MIT */
/* Purpose: Foreign functions called through pointers: local, in a structure, in an array, passed as
   an argument; compared, they are the functions themselves. */
#include "support/check.h"
#include <string.h>

struct operations {
  size_t (*length) (const char *);
  int (*compare) (const char *, const char *);
  int (*print) (char *, size_t, const char *, ...);
};

static size_t own_length (const char *s) { grow (5); return *s ? 1 + own_length (s + 1) : 0; }

static OPAQUE size_t apply (size_t (*f) (const char *), const char *s) { return f (s); }

static const struct operations table = { strlen, strcmp, snprintf };

static void test (void)
{
  size_t (*functions[]) (const char *) = { strlen, own_length };
  struct operations local = { strlen, strcmp, snprintf };
  char text[40];

  for (int i = 0; i < 10; i++)
    CHECK (functions[i % 2] ("seven c") == 7);
  CHECK (apply (strlen, "four") == 4 && apply (own_length, "fives") == 5);
  CHECK (local.length ("ab") == 2 && table.length ("abc") == 3 && table.compare ("a", "a") == 0);
  CHECK (local.print (text, sizeof text, "%d %d %d %d %.1f %s", 1, 2, 3, 4, 0.5, "end") == 15);
  CHECK (strcmp (text, "1 2 3 4 0.5 end") == 0);
  CHECK (table.length == local.length && local.compare == strcmp);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
