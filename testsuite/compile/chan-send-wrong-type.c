/* SPDX-License-Identifier: MIT */
/* Purpose: A value that does not fit the element type gets the message an initialisation would get. */
#include <goro.h>

struct s { int a; };

void test (goro_chan (int) c, goro_chan (char *) d, goro_chan (struct s) e, char *string, int *p, struct s s)
{
  goro_send (c, string); /* { dg-warning "makes integer from pointer" } */
  goro_send (d, p); /* { dg-warning "incompatible pointer type" } */
  goro_send (e, 3); /* { dg-error "invalid initializer" } */
  goro_send (c, s); /* { dg-error "incompatible types" } */
  goro_try_send (c, string); /* { dg-warning "makes integer from pointer" } */
  goro_select (goro_case_send (d, p)); /* { dg-warning "incompatible pointer type" } */
  goro_select (goro_case_send (e, 3)); /* { dg-error "invalid initializer" } */
}
