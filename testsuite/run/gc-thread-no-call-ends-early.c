/* SPDX-License-Identifier: MIT */
/* Purpose: No system call of a library ends with EINTR because a collection stops its thread, also where the call has only just begun. */
/* Foreign: support/short-waits.c */
#include "support/keep.h"

enum { KINDS = 8, COLLECTIONS = 100 };

extern int short_waits (int kind, const volatile int *stop);

static volatile int stop;
static goro_wait_group finished;
static int interrupted[KINDS];

static void wait_often (int kind)
{
  interrupted[kind] = short_waits (kind, &stop);
  goro_wait_group_done (&finished);
}

int main (void)
{
  goro_wait_group_add (&finished, KINDS);
  for (int i = 0; i < KINDS; i++)
    go wait_often (i);
  for (int i = 0; i < COLLECTIONS; i++)
    goro_gc ();
  stop = 1;
  goro_wait_group_wait (&finished);
  for (int i = 0; i < KINDS; i++)
    CHECK (interrupted[i] == 0);
  return 0;
}
