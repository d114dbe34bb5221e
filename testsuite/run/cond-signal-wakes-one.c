/* SPDX-License-Identifier: MIT */
/* Purpose: A signal wakes the one that has waited longest; without a waiter it is forgotten. */
#include "support/check.h"

static goro_mutex m;
static goro_cond cond;
static int tokens, order[5], woken;

static void waiter (int i)
{
  goro_mutex_lock (&m);
  while (tokens == 0)
    goro_cond_wait (&cond, &m);
  tokens--;
  order[woken++] = i;
  goro_mutex_unlock (&m);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_cond_signal (&cond);
  goro_wait_group_add (&goroutines_under_test, 5);
  for (int i = 0; i < 5; i++) {
    go waiter (i);
    until_waiting ((unsigned) i + 1);
  }
  for (int i = 0; i < 5; i++) {
    goro_mutex_lock (&m);
    CHECK (woken == i);
    tokens++;
    goro_cond_signal (&cond);
    goro_mutex_unlock (&m);
    goro_sleep (SOON); /* a second one that woke would find no token, and one that takes it ends */
    for (int done = i; done == i; goro_yield ()) {
      goro_mutex_lock (&m);
      done = woken;
      goro_mutex_unlock (&m);
    }
  }
  goro_wait_group_wait (&goroutines_under_test);
  for (int i = 0; i < 5; i++)
    CHECK (order[i] == i);
  return 0;
}
