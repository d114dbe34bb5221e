/* SPDX-License-Identifier: MIT */
/* Purpose: the saved registers with arguments that nobody declared are ambiguous, up to the last use of the va_list.  */
/* Map: call of before in f: .*ambiguous */
/* NoMap: call of after in f: .*ambiguous */
/* Map: call of passed in g: .*ambiguous */
/* Map: call of after in g: .*ambiguous */

#include <stdarg.h>

int before (void), after (void), passed (int, va_list);

int f (int n, ...)
{
  va_list ap;
  va_start (ap, n);
  n = before ();
  n += *va_arg (ap, int *);
  n += *va_arg (ap, int *);
  va_end (ap);
  return after () + n;
}

int g (int n, ...)
{
  va_list ap;
  va_start (ap, n);
  n = passed (n, ap);
  va_end (ap);
  return after () + n;
}
