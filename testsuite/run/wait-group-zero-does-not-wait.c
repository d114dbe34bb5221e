/* SPDX-License-Identifier: MIT */
/* Purpose: Waiting for a wait group whose counter is zero returns at once; the counter may go down again. */
#include "support/check.h"

static goro_wait_group wg;

int main (void)
{
  goro_wait_group_wait (&wg);
  goro_wait_group_add (&wg, 5);
  goro_wait_group_add (&wg, -4);
  goro_wait_group_done (&wg);
  goro_wait_group_wait (&wg);
  goro_wait_group_add (&wg, 0);
  goro_wait_group_wait (&wg);
  return 0;
}
