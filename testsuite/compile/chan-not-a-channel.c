/* SPDX-License-Identifier: MIT */
/* Purpose: What is no channel is refused, also where nothing of its element type is needed. */
#include <goro.h>

void test (int *p)
{
  goro_close (p); /* { dg-note "in expansion of macro .goro_close." } */
  goro_chan_len (3); /* { dg-note "in expansion of macro .goro_chan_len." } */
}
/* { dg-error "is not a function" "" { target *-*-* } 0 } */
