/* SPDX-License-Identifier: MIT */
/* Purpose: An integer into which an address is stored through a pointer, here, by a callee, in an array or
   by an atomic builtin, is moved. */
/* Output: good */
#include <stdio.h>
#include <stdlib.h>

#define N __attribute__ ((noipa))

static N void touch (char *p)
{
  *p = 1;
}

/* The stack moves at its own check and at the callee's: three times, so not back to where it was.  */
static N void move (void)
{
  char large[700];
  touch (large);
  touch (large + 1);
}

static void check (const char *what, unsigned long kept, int *local)
{
  if (kept != (unsigned long) local) {
    printf ("%s: %lx, not %p\n", what, kept, (void *) local);
    exit (1);
  }
}

static N void store (unsigned long *to, int *local)
{
  *to = (unsigned long) local;
}

static N void by_pointer (void)
{
  int local;
  unsigned long kept = 0, *volatile p = &kept;
  *p = (unsigned long) &local;
  move ();
  check ("pointer", *p, &local);
}

static N void by_callee (void)
{
  int local;
  unsigned long kept;
  store (&kept, &local);
  move ();
  check ("callee", kept, &local);
}

static N void in_array (void)
{
  int local;
  unsigned long kept[3] = { 0, 0, 0 };
  store (&kept[1], &local);
  move ();
  check ("array", kept[1], &local);
}

static N void by_atomic (void)
{
  int local;
  unsigned long kept = 0, *volatile p = &kept;
  __atomic_store_n (p, (unsigned long) &local, __ATOMIC_SEQ_CST);
  move ();
  check ("atomic", __atomic_load_n (p, __ATOMIC_SEQ_CST), &local);
}

int main (void)
{
  by_pointer ();
  by_callee ();
  in_array ();
  by_atomic ();
  puts ("good");
  return 0;
}
