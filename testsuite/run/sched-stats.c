/* SPDX-License-Identifier: MIT */
/* Purpose: goro_read_sched_stats tells goroutines that wait, that are ready, that run and that are in foreign code. */
#include "support/check.h"
#include <sys/uio.h>
#include <unistd.h>

static goro_chan (int) gate;
static int pipes[2];

static void wait_at_gate (void)
{
  goro_recv (gate);
  goro_wait_group_done (&goroutines_under_test);
}

/* readv is none of the functions that libgoro replaces.  */
static void wait_in_library (void)
{
  char c;
  CHECK (readv (pipes[0], &(struct iovec) { &c, 1 }, 1) == 1);
  goro_wait_group_done (&goroutines_under_test);
}

static void end (void)
{
  goro_wait_group_done (&goroutines_under_test);
}

static goro_sched_stats now (void)
{
  goro_sched_stats s;
  goro_read_sched_stats (&s);
  CHECK (s.goroutines == s.running + s.runnable + s.waiting + s.foreign);
  CHECK (s.running >= 1 && s.threads >= 1 && s.idle_procs <= s.procs);
  return s;
}

int main (void)
{
  CHECK (pipe (pipes) == 0);
  gate = goro_chan_make (int, 0);
  CHECK (now ().goroutines == 1);
  int procs = (int) now ().procs;
  CHECK (goro_set_procs (procs) == procs);

  goro_wait_group_add (&goroutines_under_test, 7);
  for (int i = 0; i < 7; i++)
    go wait_at_gate ();
  until_waiting (7);
  CHECK (now ().waiting == 7 && now ().running == 1 && now ().runnable == 0);

  goro_wait_group_add (&goroutines_under_test, 2);
  go wait_in_library ();
  go wait_in_library ();
  while (now ().foreign < 2)
    goro_sleep (GORO_MILLISECOND);
  CHECK (now ().goroutines == 10);
  CHECK (write (pipes[1], "ab", 2) == 2);
  goro_close (gate);
  goro_wait_group_wait (&goroutines_under_test);

  /* Nobody else can take them from here.  */
  goro_set_procs (1);
  goro_wait_group_add (&goroutines_under_test, 5);
  for (int i = 0; i < 5; i++)
    go end ();
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
