/* SPDX-License-Identifier: MIT */
/* Purpose: Nothing can be allocated by the initialiser of a static variable. */
#include <goro.h>

struct list { struct list *next; };
struct list *early = goro_new (struct list); /* { dg-error "not constant" } */

void *test (void)
{
  static int *number = goro_make (int, 5); /* { dg-error "not constant" } */
  static const struct goro_type *type = __goro_type (0, (struct list *) 0); /* { dg-error "not constant" } */
  struct list *automatic = goro_new (struct list);
  return type ? (void *) number : automatic;
}
