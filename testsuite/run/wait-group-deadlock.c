/* SPDX-License-Identifier: MIT */
/* Purpose: Waiting for a goroutine that never says it is done is a deadlock. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[sync.WaitGroup.Wait\]: */
#include "support/check.h"

static goro_wait_group wg;

static void forgets (void)
{
}

int main (void)
{
  goro_wait_group_add (&wg, 1);
  go forgets ();
  goro_wait_group_wait (&wg);
  return 0;
}
