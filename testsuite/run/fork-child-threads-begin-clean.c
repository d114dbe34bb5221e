/* SPDX-License-Identifier: MIT */
/* Purpose: Threads that a child of fork makes get the memory of the parent's threads, which were running goroutines: nothing is left of those. */
/* Env: GOROMAXPROCS=8 */
/* Procs: 8 */
#include "support/check.h"
#include <pthread.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BUSY = 7, THREADS = 8 };

static _Atomic int running, stop;

static void busy (void)
{
  running++;
  while (!stop)
    goro_yield ();
}

static OPAQUE int depth (int n)
{
  volatile char room[512];
  room[0] = (char) n;
  return n == 0 ? room[0] : depth (n - 1) + 1;
}

static void *thread (void *unused)
{
  (void) unused;
  return (void *) (intptr_t) depth (100);
}

static void child (void)
{
  for (int turn = 0; turn < 4; turn++) {
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
      CHECK (pthread_create (&threads[i], NULL, thread, NULL) == 0);
    for (int i = 0; i < THREADS; i++) {
      void *result;
      CHECK (pthread_join (threads[i], &result) == 0 && (intptr_t) result == 100);
    }
  }
  _exit (7);
}

static void test (void)
{
  for (int i = 0; i < BUSY; i++)
    go busy ();
  while (running < BUSY)
    goro_yield ();
  for (int i = 0; i < 10; i++) {
    int status;
    goro_sleep (1000000);
    pid_t pid = fork ();
    if (pid == 0)
      child ();
    CHECK (waitpid (pid, &status, 0) == pid);
    CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 7);
  }
  stop = 1;
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
