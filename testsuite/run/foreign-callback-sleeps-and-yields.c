/* SPDX-License-Identifier: MIT */
/* Purpose: Callbacks yield, sleep, lock a mutex that another holds, and wait for a wait group. */
#include "support/check.h"

static goro_mutex mutex;
static goro_wait_group group;

static void hold (void)
{
  goro_mutex_lock (&mutex);
  goro_wait_group_done (&group);
  goro_sleep (SOON);
  goro_mutex_unlock (&mutex);
}

static int compare (const void *a, const void *b)
{
  goro_yield ();
  goro_sleep (GORO_MILLISECOND);
  goro_wait_group_add (&group, 1);
  go hold ();
  goro_wait_group_wait (&group);
  goro_mutex_lock (&mutex);
  goro_mutex_unlock (&mutex);
  return *(const int *) a - *(const int *) b;
}

static void test (void)
{
  int a[] = { 3, 1, 2 };
  uint64_t self = goro_self ();

  qsort (a, 3, sizeof a[0], compare);
  CHECK (a[0] == 1 && a[2] == 3 && goro_self () == self);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
