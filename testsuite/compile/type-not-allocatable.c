/* SPDX-License-Identifier: MIT */
/* Purpose: A type that has no size, or none that is constant, cannot be allocated. */
#include <goro.h>

struct unknown;
struct empty { };

void test (int n)
{
  typedef int row[n];
  struct unknown *u = goro_new (struct unknown); /* { dg-error "incomplete type 'struct unknown'" } */
  void *v = goro_new (void); /* { dg-error "type 'void'" } */
  void *f = (void *) goro_new (void (int)); /* { dg-error "type 'void.int.'" } */
  row *r = goro_new (row); /* { dg-error "size of type .* is not constant" } */
  int (*o)[] = goro_new (int[]); /* { dg-error "incomplete type 'int..'" } */
  struct empty *e = goro_new (struct empty);
  goro_chan (int) *c = goro_new (goro_chan (int));
  (void) u, (void) v, (void) f, (void) r, (void) o, (void) e, (void) c;
}
