/* SPDX-License-Identifier: MIT */
/* Purpose: A line of gctrace=1 has the megabytes of stacks and of global variables. */
/* Env: GORODEBUG=gctrace=1 */
/* Stderr: gc [0-9]+ @[0-9.]+s [0-9]+%: .* MB goal, [1-9][0-9]* MB stacks, 8 MB globals, [0-9]+ P \(forced\) */
/* Stress: no, a deep stack that moves at every check takes minutes */
#include "support/check.h"

void *many_pointers[1 << 20]; /* 8 MB */

/* In use, not only there: what is scanned counts.  */
static OPAQUE int collect_below (int frames)
{
  volatile char used[256];
  used[0] = used[255] = (char) frames;
  if (frames > 0)
    return collect_below (frames - 1) + used[0] - used[255];
  goro_gc ();
  return 0;
}

static void test (void)
{
  collect_below (8000);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
