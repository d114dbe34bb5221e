/* SPDX-License-Identifier: MIT */
/* Purpose: A GOROMAXPROCS that is no number is a warning that quotes it; the program runs. */
/* Env: GOROMAXPROCS=many */
/* Stderr: GOROMAXPROCS.*many */
#include "support/check.h"

int main (void)
{
  int n = goro_set_procs (2);
  CHECK (n >= 1);
  return 0;
}
