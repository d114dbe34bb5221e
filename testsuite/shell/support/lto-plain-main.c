/* SPDX-License-Identifier: MIT */
/* For lto-plain-objects.sh, compiled with the plugin.  */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

long plain_sum (long a, long b, long c, long d, long e, long f, long g, long h);
int plain_keep (int n);
long plain_leaf (long n);

static __attribute__ ((noinline)) int deep (int n)
{
  volatile char frame[300] = { 0 };
  frame[n % 300] = 1;
  return n > 0 ? deep (n - 1) + frame[n % 300] : 0;
}

void back (void)
{
  if (deep (10) != 10)
    abort ();
}

/* More values live across a call than there are registers that every callee saves.  */
static __attribute__ ((noinline)) long many_values (long *v)
{
  long a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7], i = v[8], j = v[9], k = v[10];
  long sum = plain_leaf (a);
  v[0] = k, v[1] = j, v[2] = i, v[3] = h, v[4] = g, v[5] = f, v[6] = e, v[7] = d, v[8] = c, v[9] = b, v[10] = a;
  return sum;
}

static void work (int n, goro_chan (int) c)
{
  int (*volatile pointer) (int) = plain_keep;
  long values[11];
  for (int i = 0; i < 11; i++)
    values[i] = i;
  if (many_values (values) != 1)
    abort ();
  for (int i = 0; i < 11; i++)
    if (values[i] != 10 - i)
      abort ();
  for (int i = 0; i < 20; i++) {
    /* On the stack of a call through a pointer, of one by name, and in a frame that moved in between.  */
    if (plain_keep (i) != i + 1 || deep (i) != i || pointer (i) != i + 1)
      abort ();
    goro_yield ();
  }
  goro_send (c, (int) plain_sum (1, 2, 3, 4, 5, 6, 7, n));
}

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  int sum = 0;
  for (int i = 0; i < 30; i++)
    go work (i, c);
  for (int i = 0; i < 30; i++)
    sum += goro_recv (c);
  printf ("%d\n", sum);
  return 0;
}
