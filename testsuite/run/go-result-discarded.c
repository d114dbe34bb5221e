/* SPDX-License-Identifier: MIT */
/* Purpose: Results of every kind that the started function returns are dropped. */
#include "support/check.h"

struct large { char text[300]; };

static void done (void) { goro_wait_group_done (&goroutines_under_test); }

static int returns_int (int x) { done (); return x; }
static double returns_double (double x) { done (); return x; }
static long double returns_long_double (long double x) { done (); return x; }
static struct large returns_large (int x)
{
  struct large l = { { 0 } };
  l.text[299] = (char) x;
  grow (20);
  done ();
  return l;
}
static void *returns_pointer (void *p) { done (); return p; }

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 500);
  for (int i = 0; i < 100; i++) {
    go returns_int (i);
    go returns_double (i);
    go returns_long_double (i);
    go returns_large (i);
    go returns_pointer (NULL);
  }
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
