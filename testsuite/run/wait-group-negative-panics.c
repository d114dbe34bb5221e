/* SPDX-License-Identifier: MIT */
/* Purpose: A counter below zero is a panic. */
/* Exit: 2 */
/* Stderr: ^panic: negative wait group counter */
#include "support/check.h"

static goro_wait_group wg;

int main (void)
{
  goro_wait_group_add (&wg, 1);
  goro_wait_group_done (&wg);
  goro_wait_group_done (&wg);
  return 0;
}
