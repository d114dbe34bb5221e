/* SPDX-License-Identifier: MIT */
/* Purpose: The last goroutine may wait for a finalizer that a collection under way will call; a deadlock after that is found. */
/* Exit: 2 */
/* Output: finalized */
/* Stderr: fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[chan receive\] */
#include "support/dead.h"

static goro_chan (int) finalized;

static void finalize (struct dead *p)
{
  (void) p;
  goro_try_send (finalized, 1);
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++)
    goro_set_finalizer (new_dead (i, NULL), finalize);
}

/* Not waited for: the collection goes on while everybody waits.  */
static void collector (void)
{
  goro_gc ();
}

int main (void)
{
  finalized = goro_chan_make (int, DEAD);
  fill ();
  grow (10);
  go collector ();
  goro_recv (finalized);
  puts ("finalized");
  fflush (stdout);
  for (;;)
    goro_recv (finalized);
}
