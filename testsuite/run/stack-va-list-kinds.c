/* SPDX-License-Identifier: MIT */
/* Purpose: va_list in a structure and behind a pointer, va_copy in the middle, structures, long doubles, complex
   numbers, 128-bit integers and many doubles as variable arguments, with growth between. */
#include "support/check.h"
#include <complex.h>
#include <stdarg.h>

struct reader { int count; va_list ap; int *tally; };
struct small { int *p; int x; };
struct mixed { double d; int *p; };
struct big { int *p; long a[6]; };
struct floats { float a, b, c; };

static OPAQUE long next (struct reader *r)
{
  grow (30);
  ++*r->tally;
  switch (r->count++ % 8) {
  case 0: { struct small s = va_arg (r->ap, struct small); grow (9); return *s.p + s.x; }
  case 1: { struct mixed m = va_arg (r->ap, struct mixed); grow (9); return *m.p + (long) m.d; }
  case 2: { struct big b = va_arg (r->ap, struct big); grow (9); return *b.p + b.a[5]; }
  case 3: { long double l = va_arg (r->ap, long double); grow (9); return (long) l; }
  case 4: { __int128 i = va_arg (r->ap, __int128); grow (9); return (long) (i >> 64) + (long) i; }
  case 5: { double _Complex c = va_arg (r->ap, double _Complex); grow (9); return (long) (creal (c) + cimag (c)); }
  case 6: { struct floats f = va_arg (r->ap, struct floats); grow (9); return (long) (f.a + f.b + f.c); }
  default: { long double _Complex c = va_arg (r->ap, long double _Complex); grow (9);
      return (long) (creall (c) + cimagl (c)); }
  }
}

static OPAQUE long read_all (int n, ...)
{
  struct reader r, again;
  int tally = 0;
  long sum = 0;

  r.count = 0;
  r.tally = &tally;
  va_start (r.ap, n);
  for (int i = 0; i < n; i++) {
    if (i == n / 2) {
      again.count = r.count;
      again.tally = r.tally;
      va_copy (again.ap, r.ap);
      grow (50);
      for (int k = i; k < n; k++)
        CHECK (next (&again) == k % 8 + 10);
      va_end (again.ap);
    }
    long v = next (&r);
    CHECK (v == i % 8 + 10);
    sum += v;
  }
  va_end (r.ap);
  CHECK (tally == n + n - n / 2);
  return sum;
}

static OPAQUE double doubles (int n, ...)
{
  va_list ap;
  double sum = 0;
  va_start (ap, n);
  while (n-- > 0) {
    grow (20);
    sum += va_arg (ap, double);
    grow (n);
  }
  va_end (ap);
  return sum;
}

#define ALL (struct small) { &x, 3 }, (struct mixed) { 4, &x }, (struct big) { &x, { 0, 0, 0, 0, 0, 5 } }, 13.0L, \
  ((__int128) 4 << 64) + 10, (double _Complex) 10 + 5 * I, (struct floats) { 1, 5, 10 }, (long double _Complex) 10 + 7.0L * I
#define TEN 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.

static void test (void)
{
  int x = 7;

  CHECK (read_all (8, ALL) == 108);
  CHECK (read_all (16, ALL, ALL) > 0);
  CHECK (doubles (30, TEN, TEN, TEN) == 165);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
