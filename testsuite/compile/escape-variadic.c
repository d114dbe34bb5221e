/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses among variable arguments, and the list of them. */
/* Options: -fplugin-arg-goro-m -D__NO_INLINE__ */
#include <stdarg.h>
#include <stdio.h>
int *sink;

static int sum (int n, ...)
{
  va_list ap;
  va_start (ap, n);
  int s = 0;
  while (n-- > 0)
    s += *va_arg (ap, int *);
  va_end (ap);
  return s;
}
static void keep (int n, ...)
{
  va_list ap;
  va_start (ap, n);
  sink = va_arg (ap, int *);
  va_end (ap);
}
int print (const char *format, ...) /* { dg-note "'format' does not escape" } */
{
  va_list ap;
  va_start (ap, format);
  int n = vprintf (format, ap);
  va_end (ap);
  return n;
}
int summed (void) { int x = 1, y = 2; return sum (2, &x, &y); } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
void kept (void) { int x = 1; keep (1, &x); } /* { dg-note "moved to heap: 'x'" } */
