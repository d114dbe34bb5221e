/* SPDX-License-Identifier: MIT */
/* Purpose: The address of a local as an argument of go: a warning, as the goroutine may
   outlive the local, and the stack moves. */
#include <goro.h>

struct s { int a, b[4]; };
void f (int *);
void g (int, struct s *);

void test (int parameter)
{
  int x = 1, array[3] = { 0 };
  struct s s = { 0 };

  go f (&x); /* { dg-warning "address of local" } */
  go f (array); /* { dg-warning "address of local" } */
  go f (&array[1]); /* { dg-warning "address of local" } */
  go f (s.b); /* { dg-warning "address of local" } */
  go f (&s.a); /* { dg-warning "address of local" } */
  go g (1, &s); /* { dg-warning "address of local" } */
  go f (&parameter); /* { dg-warning "address of local" } */
}
