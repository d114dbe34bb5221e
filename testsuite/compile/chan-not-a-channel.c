/* SPDX-License-Identifier: MIT */
/* Purpose: What is no channel is refused, also where nothing of its element type is needed. */
#include <goro.h>

/* { dg-error "called object.* is not a function" "" 0 } */
void test (int *p)
{
  goro_close (p);
  goro_chan_len (3);
}
