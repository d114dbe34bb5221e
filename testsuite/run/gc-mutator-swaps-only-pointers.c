/* SPDX-License-Identifier: MIT */
/* Purpose: eight goroutines swap the only pointers to objects between places of every kind, at random, while objects are collected: frames,
   arguments of go, channels, select, static and thread-local variables, heap fields, structure copies, memcpy, memmove, atomics, qsort.
   STEPS and SEED say how long and which. */
/* Output: good */
/* Env: GOROGC=10 */
#include "support/check.h"
#include <string.h>

enum { WORKERS = 8, N = 16, FAR = 20000, KINDS = 15 };

struct box { struct box *inner; long number, size, words[]; };
struct node { long before; struct box *box; struct node *next; long after; };

static struct box *globals[WORKERS][N], *shared[N];
static __thread struct box *of_thread[N];
static goro_chan (struct box *) mail;

/* Objects of 64 bytes to 4 KB; each has another one that nobody else knows.  */
static OPAQUE struct box *fresh (long number)
{
  struct box *b = goro_new_flexible (struct box, words, number % 7 == 0 ? 500 : number % 30), *in = goro_new_flexible (struct box, words, 1);
  b->size = number % 7 == 0 ? 500 : number % 30;
  in->number = ~number;
  in->words[0] = b->number = number;
  for (long i = 0; i < b->size; i++)
    b->words[i] = number + i;
  b->inner = in;
  return b;
}

static OPAQUE void look (const struct box *b)
{
  CHECK (b->inner != NULL && b->inner->number == ~b->number && b->inner->words[0] == b->number);
  for (long i = 0; i < b->size; i++)
    CHECK (b->words[i] == b->number + i);
}

static int by_number (const void *a, const void *b)
{
  const struct box *x = *(struct box *const *) a, *y = *(struct box *const *) b;
  long n = x ? x->number : 0, m = y ? y->number : 0;
  return (n > m) - (n < m);
}

static void carry (struct box *b, goro_chan (struct box *) home) { goro_send (home, b); }
static OPAQUE struct box *deep (struct box *b, int n) { goro_alloc (32, GORO_POINTERS); return n > 0 ? deep (b, n - 1) : b; }

static OPAQUE struct box *swap (struct box **slot, struct box *b)
{
  struct box *old = *slot;
  *slot = b;
  return old;
}

static void worker (int id, long steps, unsigned random, goro_wait_group *all)
{
  struct box *frame[N] = { 0 }, *b = NULL, **far = goro_make (struct box *, FAR), **few = goro_make (struct box *, N);
  struct node *nodes = goro_make (struct node, N);
  goro_chan (struct box *) own = goro_chan_make (struct box *, 4), home = goro_chan_make (struct box *, 0);
  for (long step = 0; step < steps; step++) {
    random = random * 1664525 + 1013904223;
    unsigned i = (random >> 8) % N, kind = (random >> 16) % KINDS;
    if (b == NULL)
      b = fresh (step * WORKERS + id);
    look (b);
    struct node *n = &nodes[i], copy;
    switch (kind) {
    case 0: b = swap (&frame[i], b); break;
    case 1: b = swap (&n->box, b); break;
    case 2: b = swap (&far[random % FAR], b); break;
    case 3: b = swap (&globals[id][i], b); break;
    case 4: { struct box *old = of_thread[i]; of_thread[i] = b; b = old; break; }
    case 5: b = __atomic_exchange_n (&shared[i], b, __ATOMIC_SEQ_CST); break;
    case 6: copy = *n; copy.box = b; b = n->box; n->box = NULL; goro_yield (); *n = copy; break;
    case 7: { struct box *old = n->box; copy = *n; copy.box = b; memcpy (n, &copy, sizeof copy); b = old; break; }
    case 8: { struct box *last = far[i + 100]; memmove (far + 1, far, (i + 100) * sizeof *far); far[0] = b; b = last; break; }
    case 9: go carry (b, home); b = NULL; goro_alloc (64, GORO_POINTERS); b = goro_recv (home); break;
    case 10: goro_send (own, b); b = NULL; if (goro_chan_len (own) == 4) b = goro_recv (own); break;
    case 11: if (goro_select (goro_case_send (mail, b), goro_default) == 0) b = NULL; else goro_try_recv (mail, &b); break;
    case 12: few[i] = b; b = NULL; qsort (few, N, sizeof *few, by_number); b = swap (&few[N - 1], NULL); break;
    case 13: b = deep (b, (int) i * 4); break;
    case 14: {
      struct box *old = __atomic_load_n (&shared[i], __ATOMIC_ACQUIRE);
      if (old == NULL && __atomic_compare_exchange_n (&shared[i], &old, b, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
        b = NULL;
      break; }
    }
    if (step % 512 == 0)
      far = memcpy (goro_make (struct box *, FAR), far, FAR * sizeof *far);
  }
  goro_wait_group_done (all);
}

int main (void)
{
  long steps = getenv ("STEPS") != NULL ? atol (getenv ("STEPS")) : 20000;
  unsigned seed = getenv ("SEED") != NULL ? (unsigned) atol (getenv ("SEED")) : 1;
  static goro_wait_group all;
  mail = goro_chan_make (struct box *, 32);
  goro_wait_group_add (&all, WORKERS);
  for (int i = 0; i < WORKERS; i++)
    go worker (i, steps, seed * 1000 + (unsigned) i, &all);
  goro_wait_group_wait (&all);
  puts ("good");
  return 0;
}
