/* SPDX-License-Identifier: MIT */
/* Purpose: A channel with room for more than can be addressed is a panic. */
/* Exit: 2 */
/* Stderr: ^panic: makechan: size out of range */
#include "support/check.h"

struct element { char a[1000]; };

int main (void)
{
  return goro_chan_make (struct element, INT64_MAX / 8) != NULL;
}
