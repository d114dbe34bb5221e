/* SPDX-License-Identifier: MIT */
/* Purpose: Garbage that is born while the collector waits for a processor does not make the goal larger, and so on. */
/* Env: GORODEBUG=gcloop=200,gcyield=1 GOROMAXPROCS=1 */
/* Stress: without gcstress, which collects before there is any garbage */
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "support/check.h"

enum { BUSY = 8 };

static void *volatile last;

static void test (void)
{
  uint64_t most = 0;
  for (int i = 0; i < 300000; i++) {
    last = goro_alloc (1000, GORO_POINTERS);
    if (i % 1000 == 0) {
      goro_mem_stats s;
      goro_read_mem_stats (&s);
      if (s.next_gc > most)
        most = s.next_gc;
    }
  }
  /* At first, with next to nothing allocated before, all counts that may be born over a goal of 4 MB.  */
  CHECK (most < (uint64_t) 28 << 20);
}

int main (void)
{
  pid_t busy[BUSY];
  for (int i = 0; i < BUSY; i++)
    if ((busy[i] = fork ()) == 0) {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      for (;;)
        ;
    }
  in_goroutine (test);
  for (int i = 0; i < BUSY; i++)
    kill (busy[i], SIGKILL);
  return 0;
}
