/* SPDX-License-Identifier: MIT */
/* binary-trees.c and gcbench.c of the folder above with an allocator of C, without the plugin, on one thread: malloc and free, or, with -DBOEHM, the Boehm
   collector.  The rows' names end in -SUFFIX.  */
#include "../bench.h"
#include <sys/resource.h>
#ifdef BOEHM
#include <gc.h>
#define SUFFIX "-boehm"
#define NEW(T) ((T *) GC_MALLOC (sizeof (T)))
#define FREE(p) ((void) (p))
#else
#define SUFFIX "-malloc"
#define NEW(T) ((T *) calloc (1, sizeof (T)))
#define FREE(p) free (p)
#endif

static double processor_time (void)
{
  struct rusage u;
  getrusage (RUSAGE_SELF, &u);
  return (double) (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 + (double) (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

/* --- binary-trees -------------------------------------------------------------------------------- */

enum { DEPTH = 20 };

struct tree { struct tree *left, *right; };

static struct tree *make_tree (int depth)
{
  struct tree *t = NEW (struct tree);
  if (depth > 0) {
    t->left = make_tree (depth - 1);
    t->right = make_tree (depth - 1);
  }
  return t;
}

static int count_tree (const struct tree *t)
{
  return t->left == NULL ? 1 : 1 + count_tree (t->left) + count_tree (t->right);
}

static void drop_tree (struct tree *t)
{
#ifdef BOEHM
  (void) t;
#else
  if (t == NULL)
    return;
  drop_tree (t->left);
  drop_tree (t->right);
  FREE (t);
#endif
}

static int count_and_drop (struct tree *t)
{
  int n = count_tree (t);
  drop_tree (t);
  return n;
}

static void binary_trees (void)
{
  int64_t start = now (), sum = 0;
  double cpu = processor_time ();
  count_and_drop (make_tree (DEPTH + 1));
  struct tree *kept = make_tree (DEPTH);
  for (int depth = 4; depth <= DEPTH; depth += 4)
    for (int i = 0; i < 1 << (DEPTH - depth + 4); i++)
      sum += count_and_drop (make_tree (depth));
  if (sum + count_and_drop (kept) != 168750831)
    printf ("wrong\n");
  struct rusage u;
  getrusage (RUSAGE_SELF, &u);
  report ("binary-trees" SUFFIX, (double) (now () - start) / 1e6, "ms");
  report ("binary-trees-cpu" SUFFIX, processor_time () - cpu, "ms");
  report ("binary-trees-memory" SUFFIX, (double) u.ru_maxrss / 1024, "MB");
}

/* --- gcbench ------------------------------------------------------------------------------------- */

enum { STRETCH = 18, LONG_LIVED = 16, LEAST = 4, MOST = 16 };

struct node { struct node *left, *right; int i, j; };

static int size_of (int depth)
{
  return (1 << (depth + 1)) - 1;
}

static void populate (int depth, struct node *n)
{
  if (depth == 0)
    return;
  n->left = NEW (struct node);
  n->right = NEW (struct node);
  populate (depth - 1, n->left);
  populate (depth - 1, n->right);
}

static struct node *make_node (int depth)
{
  if (depth == 0)
    return NEW (struct node);
  struct node *left = make_node (depth - 1), *right = make_node (depth - 1), *n = NEW (struct node);
  n->left = left;
  n->right = right;
  return n;
}

static void drop_node (struct node *n)
{
#ifdef BOEHM
  (void) n;
#else
  if (n == NULL)
    return;
  drop_node (n->left);
  drop_node (n->right);
  FREE (n);
#endif
}

struct node *long_lived;

static void gcbench (void)
{
  int64_t start = now ();
  double cpu = processor_time ();
  drop_node (make_node (STRETCH));
  long_lived = NEW (struct node);
  populate (LONG_LIVED, long_lived);
  for (int depth = LEAST; depth <= MOST; depth += 2) {
    int trees = 2 * size_of (STRETCH) / size_of (depth);
    for (int i = 0; i < trees; i++) {
      struct node *n = NEW (struct node);
      populate (depth, n);
      drop_node (n);
    }
    for (int i = 0; i < trees; i++)
      drop_node (make_node (depth));
  }
  report ("gcbench" SUFFIX, (double) (now () - start) / 1e6, "ms");
  report ("gcbench-cpu" SUFFIX, processor_time () - cpu, "ms");
}

int main (int argc, char **argv)
{
#ifdef BOEHM
  GC_INIT ();
#endif
  if (argc > 1 && strcmp (argv[1], "gcbench") == 0)
    gcbench ();
  else
    binary_trees ();
  return 0;
}
