/* SPDX-License-Identifier: MIT */
/* Purpose: variable arguments that point to the caller's locals, read by va_arg in the variadic function itself, in loops
   and branches with calls in between, through a copy, and through a pointer to either of two va_lists.  */
/* Options: -O3 */
#include "support/check.h"
#include <stdarg.h>

static OPAQUE int loop (int n, ...)
{
  va_list ap;
  int sum = 0;
  va_start (ap, n);
  for (int i = 0; i < n; i++) {
    grow (7);
    int *p = va_arg (ap, int *);
    grow (7);
    sum += *p;
  }
  va_end (ap);
  grow (9);
  return sum;
}

static OPAQUE int branches (int op, ...)
{
  va_list ap;
  int *a = NULL, *b = NULL;
  va_start (ap, op);
  grow (7);
  switch (op) {
  case 0:
    break;
  case 1:
    a = va_arg (ap, int *);
    grow (7);
    b = a;
    break;
  default:
    va_arg (ap, double);
    grow (7);
    a = va_arg (ap, int *);
    grow (7);
    b = va_arg (ap, int *);
  }
  va_end (ap);
  grow (7);
  return a ? *a + *b : -1;
}

static OPAQUE int copied (int n, ...)
{
  va_list ap, again;
  int sum = 0;
  va_start (ap, n);
  va_copy (again, ap);
  grow (7);
  sum += *va_arg (ap, int *);
  va_end (ap);
  grow (7);
  for (int i = 0; i < n; i++) {
    sum += *va_arg (again, int *);
    grow (7);
  }
  va_end (again);
  return sum;
}

static inline int next (va_list *list)
{
  grow (7);
  return *va_arg (*list, int *);
}

static OPAQUE int either (int n, ...)
{
  va_list ap, bp;
  va_start (ap, n);
  va_start (bp, n);
  int sum = 0;
  for (int i = 0; i < n; i++) {
    va_list *which = i & 1 ? &ap : &bp;
    sum += next (which);
    grow (7);
  }
  va_end (bp);
  va_end (ap);
  return sum;
}

struct reader { va_list *list; };

static OPAQUE void begin (struct reader *r, va_list *list)
{
  r->list = list;
  grow (7);
}

static OPAQUE int take (struct reader *r)
{
  grow (7);
  return *va_arg (*r->list, int *);
}

static OPAQUE int kept (struct reader *r, int n, ...)
{
  va_list ap;
  int sum = 0;
  va_start (ap, n);
  begin (r, &ap);
  while (n-- > 0) {
    sum += take (r);
    grow (7);
  }
  va_end (ap);
  return sum;
}

static void body (void)
{
  int x = 1, y = 20, z = 300;
  struct reader r;
  CHECK (loop (3, &x, &y, &z) == 321);
  CHECK (loop (7, &x, &y, &z, &x, &y, &z, &x) == 643);
  CHECK (branches (0) == -1);
  CHECK (branches (1, &y) == 40);
  CHECK (branches (2, 1.5, &x, &z) == 301);
  CHECK (copied (3, &x, &y, &z) == 322);
  CHECK (either (4, &x, &y, &z, &x) == 42);
  CHECK (kept (&r, 3, &x, &y, &z) == 321);
}

int main (void)
{
  in_goroutine (body);
  return 0;
}
