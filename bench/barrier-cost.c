/* SPDX-License-Identifier: MIT */
/* What a store of a pointer costs, in a loop over 4,096 slots of the heap: a number of the same size, a pointer while nothing is marked, a pointer while
   collections follow one another (processor time of the storing thread's loop; the collector's is not in it).
   Procs: 2  */
#define _GNU_SOURCE
#include <goro.h>
#include <sys/resource.h>
#include "bench.h"

enum { SLOTS = 4096, LOG_HEAP = 20 };

struct node { struct node *left, *right; };

struct node *heap;
static struct node **slots, *values[2];
static long *numbers;
static int stop;
static goro_wait_group done;

static struct node *make (int depth)
{
  struct node *n = goro_new (struct node);
  if (depth > 1) {
    n->left = make (depth - 1);
    n->right = make (depth - 1);
  }
  return n;
}

/* The thread's: a goroutine may be on another one at the end, which the wait of the other for collections makes rare; medians hide it.  */
static double thread_time (void)
{
  struct rusage u;
  getrusage (RUSAGE_THREAD, &u);
  return (double) (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e9 + (double) (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e3;
}

static __attribute__ ((noinline)) void store_numbers (long value)
{
  for (int i = 0; i < SLOTS; i++)
    numbers[i] = value + i;
}

static __attribute__ ((noinline)) void store_pointers (int turn)
{
  for (int i = 0; i < SLOTS; i++)
    slots[i] = values[(turn + i) & 1];
}

static void collector (void)
{
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    goro_gc ();
  goro_wait_group_done (&done);
}

static void measure (const char *row, int turns, int is_pointer)
{
  double start = thread_time ();
  for (int i = 0; i < turns; i++)
    if (is_pointer)
      store_pointers (i);
    else
      store_numbers (i);
  report (row, (thread_time () - start) / turns / SLOTS, "ns");
}

int main (void)
{
  heap = make (LOG_HEAP);
  slots = goro_make (struct node *, SLOTS);
  numbers = goro_make (long, SLOTS);
  values[0] = goro_new (struct node);
  values[1] = goro_new (struct node);
  measure ("store-number", 100000, 0);
  measure ("store-pointer-idle", 100000, 1);
  goro_wait_group_add (&done, 1);
  go collector ();
  goro_sleep (20000000);
  measure ("store-pointer-marking", 50000, 1);
  __atomic_store_n (&stop, 1, __ATOMIC_RELAXED);
  goro_wait_group_wait (&done);
  return 0;
}
