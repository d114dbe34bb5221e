/* SPDX-License-Identifier: MIT */
/* Purpose: goro_spawn starts a goroutine that calls a function with a pointer. */
#include "support/check.h"

struct request { int x; goro_chan (int) out; };

static void run (void *p)
{
  struct request *r = p;
  grow (20);
  goro_send (r->out, r->x + 1);
}

static void test (void)
{
  static struct request requests[20];
  goro_chan (int) out = goro_chan_make (int, 0);
  int sum = 0;

  for (int i = 0; i < 20; i++) {
    requests[i] = (struct request) { i, out };
    goro_spawn (run, &requests[i]);
  }
  for (int i = 0; i < 20; i++)
    sum += goro_recv (out);
  CHECK (sum == 210);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
