/* SPDX-License-Identifier: MIT */
/* Purpose: A channel with room for fewer than no elements is a panic. */
/* Exit: 2 */
/* Stderr: ^panic: makechan: size out of range */
#include "support/check.h"

int main (void)
{
  int n = -1;
  return goro_chan_make (int, n) != NULL;
}
