/* SPDX-License-Identifier: MIT */
/* Purpose: What a loop without calls has in general and vector registers, and its flags, is there again after it was stopped. */
/* Options: -O3 */
/* Output: same */
#include <goro.h>
#include <stdio.h>

enum { N = 4, ROUNDS = 60000000 };

static goro_chan (double) results;

static double work (unsigned seed)
{
  double a = seed, b = 1, c = 0.5, d = 3;
  unsigned long x = seed, y = 17, z = 3;
  for (int i = 0; i < ROUNDS; i++) {
    a = a * 0.999 + b;
    b = b * 0.5 + c;
    c = c * 0.25 + d * 0.125;
    d = d * 0.75 + 1;
    x = x * 6364136223846793005ul + y;
    y ^= x >> 13;
    z += y & 7 ? x : y;
  }
  return a + b + c + d + (double) (x ^ y ^ z);
}

static void run (unsigned seed)
{
  goro_send (results, work (seed));
}

int main (void)
{
  results = goro_chan_make (double, N);
  for (int i = 0; i < N; i++)
    go run (5);
  double first = goro_recv (results);
  int same = 1;
  for (int i = 1; i < N; i++)
    same &= goro_recv (results) == first;
  printf ("%s\n", same ? "same" : "different");
  return 0;
}
