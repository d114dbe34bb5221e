/* SPDX-License-Identifier: MIT */
/* How fast a heap is marked: objects of 32 bytes with two pointers each: 1 GB of them, a tree made depth first, and 128 MB whose order in
   memory is random, and a list of 128 MB. Collections that free nothing. MB a second of the wall clock, and of processor time.
   Procs: 1 2
   Runs: 3  */
#include <goro.h>
#include <sys/resource.h>
#include "bench.h"

enum { LOG_TREE = 25, LOG_SHUFFLED = 22, COLLECTIONS = 3 };

struct node { struct node *left, *right; long a, b; };

struct node *root; /* not static: GCC drops variables that are never read */

static struct node *make (int depth)
{
  struct node *n = goro_new (struct node);
  if (depth > 1) {
    n->left = make (depth - 1);
    n->right = make (depth - 1);
  }
  return n;
}

static struct node *shuffled (int objects)
{
  struct node **nodes = goro_make (struct node *, objects);
  uint64_t x = 88172645463325252;
  for (int i = 0; i < objects; i++)
    nodes[i] = goro_new (struct node);
  for (int i = objects - 1; i > 0; i--) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    int j = (int) (x % (uint64_t) (i + 1));
    struct node *t = nodes[i];
    nodes[i] = nodes[j];
    nodes[j] = t;
  }
  for (int i = 0; 2 * i + 2 < objects; i++) {
    nodes[i]->left = nodes[2 * i + 1];
    nodes[i]->right = nodes[2 * i + 2];
  }
  return nodes[0];
}

static struct node *list (int objects)
{
  struct node *first = NULL;
  for (int i = 0; i < objects; i++) {
    struct node *n = goro_new (struct node);
    n->left = first;
    first = n;
  }
  return first;
}

static int64_t processor_time (void)
{
  struct rusage u;
  getrusage (RUSAGE_SELF, &u);
  return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * INT64_C (1000000000) + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1000;
}

static void measure (int objects, const char *row, const char *row_cpu)
{
  goro_gc ();
  int64_t wall = now (), cpu = processor_time ();
  for (int i = 0; i < COLLECTIONS; i++)
    goro_gc ();
  wall = now () - wall;
  cpu = processor_time () - cpu;
  double mb = (double) COLLECTIONS * objects * sizeof (struct node) / (1 << 20);
  report (row, mb / ((double) wall / 1e9), "MB/s");
  report (row_cpu, mb / ((double) cpu / 1e9), "MB/s");
}

int main (void)
{
  goro_set_gc_percent (-1);
  root = make (LOG_TREE);
  measure (1 << LOG_TREE, "mark-tree", "mark-tree-cpu");
  root = NULL;
  goro_gc ();
  root = shuffled (1 << LOG_SHUFFLED);
  measure (1 << LOG_SHUFFLED, "mark-shuffled", "mark-shuffled-cpu");
  root = NULL;
  goro_gc ();
  root = list (1 << LOG_SHUFFLED);
  measure (1 << LOG_SHUFFLED, "mark-list", "mark-list-cpu");
  return 0;
}
