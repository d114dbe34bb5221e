/* SPDX-License-Identifier: MIT */
/* Purpose: a structure with a flexible array has room for its elements, none, a few or many, at their place.  */
/* Output: good */
#include <goro.h>
#include <stdio.h>
#include <string.h>

struct text { unsigned length; char bytes[]; };
struct table { long count; void *owner; struct { void *key; long value; } rows[]; };
struct points { short n; double x[]; };

static bool zero (const void *p, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (((const char *) p)[i] != 0)
      return false;
  return true;
}

int main (void)
{
  for (int n = 0; n < 5000; n += 1 + n / 4) {
    struct text *text = goro_new_flexible (struct text, bytes, n);
    struct table *table = goro_new_flexible (struct table, rows, n);
    struct points *points = goro_new_flexible (struct points, x, n);
    size_t a = sizeof *text + (size_t) n, b = sizeof *table + (size_t) n * sizeof table->rows[0];
    size_t c = sizeof *points + (size_t) n * sizeof (double);
    if (!zero (text, a) || !zero (table, b) || !zero (points, c))
      return 1;
    memset (text, 0xff, a);
    memset (table, 0xff, b);
    memset (points, 0xff, c);
  }
  puts ("good");
  return 0;
}
