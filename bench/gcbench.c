/* SPDX-License-Identifier: MIT */
/* The shape of the classic GCBench, written anew: trees of depth 4 to 16 built top down and bottom up and dropped, while a tree of depth 16 and an array of
   half a million numbers stay. One goroutine. Wall-clock and processor time.
   Procs: 1 2
   Goal: gcbench-cpu 0.5  */
#include <goro.h>
#include <sys/resource.h>
#include "bench.h"

enum { STRETCH = 18, LONG_LIVED = 16, ARRAY = 500000, LEAST = 4, MOST = 16 };

struct node { struct node *left, *right; int i, j; };

struct node *long_lived;
double *array;

static int size_of (int depth)
{
  return (1 << (depth + 1)) - 1;
}

/* Parents first: stores into objects that are older than what they point to.  */
static void populate (int depth, struct node *n)
{
  if (depth == 0)
    return;
  n->left = goro_new (struct node);
  n->right = goro_new (struct node);
  populate (depth - 1, n->left);
  populate (depth - 1, n->right);
}

/* Children first.  */
static struct node *make (int depth)
{
  if (depth == 0)
    return goro_new (struct node);
  struct node *left = make (depth - 1), *right = make (depth - 1), *n = goro_new (struct node);
  n->left = left;
  n->right = right;
  return n;
}

static int count (const struct node *n)
{
  return n == NULL ? 0 : 1 + count (n->left) + count (n->right);
}

int main (void)
{
  int64_t start = now ();
  int made = 0, wanted = 0;
  made += count (make (STRETCH));
  wanted += size_of (STRETCH);
  long_lived = goro_new (struct node);
  populate (LONG_LIVED, long_lived);
  array = goro_make (double, ARRAY);
  for (int i = 1; i < ARRAY / 2; i++)
    array[i] = 1.0 / i;
  for (int depth = LEAST; depth <= MOST; depth += 2) {
    int trees = 2 * size_of (STRETCH) / size_of (depth);
    for (int i = 0; i < trees; i++) {
      struct node *n = goro_new (struct node);
      populate (depth, n);
      made += n->left != NULL;
    }
    for (int i = 0; i < trees; i++)
      made += make (depth)->right != NULL;
    wanted += 2 * trees;
  }
  made += count (long_lived);
  wanted += size_of (LONG_LIVED);
  if (made != wanted || array[1000] != 1.0 / 1000)
    printf ("wrong: %d\n", made);
  struct rusage u;
  getrusage (RUSAGE_SELF, &u);
  report ("gcbench", (double) (now () - start) / 1e6, "ms");
  report ("gcbench-cpu", (double) (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3
          + (double) (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3, "ms");
  return 0;
}
