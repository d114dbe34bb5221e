/* SPDX-License-Identifier: MIT */
/* Purpose: _Complex and vector arguments. */
#include "support/check.h"
#include <complex.h>

typedef double pair __attribute__ ((vector_size (16)));
static goro_chan (double) out;

static void take (double complex z, pair v, float complex w, _Complex long double l)
{
  grow (20);
  goro_send (out, creal (z) + 10 * cimag (z) + 100 * v[0] + 1000 * v[1] + crealf (w) + cimagf (w)
                  + (double) cimagl (l));
}

static void test (void)
{
  pair v = { 3, 4 };
  out = goro_chan_make (double, 0);
  go take (1 + 2 * I, v, 0.25f + 0.5f * I, 8 * I);
  CHECK (goro_recv (out) == 1 + 20 + 300 + 4000 + 0.75 + 8);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
