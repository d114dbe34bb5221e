/* SPDX-License-Identifier: MIT */
/* Purpose: A finalizer that waits keeps back neither cleanups, nor collections, nor the goroutines; one that ends its goroutine keeps back nothing. */
#include "support/dead.h"

static goro_chan (int) never_sent;
static _Atomic int waiting, cleaned;

static void wait_for_ever (struct dead *p)
{
  (void) p;
  waiting++;
  goro_recv (never_sent);
}

static void leave (struct dead *p)
{
  (void) p;
  calls++;
  goro_exit ();
}

static void clean (void *unused)
{
  (void) unused;
  cleaned++;
}

static OPAQUE void fill_leaving (void)
{
  for (int i = 0; i < DEAD; i++)
    goro_set_finalizer (new_dead (i, NULL), leave);
}

static OPAQUE void fill_waiting (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    goro_set_finalizer (p, wait_for_ever);
    goro_add_cleanup (new_dead (i, NULL), clean, (void *) NULL);
  }
}

static void test (void)
{
  never_sent = goro_chan_make (int, 0);
  fill_leaving ();
  CHECK (collect_until (MOST) >= MOST);
  fill_waiting ();
  for (int i = 0; i < 100 && (waiting == 0 || cleaned < MOST); i++)
    { grow (10); goro_gc (); goro_sleep (GORO_MILLISECOND); }
  CHECK (waiting == 1 && cleaned >= MOST);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
