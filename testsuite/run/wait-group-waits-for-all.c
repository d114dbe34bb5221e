/* SPDX-License-Identifier: MIT */
/* Purpose: goro_wait_group_wait returns when everything that was added is done, and sees what was done. */
#include "support/check.h"

static goro_wait_group wg;
static int result[1000];

static void work (int i)
{
  if (i % 10 == 0)
    goro_yield ();
  result[i] = i;
  goro_wait_group_done (&wg);
}

int main (void)
{
  for (int round = 0; round < 3; round++) {
    goro_wait_group_add (&wg, 1000);
    for (int i = 0; i < 1000; i++)
      go work (i);
    goro_wait_group_wait (&wg);
    for (int i = 0; i < 1000; i++) {
      CHECK (result[i] == i);
      result[i] = -1;
    }
  }
  return 0;
}
