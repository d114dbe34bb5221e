/* SPDX-License-Identifier: MIT */
/* Purpose: goroutines that allocate at once, on several Ps whose number changes, get different objects.  */
/* Output: 8 good */
#include <goro.h>
#include <stdio.h>

struct tree { struct tree *left, *right; long id; };

static struct tree *grow (int depth, long id)
{
  struct tree *t = goro_new (struct tree);
  t->id = id;
  if (depth > 0) {
    t->left = grow (depth - 1, 2 * id);
    t->right = grow (depth - 1, 2 * id + 1);
  }
  return t;
}

static bool right (const struct tree *t, int depth, long id)
{
  if (t->id != id)
    return false;
  return depth == 0 ? t->left == NULL && t->right == NULL
                    : right (t->left, depth - 1, 2 * id) && right (t->right, depth - 1, 2 * id + 1);
}

static void work (goro_chan (int) done, long seed)
{
  struct tree *kept = grow (11, seed);
  for (int i = 0; i < 10; i++) {
    grow (9, seed);
    goro_yield ();
  }
  goro_send (done, right (kept, 11, seed));
}

int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  int good = 0;
  for (int i = 0; i < 8; i++)
    go work (done, i + 1);
  goro_set_procs (3);
  goro_yield ();
  goro_set_procs (1);
  goro_yield ();
  goro_set_procs (2);
  for (int i = 0; i < 8; i++)
    good += goro_recv (done);
  printf ("%d good\n", good);
  return 0;
}
