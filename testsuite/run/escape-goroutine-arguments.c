/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that is given the addresses of locals uses them after the function that started it has returned; and
   a local's address comes through a channel. */
#include "support/check.h"

struct job { int *in, *out; goro_wait_group *wg; };

static void work (struct job j)
{
  grow (20);
  *j.out = *j.in * 2;
  goro_wait_group_done (j.wg);
}

static OPAQUE int start (int n, goro_wait_group *wg, int **results)
{
  for (int i = 0; i < n; i++) {
    int in = i, out = 0;
    goro_wait_group_add (wg, 1);
    go work ((struct job) { &in, &out, wg });
    results[i] = &out;
  }
  return n;
}

static void send_addresses (goro_chan (int *) c)
{
  for (int i = 0; i < 50; i++) {
    int x = i;
    goro_send (c, &x);
  }
  goro_close (c);
}

static void test (void)
{
  goro_wait_group wg = { 0 };
  int *results[30], k = 0;
  int n = start (30, &wg, results);
  grow (30);
  goro_gc ();
  goro_wait_group_wait (&wg);
  for (int i = 0; i < n; i++)
    CHECK (*results[i] == 2 * i);

  goro_chan (int *) c = goro_chan_make (int *, 3);
  go send_addresses (c);
  goro_range (p, c) {
    grow (5);
    CHECK (*p == k++);
  }
  CHECK (k == 50);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
