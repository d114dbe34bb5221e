/* SPDX-License-Identifier: MIT */
/* For foreign-struct-results.c: compiled by plain GCC; all of it uses much stack.  */
#include "foreign-structs.h"

static void use_stack (void)
{
  volatile char used[200000];
  for (int i = 0; i < 200000; i += 1000)
    used[i] = 1;
}

struct ints foreign_ints (int a, int b) { use_stack (); return (struct ints) { a, b }; }
struct doubles foreign_doubles (double x, double y) { use_stack (); return (struct doubles) { x, y }; }
struct mixed foreign_mixed (long n, double x) { use_stack (); return (struct mixed) { n, x }; }
struct floats foreign_floats (float a, float b, float c)
{
  use_stack ();
  return (struct floats) { a, b, c };
}

struct big foreign_big (int n)
{
  struct big b;
  use_stack ();
  for (int i = 0; i < 50; i++)
    b.a[i] = (long) n * i;
  return b;
}

struct big foreign_twice (struct big b)
{
  use_stack ();
  for (int i = 0; i < 50; i++)
    b.a[i] *= 2;
  return b;
}

long double foreign_long_double (long double x) { use_stack (); return 2 * x; }

double foreign_sum (struct ints i, struct doubles d, struct mixed m, struct big b, struct floats f, int n)
{
  double sum = i.a + i.b + d.x + d.y + m.n + m.x + f.a + f.b + f.c + n;
  use_stack ();
  for (int k = 0; k < 50; k++)
    sum += b.a[k];
  return sum;
}
