/* SPDX-License-Identifier: MIT */
/* A heap of 4 GB: chains of nodes of 64 bytes in a table, a part of which is made anew while it is collected, and all of which is looked through
   in the end. Seconds to fill it, milliseconds of a collection that frees nothing, nanoseconds to replace a node, MB of memory.
   Procs: 2
   Runs: 3  */
#include <goro.h>
#include "bench.h"

enum { CHAINS = 1 << 20, NODES = 1 << 26, REPLACED = 1 << 24 };

struct node { struct node *next; long number, check, more[5]; };

struct node **chains; /* not static: GCC drops variables that are never read */

static struct node *make (struct node *next, long number)
{
  struct node *n = goro_new (struct node);
  n->next = next;
  n->number = number;
  n->check = ~number;
  return n;
}

static double seconds (void)
{
  return (double) now () / 1e9;
}

int main (void)
{
  chains = goro_make (struct node *, CHAINS);
  double start = seconds ();
  for (long i = 0; i < NODES; i++)
    chains[i % CHAINS] = make (chains[i % CHAINS], i);
  report ("large-heap-fill", seconds () - start, "s");
  start = seconds ();
  goro_gc ();
  report ("large-heap-collect", (seconds () - start) * 1e3, "ms");
  start = seconds ();
  uint64_t random = 1;
  for (long i = 0; i < REPLACED; i++) {
    random = random * 6364136223846793005 + 1442695040888963407;
    struct node **chain = &chains[random >> 44];
    *chain = make ((*chain)->next, (*chain)->number);
  }
  report ("large-heap-replace", (seconds () - start) * 1e9 / REPLACED, "ns");
  long count = 0;
  for (long i = 0; i < CHAINS; i++)
    for (struct node *n = chains[i]; n != NULL; n = n->next, count++)
      if (n->check != ~n->number || n->number % CHAINS != i) {
        printf ("node %ld is broken\n", n->number);
        return 1;
      }
  if (count != NODES) {
    printf ("%ld nodes instead of %d\n", count, NODES);
    return 1;
  }
  report ("large-heap-memory", (double) resident_bytes () / 1e6, "MB");
  return 0;
}
