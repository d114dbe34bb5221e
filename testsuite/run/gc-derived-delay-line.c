/* SPDX-License-Identifier: MIT */
/* Purpose: in a loop that calls nothing the only reference to an array is an induction variable some elements before its start or
   behind its end, while collections run.  */
/* Levels: -O1 -O2 -O3 -Os */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/keep.h"

enum { N = 6, LATE = 3, ROUNDS = 400000, TURNS = 10 };
struct element { long a, b, c, d, e; };

static OPAQUE struct element *made (void)
{
  struct element *p = goro_make (struct element, N);
  for (int i = 0; i < N; i++) {
    p[i].a = i + 1;
    p[i].b = 2;
  }
  return p;
}

/* Each element is used twice, LATE steps apart.  */
static OPAQUE long up (struct element *p, long n, long rounds)
{
  long s = 0;
  for (long i = 1; i < n + LATE + 1; i++) {
    unsigned long x = i;
    if (i <= n)
      s += p[i - 1].a;
    for (long k = 0; k < rounds; k++)
      x = x * 1664525 + 1013904223 + (x >> 13);
    if (i > LATE)
      s += p[i - LATE - 1].b;
    s += x == 12345;
  }
  return s;
}

static OPAQUE long down (struct element *p, long n, long rounds)
{
  long s = 0;
  for (long i = n + LATE - 1; i >= 0; i--) {
    unsigned long x = i;
    if (i < n)
      s += p[i].b;
    for (long k = 0; k < rounds; k++)
      x = x * 1664525 + 1013904223 + (x >> 13);
    if (i >= LATE)
      s += p[i - LATE].a;
    s += x == 12345;
  }
  return s;
}

static int stop;

static OPAQUE void spoil (void)
{
  struct element *p = made ();
  for (int k = 0; k < N; k++)
    p[k].a = p[k].b = -1000000;
}

static void churn (goro_chan (int) done)
{
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED)) {
    goro_gc ();
    for (int i = 0; i < 400; i++)
      spoil ();
  }
  goro_send (done, 1);
}

static void test (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  go churn (done);
  for (int i = 0; i < TURNS; i++) {
    CHECK (up (made (), N, ROUNDS) == N * (N + 1) / 2 + 2 * N);
    CHECK (down (made (), N, ROUNDS) == N * (N + 1) / 2 + 2 * N);
  }
  __atomic_store_n (&stop, 1, __ATOMIC_RELAXED);
  goro_recv (done);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
