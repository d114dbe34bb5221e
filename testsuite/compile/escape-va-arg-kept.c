/* SPDX-License-Identifier: MIT */
/* Purpose: What va_arg reads is kept, not the list that it is read from. */
/* Options: -fplugin-arg-goro-m */
#include <stdarg.h>

int *sink;
struct pair { int *a, *b; } *pairs;

static void keep (int n, ...)
{
  va_list ap;
  va_start (ap, n);
  sink = va_arg (ap, int *);
  va_end (ap);
}

static void keep_list (va_list ap) /* { dg-note "leaking param content: 'ap'" } */
{
  pairs = va_arg (ap, struct pair *);
}

static void keep_by_list (int n, ...)
{
  va_list ap, again;
  va_start (ap, n);
  va_copy (again, ap);
  keep_list (again);
  va_end (again);
  va_end (ap);
}

static int add (int n, ...)
{
  va_list ap;
  int sum = 0;
  va_start (ap, n);
  while (n-- > 0)
    sum += *va_arg (ap, int *);
  va_end (ap);
  return sum;
}

int test (void)
{
  int kept = 1, read = 2; /* { dg-note "moved to heap: 'kept'" } */ /* { dg-note "moved to heap: 'read'" } */
  struct pair p = { 0 };  /* { dg-note "moved to heap: 'p'" } */
  keep (1, &kept);
  keep_by_list (1, &p);
  return add (1, &read);
}
