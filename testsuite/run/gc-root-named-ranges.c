/* SPDX-License-Identifier: MIT */
/* Purpose: Memory from malloc is a root between goro_add_root and goro_remove_root, and not otherwise. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/keep.h"

enum { N = 100 };

static OPAQUE void fill (struct object **memory, uintptr_t *hidden)
{
  for (int i = 0; i < N; i++)
    hidden[i] = hide (memory[i] = make ());
}

static int count (const uintptr_t *hidden)
{
  int n = 0;
  for (int i = 0; i < N; i++)
    n += kept (hidden[i]);
  return n;
}

static void test (void)
{
  struct object **named = calloc (N, sizeof *named), **unknown = calloc (N, sizeof *unknown);
  uintptr_t kept_ones[N], lost[N];
  goro_add_root (named, N * sizeof *named);
  fill (named, kept_ones);
  fill (unknown, lost);
  collect ();
  CHECK (count (kept_ones) == N);
  CHECK (count (lost) < 20);
  goro_remove_root (named);
  collect ();
  CHECK (count (kept_ones) < 20);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
