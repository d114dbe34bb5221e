/* SPDX-License-Identifier: MIT */
/* Purpose: Several readers hold a readers-writer mutex at the same time; a writer waits for all of them. */
#include "support/check.h"

static goro_rwmutex rw;
static goro_chan (int) in, out;
static _Atomic int inside, written;

static void reader (void)
{
  goro_rwmutex_read_lock (&rw);
  inside++;
  goro_send (in, 1);
  goro_recv (out);
  inside--;
  goro_rwmutex_read_unlock (&rw);
}

static void writer (void)
{
  goro_rwmutex_lock (&rw);
  CHECK (inside == 0);
  written = 1;
  goro_rwmutex_unlock (&rw);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  in = goro_chan_make (int, 0);
  out = goro_chan_make (int, 0);
  for (int i = 0; i < 5; i++)
    go reader ();
  for (int i = 0; i < 5; i++)
    goro_recv (in);
  CHECK (inside == 5);
  goro_wait_group_add (&goroutines_under_test, 1);
  go writer ();
  goro_sleep (SOON);
  CHECK (!written);
  goro_close (out);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (written);
  return 0;
}
