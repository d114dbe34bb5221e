/* SPDX-License-Identifier: MIT */
/* Purpose: With unknown-calls=scope a handler has variables that unseen callees get, and the goroutines keep theirs, wherever the signal comes: in threads that
   run goroutines, wait for some, or switch between them. */
/* Options: -fplugin-arg-goro-unknown-calls=scope */
#include "support/check.h"
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum { SIGNALS = 400 };

static volatile sig_atomic_t handled, wrong;
static volatile int stop;

static void add (int *p) { *p += 1; }
static void (*volatile unseen) (int *) = add;

/* More than one block.  */
static OPAQUE int deep (int n)
{
  int x = n, list[200];
  list[0] = n;
  unseen (&x);
  unseen (list);
  int below = n > 0 ? deep (n - 1) : 0;
  return x == n + 1 && list[0] == n + 1 ? below : 1;
}

static void handler (int number)
{
  (void) number;
  wrong += deep (12);
  handled++;
}

static void *sender (void *arg)
{
  (void) arg;
  for (int i = 0; i < SIGNALS; i++) {
    int before = handled;
    kill (getpid (), SIGUSR1);
    for (int k = 0; k < 1000 && handled == before; k++)
      usleep (20);
  }
  stop = 1;
  return NULL;
}

static OPAQUE int own (int n)
{
  int x = n;
  unseen (&x);
  goro_yield ();
  int below = n > 0 ? own (n - 1) : 0;
  unseen (&x);
  return x == n + 2 ? below : 1;
}

static void work (goro_chan (int) bad)
{
  int all = 0;
  while (!stop) {
    all += own (5);
    goro_sleep (50000);
  }
  goro_send (bad, all);
}

static void test (void)
{
  goro_chan (int) bad = goro_chan_make (int, 0);
  pthread_t thread;
  sigset_t set;
  sigemptyset (&set);
  sigaddset (&set, SIGUSR1);
  signal (SIGUSR1, handler);
  /* It has no part in it.  */
  goro_lock_thread ();
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  CHECK (pthread_create (&thread, NULL, sender, NULL) == 0);
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
  goro_unlock_thread ();
  for (int i = 0; i < 4; i++)
    go work (bad);
  for (int i = 0; i < 4; i++)
    CHECK (goro_recv (bad) == 0);
  pthread_join (thread, NULL);
  CHECK (handled > SIGNALS / 2 && wrong == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
