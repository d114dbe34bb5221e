/* SPDX-License-Identifier: MIT */
/* Purpose: Values read from locals, received from channels, or computed by calls that are handed
   the address of a local, are no reason for a warning. */
#include <goro.h>

struct s { int a[4]; };
void f (int);
void g (struct s);
int read_through (const int *);

void test (goro_chan (int) c, int i)
{
  int array[4] = { 1, 2, 3, 4 };
  struct s s = { { 1 } };

  go f (array[i]);
  go f (s.a[i]);
  go g (s);
  go f (goro_recv (c));
  go f (read_through (&i));
  go f (*&array[1]);
}
