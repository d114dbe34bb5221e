/* SPDX-License-Identifier: MIT */
/* Purpose: Channels of different element types are different types; those of the same are the same. */
#include <goro.h>

typedef goro_chan (int) ints;
extern void takes_ints (goro_chan (int));

void test (ints c, goro_chan (long) d, goro_chan (int) e)
{
  c = e;
  takes_ints (c);
  c = goro_chan_make (int, 1);
  c = d; /* { dg-warning "incompatible pointer type" } */
  takes_ints (d); /* { dg-warning "incompatible pointer type" } */
  c = goro_chan_make (char *, 1); /* { dg-warning "incompatible pointer type" } */
  takes_ints (c);
}
