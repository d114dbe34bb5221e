/* SPDX-License-Identifier: MIT */
/* Purpose: What is received has the element type; a pointer to something else is reported. */
#include <goro.h>

struct s { int a; };

int test (goro_chan (int) c, goro_chan (char *) d, char *string, int *p, struct s s)
{
  string = goro_recv (c); /* { dg-warning "makes pointer from integer" } */
  p = goro_recv (d); /* { dg-warning "incompatible pointer type" } */
  goro_recv_ok (c, &string); /* { dg-warning "incompatible pointer type" } */
  goro_try_recv (c, &s); /* { dg-warning "incompatible pointer type" } */
  goro_range (v, d)
    p = v; /* { dg-warning "incompatible pointer type" } */
  goro_select (goro_case_recv (c, &string)); /* { dg-warning "incompatible pointer type" } */
  goro_select (goro_case_recv_ok (c, p, p)); /* { dg-warning "incompatible pointer type" } */
  return string == (char *) p;
}
