/* SPDX-License-Identifier: MIT */
/* Purpose: main runs in goroutine 1, alone at first, on a small stack. */
#include "support/check.h"

int main (void)
{
  CHECK (goro_self () == 1);
  CHECK (goro_count () == 1);
  CHECK (goro_stack_size () >= 1024 && goro_stack_size () <= 8192);
  return 0;
}
