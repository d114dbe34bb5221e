/* SPDX-License-Identifier: MIT */
/* Purpose: Large stacks that have been freed, and their memory given back to the system, do not count under the memory limit. */
/* Env: GOROGC=off */
/* Stress: no, what stacks that move at every check take is not what is counted here */
#include "support/check.h"

enum { MB = 1 << 20, GOROUTINES = 600, FRAMES = 400 };

static goro_wait_group all;
static goro_sem go_on;

/* Some 200 KB of stack.  */
static void deep (void)
{
  grow (FRAMES);
  goro_sem_acquire (&go_on);
  goro_wait_group_done (&all);
}

static int collections (void)
{
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  return (int) s.num_gc;
}

int main (void)
{
  goro_wait_group_add (&all, GOROUTINES);
  for (int i = 0; i < GOROUTINES; i++)
    go deep ();
  until_waiting (GOROUTINES);
  for (int i = 0; i < GOROUTINES; i++)
    goro_sem_release (&go_on);
  goro_wait_group_wait (&all);
  /* Stacks took 130 MB, 60 of which are given back.  */
  goro_set_memory_limit (140 * MB);
  goro_gc ();
  int before = collections ();
  for (int i = 0; i < 80 * MB / 1024; i++)
    goro_alloc (1024, GORO_NO_POINTERS);
  CHECK (collections () == before);
  return 0;
}
