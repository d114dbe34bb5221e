/* SPDX-License-Identifier: MIT */
/* Purpose: Calls that the compiler makes or expands itself: structure copies, memset, memcpy,
   memcmp, string functions, on the stack and across growth. */
#include "support/check.h"
#include <string.h>

struct large { char text[3000]; struct large *self; };

static OPAQUE struct large *copy (struct large *to, const struct large *from)
{
  *to = *from;
  to->self = to;
  grow (20);
  return to->self;
}

static void test (void)
{
  struct large a, b = { { 0 }, NULL };
  size_t n = (size_t) grow (1) + 3000;

  memset (a.text, 'a', n);
  a.self = &a;
  CHECK (copy (&b, &a) == &b && b.text[2999] == 'a' && b.self == &b);
  memset (&b, 0, sizeof b);
  memcpy (b.text, a.text, n - 1);
  CHECK (memcmp (a.text, b.text, n - 1) == 0 && memcmp (a.text, b.text, n) > 0);
  CHECK (strlen (b.text) == 2999 && strchr (b.text, '\0') == b.text + 2999);
  memmove (b.text + 1, b.text, 100);
  char *p = stpcpy (b.text, "short");
  grow (100);
  CHECK (p == b.text + 5 && a.self == &a);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
