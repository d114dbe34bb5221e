/* SPDX-License-Identifier: MIT */
/* Purpose: go cannot start a nested function that uses the frame around it: an error. */
#include <goro.h>

void test (goro_chan (int) out, int n)
{
  void tell (int x) { goro_send (out, x + n); }

  go tell (1); /* { dg-error "nested function" } */
}
