/* SPDX-License-Identifier: MIT */
/* Purpose: The function with the go statement returns, and its frame is used again, before the
   goroutine looks at its arguments. */
/* Procs: 1 */
#include "support/check.h"

struct text { char bytes[100]; };

static goro_chan (int) out;

static void check (struct text t, const char *p, int n)
{
  int sum = 0;
  for (int i = 0; i < 100; i++)
    sum += t.bytes[i];
  goro_send (out, sum + *p + n);
}

static OPAQUE void start (int value)
{
  struct text t;
  for (int i = 0; i < 100; i++)
    t.bytes[i] = (char) value;
  go check (t, "A", value);
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  for (int i = 0; i < 20; i++)
    start (i);
  grow (20);
  int total = 0;
  for (int i = 0; i < 20; i++)
    total += goro_recv (out);
  CHECK (total == 190 * 101 + 20 * 'A');
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
