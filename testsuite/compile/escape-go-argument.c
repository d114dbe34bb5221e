/* SPDX-License-Identifier: MIT */
/* Purpose: A local whose address is an argument of go, or in one, moves to the heap: the goroutine may outlive it. */
/* Options: -O2 -fplugin-arg-goro-m */
#include <goro.h>

struct s { int a, b[4]; };
struct holder { int *p; };
void f (int *);
void g (int, struct s *);
void h (struct holder);

void test (int parameter) /* { dg-message "moved to heap: 'parameter'" } */
{
  int x = 1; /* { dg-message "moved to heap: 'x'" } */
  int y = 2; /* { dg-message "moved to heap: 'y'" } */
  int array[3] = { 0 }; /* { dg-message "moved to heap: 'array'" } */
  struct s s = { 0 }; /* { dg-message "moved to heap: 's'" } */
  struct s t = { 0 }; /* { dg-message "moved to heap: 't'" } */
  struct holder in_structure = { &y };
  int only_read = 3, *p = &only_read;

  go f (&x);
  go f (&array[1]);
  go f (s.b);
  go g (*p, &t);
  go h (in_structure);
  go f (&parameter);
}
