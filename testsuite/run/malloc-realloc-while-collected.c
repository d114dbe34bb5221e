/* SPDX-License-Identifier: MIT */
/* Purpose: What realloc copies from is kept while realloc gets memory and that collects: nobody else has it then. */
/* Options: -fplugin-arg-goro-malloc=gc */
/* Output: good */
/* Env: GORODEBUG=clobberfree=1,gcstress=1 */
/* Levels: -O2 */
#include "support/check.h"

struct item { long number; struct item *self; };

static OPAQUE struct item *one (long number)
{
  struct item *it = malloc (sizeof *it);
  it->number = number;
  it->self = it;
  return it;
}

int main (void)
{
  struct item **items = NULL;
  long n = 0;
  for (int size = 2; size <= 64; size *= 2) {
    items = realloc (items, (size_t) size * sizeof *items);
    for (; n < size; n++)
      items[n] = one (n);
    for (long i = 0; i < n; i++)
      CHECK (items[i]->number == i && items[i]->self == items[i]);
  }
  puts ("good");
  return 0;
}
