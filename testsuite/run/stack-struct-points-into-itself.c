/* SPDX-License-Identifier: MIT */
/* Purpose: A structure on the stack with pointers to its own fields, as small-string buffers
   have, and to its own end. */
#include "support/check.h"
#include <string.h>

struct string {
  char *start, *end, *limit;
  char small[64];
  struct string *self;
};

static OPAQUE void init (struct string *s)
{
  s->start = s->end = s->small;
  s->limit = s->small + sizeof s->small;
  s->self = s;
}

static OPAQUE void append (struct string *s, char c)
{
  grow (3);
  CHECK (s->self == s && s->start == s->small && s->limit == (char *) &s->self);
  CHECK (s->end < s->limit);
  *s->end++ = c;
}

static OPAQUE void deeper (struct string *s, int n)
{
  if (n == 0)
    return;
  append (s, (char) ('a' + n % 26));
  deeper (s->self, n - 1);
}

static void test (void)
{
  struct string s;

  init (&s);
  deeper (&s, 62);
  append (&s, '\0');
  CHECK (s.end - s.start == 63 && strlen (s.small) == 62 && s.small[61] == 'b');
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
