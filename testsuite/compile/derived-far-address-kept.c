/* SPDX-License-Identifier: MIT */
/* Purpose: an address of the frame, further from it than a stack reaches and kept across a call, is an error.
   Only where ivopts is not kept away is one known.  */
/* Options: -Os -fplugin-arg-goro-ivopts=on */
struct triple { long a, b, c; };
int move (int);

long test (unsigned long from, unsigned long to)
{
  struct triple p[10];
  long sum = 0;
  for (int i = 0; i < 10; i++)
    p[i] = (struct triple) { i, move (0), i * 5 };
  for (int k = 0; k < 3; k++) {
    for (unsigned long i = from; i < to; i++)
      sum = sum * 3 + p[i - 1000000].a + p[i - 1000000].c * k;
    p[2].b += move (0); /* { dg-error "an address far outside of the frame of 'test'" } */
  }
  return sum + p[2].b;
}
