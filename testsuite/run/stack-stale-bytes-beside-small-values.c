/* SPDX-License-Identifier: MIT */
/* Purpose: Small values whose padding holds the rest of an old pointer into the stack are no
   pointers: char, short and long double keep their values when the stack moves. */
#include "support/check.h"

struct byte { char c; long l; };
struct word { short s; long l; };
struct wide { long double x; };

/* Leaves pointers into the stack all over the frames below.  */
static OPAQUE void litter (void)
{
  void *volatile pointers[200];
  for (int i = 0; i < 200; i++)
    pointers[i] = (char *) &pointers[i];
}

static OPAQUE void set (struct byte *b, struct word *w, struct wide *x, int n)
{
  for (int i = 0; i < n; i++) {
    b[i].c = (char) i;
    w[i].s = (short) (i * 1000);
    x[i].x = i;
  }
}

static OPAQUE void values (void)
{
  struct byte b[16];
  struct word w[16];
  struct wide x[16];

  set (b, w, x, 16);
  for (int depth = 1; depth < 100; depth += 10) {
    grow (depth);
    for (int i = 0; i < 16; i++) {
      CHECK (b[i].c == i);
      CHECK (w[i].s == i * 1000);
      CHECK (x[i].x == i);
    }
  }
}

static void test (void)
{
  litter ();
  values ();
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
