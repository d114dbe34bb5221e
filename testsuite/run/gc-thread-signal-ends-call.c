/* SPDX-License-Identifier: MIT */
/* Purpose: A signal of the program's ends a system call with EINTR as ever, while collections stop the thread all the time. */
/* Timeout: 120 */
#include "support/keep.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { SIGNALS = 100 };

static _Atomic int got, stop;

static void handle (int sig)
{
  (void) sig;
  got++;
}

/* Sends one, and the next some time after that has come.  */
static void *send (void *to)
{
  for (int i = 0; i < SIGNALS; i++) {
    int before = got;
    pthread_kill (*(pthread_t *) to, SIGRTMIN);
    while (got == before)
      sched_yield ();
    usleep (3000);
  }
  return NULL;
}

static void collect_always (void)
{
  while (!stop)
    goro_gc ();
}

int main (void)
{
  struct sigaction act = { .sa_handler = handle };
  /* All are blocked meanwhile: ours comes when it returns.  */
  sigfillset (&act.sa_mask);
  CHECK (sigaction (SIGRTMIN, &act, NULL) == 0);
  goro_lock_thread ();
  static pthread_t self;
  pthread_t sender;
  self = pthread_self ();
  go collect_always ();
  CHECK (pthread_create (&sender, NULL, send, &self) == 0);
  int ended = 0;
  while (got < SIGNALS) {
    int before = got;
    struct timespec ts = { 1, 0 };
    int result = clock_nanosleep (CLOCK_MONOTONIC, 0, &ts, NULL);
    /* Who was interrupted says so.  */
    CHECK (result == 0 || result == EINTR);
    CHECK (result == 0 || got != before);
    ended += result == EINTR;
  }
  /* Most of the time is spent in the call, so most of them come there.  */
  CHECK (ended > SIGNALS / 4);
  stop = 1;
  pthread_join (sender, NULL);
  return 0;
}
