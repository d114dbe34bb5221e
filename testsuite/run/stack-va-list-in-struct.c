/* SPDX-License-Identifier: MIT */
/* Purpose: a va_list in a local structure and one behind a pointer, read on by several functions while the stack
   moves, with copies. */
/* Output: 55 55.5 25 two ten */
#include <stdarg.h>
#include <stdio.h>

struct reader { int n; va_list list; double sum; };

static __attribute__ ((noinline)) int grow (int n)
{
  volatile char room[300];
  room[0] = 1;
  return n == 0 ? 0 : grow (n - 1) + room[0];
}

static __attribute__ ((noinline)) int next_int (struct reader *r)
{
  grow (r->n * 5);
  r->n++;
  return va_arg (r->list, int);
}

static __attribute__ ((noinline)) void next_double (struct reader *r)
{
  grow (r->n * 7);
  r->sum += va_arg (r->list, double);
}

static __attribute__ ((noinline)) const char *text (va_list *list)
{
  grow (20);
  return va_arg (*list, const char *);
}

static __attribute__ ((noinline)) int read_all (int count, ...)
{
  struct reader r = { .sum = 0.5 }, copy = { .n = 3 };
  int ints = 0, again = 0;
  va_start (r.list, count);
  for (int i = 0; i < count; i++) {
    ints += next_int (&r);
    if (i == 1)
      va_copy (copy.list, r.list);
    next_double (&r);
  }
  va_list rest;
  va_copy (rest, r.list);
  next_double (&copy);
  for (int i = 2; i < 7; i++) {
    again += next_int (&copy);
    if (i < 6)
      next_double (&copy);
  }
  const char *two = text (&rest), *ten = text (&rest);
  printf ("%d %.1f %d %s %s\n", ints, r.sum, again, two, ten);
  va_end (rest);
  va_end (copy.list);
  va_end (r.list);
  return 0;
}

int main (void)
{
  return read_all (10, 1, 1.0, 2, 2.0, 3, 3.0, 4, 4.0, 5, 5.0, 6, 6.0, 7, 7.0, 8, 8.0, 9, 9.0, 10, 10.0, "two", "ten");
}
