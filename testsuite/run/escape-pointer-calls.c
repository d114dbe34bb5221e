/* SPDX-License-Identifier: MIT */
/* Purpose: Locals handed to functions through pointers: what stays in the frame moves with the stack, what one target keeps outlives the frame. */
/* Env: GORODEBUG=stackmove=1,escapeverify=1 */
#include "support/check.h"
#include <stdlib.h>
#include <string.h>

typedef void visit (int *);
struct step { const char *name; visit *call; };
struct walker { visit *each; struct walker *up; int *kept; void (*note) (struct walker *, int *); };
static int *list[64], kept;

static OPAQUE void add (int *p) { *p += grow (*p % 3) + 1; }
static OPAQUE void twice (int *p) { grow (2); *p *= 2; }
static OPAQUE void keep (int *p) { grow (1); list[kept++] = p; }
static const struct step steps[] = { { "add", add }, { "twice", twice }, { "keep", keep } };
static const struct step quiet[] = { { "add", add }, { "twice", twice } };
static visit *chosen = add;

static OPAQUE int by_quiet (int i) { int x = i + 1; quiet[i % 2].call (&x); return x; }
static OPAQUE int by_steps (int i) { int x = i + 1; steps[i % 3].call (&x); return x; }
static OPAQUE int by_chosen (int i) { int x = i + 1; chosen (&x); return x; }
static OPAQUE void choose (int i) { chosen = i % 2 ? twice : add; }

/* The walker keeps it, in a frame further out.  */
static OPAQUE void note (struct walker *w, int *p) { grow (1); w->kept = p; }
static OPAQUE void walk (struct walker *w, int *p) { if (w->up) walk (w->up, p); w->each (p); if (w->note) w->note (w, p); }
static OPAQUE int inner (struct walker *up, int i)
{
  int x = i;
  struct walker w = { twice, up, NULL, NULL };
  walk (&w, &x);
  grow (3);
  return x;
}

static OPAQUE int order (const void *a, const void *b) { grow (1); return **(int *const *) a - **(int *const *) b; }
static OPAQUE int reverse (const void *a, const void *b) { return order (b, a); }
static OPAQUE int sorted (int up)
{
  int a = 3, b = 1, c = 2, *all[] = { &a, &b, &c };
  qsort (all, 3, sizeof all[0], up ? order : reverse);
  return *all[0] * 100 + *all[1] * 10 + *all[2];
}

int main (void)
{
  for (int i = 0; i < 30; i++) {
    int x = i + 1;
    CHECK (by_quiet (i) == (i % 2 ? 2 * x : x + grow (x % 3) + 1));
    CHECK (by_steps (i) == (i % 3 == 0 ? x + grow (x % 3) + 1 : i % 3 == 1 ? 2 * x : x));
    choose (i);
    CHECK (by_chosen (i) == (i % 2 ? 2 * x : x + grow (x % 3) + 1));
    struct walker outer = { add, NULL, NULL, note };
    CHECK (inner (&outer, x) == 2 * (x + grow (x % 3) + 1));
    CHECK (*outer.kept == 2 * (x + grow (x % 3) + 1));
    CHECK (sorted (i % 2) == (i % 2 ? 123 : 321));
  }
  CHECK (kept == 10);
  for (int i = 0; i < kept; i++)
    CHECK (*list[i] == 3 * i + 3);
  return 0;
}
