/* SPDX-License-Identifier: MIT */
/* Purpose: siglongjmp out of a fault's handler to a frame of the callback that was interrupted, on the thread's stack;
   then the callback may block, which a handler may not. */
/* Output: 5 5 */
#include <goro.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static sigjmp_buf buffer;
static volatile int *volatile nowhere = (int *) 8;
static goro_chan (int) answers;

static void handler (int sig)
{
  siglongjmp (buffer, sig);
}

static void answer (void)
{
  for (int i = 0; i < 5; i++) {
    goro_yield ();
    goro_send (answers, 1);
  }
}

static int faults, received;

static int compare (const void *a, const void *b)
{
  if (faults < 5) {
    if (sigsetjmp (buffer, 1) == 0)
      return *nowhere;
    faults++;
    received += goro_recv (answers);
  }
  return *(const int *) a - *(const int *) b;
}

int main (void)
{
  int numbers[8] = { 8, 7, 6, 5, 4, 3, 2, 1 };
  answers = goro_chan_make (int, 0);
  signal (SIGSEGV, handler);
  go answer ();
  qsort (numbers, 8, sizeof numbers[0], compare);
  printf ("%d %d\n", faults, received);
  return numbers[0] != 1;
}
