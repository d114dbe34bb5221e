/* SPDX-License-Identifier: MIT */
/* Purpose: Arguments read from volatile objects, bit-fields and array elements. */
#include "support/check.h"

static struct { unsigned a : 3, b : 13; } fields = { 5, 1000 };
static volatile int changing = 4;
static char array[4] = { 1, 2, 3, 4 };
static goro_chan (int) out;

static void tell (unsigned a, unsigned b, int c, int d)
{
  goro_send (out, (int) (a + b) + c + d);
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  go tell (fields.a, fields.b, changing, array[changing - 1]);
  fields.b = 0;
  CHECK (goro_recv (out) == 1013);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
