/* SPDX-License-Identifier: MIT */
/* Trees that live for a while among trees that do not: the Computer Language Benchmarks Game's binary-trees, written anew, of depth 20.
   Wall-clock and processor time of all of it, and memory at its end.
   Procs: 1 2
   Goal: binary-trees-cpu 0.5  */
#include <goro.h>
#include <sys/resource.h>
#include "bench.h"

enum { DEPTH = 20 };

struct tree { struct tree *left, *right; };

static struct tree *make (int depth)
{
  struct tree *t = goro_new (struct tree);
  if (depth > 0) {
    t->left = make (depth - 1);
    t->right = make (depth - 1);
  }
  return t;
}

static int count (const struct tree *t)
{
  return t->left == NULL ? 1 : 1 + count (t->left) + count (t->right);
}

static void many (int depth, goro_chan (int) result)
{
  int trees = 1 << (DEPTH - depth + 4), sum = 0;
  for (int i = 0; i < trees; i++)
    sum += count (make (depth));
  goro_send (result, sum);
}

int main (void)
{
  int64_t start = now (), sum = 0;
  goro_chan (int) result = goro_chan_make (int, 0);
  count (make (DEPTH + 1));
  struct tree *kept = make (DEPTH);
  int goroutines = 0;
  for (int depth = 4; depth <= DEPTH; depth += 4, goroutines++)
    go many (depth, result);
  for (int i = 0; i < goroutines; i++)
    sum += goro_recv (result);
  if (sum + count (kept) != 168750831)
    printf ("wrong: %lld\n", (long long) sum + count (kept));
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  report ("binary-trees", (double) (now () - start) / 1e6, "ms");
  report ("binary-trees-cpu", (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
          + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3, "ms");
  report ("binary-trees-memory", (double) usage.ru_maxrss / 1024, "MB");
  return 0;
}
