/* SPDX-License-Identifier: MIT */
/* Purpose: What a comparator keeps outlives the frame, also where that shows only when a recursion has been looked at twice. */
/* Env: GORODEBUG=stackmove=1,escapeverify=1 */
#include "support/check.h"
#include <stdlib.h>

static int *kept;
static void hand (int n, int *p, int *q);
static OPAQUE void keep (int n, int *p, int *q) { grow (1); if (n) hand (n - 1, q, p); if (p) kept = p; }
static OPAQUE void hand (int n, int *p, int *q) { keep (n, p, q); }
static int order (const void *a, const void *b) { hand (2, NULL, *(int *const *) a); return **(int *const *) a - **(int *const *) b; }

static OPAQUE int sorted (void)
{
  int x = 7, y = 7, *all[] = { &x, &y };
  qsort (all, 2, sizeof all[0], order);
  return x + y;
}

int main (void)
{
  for (int i = 0; i < 5; i++) {
    CHECK (sorted () == 14);
    grow (4);
    CHECK (kept && *kept == 7);
  }
  return 0;
}
