/* SPDX-License-Identifier: MIT */
/* Purpose: A va_list in a static object: a warning, as it points into the stack. */
#include <stdarg.h>

static va_list kept;
int use (void);

int test (int n, ...)
{
  va_start (kept, n); /* { dg-warning "va_list. in a static object" } */
  int r = use ();
  va_end (kept);
  return r;
}
