/* SPDX-License-Identifier: MIT */
/* Purpose: Arguments of the wrong type are the same diagnostics as in a call. */
#include <goro.h>

struct s { int a; };
void f (int *);
void g (struct s);

void test (int i, char *c)
{
  go f (i); /* { dg-warning "makes pointer from integer" } */
  go f (c); /* { dg-warning "incompatible pointer type" } */
  go g (i); /* { dg-error "incompatible type for argument" } */
  go undeclared (i); /* { dg-warning "implicit declaration" } */
}
